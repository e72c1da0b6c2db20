"""The states that an issued form passes."""

from datetime import date
from fractions import Fraction

import pytest

from studycompanion.domain.attendance import Mark, Totals
from studycompanion.domain.paperwork import (
    REPORT_FIGURES,
    CellFigures,
    FormState,
    IssuedForm,
    ReportContent,
)
from studycompanion.errors import UserError
from tests.factories import make

ALLOWED = {
    "not_printed": {"sent_to_printer", "signed_digitally", "replaced"},
    "sent_to_printer": {"printed", "not_printed", "replaced"},
    "printed": {"sent_to_printer", "signed_on_paper", "signed_digitally", "replaced"},
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


def report_of(*cells):
    return ReportContent(
        superior="",
        issuer="Đảng bộ phường Vĩnh Tuy",
        is_ward=True,
        place="Vĩnh Tuy",
        dated=date(2026, 11, 20),
        topic="Kỷ cương",
        year=2026,
        clarity="5 rõ",
        secretary="Trần Văn Mẫu",
        cells=cells,
    )


def test_the_total_of_a_report_adds_up_its_cells_and_rates_them_anew():
    one = CellFigures(cell="1", totals=Totals({Mark.PRESENT: 3, Mark.LATE: 1}), owing=4, signed=1)
    two = CellFigures(cell="2", totals=Totals({Mark.EXCUSED: 4}, 2), owing=6, signed=3)
    total = report_of(one, two).total
    assert (total.cell, total.owing, total.signed, total.totals.guests) == ("", 10, 4, 2)
    assert total.figure("rate_attended") == Fraction(1, 2)
    assert total.figure("late") == 1


def test_a_report_without_cells_adds_up_to_nothing():
    total = report_of().total
    assert {total.figure(key) for key in REPORT_FIGURES} == {0, None}
    assert total.figure("rate_attended") is None
