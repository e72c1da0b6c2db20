"""The bin: what was taken off the lists and can be brought back, read from the journal.

Whose data was erased since is in the bin no more; what went with them in one step still is.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from studycompanion.domain.history import Change, ChangeSet, inverse
from studycompanion.errors import UserError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.storage import journal
from studycompanion.storage.tables import KINDS
from studycompanion.storage.unit_of_work import Reader

STEPS = (
    "item_remove",
    "session_remove",
    "sessions_remove",
    "topic_remove",
    "topics_remove",
    "members_remove",
)
_SHOWN = ("member", "topic", "session", "item")


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """Something in the bin: its step, what it was called, when and by whom it was taken off.

    ``people`` are the members among it, as (id, name).
    """

    change_set_id: str
    kind: str
    title: str
    count: int
    at: datetime
    who: str
    people: tuple[tuple[str, str], ...] = ()


def removed(desk: Desk) -> tuple[RemovedLine, ...]:
    """What can be brought back, newest first."""
    with desk.read() as reader:
        lines = []
        for header in journal.of_steps(reader.connection, STEPS):
            changes = journal.changes_left(reader.connection, header.id)
            tops = _tops(changes)
            if tops and not any(_is_back(reader, change) for change in tops):
                lines.append(_line(header, tops))
        return tuple(lines)


def _line(header: ChangeSet, tops: list[Change]) -> RemovedLine:
    kind, count = tops[0].record_kind, len(tops)
    people = tuple((one.record_id, _title(one)) for one in tops) if kind == "member" else ()
    return RemovedLine(
        header.id, kind, _title(tops[0]), count, header.at, header.actor, people=people
    )


def _is_back(reader: Reader, change: Change) -> bool:
    return reader.find_one(KINDS[change.record_kind], change.record_id) is not None


def _tops(changes: list[Change]) -> list[Change]:
    """The removals that the user asked for, without what hung on them."""
    gone = [change for change in changes if change.revision_after == 0]
    for kind in _SHOWN:
        found = [change for change in gone if change.record_kind == kind]
        if found:
            return found
    return []


def _title(change: Change) -> str:
    old = {name: before for name, (before, _) in change.body.items()}
    if change.record_kind == "item":
        return str(json.loads(old["points"]).get("task", ""))
    return str(old.get("full_name") or old.get("title") or old.get("at") or "")


def bring_back(desk: Desk, change_set_id: str) -> Done[None]:
    """Put everything of one removal back; ``UserError("moved_on")`` where that cannot be."""
    with desk.write("bring_back", removal=change_set_id) as tx:
        changes = journal.changes_left(tx.uow.connection, change_set_id)
        if not changes:
            raise UserError("not_there")
        for change in reversed(changes):
            tx.uow.apply(change, inverse(change.body))
    return Done(None, tx.changes)
