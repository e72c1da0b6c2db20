"""Reads what people type into fields of dates and times."""

import re
from datetime import date, datetime

from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError

_PARTS = re.compile(r"[./\- ]+")
_TIME = re.compile(r"(\d{1,2})(?:\s*(?::|\.|h|g|giờ)\s*(\d{1,2})?\s*(?:phút)?)?")
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


def clock_time(typed: str, day: date) -> datetime:
    """19:00, 19h00 or 19h on ``day``; raises ``UserError("time_unreadable")``."""
    match = _TIME.fullmatch(typed.strip().lower())
    try:
        hour, minute = (int(part or 0) for part in match.groups()) if match else (24, 0)
        return datetime(day.year, day.month, day.day, hour, minute)
    except ValueError as error:
        raise UserError("time_unreadable", typed=typed.strip()) from error
