"""The CMS container of a signature (RFC 5652, ETSI EN 319 122-1), written byte for byte.

The same parts give the same bytes, so that a checker can tell whether any byte was changed since.
"""

import hashlib
from functools import lru_cache

_SEQUENCE, _SET, _OCTETS, _OID = 0x30, 0x31, 0x04, 0x06
_VERSION_1 = b"\x02\x01\x01"
_NULL = b"\x05\x00"


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def _oid(text: str) -> bytes:
    return _der(_OID, bytes.fromhex(text))


_SIGNED_DATA = _oid("2a864886f70d010702")
_DATA = _oid("2a864886f70d010701")
_CONTENT_TYPE = _oid("2a864886f70d010903")
_MESSAGE_DIGEST = _oid("2a864886f70d010904")
_SIGNING_CERTIFICATE = _oid("2a864886f70d010910022f")
_PROTECTION = _oid("2a864886f70d010934")
_SHA256 = _der(_SEQUENCE, _oid("608648016503040201"))
_RSA = _der(_SEQUENCE, _oid("2a864886f70d01010b"), _NULL)
_EC = _der(_SEQUENCE, _oid("2a8648ce3d040302"))


def signed_attributes(digest: bytes, certificates: tuple[bytes, ...]) -> bytes:
    """What is signed: the digest of the file and those of the certificates, the signer's first."""
    algorithm = _algorithm(certificates[0])
    ids = (_certificate_id(one) for one in certificates)
    attributes = (
        _attribute(_CONTENT_TYPE, _DATA),
        _attribute(_MESSAGE_DIGEST, _der(_OCTETS, digest)),
        _attribute(_SIGNING_CERTIFICATE, _der(_SEQUENCE, _der(_SEQUENCE, *ids))),
        _attribute(_PROTECTION, _der(_SEQUENCE, _SHA256, b"\xa1" + algorithm[1:])),
    )
    return _der(_SET, *sorted(attributes))


def container(attributes: bytes, signature: bytes, certificates: tuple[bytes, ...]) -> bytes:
    """The whole container of a signature over ``attributes``."""
    issuer_and_serial, _ = _facts(certificates[0])
    signer = _der(
        _SEQUENCE,
        _VERSION_1,
        issuer_and_serial,
        _SHA256,
        b"\xa0" + attributes[1:],
        _algorithm(certificates[0]),
        _der(_OCTETS, signature),
    )
    data = _der(
        _SEQUENCE,
        _VERSION_1,
        _der(_SET, _SHA256),
        _der(_SEQUENCE, _DATA),
        _der(0xA0, *sorted(certificates)),
        _der(_SET, signer),
    )
    return _der(_SEQUENCE, _SIGNED_DATA, _der(0xA0, data))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return _der(_SEQUENCE, kind, _der(_SET, value))


@lru_cache(maxsize=16)
def _certificate_id(certificate: bytes) -> bytes:
    """An ESSCertIDv2 (RFC 5035): the digest, then the issuer and the serial number."""
    from asn1crypto import x509

    parsed = x509.Certificate.load(certificate)
    names = _der(_SEQUENCE, _der(0xA4, parsed.issuer.dump()))
    serial = parsed["tbs_certificate"]["serial_number"].dump()
    digest = _der(_OCTETS, hashlib.sha256(certificate).digest())
    return _der(_SEQUENCE, digest, _der(_SEQUENCE, names, serial))


@lru_cache(maxsize=16)
def _facts(certificate: bytes) -> tuple[bytes, str]:
    """Issuer and serial number of a certificate as a container names it, and its key's kind."""
    from asn1crypto import x509

    parsed = x509.Certificate.load(certificate)
    serial = parsed["tbs_certificate"]["serial_number"].dump()
    return _der(_SEQUENCE, parsed.issuer.dump(), serial), parsed.public_key.algorithm


def _algorithm(certificate: bytes) -> bytes:
    return _EC if _facts(certificate)[1] == "ec" else _RSA
