"""Members or agenda before the data file is open: for the first picture, and for nothing else.

They are there within milliseconds because they do without the data room's heavy libraries. The
lines carry the fields of ``services.members`` and ``services.agenda``, which replace them once
the file is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studycompanion.domain.agenda import Line
from studycompanion.domain.vietnamese import natural
from studycompanion.services import kept_agenda
from studycompanion.storage import first_look

if TYPE_CHECKING:
    from studycompanion.domain.people import StatusKind


@dataclass(frozen=True, slots=True)
class FirstCell:
    """A cell as ``members.CellLine`` has it."""

    id: str
    name: str
    key: str
    members: int


@dataclass(frozen=True, slots=True)
class FirstMember:
    """A member as ``members.MemberLine`` has it."""

    id: str
    full_name: str
    search_key: str
    birth: str
    post: str
    cell_id: str
    cell_name: str
    status: StatusKind
    workplace: str
    phone: str
    masked_card: str


FirstRows = tuple[tuple[FirstCell, ...], tuple[FirstMember, ...]]


def look(folder: Path, on: date) -> FirstRows | None:
    """Cells and members on a day; None for a file that is missing, locked or not as expected."""
    rows = first_look.people(folder, on)
    if rows is None:
        return None
    from studycompanion.domain.people import StatusKind, masked_card

    cells, members = rows
    found = sorted((FirstCell(*row) for row in cells), key=lambda cell: natural(cell.key))
    statuses = {status.value: status for status in StatusKind}
    return tuple(found), tuple(
        _member((*row[:-1], masked_card(row[-1])), statuses) for row in members
    )


def agenda(folder: Path, now: datetime) -> tuple[Line, ...] | None:
    """What was kept of the agenda and still holds at ``now``, an hour on the wall.

    None where nothing is kept, or where the file has changed since.
    """
    text, standing = first_look.kept(folder, kept_agenda.FACT)
    found = kept_agenda.lines(text, standing)
    return None if found is None else tuple(line for line in found if line.holds(now))


def is_sample(folder: Path) -> bool:
    """Whether a file without password says of itself that its people are made up."""
    return first_look.fact(folder, "sample") == "yes"


def _member(row: tuple[Any, ...], statuses: dict[str, StatusKind]) -> FirstMember:
    member_id, name, key, birth, post, cell_id, cell, status, workplace, phone, card = row
    return FirstMember(
        member_id,
        name,
        key,
        _display(birth),
        post or "",
        cell_id,
        cell,
        statuses[status],
        workplace,
        phone,
        card,
    )


def _display(iso: str | None) -> str:
    """A stored date as lists show it: the parts turned round, without leading zeros."""
    return "/".join(part.lstrip("0") for part in reversed(iso.split("-"))) if iso else ""
