"""Reads the days that people type."""

import re
from datetime import date

from studycompanion.domain.vietnamese.partial_date import PartialDate
from studycompanion.errors import UserError

_PARTS = re.compile(r"[./\- ]+")
_YEARS = range(1850, 2200)


def partial_date(typed: str) -> PartialDate | None:
    """19/5/1958, 5/1958 or 1958; None for nothing; raises ``UserError("date_unreadable")``."""
    parts = [part for part in _PARTS.split(typed.strip()) if part]
    if not parts:
        return None
    try:
        read = PartialDate(*(int(part) for part in reversed(parts)))
    except (ValueError, TypeError) as error:
        raise UserError("date_unreadable", typed=typed.strip()) from error
    if read.year not in _YEARS:
        raise UserError("date_unreadable", typed=typed.strip())
    return read


def whole_day(typed: str, *, year: int | None = None) -> date | None:
    """A day such as 20/11/2026, or 20/11 of ``year`` where one is given; None for nothing.

    Raises ``UserError("date_unreadable")``.
    """
    parts = [part for part in _PARTS.split(typed.strip()) if part]
    if year is not None and len(parts) == 2 and all(len(part) < 3 for part in parts):
        typed = "/".join((*parts, str(year)))
    read = partial_date(typed)
    if read is None:
        return None
    if read.month is None or read.day is None:
        raise UserError("date_unreadable", typed=typed.strip())
    return date(read.year, read.month, read.day)
