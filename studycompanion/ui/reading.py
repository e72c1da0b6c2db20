"""Reads what people type into fields of dates and times."""

import re
from datetime import date, datetime

from studycompanion.domain.vietnamese.typed_days import partial_date as partial_date
from studycompanion.domain.vietnamese.typed_days import whole_day as whole_day
from studycompanion.errors import UserError

_TIME = re.compile(r"(\d{1,2})(?:\s*(?::|\.|h|g|giờ)\s*(\d{1,2})?\s*(?:phút)?)?")


def clock_time(typed: str, day: date) -> datetime:
    """19:00, 19h00 or 19h on ``day``; raises ``UserError("time_unreadable")``."""
    match = _TIME.fullmatch(typed.strip().lower())
    try:
        hour, minute = (int(part or 0) for part in match.groups()) if match else (24, 0)
        return datetime(day.year, day.month, day.day, hour, minute)
    except ValueError as error:
        raise UserError("time_unreadable", typed=typed.strip()) from error
