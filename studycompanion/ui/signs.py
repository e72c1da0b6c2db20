"""How marks, stages and form states look: words, icon and tone of each."""

from studycompanion.domain.attendance import Mark
from studycompanion.domain.paperwork import FormState
from studycompanion.domain.review import Stage
from studycompanion.messages import word
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

_MARKS = {
    Mark.UNMARKED: (Tone.NEUTRAL, "unmarked"),
    Mark.PRESENT: (Tone.GOOD, "present"),
    Mark.LATE: (Tone.CAUTION, "late"),
    Mark.ONLINE: (Tone.INFO, "online"),
    Mark.EXCUSED: (Tone.CAUTION, "excused"),
    Mark.UNEXCUSED: (Tone.BAD, "unexcused"),
    Mark.MADE_UP: (Tone.MENDED, "made-up"),
    Mark.EXEMPT: (Tone.NEUTRAL, "exempt"),
}
_STAGES = {
    Stage.WRITING: (Tone.CAUTION, "pen"),
    Stage.PAPER: (Tone.GOOD, "paper"),
    Stage.HANDED_IN: (Tone.GOOD, "done"),
    Stage.COMMENTED: (Tone.INFO, "info"),
    Stage.CONFIRMED: (Tone.GOOD, "present"),
    Stage.LOCKED: (Tone.NEUTRAL, "lock"),
}
_FORMS = {
    FormState.NOT_PRINTED: (Tone.CAUTION, "paper"),
    FormState.SENT_TO_PRINTER: (Tone.INFO, "paper"),
    FormState.PRINTED: (Tone.INFO, "done"),
    FormState.SIGNED_ON_PAPER: (Tone.GOOD, "pen"),
    FormState.SCANNED: (Tone.GOOD, "present"),
    FormState.SIGNED_DIGITALLY: (Tone.GOOD, "lock"),
    FormState.REPLACED: (Tone.NEUTRAL, "made-up"),
}


def mark_sign(mark: Mark) -> Cell:
    """The sign of a mark of the roll."""
    return Cell(word("marks", mark.value), *_MARKS[mark])


def outside() -> Cell:
    """For whom no papers are made."""
    return Cell(tr("Không phải làm"), Tone.NEUTRAL, "exempt")


def review_sign(stage: Stage | None, *, owes: bool) -> Cell:
    """The sign of a review; None stands for one that nobody began."""
    if stage is None:
        return Cell(tr("Chưa viết"), Tone.NEUTRAL, "unmarked") if owes else outside()
    return stage_sign(stage)


def stage_sign(stage: Stage) -> Cell:
    """The sign of the stage of a review or plan."""
    return Cell(word("stages", stage.value), *_STAGES[stage])


def plan_sign(items: int, unclear: int, *, owes: bool) -> Cell:
    """The sign of a plan: how many tasks are there and how many still miss a point."""
    if not items:
        return Cell(tr("Chưa có việc"), Tone.NEUTRAL, "unmarked") if owes else outside()
    if unclear:
        return Cell(tr("{n} việc chưa rõ", n=unclear), Tone.CAUTION, "warning")
    return Cell(tr("{n} việc, đã rõ", n=items), Tone.GOOD, "present")


def form_sign(state: FormState | None, *, owes: bool) -> Cell:
    """The sign of a commitment form; None stands for one that was not made yet."""
    if state is None:
        return Cell(tr("Chưa lập"), Tone.NEUTRAL, "unmarked") if owes else outside()
    return Cell(word("form_states", state.value), *_FORMS[state])
