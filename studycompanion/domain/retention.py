"""Which backups to keep: the newest few, then one an hour, a day, a week and a month.

The newest of a period stands for it, so that what a day keeps is also what its week and its month
may keep, and nothing is lost in between when a shorter period runs out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

K = TypeVar("K")
Period = Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Policy:
    """How many to keep: of the newest, and of periods that have any; numbers of 0 to 1,000."""

    newest: int = 10
    hours: int = 8
    days: int = 7
    weeks: int = 5
    months: int = 12


LIMITS = {
    "newest": (3, 100),
    "hours": (0, 48),
    "days": (1, 90),
    "weeks": (1, 60),
    "months": (1, 120),
    "minutes": (5, 240),
}
"""The least and the most that the user may choose; ``minutes`` is how often the timer backs up."""


def _periods(policy: Policy) -> tuple[tuple[int, Period], ...]:
    return (
        (policy.newest, lambda moment: moment),
        (policy.hours, lambda moment: (moment.date(), moment.hour)),
        (policy.days, datetime.date),
        (policy.weeks, lambda moment: moment.isocalendar()[:2]),
        (policy.months, lambda moment: (moment.year, moment.month)),
    )


def kept(moments: Mapping[K, datetime], policy: Policy) -> frozenset[K]:
    """Those of ``moments`` (by when they were made, all with a zone) that the policy keeps."""
    found: set[K] = set()
    newest_first = sorted(moments, key=lambda one: moments[one], reverse=True)
    for count, period in _periods(policy):
        stands_for: dict[object, K] = {}
        for one in newest_first:
            stands_for.setdefault(period(moments[one]), one)
        found.update(list(stands_for.values())[:count])
    return frozenset(found)
