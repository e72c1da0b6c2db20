"""Dates as offices type them, with the precision that they have."""

import math
import re
from datetime import date, timedelta
from functools import lru_cache

from studycompanion.domain.vietnamese import PartialDate, fold
from studycompanion.exchange.roster_in.rules import rules
from studycompanion.exchange.roster_in.sheet import Cell
from studycompanion.exchange.roster_in.values import Unreadable, text

_YEARS = range(1900, 2100)
_SERIALS = range(3_654, 73_051)
"""Excel's day numbers from 1 January 1910, so that none is a year, to 31 December 2099."""
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_WORDS = re.compile(r"\b(ngay|thang|nam)\b")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})\.(\d{3,4})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[ T]\d{1,2}:.*)?)?")
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[-/. ]+)?(\d{1,2})[-/. ]+)?(\d{4}|\d{2})(?: \d{1,2}:.*)?")
_NUMBER = re.compile(r"\d+(?:\.0+)?")


def partial_date(cell: Cell, newest: int | None = None) -> PartialDate | None:
    """The date of a cell: a real one, a day number, a year, d/m/yyyy, d.m.yyyy, m/yyyy ...

    None for an empty cell. A year of two digits is one of the hundred years up to ``newest``.
    Raises Unreadable: "date", "date_two_digit_year" (with the date meant), "date_impossible".
    """
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float) and math.isfinite(cell) and not _is_short(cell, newest):
        return _from_number(cell)
    typed = text(cell)
    if not typed or fold(typed) in rules().not_yet:
        return None
    return _from_text(typed, newest)


def _is_short(number: float, newest: int | None) -> bool:
    """Whether a number can be the last two digits of a year."""
    return newest is not None and not isinstance(number, bool) and number in range(10, 100)


def _from_number(number: float) -> PartialDate:
    if number in _YEARS:
        return PartialDate(int(number))
    if int(number) in _SERIALS:
        return PartialDate.of(_EXCEL_DAY_ZERO + timedelta(days=int(number)))
    if match := _MONTH_AND_YEAR.fullmatch(repr(number)):
        # A month and year typed with a dot become a number, and 5.1960 loses its last zero.
        return _checked(int(match[2].ljust(4, "0")), int(match[1]), 0)
    raise Unreadable("date")


@lru_cache(maxsize=8192)
def _from_text(typed: str, newest: int | None) -> PartialDate:
    if _NUMBER.fullmatch(typed) and float(typed) > 99:
        return _from_number(float(typed))
    plain = _plain(typed)
    if match := _ISO.fullmatch(plain):
        return _from_parts(*reversed(match.groups()), newest=newest)
    if match := _DAY_FIRST.fullmatch(plain):
        return _from_parts(*match.groups(), newest=newest)
    raise Unreadable("date")


def _plain(typed: str) -> str:
    """Digits and separators: "ngày 19 tháng 5 năm 1958" -> "19 5 1958", "../5/1958" -> "5/1958"."""
    bare = typed if typed[0].isdigit() else _WORDS.sub(" ", fold(typed))
    return " ".join(bare.strip(" /.-_…").split())


def _from_parts(
    day: str | None, month: str | None, year: str, *, newest: int | None
) -> PartialDate:
    if len(year) == 2:
        if newest is None:
            raise Unreadable("date_two_digit_year" if month else "date")
        whole = newest - (newest - int(year)) % 100
        meant = _checked(whole, int(month or 0), int(day or 0))
        raise Unreadable("date_two_digit_year", meant, meant.display)
    return _checked(int(year), int(month or 0), int(day or 0))


def _checked(year: int, month: int, day: int) -> PartialDate:
    """Zeros stand for what is not known: 00/00/1958 is the year 1958."""
    if year not in _YEARS or (day and not month):
        raise Unreadable("date_impossible")
    try:
        return PartialDate(year, month or None, day or None)
    except ValueError as trouble:
        raise Unreadable("date_impossible") from trouble
