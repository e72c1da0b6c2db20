"""Undo, redo and what happened to a record, all read from the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studycompanion.domain.history import ChangeSet, Mode, inverse, stacks
from studycompanion.domain.people import Member
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk, Transaction
from studycompanion.storage import journal
from studycompanion.storage.unit_of_work import Reader


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The names of the steps that undo and redo would take; None where there is none."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One changed field of a record: when, who, in which step, from what to what."""

    at: datetime
    who: str
    step: str
    field: str
    old: str
    new: str


def name_of_step(reader: Reader, step: str, params: Mapping[str, str]) -> str:
    """What a step of the journal is called, with the names that its ids stand for now."""
    shown = dict(params)
    if "member" in params:
        member = reader.find_one(Member, params["member"])
        shown["member"] = member.full_name if member else ""
    if "mark" in params:
        shown["mark"] = word("marks", params["mark"])
    return word("steps", step, **shown)


def _stacks(reader: Reader, origin: str) -> tuple[str | None, str | None]:
    found = stacks(journal.recent_steps(reader.connection, origin))
    undo = found.undo[-1] if found.undo else None
    return undo, found.redo[-1] if found.redo else None


def next_steps(desk: Desk) -> NextSteps:
    """What undo and redo would do now, in words."""
    with desk.read() as reader:
        names = [
            _step_words(reader, set_id) if set_id else None
            for set_id in _stacks(reader, desk.store.origin)
        ]
    return NextSteps(*names)


def _step_words(reader: Reader, set_id: str) -> str:
    header = journal.header(reader.connection, set_id)
    return name_of_step(reader, header.step, header.params)


def undo(desk: Desk) -> Done[str]:
    """Take the last step back; returns its name.

    Raises ``UserError`` ``nothing_to_undo``, or ``moved_on`` where the records have changed since.
    """
    with desk.read() as reader:
        set_id, _ = _stacks(reader, desk.store.origin)
        if set_id is None:
            raise UserError("nothing_to_undo")
        step = journal.header(reader.connection, set_id)
    return _take_back(desk, step, Mode.UNDO)


def redo(desk: Desk) -> Done[str]:
    """Do the last undone step again; raises ``UserError`` ``nothing_to_redo`` or ``moved_on``."""
    with desk.read() as reader:
        _, set_id = _stacks(reader, desk.store.origin)
        if set_id is None:
            raise UserError("nothing_to_redo")
        step = journal.header(reader.connection, set_id)
    return _take_back(desk, step, Mode.REDO)


def undo_step(desk: Desk, set_id: str) -> Done[str]:
    """Take back a step chosen from the history, whatever was done since; returns its name.

    Raises ``UserError`` ``step_unknown``, ``step_stays`` for one that cannot be taken back, such as
    issuing papers, and ``built_on`` where something written later needs what it wrote.
    """
    with desk.read() as reader:
        step = journal.find_header(reader.connection, set_id)
    if step is None:
        raise UserError("step_unknown")
    if step.mode not in (Mode.DO, Mode.REDO):
        raise UserError("step_stays")
    try:
        return _take_back(desk, step, Mode.UNDO)
    except UserError as error:
        if error.code != "moved_on":
            raise
        raise UserError("built_on") from error


def _take_back(desk: Desk, step: ChangeSet, mode: Mode) -> Done[str]:
    with desk.read() as reader:
        name = name_of_step(reader, step.step, step.params)
    with desk.write(step.step, mode=mode, undo_of=step.id, **step.params) as tx:
        _apply_inverse(tx, step.id)
    return Done(name, tx.changes)


def _apply_inverse(tx: Transaction, set_id: str) -> None:
    for change in reversed(journal.changes_of(tx.uow.connection, set_id)):
        tx.uow.apply(change, inverse(change.body))


def record_history(desk: Desk, record_id: str) -> tuple[HistoryLine, ...]:
    """Everything that happened to one record, oldest first."""
    with desk.read() as reader:
        lines = []
        for header, change in journal.history_of(reader.connection, record_id):
            step = name_of_step(reader, header.step, header.params)
            for name, (old, new) in change.body.items():
                shown = ("" if v is None else str(v) for v in (old, new))
                lines.append(HistoryLine(header.at, header.actor, step, name, *shown))
        return tuple(lines)
