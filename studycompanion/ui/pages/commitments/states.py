"""By what the list of commitment forms can be filtered."""

from functools import partial

from studycompanion.domain.paperwork import FormState
from studycompanion.messages import word
from studycompanion.services.reviews import PersonLine
from studycompanion.ui.list_filter import State
from studycompanion.ui.signs import outside
from studycompanion.ui.words import tr


def states() -> tuple[State, ...]:
    """Not made yet, not signed yet, each state that a form in force can have, who owes none."""
    kept = [state for state in FormState if state.is_current]
    each = (State(s.value, word("form_states", s.value), partial(_is_in, s)) for s in kept)
    return (
        State("missing", tr("Chưa lập"), _is_missing),
        State("unsigned", tr("Chưa ký"), _is_unsigned),
        *each,
        State("outside", outside().text, _is_outside),
    )


def _is_missing(line: PersonLine) -> bool:
    return line.owes and line.form_state is None


def _is_unsigned(line: PersonLine) -> bool:
    return line.form_state is not None and not line.form_state.is_signed


def _is_in(state: FormState, line: PersonLine) -> bool:
    return line.form_state is state


def _is_outside(line: PersonLine) -> bool:
    return not line.owes and line.form_state is None
