"""The states that an issued form passes."""

import pytest

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.errors import UserError
from tests.factories import make

ALLOWED = {
    "not_printed": {"sent_to_printer", "signed_digitally", "replaced"},
    "sent_to_printer": {"printed", "not_printed", "replaced"},
    "printed": {"sent_to_printer", "signed_on_paper", "replaced"},
    "signed_on_paper": {"scanned", "replaced"},
    "scanned": {"replaced"},
    "signed_digitally": {"replaced"},
    "replaced": set(),
}


@pytest.mark.parametrize("to", FormState)
@pytest.mark.parametrize("state", FormState)
def test_a_form_passes_only_to_the_states_that_follow(state, to):
    form = make(IssuedForm, state=state)
    if to.value in ALLOWED[state.value]:
        form.check_move(to)
        return
    with pytest.raises(UserError, match="form_move") as refused:
        form.check_move(to)
    assert refused.value.params == {"old": state.value, "new": to.value}


def test_paper_is_printed_before_it_is_signed():
    with pytest.raises(UserError):
        make(IssuedForm).check_move(FormState.SIGNED_ON_PAPER)


@pytest.mark.parametrize("state", FormState)
def test_a_signed_form_never_lapses_by_itself(state):
    signed = {"signed_on_paper", "scanned", "signed_digitally"}
    assert state.is_signed is (state.value in signed)


@pytest.mark.parametrize("state", FormState)
def test_only_a_replaced_form_is_not_the_current_one(state):
    assert state.is_current is (state.value != "replaced")
