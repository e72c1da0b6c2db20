"""By what the list of reviews can be filtered."""

from functools import partial

from studycompanion.domain.review import Stage
from studycompanion.messages import word
from studycompanion.services.reviews import PersonLine
from studycompanion.ui.list_filter import State
from studycompanion.ui.signs import outside
from studycompanion.ui.words import tr


def states() -> tuple[State, ...]:
    """Not written yet, each stage, and who owes none."""
    stages = (State(s.value, word("stages", s.value), partial(_is_at, s)) for s in Stage)
    return (
        State("missing", tr("Chưa viết"), _is_missing),
        *stages,
        State("outside", outside().text, _is_outside),
    )


def _is_missing(line: PersonLine) -> bool:
    return line.owes and line.review_stage is None


def _is_at(stage: Stage, line: PersonLine) -> bool:
    return line.review_stage is stage


def _is_outside(line: PersonLine) -> bool:
    return not line.owes and line.review_stage is None
