"""What the papers of a session say: the list to sign before it, result and minutes after."""

from dataclasses import dataclass
from datetime import date, datetime

from studycompanion.domain.attendance import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPerson:
    """One row: ``post`` is post or unit, ``mark`` in words, ``note`` reason and hour."""

    number: int
    full_name: str
    birth: str
    post: str
    cell: str
    mark: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent:
    """Everything that a session's paper says, before any template or layout.

    ``rate_attended`` and ``rate_complete`` are the formulas in words; ``town`` stands before the
    date of the paper, ``place`` is where the session is held; ``probationary`` is how many of the
    called were dự bị on that day.
    """

    superior: str
    issuer: str
    town: str
    dated: date
    topic: str
    at: datetime
    place: str
    chair: str
    minute_taker: str
    speaker: str
    people: tuple[SheetPerson, ...]
    totals: Totals
    rate_attended: str
    rate_complete: str
    agenda: str = ""
    probationary: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A member's card: ``code`` is the number of its QR code, ``lines`` stand below the name."""

    code: str
    full_name: str
    lines: tuple[str, ...] = ()
