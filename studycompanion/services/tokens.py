"""Signing with a USB token: its module, its certificates, and a PIN that is tried with care."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion.domain.signing import Means
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import word
from studycompanion.services.signing import OpenKey

if TYPE_CHECKING:
    from studycompanion.forms.signing.modules import Module
    from studycompanion.forms.signing.token import TokenCertificate, TokenFound

MOST_WRONG = 2
"""Wrong PINs after which the program asks no more: most tokens lock themselves at the third."""

_wrong: dict[str, int] = {}
"""Wrong PINs typed here since the program started, by the token's number; no PIN is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate on a plugged-in token, as a line to choose from."""

    token: "TokenFound"
    chosen: "TokenCertificate"

    @property
    def name(self) -> str:
        """Whose it is."""
        return self.chosen.certificate.name

    @property
    def not_after(self) -> datetime:
        """When it ends."""
        return self.chosen.certificate.not_after


def modules() -> "tuple[Module, ...]":
    """The known modules on this PC."""
    from studycompanion.forms.signing.modules import installed_modules

    return installed_modules()


def held(module: Path) -> tuple[Held, ...]:
    """The certificates of all tokens that a module sees, by name and end.

    Raises ``EnvironmentProblem`` of the module, "token_absent" or "token_empty".
    """
    from studycompanion.forms.signing.token import certificates, plugged_in

    tokens = plugged_in(module)
    if not tokens:
        raise EnvironmentProblem("token_absent")
    found = [Held(token=one, chosen=each) for one in tokens for each in certificates(one)]
    if not found:
        raise EnvironmentProblem("token_empty")
    return tuple(sorted(found, key=lambda one: (one.name, one.not_after)))


def pin_warning(one: Held) -> str:
    """What to know before a PIN is typed, "" where there is nothing to fear."""
    state = one.token.pin.value
    if state != "fine":
        return word("pin_states", state)
    return word("pin_states", "wrong_once") if _wrong.get(one.token.serial) else ""


def may_try(one: Held) -> bool:
    """Whether a PIN may still be typed here."""
    return one.token.pin.value != "locked" and _wrong.get(one.token.serial, 0) < MOST_WRONG


def open_token(one: Held, pin: str) -> OpenKey:
    """The key of a certificate on a token.

    Raises ``UserError``: "pin_stopped" after two wrong PINs, "pin_wrong" (counted), "pin_locked",
    "token_key_missing"; ``EnvironmentProblem("token_gone")``.
    """
    from studycompanion.forms.signing.token import unlock

    serial = one.token.serial
    if not may_try(one):
        raise UserError("pin_locked" if one.token.pin.value == "locked" else "pin_stopped")
    try:
        key = unlock(one.token, one.chosen, pin)
    except UserError as refused:
        if refused.code == "pin_wrong":
            _wrong[serial] = _wrong.get(serial, 0) + 1
        raise
    _wrong.pop(serial, None)
    return OpenKey(one.chosen.certificate, Means.TOKEN, key)


def named(module: Path, label: str) -> Held:
    """The certificate that a label or a person's name means.

    Raises ``UserError("token_label")`` where none or more than one does.
    """
    every = held(module)
    found = [one for one in every if label in (one.chosen.label, one.name)]
    if len(found) != 1:
        names = ", ".join(sorted({one.chosen.label or one.name for one in every}))
        raise UserError("token_label", label=label, names=names)
    return found[0]


def forget_tries() -> None:
    """Begin to count anew, as when the token was set right elsewhere."""
    _wrong.clear()
