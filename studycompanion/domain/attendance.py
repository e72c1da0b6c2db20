"""Roll call (điểm danh): one mark per member and session, and the totals that papers print."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from studycompanion.domain.record import Record


class Mark(StrEnum):
    """What the roll says of a member; UNMARKED is the state before anyone looked."""

    UNMARKED = "unmarked"
    PRESENT = "present"
    LATE = "late"
    ONLINE = "online"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"
    MADE_UP = "made_up"
    EXEMPT = "exempt"


ATTENDED = (Mark.PRESENT, Mark.LATE, Mark.ONLINE)
ABSENT = (Mark.EXCUSED, Mark.UNEXCUSED, Mark.UNMARKED)


@dataclass(frozen=True, slots=True)
class Counting:
    """Which marks count as having come, as made up, as absent, and which leave the base."""

    attended: tuple[Mark, ...]
    made_up: tuple[Mark, ...]
    absent: tuple[Mark, ...]
    outside: tuple[Mark, ...]


STANDARD = Counting(ATTENDED, (Mark.MADE_UP,), ABSENT, (Mark.EXEMPT,))
"""How a session counts that names no rules of its own."""


def counted(mark: Mark, came_as: Mark | None) -> Mark:
    """What a mark counts as: who was absent counts as having come elsewhere, where that is so."""
    return came_as if came_as is not None and mark in ABSENT else mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """One line of the roll; ``cell_id`` is the member's cell on that evening.

    ``arrived_at`` is local wall time of one who came late; ``made_up_in_id`` the session in which
    the missed one was made up, where no make-up session of it says so; ``apology`` is what a
    person said beforehand, which decides nothing by itself; ``number`` is the STT of the sheet,
    from 1; a guest counts in no total.
    """

    session_id: str
    member_id: str
    cell_id: str
    mark: Mark = Mark.UNMARKED
    is_guest: bool = False
    reason: str = ""
    arrived_at: datetime | None = None
    made_up_in_id: str | None = None
    apology: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of one session without its guests; ``guests`` stands apart."""

    counts: Mapping[Mark, int]
    guests: int = 0
    counting: Counting = STANDARD

    @property
    def called(self) -> int:
        """Everyone on the roll, the exempt included."""
        return sum(self.counts.values())

    @property
    def attended(self) -> int:
        """Who came: present, late and online where the rules say nothing else."""
        return self._sum(self.counting.attended)

    @property
    def absent(self) -> int:
        """Who did not come, the unmarked among them where the rules say nothing else."""
        return self._sum(self.counting.absent)

    def _sum(self, marks: Iterable[Mark]) -> int:
        return sum(self.counts.get(mark, 0) for mark in marks)

    def of(self, mark: Mark) -> int:
        """How many bear ``mark``."""
        return self.counts.get(mark, 0)

    @property
    def completed(self) -> int:
        """Those who attended or made it up."""
        return self.attended + self._sum(self.counting.made_up)

    @property
    def expected(self) -> int:
        """The called without the exempt: the base of ``rate_complete``."""
        return self.called - self._sum(self.counting.outside)

    @property
    def waiting(self) -> int:
        """Who still has to learn it: expected, and neither attended nor made up."""
        return self.expected - self.completed

    @property
    def rate_attended(self) -> Fraction | None:
        """(present + late + online) / called; None where nobody was called."""
        return Fraction(self.attended, self.called) if self.called else None

    @property
    def rate_complete(self) -> Fraction | None:
        """(attended + made up) / (called - exempt); None where the base is empty."""
        return Fraction(self.completed, self.expected) if self.expected else None


def count(lines: Iterable[tuple[Mark, bool]]) -> Totals:
    """Totals of ``(mark, is_guest)`` pairs; a guest counts only as a guest."""
    counts: Counter[Mark] = Counter()
    guests = 0
    for mark, is_guest in lines:
        if is_guest:
            guests += 1
        else:
            counts[mark] += 1
    return Totals(dict(counts), guests)


def add_up(parts: Iterable[Totals]) -> Totals:
    """The totals of several sessions or cells together, counted as the last of them."""
    counts: Counter[Mark] = Counter()
    guests, counting = 0, STANDARD
    for part in parts:
        counts.update(part.counts)
        guests, counting = guests + part.guests, part.counting
    return Totals(dict(counts), guests, counting)
