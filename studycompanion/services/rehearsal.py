"""The rehearsal: once a month the newest backup is really restored, elsewhere, and compared."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services import backups, restoring
from studycompanion.services.desk import Desk
from studycompanion.storage import backup_rotation, chain_head, check, notes

EVERY_DAYS = 30


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How a rehearsal went: of which backup, when, and what was wrong; empty where nothing was."""

    path: Path
    at: datetime
    people: int
    trouble: str

    @property
    def is_good(self) -> bool:
        """Whether the backup could really be gone back to."""
        return not self.trouble


def is_due(desk: Desk) -> bool:
    """Whether there is a backup and the last rehearsal is a month old, or from the future."""
    if backups.newest(desk) is None:
        return False
    told = notes.read(desk.folder).rehearsed_at
    if not told:
        return True
    age = desk.clock() - datetime.fromisoformat(told)
    return not 0 <= age.days < EVERY_DAYS


def if_due(desk: Desk) -> Rehearsal | None:
    """Rehearse where it is time; None where it is not."""
    return rehearse(desk) if is_due(desk) else None


def rehearse(desk: Desk) -> Rehearsal:
    """Restore the newest backup into scratch space, compare it, and note how it went.

    Raises ``UserError("no_backup")`` without any.
    """
    newest = backups.newest(desk)
    if newest is None:
        raise UserError("no_backup")
    try:
        _prove(desk, newest)
        trouble = ""
    except CodedError as error:
        trouble = say(error)
    done = Rehearsal(newest.path, desk.clock(), newest.people, trouble)
    notes.write(
        desk.folder,
        rehearsed_at=done.at.isoformat(timespec="seconds"),
        rehearsed_with=newest.path.name,
        rehearsal_trouble=trouble,
    )
    return done


def _prove(desk: Desk, newest: backups.Backup) -> None:
    """Raise unless the restored copy is sound and holds what the backup says."""
    again = restoring.preview(desk, newest.path)
    try:
        found = check.problems(again.store)
        facts = backup_rotation.facts_now(again.store)
        if found or (facts.counts, facts.head) != (newest.counts, newest.head):
            raise UserError("rehearsal_differs")
        if not chain_head.goes_on(desk.store, newest.head):
            raise UserError("rehearsal_differs")
    finally:
        restoring.close_preview(again)
