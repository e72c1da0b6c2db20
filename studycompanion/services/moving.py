"""Another PC and another clock: handing the data over, and not dating anything wrongly."""

from datetime import datetime, timedelta
from pathlib import Path

from studycompanion.domain.history import Mode
from studycompanion.domain.settings import Setting
from studycompanion.domain.told_clock import ToldClock
from studycompanion.errors import UserError
from studycompanion.services import backups
from studycompanion.services.backups import Cause
from studycompanion.services.desk import Desk
from studycompanion.storage import backup as files
from studycompanion.storage import backup_places, chain_head
from studycompanion.storage.files import make_folder

MOVED, MOVED_SENTENCE = "moved_at", "moved_away"
_CLOCK = "clock"
"""The setting that has the last answer: what the PC's clock said, and what it was."""
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

    Before anything is dated the user is asked; see ``go_on_from`` and ``keep_clock``.
    """
    last = chain_head.newest_moment(desk.store)
    return last if last is not None and desk.clock() < last - _TOLERANCE else None


def go_on_from(desk: Desk, now: datetime) -> None:
    """Count time from ``now`` (with a zone) instead of from this PC's clock, until the end.

    That stands in the history. Raises ``UserError("clock_still_behind")`` where ``now`` is before
    the last record too.
    """
    last, pc = chain_head.newest_moment(desk.store), desk.clock()
    if last is not None and now < last - _TOLERANCE:
        raise UserError("clock_still_behind", last=_shown(last.astimezone(now.tzinfo)))
    if isinstance(desk.clock, ToldClock):
        desk.clock.tell(now)
    else:
        desk.clock = told = ToldClock(desk.clock)
        told.tell(now)
    _note(desk, "clock_told", f"{pc.isoformat()} {now.isoformat()}", pc=_shown(pc))


def keep_clock(desk: Desk) -> None:
    """This PC's clock is right, and the last record was dated wrongly: that stands there, too."""
    last, pc = chain_head.newest_moment(desk.store), desk.clock()
    shown = _shown(last.astimezone(pc.tzinfo)) if last else ""
    _note(desk, "clock_kept", pc.isoformat(), last=shown)


def _note(desk: Desk, step: str, value: str, **params: str) -> None:
    with desk.write(step, mode=Mode.QUIET, **params) as tx:
        old = tx.uow.find_one(Setting, _CLOCK)
        if old is None:
            tx.uow.add(Setting(id=_CLOCK, value=value))
        else:
            tx.uow.change(old, value=value)


def _shown(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M}"
