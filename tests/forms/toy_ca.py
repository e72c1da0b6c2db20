"""A certificate authority made while the tests run, with fixed times, and those it certifies."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PublicFormat,
    pkcs12,
)

PASSWORD = "mật khẩu Tệp khóa 9"
SIGNED_AT = datetime(2026, 11, 20, 19, 0, tzinfo=timezone(timedelta(hours=7)))
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Holder:
    """A private key with its certificate and those above it."""

    key: object
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def pkcs12(self, password: str = PASSWORD) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            "khóa".encode(),
            self.key,
            self.certificate,
            self.above,
            BestAvailableEncryption(password.encode()),
        )


@cache
def rsa_key(name: str):
    """One key for each name; making them takes the time of many tests."""
    return rsa.generate_private_key(65537, 2048)


@cache
def ec_key(name: str):
    return ec.generate_private_key(ec.SECP256R1())


def name_of(common: str, **parts: str) -> x509.Name:
    oids = {"title": x509.NameOID.TITLE, "organisation": x509.NameOID.ORGANIZATION_NAME}
    said = [x509.NameAttribute(oids[key], value) for key, value in parts.items()]
    return x509.Name([*said, x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


@cache
def authority(name: str = "CA thử nghiệm") -> Holder:
    key = rsa_key(f"authority {name}")
    builder = (
        x509.CertificateBuilder()
        .subject_name(name_of(name))
        .issuer_name(name_of(name))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(START - timedelta(days=400))
        .not_valid_after(END + timedelta(days=4000))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Holder(key, builder.sign(key, hashes.SHA256()))


def _usage(*, certificates: bool = False, signs: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs and not certificates,
        content_commitment=signs and not certificates,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


@cache
def holder(
    name: str = "Nguyễn Thị Ví Dụ",
    *,
    kind: str = "rsa",
    start: datetime = START,
    end: datetime = END,
    by: str = "CA thử nghiệm",
    signs: bool = True,
    title: str = "",
    key_name: str = "",
) -> Holder:
    """Somebody with a certificate of the authority ``by``."""
    key = (rsa_key if kind == "rsa" else ec_key)(key_name or name)
    top = authority(by)
    parts = {"title": title} if title else {}
    builder = (
        x509.CertificateBuilder()
        .subject_name(name_of(name, organisation="Chi bộ thử nghiệm", **parts))
        .issuer_name(top.certificate.subject)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(f"{name}{kind}{start:%y}{key_name}".encode()[:18], "big"))
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=signs), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(top.key.public_key()),
            critical=False,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Holder(key, builder.sign(top.key, hashes.SHA256()), (top.certificate,))


def public_bytes(key) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
