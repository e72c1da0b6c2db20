"""A file that somebody brings at first start: what it is, what it holds, and taking it in."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from studycompanion.domain.record import Actor, Clock
from studycompanion.errors import UserError
from studycompanion.services import opening
from studycompanion.services.desk import Desk
from studycompanion.storage import incoming

_NO_LIST = ("roster_no_table", "roster_unreadable", "roster_not_text", "roster_too_large")


class ArrivalKind(StrEnum):
    """What a file is by its content."""

    DATA = "data"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A recognised file. Data say from when they are, and how much is in where that is plain.

    A roster says how many people it names, and whose it is as far as it tells: ``cells`` are the
    names of its cells, the largest first.
    """

    path: Path
    kind: ArrivalKind
    made_at: datetime | None = None
    is_encrypted: bool = False
    people: int | None = None
    topics: int | None = None
    superior: str = ""
    cells: tuple[str, ...] = ()


def recognise(path: Path) -> Arrival:
    """What the file at ``path`` is.

    Raises ``UserError`` ``arrival_unknown`` or ``keys_missing``, and ``EnvironmentProblem``
    ``backup_unreadable`` or ``file_refused``.
    """
    found = incoming.recognise(path)
    if found is not None:
        return Arrival(
            path,
            ArrivalKind.DATA,
            found.made_at,
            found.is_encrypted,
            found.people,
            found.topics,
        )
    try:
        return _roster(path)
    except UserError as error:
        if error.code in _NO_LIST:
            raise UserError("arrival_unknown", name=path.name) from error
        raise


def _roster(path: Path) -> Arrival:
    from studycompanion.exchange.roster_in import read_sheets, sheets_apart
    from studycompanion.exchange.roster_in.heading import heading_of

    sheets = sheets_apart(path)
    people = read_sheets(sheets, path.name).people
    heading = heading_of(sheets)
    sizes = Counter(person.cell_name for person in people if person.cell_name)
    cells = tuple(name for name, _ in sizes.most_common())
    return Arrival(
        path,
        ArrivalKind.ROSTER,
        people=len(people),
        superior=heading.superior,
        cells=cells or ((heading.cell,) if heading.cell else ()),
    )


def bring_back(
    arrival: Arrival, folder: Path, *, actor: Actor, clock: Clock, password: str | None = None
) -> Desk:
    """Lay data that arrived into the empty ``folder`` and open them.

    The folder stays as it was where that cannot be: raises ``UserError`` ``data_exists``,
    ``password_needed``, ``wrong_password`` or ``newer_file``, and ``EnvironmentProblem``
    ``backup_unreadable`` or those of the disk.
    """
    found = incoming.recognise(arrival.path)
    if found is None:
        raise UserError("arrival_unknown", name=arrival.path.name)
    incoming.bring_in(found, folder, password)
    return opening.open_desk(folder, actor=actor, clock=clock, password=password)
