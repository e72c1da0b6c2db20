"""What a single cell says: texts, numbers as text, card and phone numbers."""

import re
from datetime import date
from typing import Any

from studycompanion.domain.vietnamese import fold, tidy
from studycompanion.exchange.roster_in.rules import rules
from studycompanion.exchange.roster_in.sheet import Cell

_POINT_ZERO = re.compile(r"(\d{6,})\.00?")
_IN_NUMBERS = re.compile(r"[\s.\-_]")
_ROW_NUMBER = re.compile(r"\d+\s*[.)]?")
_OLD_CARD, _NEW_CARD = 8, 12
_MOBILE, _LONGEST_PHONE = 10, 11


class Unreadable(Exception):
    """A value that makes no sense; ``code`` is a word of the catalogue's [roster_problems].

    Where it is plain what was ``meant``, that is proposed, as it would be typed.
    """

    def __init__(self, code: str, meant: Any = None, proposal: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.meant = meant
        self.proposal = proposal


def text(cell: Cell) -> str:
    """One tidy line without the apostrophe that makes a number text; "" for nothing, nan, None."""
    line = _plain(cell) if cell != "" else ""
    return "" if not line or _says_nothing(line) else line


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return tidy(cell).lstrip("'’").strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    return str(cell)


def _says_nothing(line: str) -> bool:
    return line.casefold() in rules().nothing or not any(map(str.isalnum, line))


def is_failed(cell: Cell) -> bool:
    """Whether a formula failed here: #REF!, #N/A and their kin."""
    return isinstance(cell, str) and cell.strip().casefold() in rules().failed


def is_row_number(cell: Cell) -> bool:
    """Whether the cell counts a row: 7, "7", "7." or "7)"."""
    if isinstance(cell, str):
        return _ROW_NUMBER.fullmatch(cell.strip().lstrip("'")) is not None
    return isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())


def card_number(cell: Cell) -> str:
    """The digits of a party card: 8 (old) or 12 (since September 2025); "" where there is none.

    Dots and spaces go. Raises Unreadable: "card_tail" and "card_zeros" where a spreadsheet added
    ".0" or took zeros off the front, with the number that was meant; else "card".
    """
    typed = text(cell)
    plain = _IN_NUMBERS.sub("", _without_point_zero(typed))
    number = _with_lost_zeros(plain)
    if number.isascii() and number.isdecimal() and len(number) in (_OLD_CARD, _NEW_CARD):
        if number != plain:
            raise Unreadable("card_zeros", number, number)
        if _without_point_zero(typed) != typed:
            raise Unreadable("card_tail", number, number)
        return number
    if typed and fold(typed) not in rules().not_yet:
        raise Unreadable("card")
    return ""


def _with_lost_zeros(number: str) -> str:
    """7 digits were 8, 10 or 11 were 12; a zero in front shows that none was lost."""
    if number.startswith("0"):
        return number
    return number.zfill({7: _OLD_CARD, 10: _NEW_CARD, 11: _NEW_CARD}.get(len(number), 0))


def phone(cell: Cell) -> str:
    """A phone number as text, its lost leading zero put back; more than one stay as typed."""
    typed = _without_point_zero(text(cell))
    number = _IN_NUMBERS.sub("", typed)
    if not number.isdecimal() or len(number) > _LONGEST_PHONE:
        return "" if fold(typed) in rules().not_yet else typed
    return number if number.startswith("0") else number.zfill(_MOBILE if len(number) == 9 else 0)


def _without_point_zero(typed: str) -> str:
    match = _POINT_ZERO.fullmatch(typed)
    return match[1] if match else typed
