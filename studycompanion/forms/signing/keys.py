"""Keys that sign: one loaded from a PKCS#12 file, or one that never leaves its token.

A key is held in memory while it signs and forgotten with the object; nothing here writes or logs.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from studycompanion.errors import UserError


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whose certificate it is and how long it holds; ``body`` is its DER, ``id`` its SHA-256."""

    id: str
    name: str
    post: str
    organisation: str
    issuer: str
    not_before: datetime
    not_after: datetime
    may_sign: bool
    body: bytes = field(repr=False)


class Key(Protocol):
    """What signs: the certificate, those above it, and the signature of bytes."""

    certificate: bytes
    others: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        """The signature of ``data`` under SHA-256: PKCS#1 v1.5 for RSA, DER for EC."""


class FileKey:
    """A key out of a file."""

    def __init__(self, key: Any, certificate: bytes, others: tuple[bytes, ...]) -> None:
        self._key, self.certificate, self.others = key, certificate, others

    def sign(self, data: bytes) -> bytes:
        """See ``Key``."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, padding

        made: bytes
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            made = self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        else:
            made = self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return made


def load_pkcs12(data: bytes, password: str) -> FileKey:
    """The key of a PKCS#12 file.

    Raises ``UserError``: "key_password" for a wrong password, "key_file" for any other file,
    "key_kind" for a key that is neither RSA nor EC or that comes without its certificate.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    if not data.startswith(b"\x30"):
        raise UserError("key_file")
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode())
    except ValueError as trouble:
        raise UserError("key_password" if "password" in str(trouble) else "key_file") from trouble
    is_known = isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    if not is_known or certificate is None:
        raise UserError("key_kind")
    above = tuple(one.public_bytes(Encoding.DER) for one in others)
    return FileKey(key, certificate.public_bytes(Encoding.DER), above)


def read_certificate(body: bytes) -> Certificate:
    """What a certificate (DER or PEM) says; ``UserError("certificate_file")`` for anything else."""
    import hashlib

    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    is_text = body.lstrip().startswith(b"-----BEGIN")
    try:
        read = x509.load_pem_x509_certificate if is_text else x509.load_der_x509_certificate
        one = read(body)
        name = _part(one.subject, x509.NameOID.COMMON_NAME) or one.subject.rfc4514_string()
        issuer = _part(one.issuer, x509.NameOID.COMMON_NAME) or one.issuer.rfc4514_string()
    except (ValueError, TypeError) as trouble:
        raise UserError("certificate_file") from trouble
    der = one.public_bytes(Encoding.DER)
    return Certificate(
        id=hashlib.sha256(der).hexdigest(),
        name=name,
        post=_part(one.subject, x509.NameOID.TITLE),
        organisation=_organisation(one.subject),
        issuer=issuer,
        not_before=one.not_valid_before_utc,
        not_after=one.not_valid_after_utc,
        may_sign=_may_sign(one),
        body=der,
    )


def _part(name: Any, oid: Any) -> str:
    return next((str(one.value) for one in name.get_attributes_for_oid(oid)), "")


def _organisation(name: Any) -> str:
    from cryptography.x509 import NameOID

    parts = (_part(name, NameOID.ORGANIZATIONAL_UNIT_NAME), _part(name, NameOID.ORGANIZATION_NAME))
    return ", ".join(filter(None, parts))


def _may_sign(certificate: Any) -> bool:
    """Whether a certificate is meant for signatures; one that says nothing is."""
    from cryptography import x509

    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return bool(usage.digital_signature or usage.content_commitment)


def check_time(certificate: Certificate, now: datetime) -> None:
    """Refuse to sign outside of a certificate's time.

    Raises ``UserError``: "certificate_expired", or "clock_before_certificate" where the clock is
    before its start.
    """
    if now > certificate.not_after:
        raise UserError(
            "certificate_expired",
            name=certificate.name,
            day=f"{certificate.not_after.astimezone(now.tzinfo):%d/%m/%Y}",
        )
    if now < certificate.not_before:
        raise UserError(
            "clock_before_certificate",
            name=certificate.name,
            day=f"{certificate.not_before.astimezone(now.tzinfo):%d/%m/%Y}",
            now=f"{now:%d/%m/%Y}",
        )


@lru_cache(maxsize=8)
def chain(others: tuple[bytes, ...], certificate: bytes) -> tuple[bytes, ...]:
    """Those of ``others`` that stand above a certificate, nearest first."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    rest = [x509.load_der_x509_certificate(one) for one in others]
    now = x509.load_der_x509_certificate(certificate)
    made: list[Any] = []
    while now.issuer != now.subject:
        above = next((one for one in rest if one.subject == now.issuer), None)
        if above is None or above in made:
            break
        made.append(above)
        now = above
    return tuple(one.public_bytes(Encoding.DER) for one in made)
