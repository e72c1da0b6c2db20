"""Dates and times as people type them."""

from datetime import date, datetime

import pytest

from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.ui.reading import clock_time, partial_date, whole_day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("19/5/1958", PartialDate(1958, 5, 19)),
        ("05.1958", PartialDate(1958, 5)),
        ("1958", PartialDate(1958)),
        (" 19-05-1958 ", PartialDate(1958, 5, 19)),
        ("", None),
    ],
)
def test_a_birth_may_be_a_day_a_month_or_a_year(typed, read):
    assert partial_date(typed) == read


@pytest.mark.parametrize("typed", ["31/02/1958", "abc", "1/2/3/4", "19/5/", "19/5/58", "13/1958"])
def test_what_is_no_date_is_refused_in_a_sentence_that_shows_it(typed):
    with pytest.raises(UserError) as refused:
        partial_date(typed)
    assert typed.strip() in say(refused.value)


def test_a_session_needs_the_whole_day():
    assert whole_day("20/11/2026") == date(2026, 11, 20)
    assert whole_day(" ") is None
    with pytest.raises(UserError):
        whole_day("11/2026")


@pytest.mark.parametrize("typed", ["19:00", "19h00", "19h", "19", "19 giờ"])
def test_an_hour_is_read_in_each_usual_way(typed):
    assert clock_time(typed, date(2026, 11, 20)) == datetime(2026, 11, 20, 19, 0)


@pytest.mark.parametrize("typed", ["", "25:00", "bảy giờ", "19:75"])
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(UserError) as refused:
        clock_time(typed, date(2026, 11, 20))
    assert refused.value.code == "time_unreadable"
