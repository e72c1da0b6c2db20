"""A damaged data file: kept aside whole, and the newest good backup offered in its place."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studycompanion.domain.record import Actor, Clock
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import word
from studycompanion.services import backups, opening
from studycompanion.services.desk import Desk
from studycompanion.storage import asides, backup_places, restoring
from studycompanion.storage import backup as files
from studycompanion.storage.backup import Backup


@dataclass(frozen=True, slots=True)
class Offer:
    """The newest good backup for a damaged file, and in a sentence what would be missing."""

    path: Path
    made_at: datetime
    people: int
    tasks: int
    missing: str


def offer(folder: Path) -> Offer | None:
    """The newest whole backup, here or in the second place; None where there is none."""
    best = next((one for one in _candidates(folder) if files.is_whole(one)), None)
    if best is None:
        return None
    written = asides.last_written(folder)
    key = "missing_since" if written and written > best.made_at else "missing_nothing"
    shown = backups.moment(written.astimezone(best.made_at.tzinfo)) if written else ""
    words = word("keeping", key, at=backups.moment(best.made_at), now=shown)
    return Offer(best.path, best.made_at, best.people, best.counts.get("item", 0), words)


def _candidates(folder: Path) -> list[Backup]:
    found = files.every(folder)
    place = backup_places.second_place(folder)
    if place is not None and backup_places.is_there(place):
        for home in place.glob(f"{files.FOLDER}-*"):
            found += files.lying_in(home)
    return sorted(found, key=lambda one: one.made_at, reverse=True)


def put_aside(folder: Path, *, actor: Actor, clock: Clock) -> Path:
    """Keep the damaged file whole, with keys and log, in a folder of its own; returns that.

    Raises ``UserError("in_use")`` where somebody has it open, ``EnvironmentProblem`` of the disk.
    """
    held = asides.locked(folder, actor.pc_user, clock())
    try:
        return asides.put_aside(folder, clock())
    finally:
        held.release()


def restore(
    folder: Path, path: Path, *, actor: Actor, clock: Clock, password: str | None = None
) -> Desk:
    """Put the damaged file aside, lay ``path`` in and open it.

    Raises as ``opening.open_desk`` does, and ``EnvironmentProblem("backup_unreadable")`` before
    anything is moved.
    """
    found = files.read_manifest(path)
    if not files.is_whole(found):
        raise EnvironmentProblem("backup_unreadable", name=path.name)
    if found.is_encrypted and not password:
        raise UserError("password_needed")
    restoring.check_secret(path, password)
    put_aside(folder, actor=actor, clock=clock)
    restoring.lay_in(path, folder)
    return opening.open_desk(folder, actor=actor, clock=clock, password=password)
