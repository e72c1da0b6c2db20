"""A software token (SoftHSM) with keys of the toy authority, made in a folder of its own."""

import os
import subprocess
from pathlib import Path

import pkcs11
from pkcs11 import Attribute, KeyType, ObjectClass
from pkcs11.util.ec import encode_named_curve_parameters

from tests.forms.toy_ca import Holder

PIN = "123456"
MODULES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
)
MODULE = next((one for one in MODULES if one.is_file()), MODULES[0])
_LABEL = "Thẻ thử"
_BASE: dict[str, Path] = {}


def softhsm(folder: Path) -> Path:
    """The module, with a fresh token in a folder that this process keeps to its end.

    A process loads SoftHSM's settings once, so there is one folder for all tests of a process.
    """
    if "folder" not in _BASE:
        _BASE["folder"] = folder
        store, settings = folder / "tokens", folder / "softhsm2.conf"
        store.mkdir(parents=True)
        settings.write_text(f"directories.tokendir = {store}\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(settings)
    return MODULE


def new_token(label: str = _LABEL) -> None:
    """Set up a token with the usual PIN."""
    command = ["softhsm2-util", "--init-token", "--free", "--label", label]
    subprocess.run(
        [*command, "--so-pin", "87654321", "--pin", PIN], check=True, capture_output=True
    )
    pkcs11.lib(str(MODULE)).reinitialize()


def remove_token(label: str = _LABEL) -> None:
    """Take a token away, since all tests of a process see the same ones."""
    subprocess.run(
        ["softhsm2-util", "--delete-token", "--token", label], check=True, capture_output=True
    )
    pkcs11.lib(str(MODULE)).reinitialize()


def put(holder: Holder, *, label: str = "ký", token: str = _LABEL, with_key: bool = True) -> None:
    """Put somebody's key and certificate on a token."""
    found = pkcs11.lib(str(MODULE)).get_token(token_label=token)
    key_id = holder.certificate.serial_number.to_bytes(20, "big")
    with found.open(user_pin=PIN, rw=True) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: label,
                Attribute.ID: key_id,
                Attribute.SUBJECT: holder.certificate.subject.public_bytes(),
                Attribute.VALUE: holder.der,
            }
        )
        if with_key:
            session.create_object(_private(holder) | {Attribute.LABEL: label, Attribute.ID: key_id})


def _private(holder: Holder) -> dict:
    numbers = holder.key.private_numbers()
    base = {
        Attribute.CLASS: ObjectClass.PRIVATE_KEY,
        Attribute.TOKEN: True,
        Attribute.PRIVATE: True,
        Attribute.SENSITIVE: True,
        Attribute.SIGN: True,
    }
    if hasattr(numbers, "p"):
        public = numbers.public_numbers
        parts = {
            Attribute.MODULUS: public.n,
            Attribute.PUBLIC_EXPONENT: public.e,
            Attribute.PRIVATE_EXPONENT: numbers.d,
            Attribute.PRIME_1: numbers.p,
            Attribute.PRIME_2: numbers.q,
            Attribute.EXPONENT_1: numbers.dmp1,
            Attribute.EXPONENT_2: numbers.dmq1,
            Attribute.COEFFICIENT: numbers.iqmp,
        }
        big = {k: v.to_bytes((v.bit_length() + 7) // 8, "big") for k, v in parts.items()}
        return base | {Attribute.KEY_TYPE: KeyType.RSA} | big
    return base | {
        Attribute.KEY_TYPE: KeyType.EC,
        Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1"),
        Attribute.VALUE: numbers.private_value.to_bytes(32, "big"),
    }
