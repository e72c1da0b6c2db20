"""Who has to report this month."""

from datetime import date

import pytest

from studycompanion.domain.follow_up import must_report, quiet_days
from studycompanion.domain.plan import ActionItem, ItemStatus, Outcome
from studycompanion.errors import UserError
from studycompanion.paths import resource

TODAY = date(2026, 11, 20)


def task(**facts) -> ActionItem:
    return ActionItem(id="i", plan_id="p", position=1, **facts)


def asked(item, *, last_note=None, handed_in=None):
    return must_report(item, TODAY, last_note=last_note, handed_in=handed_in, quiet=90)


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        (date(2026, 10, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
        (None, False),
    ],
)
def test_what_ends_this_month_or_has_ended_is_asked_for(due, wanted):
    assert asked(task(due=due)) is wanted


def test_a_word_this_month_is_enough():
    assert not asked(task(due=date(2026, 10, 1)), last_note=date(2026, 11, 1))
    assert asked(task(due=date(2026, 10, 1)), last_note=date(2026, 10, 31))


@pytest.mark.parametrize(
    "facts", [{"status": ItemStatus.DONE}, {"outcome": Outcome.PARTLY}], ids=["done", "settled"]
)
def test_what_is_over_is_not_asked_for(facts):
    assert not asked(task(due=date(2026, 10, 1), **facts))


def test_long_silence_is_asked_after():
    assert asked(task(), last_note=date(2026, 8, 22))
    assert not asked(task(), last_note=date(2026, 8, 23))
    assert asked(task(), handed_in=date(2026, 8, 1))
    assert not asked(task(), last_note=date(2026, 10, 1), handed_in=date(2026, 1, 1))


def test_december_ends_with_the_year():
    item = task(due=date(2027, 1, 1))
    day = date(2026, 12, 31)
    assert not must_report(item, day, last_note=None, handed_in=None, quiet=90)


def test_the_rule_is_data():
    body = resource("rules", "followup-2026.toml").read_text("utf-8")
    assert quiet_days(body) == 90
    for wrong in ("", "quiet_days = 0", "quiet_days = 400", "quiet_days = true"):
        with pytest.raises(UserError, match="rules_broken"):
            quiet_days(wrong)


def test_days_over_are_counted_until_it_is_done():
    assert task(due=date(2026, 11, 8)).days_over(TODAY) == 12
    assert task(due=TODAY).days_over(TODAY) == 0
    assert task().days_over(TODAY) == 0
    assert task(due=date(2026, 11, 8), status=ItemStatus.DONE).days_over(TODAY) == 0
    assert task(due=date(2026, 11, 8), outcome=Outcome.PARTLY).days_over(TODAY) == 0
