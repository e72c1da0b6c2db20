"""Every sentence of the window passes here, and days and times as the screens write them.

Formats are our own because the machine's differ: dd/MM/yyyy and a clock of 24 hours.
"""

from datetime import date, datetime
from typing import Any

from studycompanion import messages
from studycompanion.domain.vietnamese import display_date

_ONE_OR_MANY = " | "


class _Translated(str):
    """Words in another language that still know what they are in Vietnamese."""

    vietnamese: str


def tr(sentence: str, **params: Any) -> str:
    """A sentence of the window in the chosen language, its ``{placeholders}`` filled.

    Where a translation has ``one | many``, ``{n}`` decides.
    """
    said = messages.sentence("window", sentence)
    if said is sentence:
        return _filled(sentence, params)
    one, _, many = said.partition(_ONE_OR_MANY)
    is_one = not many or str(params.get("n")) == "1"
    made = _Translated(_filled(one if is_one else many, params))
    made.vietnamese = _filled(sentence, params)
    return made


def vietnamese(words: str) -> str:
    """What ``words`` from ``tr`` are in Vietnamese; all others are as they are."""
    return words.vietnamese if isinstance(words, _Translated) else words


def _filled(sentence: str, params: dict[str, Any]) -> str:
    return sentence.format(**params) if params else sentence


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
