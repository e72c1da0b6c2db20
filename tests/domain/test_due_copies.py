from datetime import date

import pytest

from studycompanion.domain.due import in_other_year


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        (date(2026, 11, 30), 1, date(2027, 11, 30)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
    ],
)
def test_a_date_of_a_copy_keeps_its_day_in_the_other_year(day, years, then):
    assert in_other_year(day, years) == then
