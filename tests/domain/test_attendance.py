"""Roll call: marks, and the two rates that papers print with their formula."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.attendance import (
    ABSENT,
    Counting,
    Mark,
    Totals,
    add_up,
    count,
    counted,
)


def totals(**counts: int) -> Totals:
    lines = [(Mark(name), False) for name, n in counts.items() for _ in range(n)]
    return count(lines)


def test_attended_are_the_present_the_late_and_those_online():
    evening = totals(present=40, late=3, online=2, excused=4, unexcused=1)
    assert evening.attended == 45
    assert evening.called == 50
    assert evening.rate_attended == Fraction(45, 50)


def test_made_up_completes_and_the_exempt_leave_the_base():
    evening = totals(present=40, made_up=5, exempt=10, unexcused=5)
    assert evening.rate_attended == Fraction(40, 60)
    assert evening.rate_complete == Fraction(45, 50)


def test_the_unmarked_are_called_but_have_not_attended():
    evening = totals(present=1, unmarked=1)
    assert evening.rate_attended == evening.rate_complete == Fraction(1, 2)


def test_a_guest_counts_only_as_a_guest():
    evening = count([(Mark.PRESENT, False), (Mark.PRESENT, True), (Mark.LATE, True)])
    assert (evening.called, evening.attended, evening.guests) == (1, 1, 2)


def test_nobody_called_has_no_rate():
    assert count([]).rate_attended is None
    assert count([]).rate_complete is None


def test_all_exempt_have_no_rate_of_completing():
    assert totals(exempt=3).rate_complete is None
    assert totals(exempt=3).rate_attended == 0


@pytest.mark.parametrize("mark", Mark)
def test_each_mark_is_counted_under_its_name(mark):
    evening = totals(**{mark.value: 2})
    assert evening.of(mark) == 2
    assert sum(evening.of(other) for other in Mark) == 2


@given(st.lists(st.tuples(st.sampled_from(Mark), st.booleans())))
def test_rates_lie_between_none_and_all(lines):
    evening = count(lines)
    for rate in (evening.rate_attended, evening.rate_complete):
        assert rate is None or 0 <= rate <= 1
    assert evening.called + evening.guests == len(lines)


def test_who_is_waiting_is_neither_exempt_nor_done():
    evening = totals(present=40, made_up=5, exempt=10, unexcused=4, unmarked=1)
    assert (evening.expected, evening.completed, evening.waiting) == (50, 45, 5)


def test_evenings_add_up_mark_by_mark_and_guests_apart():
    both = add_up([Totals({Mark.PRESENT: 3}, 1), Totals({Mark.PRESENT: 2, Mark.LATE: 1}, 2)])
    assert both == Totals({Mark.PRESENT: 5, Mark.LATE: 1}, 3)
    assert add_up([]) == Totals({})


@pytest.mark.parametrize("mark", Mark)
def test_only_an_absence_counts_as_what_came_later(mark):
    assert counted(mark, None) is mark
    assert counted(mark, Mark.MADE_UP) is (Mark.MADE_UP if mark in ABSENT else mark)


def test_a_session_counts_by_the_rules_that_it_names():
    strict = Counting(
        attended=(Mark.PRESENT,),
        made_up=(Mark.MADE_UP, Mark.ONLINE),
        absent=(Mark.EXCUSED, Mark.UNEXCUSED, Mark.UNMARKED, Mark.LATE),
        outside=(Mark.EXEMPT,),
    )
    evening = Totals({Mark.PRESENT: 3, Mark.ONLINE: 1, Mark.LATE: 1, Mark.EXEMPT: 1}, 0, strict)
    assert (evening.attended, evening.completed, evening.waiting) == (3, 4, 1)
    assert add_up([evening, evening]).attended == 6
