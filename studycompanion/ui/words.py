"""Every sentence of the window passes here, and days and times as the screens write them.

Formats are our own because the machine's differ: dd/MM/yyyy and a clock of 24 hours.
"""

from datetime import date, datetime
from typing import Any

from studycompanion import messages
from studycompanion.domain.vietnamese import display_date


def tr(sentence: str, **params: Any) -> str:
    """A sentence of the window in the chosen language, its ``{placeholders}`` filled."""
    said = messages.sentence("window", sentence)
    return said.format(**params) if params else said


def program_name() -> str:
    """What the program is called on the screen."""
    return tr("Học tập chuyên đề")


def moment(at: datetime) -> str:
    """Thứ Sáu, 20/11/2026 · 19:00."""
    names = tr("Thứ Hai,Thứ Ba,Thứ Tư,Thứ Năm,Thứ Sáu,Thứ Bảy,Chủ nhật").split(",")
    return f"{names[at.weekday()]}, {display_date(at.date())} · {at:%H:%M}"


def short_moment(at: datetime) -> str:
    """20/11/2026 19:00, for lists."""
    return f"{display_date(at.date())} {at:%H:%M}"


def near_moment(at: datetime, today: date) -> str:
    """``hôm nay 07:30``, ``hôm qua 07:30``, or the day with its time."""
    near = {0: tr("hôm nay"), 1: tr("hôm qua")}.get((today - at.date()).days)
    return f"{near} {at:%H:%M}" if near else short_moment(at)
