"""Days as people type them."""

from datetime import date

import pytest

from studycompanion.domain.vietnamese import PartialDate
from studycompanion.domain.vietnamese.typed_days import partial_date, whole_day
from studycompanion.errors import UserError


@pytest.mark.parametrize("typed", ["19/5/1958", "19.5.1958", "19-05-1958", " 19 5 1958 "])
def test_a_whole_day_in_any_way_of_writing(typed):
    assert whole_day(typed) == date(1958, 5, 19)


def test_a_month_a_year_and_nothing():
    assert partial_date("5/1958") == PartialDate(1958, 5)
    assert partial_date("1958") == PartialDate(1958)
    assert partial_date(" ") is whole_day("") is None


def test_a_day_without_its_year_is_of_the_year_that_is_meant():
    assert whole_day("20/11", year=2026) == date(2026, 11, 20)
    assert whole_day("20/11/2025", year=2026) == date(2025, 11, 20)


@pytest.mark.parametrize("typed", ["31/2/2026", "hôm qua", "1/1/58", "1/2/3/4", "2026/11/20"])
def test_what_is_no_day_is_said(typed):
    with pytest.raises(UserError, match="date_unreadable"):
        partial_date(typed)


@pytest.mark.parametrize("typed", ["5/1958", "1958"])
def test_less_than_a_day_is_no_day(typed):
    with pytest.raises(UserError, match="date_unreadable"):
        whole_day(typed)
