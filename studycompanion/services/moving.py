"""Another PC and another clock: handing the data over, and not dating anything wrongly."""

from datetime import datetime, timedelta
from pathlib import Path

from studycompanion.domain.record import Clock
from studycompanion.errors import UserError
from studycompanion.services import backups
from studycompanion.services.backups import Cause
from studycompanion.services.desk import Desk
from studycompanion.storage import backup as files
from studycompanion.storage import backup_places, chain_head
from studycompanion.storage.files import make_folder

MOVED, MOVED_SENTENCE = "moved_at", "moved_away"
_TOLERANCE = timedelta(minutes=5)


def move_to_another_pc(desk: Desk, place: Path) -> Path:
    """Put a verified copy into ``place`` (a USB disk) and leave this data to be read only.

    Returns the copy, to be chosen at the first start over there. Raises ``EnvironmentProblem``
    of either disk; this data then stays as it was.
    """
    desk.store.must_be_writable()
    made = files.read_manifest(backups.make(desk, Cause.MOVE))
    make_folder(place)
    copy = backup_places.bring(made, place)
    desk.store.note(MOVED, desk.clock().isoformat(timespec="seconds"))
    desk.store.why_read_only = MOVED_SENTENCE
    desk.is_changed = False
    return copy


def moved_at(desk: Desk) -> datetime | None:
    """When this data was handed over to another PC, None where it was not."""
    told = desk.store.fact(MOVED)
    return datetime.fromisoformat(told) if told else None


def use_here_again(desk: Desk) -> None:
    """Go on writing in data that was handed over: for who came back, or never went."""
    if moved_at(desk) is None:
        return
    desk.store.why_read_only = None
    desk.store.note(MOVED, "")


def clock_behind(desk: Desk) -> datetime | None:
    """When the last record was made, where this PC's clock says that it was in the future.

    The window asks for the date before anything is dated; see ``go_on_from``.
    """
    last = chain_head.newest_moment(desk.store)
    return last if last is not None and desk.clock() < last - _TOLERANCE else None


def go_on_from(desk: Desk, now: datetime) -> None:
    """Count time from ``now`` (with a zone) instead of from this PC's clock, until the end.

    Raises ``UserError("clock_still_behind")`` where that is before the last record too.
    """
    clock = shifted(desk.clock, now)
    last = chain_head.newest_moment(desk.store)
    if last is not None and clock() < last - _TOLERANCE:
        raise UserError("clock_still_behind", last=f"{last.astimezone(now.tzinfo):%d/%m/%Y %H:%M}")
    desk.clock = clock


def shifted(clock: Clock, now: datetime) -> Clock:
    """A clock that says ``now`` at this moment and goes on as ``clock`` does."""
    off = now - clock()
    return lambda: clock() + off
