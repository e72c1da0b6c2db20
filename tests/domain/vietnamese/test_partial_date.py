"""Dates of which papers know only a part."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.vietnamese import PartialDate


def _cut(day: date, known: int) -> PartialDate:
    return PartialDate(*(day.year, day.month, day.day)[:known])


PARTIAL_DATES = st.builds(_cut, st.dates(), st.integers(1, 3))


@pytest.mark.parametrize(
    ("known", "iso", "display"),
    [
        (PartialDate(1958), "1958", "1958"),
        (PartialDate(1958, 5), "1958-05", "5/1958"),
        (PartialDate(1958, 5, 19), "1958-05-19", "19/5/1958"),
        (PartialDate(58, 5), "0058-05", "5/58"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(known, iso, display):
    assert (known.iso, known.display) == (iso, display)


@pytest.mark.parametrize(
    "parts", [(1958, 13), (1958, 0), (1958, 2, 30), (1958, 5, 0), (1958, None, 19), (0,), (10000,)]
)
def test_a_day_that_no_calendar_has_is_refused(parts):
    with pytest.raises(ValueError, match=r"day|month|year"):
        PartialDate(*parts)


@pytest.mark.parametrize(
    "text",
    ["", "58", "1958-5", "1958-05-19T00:00", "19/5/1958", "1958-05-", "１９５８", "1958-02-30"],
)
def test_only_the_stored_form_is_parsed(text):
    with pytest.raises(ValueError, match=r"ISO|day"):
        PartialDate.parse_iso(text)


def test_a_moment_keeps_only_its_day():
    assert PartialDate.of(datetime(1958, 5, 19, 23, 59)) == PartialDate(1958, 5, 19)


def test_a_date_compares_only_with_its_like():
    assert PartialDate(1958) != "1958"
    with pytest.raises(TypeError):
        PartialDate(1958) < date(1958, 1, 1)  # noqa: B015


@given(PARTIAL_DATES)
def test_what_is_stored_is_read_back(known):
    assert PartialDate.parse_iso(known.iso) == known


@given(PARTIAL_DATES, PARTIAL_DATES)
def test_dates_order_as_their_stored_texts(one, other):
    assert (one < other, one >= other) == (one.iso < other.iso, one.iso >= other.iso)
