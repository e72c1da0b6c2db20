"""How a member's status looks."""

from studycompanion.domain.people import StatusKind
from studycompanion.messages import word
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import Tone


def status_sign(status: StatusKind) -> Cell:
    """The sign of a member's status; only what is out of the ordinary is coloured."""
    words = word("statuses", status.value)
    if status is StatusKind.OFFICIAL:
        return Cell(words, Tone.GOOD, "present")
    if status is StatusKind.PROBATIONARY:
        return Cell(words, Tone.INFO, "info")
    return Cell(words, Tone.NEUTRAL, "exempt")
