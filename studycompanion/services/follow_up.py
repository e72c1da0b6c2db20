"""What becomes of a task: dated notes, evidence, more time for a reason, and how it ended.

Notes are added and never changed, taken back or lost: a mistake is put right by a further note.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.people import Member
from studycompanion.domain.plan import (
    ActionItem,
    ActionPlan,
    Evidence,
    ItemStatus,
    Outcome,
    ProgressNote,
)
from studycompanion.domain.vietnamese import nfc, tidy
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.kept_files import read_to_keep, save_kept
from studycompanion.storage import vault
from studycompanion.storage.files import make_folder
from studycompanion.storage.unit_of_work import UnitOfWork

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class FollowCard:
    """A task with everything that came of it, oldest first; moments are those of the wall."""

    item: ActionItem
    member_id: str
    member_name: str
    topic_id: str
    notes: tuple[ProgressNote, ...]
    evidence: tuple[Evidence, ...]


def follow_card(desk: Desk, item_id: str) -> FollowCard:
    """How a task stands; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        item = reader.get(ActionItem, item_id)
        plan = reader.get(ActionPlan, item.plan_id)
        zone = desk.clock().tzinfo
        notes = reader.find(ProgressNote, item_id=item_id)
        notes = [replace(note, at=note.at.astimezone(zone)) for note in notes]
        shown = reader.find(Evidence, item_id=item_id)
        return FollowCard(
            item,
            plan.member_id,
            reader.get(Member, plan.member_id).full_name,
            plan.topic_id,
            tuple(sorted(notes, key=lambda note: (note.at, note.id))),
            tuple(sorted(shown, key=lambda one: (one.on, one.id))),
        )


def add_note(
    desk: Desk, item_id: str, text: str, *, percent: int | None = None, is_done: bool = False
) -> Done[ProgressNote]:
    """Add a dated note, and how far the task is if ``percent`` or ``is_done`` says so.

    Raises ``UserError`` ``note_empty``, ``note_percent`` or ``not_there``.
    """
    words = nfc(text).strip()
    if not words:
        raise UserError("note_empty")
    if is_done:
        percent = _WHOLE
    if percent is not None and not 0 <= percent <= _WHOLE:
        raise UserError("note_percent")
    with desk.write("note_add", mode=Mode.QUIET, item=item_id) as tx:
        item = tx.uow.get(ActionItem, item_id)
        note = _note(tx.uow, desk, item, words, percent=percent)
        if percent is not None:
            status = ItemStatus.DONE if is_done else ItemStatus.DOING
            tx.uow.change(item, percent=percent, status=status)
    return Done(note, tx.changes)


def _note(uow: UnitOfWork, desk: Desk, item: ActionItem, text: str, **facts: Any) -> ProgressNote:
    note = ProgressNote(
        id=new_id(), item_id=item.id, at=desk.clock(), by=desk.actor.name, text=text, **facts
    )
    return uow.add(note)


def extend_due(desk: Desk, item_id: str, due: date, reason: str) -> Done[ProgressNote]:
    """Give a task more time, for a reason that is kept as a note.

    Raises ``UserError`` ``extend_reason``, or ``extend_earlier`` where ``due`` is no later day.
    """
    if not tidy(reason):
        raise UserError("extend_reason")
    with desk.write("due_extend", mode=Mode.QUIET, item=item_id) as tx:
        item = tx.uow.get(ActionItem, item_id)
        if item.due is not None and due <= item.due:
            raise UserError("extend_earlier")
        note = _note(tx.uow, desk, item, tidy(reason), due_before=item.due, due=due)
        tx.uow.change(item, due=due)
    return Done(note, tx.changes)


def settle(
    desk: Desk, item_id: str, outcome: Outcome | None, *, reason: str = ""
) -> Done[ActionItem]:
    """Note what the cell found of a task at year's end; None takes it back.

    Raises ``UserError("outcome_reason")`` where it was not, or not wholly, met without a reason.
    """
    if outcome not in (None, Outcome.MET) and not tidy(reason):
        raise UserError("outcome_reason")
    with desk.write("item_outcome", item=item_id) as tx:
        item = tx.uow.get(ActionItem, item_id)
        item = tx.uow.change(item, outcome=outcome, outcome_reason=tidy(reason))
    return Done(item, tx.changes)


def add_evidence(
    desk: Desk,
    item_id: str,
    text: str,
    *,
    number: str = "",
    path: Path | None = None,
    on: date | None = None,
) -> Done[Evidence]:
    """Keep what shows that a task was done: words, a number, a file of at most 20 MB.

    Raises ``UserError`` ``evidence_empty`` or ``kept_size``, and
    ``EnvironmentProblem("file_refused")`` for a file that cannot be read.
    """
    data = read_to_keep(path) if path else None
    words = tidy(text) or (nfc(path.name) if path else tidy(number))
    if not words:
        raise UserError("evidence_empty")
    with desk.write("evidence_add", item=item_id) as tx:
        item = tx.uow.get(ActionItem, item_id)
        kept = Evidence(
            id=new_id(),
            item_id=item.id,
            on=on or desk.today,
            text=words,
            number=tidy(number),
            blob_id=None if data is None else tx.uow.keep_blob(data),
            file_name=nfc(path.name) if path else "",
        )
        tx.uow.add(kept)
    return Done(kept, tx.changes)


def remove_evidence(desk: Desk, evidence_id: str) -> Done[None]:
    """Take evidence off a task; undo brings it back."""
    with desk.write("evidence_remove") as tx:
        tx.uow.remove(tx.uow.get(Evidence, evidence_id))
    return Done(None, tx.changes)


def copy_to_look_at(desk: Desk, evidence: Evidence) -> Path:
    """A copy of the kept file for another program, to be removed with its folder.

    It lies beside the data, where the next start sweeps away what a sudden end left behind. Raises
    as ``save_evidence`` does.
    """
    folder = vault.scratch(desk.folder)
    make_folder(folder)
    return save_evidence(desk, evidence.id, folder / evidence.file_name)


def save_evidence(desk: Desk, evidence_id: str, path: Path) -> Path:
    """Write the kept file of evidence to ``path``, proved by its hash.

    Raises ``UserError("not_there")`` where there is no file, and what writing a file raises.
    """
    with desk.read() as reader:
        kept = reader.get(Evidence, evidence_id)
        if kept.blob_id is None:
            raise UserError("not_there")
    return save_kept(desk, kept.blob_id, path)
