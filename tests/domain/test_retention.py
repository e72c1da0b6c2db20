"""A year of working days: what can still be gone back to, and how many files that takes."""

from datetime import UTC, datetime, timedelta

import pytest

from studycompanion.domain.retention import Policy, kept

START = datetime(2026, 1, 1, 8, tzinfo=UTC)
POLICY = Policy()
HOURS = (8, 9, 11, 14, 17)


def rotated(there, now, policy=POLICY):
    """What is left of ``there`` once a backup of ``now`` came to it."""
    there = {*there, now}
    return kept({moment: moment for moment in there}, policy)


def days(count):
    return [START.date() + timedelta(days=n) for n in range(count)]


def moments_of(day):
    return [datetime.combine(day, START.time(), tzinfo=UTC).replace(hour=h) for h in HOURS]


@pytest.fixture(scope="module")
def year():
    """What lay there at the end of each of 365 days with five backups each."""
    there, evenings = frozenset(), []
    for day in days(365):
        for moment in moments_of(day):
            there = rotated(there, moment)
        evenings.append((day, there))
    return evenings


def test_a_year_takes_few_files(year):
    assert max(len(there) for _, there in year) <= 35


def test_every_day_of_the_last_week_can_be_gone_back_to(year):
    for day, there in year:
        wanted = {day - timedelta(days=n) for n in range(7)} & set(days(365))
        assert wanted <= {moment.date() for moment in there}


def test_the_evening_of_each_day_is_what_stays_of_it(year):
    _, there = year[-1]
    assert {moment.hour for moment in there if moment < START + timedelta(days=360)} == {17}


def test_every_week_of_the_last_month_can_be_gone_back_to(year):
    for day, there in year[40:]:
        weeks = {moment.isocalendar()[:2] for moment in there}
        assert {(day - timedelta(weeks=n)).isocalendar()[:2] for n in range(5)} <= weeks


def test_every_month_of_the_last_year_can_be_gone_back_to(year):
    for day, there in year:
        assert {(2026, month) for month in range(1, day.month + 1)} <= {
            (moment.year, moment.month) for moment in there
        }


def test_the_hours_of_the_newest_day_can_be_told_apart(year):
    day, there = year[-1]
    assert {moment.hour for moment in there if moment.date() == day} == set(HOURS)


def test_two_of_the_same_moment_are_kept_only_once_by_periods():
    same = {"a": START, "b": START}
    assert len(kept(same, Policy(newest=1, hours=1, days=1, weeks=1, months=1))) == 1


def test_whoever_wants_none_of_a_period_gets_none():
    nothing = Policy(newest=0, hours=0, days=0, weeks=0, months=0)
    assert kept({START: START}, nothing) == frozenset()
    only_months = Policy(newest=0, hours=0, days=0, weeks=0, months=2)
    assert len(kept({m: m for d in days(100) for m in moments_of(d)}, only_months)) == 2
