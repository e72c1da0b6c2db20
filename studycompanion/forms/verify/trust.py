"""Whether a certificate was given by somebody whom the user trusts; nothing is fetched for it."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from studycompanion.forms.verify.hostile import HOSTILE


class Trust:
    """The certificates that the user keeps as trusted, and the present moment."""

    def __init__(self, bodies: Iterable[bytes], now: datetime) -> None:
        self.now = now
        self._roots = [x509.Certificate.load(body) for body in bodies]
        self._ids = {root.sha256 for root in self._roots}

    def holds(self, certificate: Any, others: Iterable[Any], moment: datetime) -> bool:
        """Whether a certificate is on the list, or leads up to one that is.

        ``moment`` is when it must have been in force.
        """
        if certificate.sha256 in self._ids:
            return True
        if not self._roots:
            return False
        try:
            context = ValidationContext(
                trust_roots=self._roots,
                other_certs=list(others),
                moment=moment,
                allow_fetching=False,
                revocation_mode="soft-fail",
            )
            validator = CertificateValidator(certificate, validation_context=context)
            asyncio.run(validator.async_validate_path())
        except HOSTILE:
            return False
        return True
