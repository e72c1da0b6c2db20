"""Rates, counts and dates as papers print them."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.vietnamese import (
    date_in_words,
    display_date,
    group_thousands,
    percent,
    round_half_up,
)


@pytest.mark.parametrize(
    ("rate", "printed"),
    [
        (Fraction(2909, 3044), "95,57%"),
        (Fraction(35599, 35900), "99,16%"),
        (Fraction(1, 16), "6,25%"),
        (Fraction(125, 100000), "0,13%"),
        (Fraction(1), "100,00%"),
        (Fraction(0), "0,00%"),
        (None, "—"),
    ],
)
def test_a_rate_is_printed_with_a_comma_and_two_places(rate, printed):
    assert percent(rate) == printed


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-2.5"), 0, "-3"),
        (Fraction(2, 3), 3, "0.667"),
        (7, 2, "7.00"),
        (10**40 + 1, 1, f"{10**40 + 1}.0"),
    ],
)
def test_a_half_rounds_up(value, places, rounded):
    assert str(round_half_up(value, places)) == rounded


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_a_value_by_half_a_step_at_most(value, places):
    assert abs(Fraction(round_half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)
    assert round_half_up(-value, places) == -round_half_up(value, places)


@pytest.mark.parametrize(
    ("count", "printed"),
    [(0, "0"), (999, "999"), (2350, "2.350"), (35599, "35.599"), (-1234567, "-1.234.567")],
)
def test_thousands_are_parted_by_dots(count, printed):
    assert group_thousands(count) == printed


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "Vĩnh Tuy, ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 10), "Vĩnh Tuy, ngày 10 tháng 01 năm 2026"),
        (date(2026, 3, 9), "Vĩnh Tuy, ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 20), "Vĩnh Tuy, ngày 20 tháng 11 năm 2026"),
    ],
)
def test_a_paper_pads_days_under_ten_and_the_first_two_months_only(day, words):
    assert date_in_words("Vĩnh Tuy", day) == words


def test_a_day_in_a_list_is_padded():
    assert display_date(date(2026, 2, 5)) == "05/02/2026"
