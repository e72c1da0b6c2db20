"""What was answered at first start so far, and which question comes when.

The answers are kept beside the data to be, so that a break or a lost current costs no typing; a
password is never among them, and nothing is kept once the data file is there.
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from studycompanion.services.arrivals import Arrival, ArrivalKind
from studycompanion.services.opening import NewKeys, Setup

NAME = "first-start.json"


class Way(StrEnum):
    """How somebody begins."""

    NEW = "new"
    BACKUP = "backup"
    WARD = "ward"
    SAMPLE = "sample"


class Guard(StrEnum):
    """Whether the data file gets a password."""

    OPEN = "open"
    PASSWORD = "password"


class Begin(StrEnum):
    """How the members come in."""

    FILE = "file"
    EXCEL = "excel"
    HAND = "hand"
    LATER = "later"


class Step(StrEnum):
    """One question."""

    LOOK = "look"
    WAY = "way"
    FILE = "file"
    BODIES = "bodies"
    GUARD = "guard"
    KEY = "key"
    ROSTER = "roster"


@dataclass(slots=True)
class Answers:
    """The answers, changed in place; those under ``SECRET`` are never written down."""

    step: str = Step.LOOK
    way: str = Way.NEW
    superior: str = ""
    is_ward: bool = False
    cell: str = ""
    place: str = ""
    secretary: str = ""
    roster: str = ""
    file: str = ""
    guard: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    keys: NewKeys | None = field(default=None, repr=False)
    keys_of: str = field(default="", repr=False)
    is_key_kept: bool = False
    arrival: Arrival | None = None
    opens_with: str = field(default="", repr=False)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The questions in their order, as far as the answers tell."""
        begin = (Step.LOOK, Step.WAY)
        if self.way == Way.SAMPLE:
            return begin
        if self.way == Way.BACKUP or (self.way == Way.WARD and self.brings_data):
            return (*begin, Step.FILE)
        middle = (Step.FILE, Step.BODIES) if self.way == Way.WARD else (Step.BODIES,)
        key = (Step.KEY,) if self.guard == Guard.PASSWORD else ()
        return (*begin, *middle, Step.GUARD, *key, Step.ROSTER)

    @property
    def brings_data(self) -> bool:
        """Whether the file that was chosen holds data."""
        return self.arrival is not None and self.arrival.kind is ArrivalKind.DATA

    @property
    def roster_file(self) -> Path | None:
        """The list that was brought along, where one was."""
        found = self.arrival
        if self.way != Way.WARD or found is None or found.kind is not ArrivalKind.ROSTER:
            return None
        return found.path

    @property
    def setup(self) -> Setup:
        """Who we are."""
        cell = None if self.is_ward else self.cell
        return Setup(self.superior, self.place, self.secretary, cell)

    @property
    def made_keys(self) -> NewKeys | None:
        """The keys of the file, where it gets a password."""
        return self.keys if self.guard == Guard.PASSWORD else None

    def propose(self, arrival: Arrival) -> None:
        """Fill in what a list says of itself where nothing was typed yet."""
        self.superior = self.superior or arrival.superior
        if len(arrival.cells) > 1:
            self.is_ward = True
        elif arrival.cells:
            self.cell = self.cell or arrival.cells[0]
        self.roster = Begin.FILE


_SECRET = ("password", "again", "keys", "keys_of", "is_key_kept", "arrival", "opens_with", "guard")


def save(answers: Answers, folder: Path) -> None:
    """Write the answers down; where that is not possible nothing is lost but the comfort."""
    kept = {f.name: getattr(answers, f.name) for f in fields(answers) if f.name not in _SECRET}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def load(folder: Path) -> Answers:
    """The answers of a first start that was broken off; fresh ones where there are none.

    What was never written has to be asked again: a later question goes back to the first of those.
    """
    answers = Answers()
    try:
        kept = json.loads((folder / NAME).read_text("utf-8"))
        for name, value in _known(kept):
            setattr(answers, name, value)
    except (OSError, ValueError, TypeError, AttributeError):
        return Answers()
    is_late = answers.step in (Step.KEY, Step.ROSTER)
    if answers.way in (Way.BACKUP, Way.WARD) and answers.step not in (Step.LOOK, Step.WAY):
        answers.step = Step.FILE
    elif is_late:
        answers.step = Step.GUARD
    if answers.step not in answers.steps:
        answers.step = Step.LOOK
    return answers


def _known(kept: Any) -> list[tuple[str, Any]]:
    """The fields of a file that anybody may edit, as far as they have the right kind."""
    fresh = Answers()
    return [
        (name, value)
        for name, value in kept.items()
        if name not in _SECRET and type(getattr(fresh, name, None)) in (type(value), *_like(value))
    ]


def _like(value: object) -> tuple[type, ...]:
    return (Step, Way) if isinstance(value, str) else ()


def forget(folder: Path) -> None:
    """Nothing is to be asked any more."""
    with suppress(OSError):
        (folder / NAME).unlink(missing_ok=True)
