"""Who signed, when, and whether the certificate was good for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from studycompanion.domain.signing import Problem, TimeSource
from studycompanion.forms.signing.fields import fields, role_of
from studycompanion.forms.signing.keys import Certificate, read_certificate
from studycompanion.forms.verify.hostile import HOSTILE
from studycompanion.forms.verify.integrity import Sealed
from studycompanion.forms.verify.trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The signer's side of a signature; ``problem`` is that of the certificate."""

    signer: str = ""
    post: str = ""
    organisation: str = ""
    is_trusted: bool = False
    time: datetime | None = None
    time_source: TimeSource = TimeSource.NONE
    problem: Problem | None = None
    certificate: str = ""
    issuer: str = ""
    not_after: datetime | None = None
    has_expired_since: bool = False


def words_of(seal: Sealed, trust: Trust) -> Words:
    """What the certificate and the file tell of who signed; little where they cannot be read."""
    try:
        held = seal.embedded.signer_cert
        told = read_certificate(held.dump())
        time, source = _time(seal.embedded, trust)
        moment = time or trust.now
        is_trusted = trust.holds(held, seal.embedded.other_embedded_certs, moment)
    except HOSTILE:
        return Words(problem=Problem.BROKEN)
    return Words(
        signer=told.name,
        post=told.post or _post(seal.field),
        organisation=told.organisation,
        is_trusted=is_trusted,
        time=time,
        time_source=source,
        problem=_problem(told, moment, is_trusted=is_trusted),
        certificate=told.id,
        issuer=told.issuer,
        not_after=told.not_after,
        has_expired_since=moment <= told.not_after < trust.now,
    )


def _post(field: str) -> str:
    role = role_of(field)
    return fields()[role].post if role else ""


def _problem(told: Certificate, moment: datetime, *, is_trusted: bool) -> Problem | None:
    if moment > told.not_after:
        return Problem.EXPIRED
    if moment < told.not_before:
        return Problem.NOT_YET_VALID
    if not told.may_sign:
        return Problem.NOT_FOR_SIGNING
    return None if is_trusted else Problem.UNTRUSTED


def _time(embedded: Any, trust: Trust) -> tuple[datetime | None, TimeSource]:
    """The time of a stamp from a trusted stamping service, else what the signer's clock said."""
    stamp = _stamp(embedded, trust)
    if stamp is not None:
        return stamp, TimeSource.STAMP
    told = embedded.self_reported_timestamp
    if not isinstance(told, datetime):
        return None, TimeSource.NONE
    return (told if told.tzinfo else told.replace(tzinfo=UTC)), TimeSource.CLOCK


def _stamp(embedded: Any, trust: Trust) -> datetime | None:
    """The time of the first stamp that fits this signature and is trusted."""
    import hashlib

    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import (
        extract_certs_for_validation,
        validate_sig_integrity,
    )

    try:
        for data in extract_tst_data_iter(embedded.signer_info, signed=False):
            signer, content = extract_signer_info(data), data["encap_content_info"]["content"]
            imprint = content.parsed["message_imprint"]
            wanted = hashlib.new(
                imprint["hash_algorithm"]["algorithm"].native,
                embedded.signer_info["signature"].native,
            ).digest()
            if imprint["hashed_message"].native != wanted:
                continue
            certs = extract_certs_for_validation(data)
            algorithm = signer["digest_algorithm"]["algorithm"].native
            digest = hashlib.new(algorithm, bytes(content)).digest()
            ok = all(validate_sig_integrity(signer, certs.signer_cert, "tst_info", digest))
            made: datetime = content.parsed["gen_time"].native
            if ok and trust.holds(certs.signer_cert, certs.other_certs, made):
                return made
    except HOSTILE:
        return None
    return None
