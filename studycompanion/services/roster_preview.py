"""What taking a roster in would do, as the user sees it before anything is written."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from studycompanion.domain.roster import RosterPerson, RosterProblem


class Action(StrEnum):
    """What a roster line would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person of the roster, what would happen, and (field, old, new) of each difference."""

    person: RosterPerson
    action: Action
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What taking the roster at ``path`` in would do; nothing is written yet."""

    path: Path
    lines: tuple[RosterLine, ...]
    problems: tuple[RosterProblem, ...]

    def count(self, action: Action) -> int:
        """How many lines would do ``action``."""
        return sum(line.action is action for line in self.lines)

    @property
    def read(self) -> int:
        """How many people the file holds."""
        return len(self.lines)

    @property
    def new(self) -> int:
        """How many are not in the data yet."""
        return self.count(Action.NEW)

    @property
    def changed(self) -> int:
        """How many are there with other values."""
        return self.count(Action.CHANGED)

    @property
    def unchanged(self) -> int:
        """How many are there as the file has them."""
        return self.count(Action.UNCHANGED)
