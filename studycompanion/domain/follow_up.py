"""When a task has to be reported on, by rules that are dated data."""

from datetime import date, timedelta

from studycompanion.domain.plan import ActionItem, ItemStatus
from studycompanion.domain.rules import broken, load_rules

_MOST_DAYS = 366


def quiet_days(body: str) -> int:
    """After how many days without a word a task is asked for; raises as ``clarity_set`` does."""
    days = load_rules(body).get("quiet_days")
    if type(days) is not int or not 1 <= days <= _MOST_DAYS:
        raise broken("quiet_days")
    return days


def must_report(
    item: ActionItem, today: date, *, last_note: date | None, handed_in: date | None, quiet: int
) -> bool:
    """Whether a task has to be reported on in the month of ``today``.

    It has where it is not done and nobody wrote of it this month, and its time ends this month or
    has ended, or ``quiet`` days went by since the last note, or since the plan was handed in.
    """
    if item.status is ItemStatus.DONE or item.outcome is not None:
        return False
    if last_note is not None and last_note >= today.replace(day=1):
        return False
    next_month = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    if item.due is not None and item.due < next_month:
        return True
    since = last_note or handed_in
    return since is not None and (today - since).days >= quiet
