"""How a task stands, in words and colour."""

from datetime import date

from studycompanion.domain.plan import ActionItem, ItemStatus, Outcome
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

_TONES = {
    Outcome.MET: (Tone.GOOD, "present"),
    Outcome.PARTLY: (Tone.CAUTION, "late"),
    Outcome.NOT_MET: (Tone.BAD, "unexcused"),
}


def outcome_words(outcome: Outcome) -> str:
    """Đạt, đạt một phần or chưa đạt."""
    return {
        Outcome.MET: tr("Đạt"),
        Outcome.PARTLY: tr("Đạt một phần"),
        Outcome.NOT_MET: tr("Chưa đạt"),
    }[outcome]


def standing_sign(item: ActionItem, today: date) -> Cell:
    """What the cell found, else done, overdue by so many days, or how far."""
    if item.outcome is not None:
        return Cell(outcome_words(item.outcome), *_TONES[item.outcome])
    if item.status is ItemStatus.DONE:
        return Cell(tr("Đã xong"), Tone.GOOD, "done")
    days = item.days_over(today)
    if days:
        words = tr("Quá hạn {n} ngày", n=group_thousands(days))
        return Cell(_with_share(words, item), Tone.BAD, "warning")
    return Cell(_with_share(tr("Đang làm"), item), Tone.INFO, "pen")


def _with_share(words: str, item: ActionItem) -> str:
    return f"{words} · {item.percent}%" if item.percent else words
