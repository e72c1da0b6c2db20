"""A date of which papers may know only the month or the year."""

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year; a date known less precisely comes before those inside it.

    Raises ValueError for a day without a month and for what is not on the calendar.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(*(*self._known, 1, 1)[:3])

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._parts < other._parts

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The whole date of a day; the hours of a datetime are dropped."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse_iso(cls, text: str) -> "PartialDate":
        """The date written as ``iso`` writes it; raises ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError("not an ISO date, month or year")
        return cls(*(int(part) for part in match.groups() if part is not None))

    @property
    def iso(self) -> str:
        """As text that sorts and parses back: "1958", "1958-05" or "1958-05-19"."""
        year, *rest = self._known
        return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])

    @property
    def display(self) -> str:
        """As lists show it: "1958", "5/1958" or "19/5/1958"."""
        return "/".join(str(part) for part in reversed(self._known))

    @property
    def _known(self) -> tuple[int, ...]:
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    @property
    def _parts(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0
