"""What taking a roster in would do, as the user sees it before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from studycompanion.domain.people import StatusKind
from studycompanion.domain.roster import (
    Level,
    OldLetters,
    Reading,
    RosterPerson,
    RosterProblem,
    Shape,
    SheetUse,
)
from studycompanion.services.roster_cells import CellChoice, CellQuestion


class Action(StrEnum):
    """What a roster line would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Choice(StrEnum):
    """Who a line speaks of: a person known or of another line, somebody else, or nobody."""

    SAME = "same"
    APART = "apart"
    SKIP = "skip"


class Alike(StrEnum):
    """Why two may be one person, as words of the catalogue's [roster_doubts]."""

    REPEATED = "repeated"
    SAME_CARD_IN_FILE = "same_card_in_file"
    SAME_CARD = "same_card"
    ELSEWHERE = "elsewhere"
    SEVERAL = "several"
    OTHER_BIRTH = "other_birth"


@dataclass(frozen=True, slots=True)
class Who:
    """The choice for a line; ``ref`` is the other one's member id or, in the file, its place."""

    choice: Choice
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a line may speak of: a stored member, or an earlier line of the file."""

    ref: str
    full_name: str
    birth: str
    cell_name: str
    is_stored: bool


@dataclass(frozen=True, slots=True)
class RosterDoubt:
    """A line that may speak of somebody known; ``who`` is what will be done as it stands."""

    person: RosterPerson
    why: Alike
    candidates: tuple[Candidate, ...]
    who: Who


@dataclass(frozen=True, slots=True)
class MissingMember:
    """A member of a cell of the file whom the file does not name; nothing happens by itself.

    ``leaves_as`` and ``leaves_on`` are what the user says became of them.
    """

    member_id: str
    full_name: str
    birth: str
    cell_name: str
    status: StatusKind
    leaves_as: StatusKind | None = None
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person of the roster, what would happen, and (field, old, new) of each difference."""

    person: RosterPerson
    action: Action
    differences: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the user said of a previewed roster: how to read it, who is who, whose cell it is."""

    reading: Reading = field(default_factory=Reading)
    who: Mapping[str, Who] = field(default_factory=dict)
    left: Mapping[str, tuple[StatusKind, date]] = field(default_factory=dict)
    cells: CellChoice | None = None


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What taking the roster at ``path`` in would do; nothing is written yet.

    ``told``, ``source`` and ``worked_out`` are for ``rosters`` alone, which makes another preview
    of them, or takes the roster in as it was worked out.
    """

    path: Path
    lines: tuple[RosterLine, ...]
    problems: tuple[RosterProblem, ...]
    doubts: tuple[RosterDoubt, ...] = ()
    missing: tuple[MissingMember, ...] = ()
    sheets: tuple[SheetUse, ...] = ()
    shapes: tuple[Shape, ...] = ()
    old_letters: tuple[OldLetters, ...] = ()
    cell_question: CellQuestion | None = None
    told: Told = field(default_factory=Told)
    source: Any = field(default=(), repr=False, compare=False)
    worked_out: Any = field(default=None, repr=False, compare=False)

    @property
    def is_open_elsewhere(self) -> bool:
        """Whether the file was open in Excel or LibreOffice, which keep a mark beside it."""
        beside = (f"~${self.path.name}", f".~lock.{self.path.name}#")
        return any(self.path.with_name(name).exists() for name in beside)

    @property
    def is_ready(self) -> bool:
        """Whether old letters and cells are decided; nothing else holds an import up."""
        return not self.waits_for_cell and all(one.is_decided for one in self.old_letters)

    @property
    def waits_for_cell(self) -> bool:
        """Whether the user has to say where the people of cells go that are not in the data."""
        return self.cell_question is not None and self.cell_question.answer is None

    @property
    def own_cell_instead(self) -> tuple[str, str] | None:
        """The one cell that the file names, and the own cell that its people go into instead."""
        asked = self.cell_question
        if asked is None or asked.answer is not CellChoice.OWN or len(asked.named) > 1:
            return None
        return asked.named[0], asked.own

    def at_level(self, level: Level) -> tuple[RosterProblem, ...]:
        """The problems of one level."""
        return tuple(problem for problem in self.problems if problem.level is level)

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
