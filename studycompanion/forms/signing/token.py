"""USB tokens through PKCS#11: which are there, whose certificates they hold, and signing."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from studycompanion.errors import CodedError, EnvironmentProblem, UserError
from studycompanion.forms.signing.keys import Certificate, read_certificate

_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")


class PinState(StrEnum):
    """What a token's own flags say of its PIN."""

    FINE = "fine"
    LOW = "low"
    FINAL_TRY = "final_try"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenFound:
    """A token that is plugged in; ``serial`` tells it from others."""

    module: Path
    serial: str
    label: str
    pin: PinState
    raw: Any = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCertificate:
    """A certificate on a token, with the name and id under which its key lies."""

    certificate: Certificate
    label: str
    key_id: bytes
    others: tuple[bytes, ...] = field(repr=False, default=())


def plugged_in(module: Path) -> tuple[TokenFound, ...]:
    """The tokens that a module sees.

    Raises ``EnvironmentProblem``: "token_module_missing" or "token_module_broken".
    """
    if not module.is_file():
        raise EnvironmentProblem("token_module_missing", name=module.name)
    with _told():
        library = _library(module)
        slots = library.get_slots(token_present=True)
        return tuple(_found(module, slot) for slot in slots if _is_ready(slot))


def _library(module: Path) -> Any:
    import pkcs11

    try:
        return pkcs11.lib(str(module))
    except (RuntimeError, pkcs11.PKCS11Error, OSError) as trouble:
        raise EnvironmentProblem("token_module_broken", name=module.name) from trouble


def _is_ready(slot: Any) -> bool:
    """Whether the slot holds a token that somebody set up."""
    from pkcs11 import TokenFlag

    return bool(slot.get_token().flags & TokenFlag.TOKEN_INITIALIZED)


def _found(module: Path, slot: Any) -> TokenFound:
    token = slot.get_token()
    serial = token.serial.decode("utf-8", "replace").strip("\0 ")
    return TokenFound(
        module=module,
        serial=serial,
        label=str(token.label).strip("\0 "),
        pin=pin_state(token.flags),
        raw=token,
    )


def pin_state(flags: Any) -> PinState:
    """The gravest that a token's flags say of its PIN."""
    from pkcs11 import TokenFlag

    if flags & TokenFlag.USER_PIN_LOCKED:
        return PinState.LOCKED
    if flags & TokenFlag.USER_PIN_FINAL_TRY:
        return PinState.FINAL_TRY
    return PinState.LOW if flags & TokenFlag.USER_PIN_COUNT_LOW else PinState.FINE


def certificates(token: TokenFound) -> tuple[TokenCertificate, ...]:
    """The certificates of people on a token, by name; they are public, so no PIN is needed.

    Raises ``EnvironmentProblem("token_gone")``.
    """
    from pkcs11 import Attribute, ObjectClass

    with _told(), token.raw.open() as session:
        found = list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}))
        held = [(one, bytes(one[Attribute.VALUE])) for one in found]
        made = []
        for one, body in held:
            with suppress(UserError):
                told = read_certificate(body)
                others = tuple(other for _, other in held if other != body)
                label, key_id = str(one[Attribute.LABEL]), bytes(one[Attribute.ID])
                made.append(
                    TokenCertificate(certificate=told, label=label, key_id=key_id, others=others)
                )
    people = [one for one in made if not _is_authority(one.certificate.body)]
    return tuple(sorted(people, key=lambda one: (one.certificate.name, one.label)))


def _is_authority(body: bytes) -> bool:
    from cryptography import x509

    try:
        read = x509.load_der_x509_certificate(body).extensions
        return bool(read.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (x509.ExtensionNotFound, ValueError):
        return False


class TokenKey:
    """A key on a token, unlocked until ``close``; the PIN is not kept."""

    def __init__(self, session: Any, handle: Any, chosen: TokenCertificate) -> None:
        self._session, self._handle = session, handle
        self.certificate, self.others = chosen.certificate.body, chosen.others

    def sign(self, data: bytes) -> bytes:
        """See ``keys.Key``; raises ``EnvironmentProblem("token_gone")`` where it was pulled out."""
        from pkcs11 import KeyType, Mechanism
        from pkcs11.exceptions import MechanismInvalid
        from pkcs11.util.ec import encode_ecdsa_signature

        with _told():
            digest = hashlib.sha256(data).digest()
            if self._handle.key_type is KeyType.EC:
                # The token need not know how to hash: older ones, and SoftHSM, do not.
                raw = self._handle.sign(digest, mechanism=Mechanism.ECDSA)
                return bytes(encode_ecdsa_signature(bytes(raw)))
            try:
                made = self._handle.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS)
            except MechanismInvalid:
                made = self._handle.sign(_SHA256_INFO + digest, mechanism=Mechanism.RSA_PKCS)
            return bytes(made)

    def close(self) -> None:
        """Log out and let the token go."""
        import pkcs11

        with suppress(pkcs11.PKCS11Error):
            self._session.close()


def unlock(token: TokenFound, chosen: TokenCertificate, pin: str) -> TokenKey:
    """The key of a certificate, unlocked by the PIN.

    Raises ``UserError`` "pin_wrong" or "pin_locked", "token_key_missing" where the token holds the
    certificate alone; ``EnvironmentProblem("token_gone")``.
    """
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.exceptions import NoSuchKey

    with _told():
        session = token.raw.open(user_pin=pin)
        try:
            wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: chosen.key_id}
            handle = next(iter(session.get_objects(wanted)), None)
            if handle is None:
                raise NoSuchKey
        except BaseException:
            session.close()
            raise
    return TokenKey(session, handle, chosen)


_REFUSALS = {
    "PinIncorrect": "pin_wrong",
    "PinInvalid": "pin_wrong",
    "PinLenRange": "pin_wrong",
    "PinLocked": "pin_locked",
    "PinExpired": "pin_expired",
    "NoSuchKey": "token_key_missing",
    "UserPinNotInitialized": "pin_expired",
}


@contextmanager
def _told() -> Iterator[None]:
    """What a token says, as one of our sentences."""
    import pkcs11

    try:
        yield
    except CodedError:
        raise
    except pkcs11.PKCS11Error as trouble:
        code = _REFUSALS.get(type(trouble).__name__)
        if code is not None:
            raise UserError(code) from trouble
        raise EnvironmentProblem("token_gone") from trouble
