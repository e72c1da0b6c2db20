"""Letters that no face prints: named before a paper is made, never drawn as boxes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from studycompanion import forms
from studycompanion.domain.vietnamese import nfc
from studycompanion.errors import UserError

if TYPE_CHECKING:
    from studycompanion.domain.session_sheet import Card
    from studycompanion.forms.blocks import Block
    from studycompanion.forms.paging import Page

_AROUND = 4
"""How many words before and after are shown of the place."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The letters that cannot be printed, each with its code point, and the words around one."""

    letters: str
    near: str


def lacking(texts: Iterable[str]) -> Lacking | None:
    """What the first of the texts with such letters lacks; None where all can be printed."""
    for text in texts:
        if letters := forms.missing_letters(text):
            said = ", ".join(f"“{one}” (U+{ord(one):04X})" for one in letters)
            return Lacking(said, _near(text, letters[0]))
    return None


def laid_out(blocks: "tuple[Block, ...]", *, whose: str = "", **how: bool) -> "tuple[Page, ...]":
    """The pages of a paper, see ``forms.lay_out``.

    Raises ``UserError`` "letters_missing" or, where ``whose`` is given, "letters_missing_of".
    """
    check(blocks, whose=whose)
    return forms.lay_out(blocks, **how)


def check(said: Iterable["Block | Card"], *, whose: str = "") -> None:
    """Raise what ``laid_out`` raises."""
    found = lacking(_texts(said))
    if found is None:
        return
    params = {"letters": found.letters, "near": found.near}
    if whose:
        raise UserError("letters_missing_of", name=whose, **params)
    raise UserError("letters_missing", **params)


def _near(text: str, letter: str) -> str:
    """The words around the place of a letter."""
    words = nfc(text).split()
    place = next(n for n, one in enumerate(words) if letter in one)
    begun, ended = max(place - _AROUND, 0), place + 1 + _AROUND
    shown = " ".join(words[begun:ended])
    return ("… " if begun else "") + shown + (" …" if ended < len(words) else "")


def _texts(value: Any) -> Iterator[str]:
    """Every text in blocks, which are frozen values and tuples of values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
