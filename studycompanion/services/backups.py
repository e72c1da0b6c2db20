"""Backups as the program makes them by itself, here and in the second place."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from studycompanion.domain.retention import LIMITS as LIMITS
from studycompanion.domain.retention import Policy as Policy
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import word
from studycompanion.services.changes import Changes, Done
from studycompanion.services.desk import Desk
from studycompanion.storage import backup as files
from studycompanion.storage import backup_places as places
from studycompanion.storage import backup_rotation as rotation
from studycompanion.storage import notes
from studycompanion.storage.backup import Backup as Backup
from studycompanion.storage.backup import Cause as Cause
from studycompanion.storage.backup import Facts

_SHOWN = ("member", "topic", "session", "attendance", "review", "item", "issued_form")
"""The tables whose counts mean something to the user."""


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup in the list: where it lies, what it holds, and how that differs from now.

    ``difference`` is one sentence, empty where nothing was written since.
    """

    path: Path
    made_at: datetime
    cause: str
    size: int
    people: int
    tasks: int
    is_encrypted: bool
    is_in_second_place: bool
    difference: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many backups are kept, and after how many minutes the timer backs up what changed."""

    policy: Policy
    minutes: int


@dataclass(frozen=True, slots=True)
class KeepingLine:
    """A sentence of the status, and whether all is well with it."""

    words: str
    is_good: bool


def make(desk: Desk, cause: Cause) -> Path:
    """A verified backup now, brought to the second place too where that is there.

    Raises ``EnvironmentProblem`` ``backup_bad`` or of the disk; trouble of the second place is no
    reason to fail: the status tells it.
    """
    desk.is_changed, was_changed = False, desk.is_changed
    try:
        made = rotation.make_and_rotate(desk.store, desk.clock(), cause=cause)
    except BaseException:
        desk.is_changed = was_changed
        raise
    _bring_to_second_place(desk, made)
    return made.path


def _bring_to_second_place(desk: Desk, newest: Backup) -> bool:
    """Catch the second place up; returns whether it has everything now."""
    place = places.second_place(desk.folder)
    if place is None or not places.is_there(place):
        return False
    try:
        places.catch_up(desk.folder, place, newest)
        at = desk.clock().isoformat(timespec="seconds")
        notes.write(desk.folder, caught_up_at=at, caught_up_with=newest.path.name)
    except EnvironmentProblem:
        return False
    return True


def newest(desk: Desk) -> Backup | None:
    """The newest backup beside the data, None without any."""
    return next(iter(files.every(desk.folder)), None)


def is_due(desk: Desk) -> bool:
    """Whether something changed and the newest backup is older than the timer allows.

    A backup from the future (the clock was set back) is as good as none.
    """
    return desk.is_changed and not has_recent(desk)


def has_recent(desk: Desk) -> bool:
    """Whether the newest backup is younger than the minutes of the timer.

    One from before the first people came in is none that would help.
    """
    one, allowed = newest(desk), timedelta(minutes=notes.read(desk.folder).every_minutes)
    if one is None or _is_of_nobody(desk, one):
        return False
    return timedelta(0) <= desk.clock() - one.made_at < allowed


def _is_of_nobody(desk: Desk, one: Backup) -> bool:
    """Whether a backup holds nobody while the data does."""
    return not one.people and bool(rotation.facts_now(desk.store).counts.get("member"))


def if_due(desk: Desk) -> Path | None:
    """What a timer calls every minute: backs up when due, catches up a disk that came back.

    Returns the backup that was made, None where none was due. Raises as ``make`` does.
    """
    if is_due(desk):
        return make(desk, Cause.TIMER)
    last = newest(desk)
    if last is not None and notes.read(desk.folder).caught_up_with != last.path.name:
        _bring_to_second_place(desk, last)
    return None


def before(desk: Desk, cause: Cause) -> Path | None:
    """A backup before a step that changes much, unless there is nothing yet that could be lost.

    Where nothing was written since the newest backup, that one serves.
    """
    facts = rotation.facts_now(desk.store)
    if not facts.counts.get("member"):
        return None
    made = rotation.make_unless_there(desk.store, desk.clock(), cause=cause)
    return made.path


def lines(desk: Desk) -> tuple[BackupLine, ...]:
    """Every backup here and in the second place, newest first, none twice."""
    now = rotation.facts_now(desk.store)
    here = files.every(desk.folder)
    known = {one.path.name for one in here}
    there = [one for one in _in_second_place(desk) if one.path.name not in known]
    found = [_line(one, now, is_there=one in there) for one in (*here, *there)]
    return tuple(sorted(found, key=lambda line: line.made_at, reverse=True))


def _in_second_place(desk: Desk) -> list[Backup]:
    place = places.second_place(desk.folder)
    if place is None or not places.is_there(place):
        return []
    return files.lying_in(places.home_in(place, desk.store.fact("file")))


def _line(one: Backup, now: Facts, *, is_there: bool) -> BackupLine:
    return BackupLine(
        path=one.path,
        made_at=one.made_at,
        cause=word("causes", one.cause.value),
        size=one.path.stat().st_size,
        people=one.people,
        tasks=one.counts.get("item", 0),
        is_encrypted=one.is_encrypted,
        is_in_second_place=is_there,
        difference=difference(one, now),
    )


def difference(then: Backup, now: Facts) -> str:
    """How a backup differs from now, in one sentence; empty where nothing was written since."""
    parts = _differing(_SHOWN, then.counts, now.counts)
    if not parts and then.head != now.head:
        parts = _differing(("change_set",), then.counts, now.counts)
        parts = parts or [word("keeping", "other_content")]
    return ", ".join(parts)


def _differing(tables: Iterable[str], then: dict[str, int], now: dict[str, int]) -> list[str]:
    parts = []
    for table in tables:
        more = then.get(table, 0) - now.get(table, 0)
        if more:
            what = word("counted", table, count=abs(more))
            parts.append(word("keeping", "more" if more > 0 else "fewer", what=what))
    return parts


def status(desk: Desk) -> tuple[KeepingLine, ...]:
    """How safe the data is, a sentence each: here, in the second place, after a loss of rows."""
    last, told = newest(desk), notes.read(desk.folder)
    found = [_status_here(desk, last), _status_there(desk, last)]
    if told.rehearsed_at:
        key = "rehearsal_bad" if told.rehearsal_trouble else "rehearsal_good"
        at = datetime.fromisoformat(told.rehearsed_at)
        found.append(KeepingLine(word("keeping", key, at=moment(at)), not told.rehearsal_trouble))
    if (good := shrunken_against(desk)) is not None:
        now = rotation.facts_now(desk.store).counts.get("member", 0)
        words = word("keeping", "shrunken", at=moment(good.made_at), before=good.people, now=now)
        found.append(KeepingLine(words, False))
    return tuple(found)


def moment(at: datetime) -> str:
    """A moment as the status writes it, "21/11 17:02"."""
    return f"{at:%d/%m %H:%M}"


def _status_here(desk: Desk, last: Backup | None) -> KeepingLine:
    if last is None:
        return KeepingLine(word("keeping", "here_none"), False)
    words = word("keeping", "good", place=word("keeping", "here"), **_told(last))
    return KeepingLine(words, not _is_of_nobody(desk, last))


def _told(one: Backup) -> dict[str, object]:
    return {
        "at": moment(one.made_at),
        "people": one.people,
        "tasks": one.counts.get("item", 0),
    }


def _status_there(desk: Desk, last: Backup | None) -> KeepingLine:
    place = places.second_place(desk.folder)
    if place is None:
        return KeepingLine(word("keeping", "second_none"), False)
    shown = name_of(place)
    if not places.is_there(place):
        return KeepingLine(word("keeping", "second_away", place=shown), False)
    there = next(iter(_in_second_place(desk)), None)
    if there is None:
        return KeepingLine(word("keeping", "second_empty", place=shown), False)
    is_new = last is not None and there.path.name == last.path.name
    key = "good" if is_new else "second_behind"
    return KeepingLine(word("keeping", key, place=shown, **_told(there)), is_new)


def name_of(place: Path) -> str:
    """What people call a place: its drive, else its folder."""
    if place.drive and len(place.parts) == 1:
        return word("keeping", "drive", letter=place.drive.rstrip(":"))
    return place.name or str(place)


def shrunken_against(desk: Desk) -> Backup | None:
    """The newest good backup that holds far more than the data now, None where none does."""
    facts = rotation.facts_now(desk.store)
    people = facts.counts.get("member", 0)
    rows = files.rows_of(facts.counts)
    if rows == notes.read(desk.folder).fewer_rows:
        return None
    mine = (one for one in files.every(desk.folder) if one.file == facts.file)
    return next((one for one in mine if one.is_more_than_twice(rows, people)), None)


def confirm_shrunken(desk: Desk) -> None:
    """The user says that the data is right although it shrank: older copies may go again."""
    rows = files.rows_of(rotation.facts_now(desk.store).counts)
    notes.write(desk.folder, fewer_rows=rows)


def choose_second_place(desk: Desk, place: Path | None) -> None:
    """Keep copies in ``place`` too, beginning now; None for no second place.

    Raises ``UserError("second_place_same")`` or ``EnvironmentProblem`` of that disk.
    """
    places.choose(desk.folder, place)
    if place is not None and (last := newest(desk)) is not None:
        _bring_to_second_place(desk, last)


def keeping(desk: Desk) -> Keeping:
    """How many backups are kept, and how often the timer makes one."""
    told = notes.read(desk.folder)
    return Keeping(told.keep, told.every_minutes)


def change_keeping(desk: Desk, wanted: Keeping) -> Done[Keeping]:
    """Keep as many backups as ``wanted`` says, from the next one on.

    Raises ``UserError("keep_number")`` for a number beyond its ``LIMITS``, ``EnvironmentProblem``.
    """
    for name, number in (*asdict(wanted.policy).items(), ("minutes", wanted.minutes)):
        least, most = LIMITS[name]
        if not least <= number <= most:
            what = word("keep_numbers", name)
            raise UserError("keep_number", name=name, what=what, least=least, most=most)
    notes.write(desk.folder, keep=wanted.policy, every_minutes=wanted.minutes)
    return Done(wanted, Changes({}))


def second_place(desk: Desk) -> Path | None:
    """The chosen second place, whether it is there now or not."""
    return places.second_place(desk.folder)


def line_at(desk: Desk, path: Path) -> BackupLine:
    """What a backup chosen anywhere holds; raises ``EnvironmentProblem("backup_unreadable")``."""
    now = rotation.facts_now(desk.store)
    try:
        return _line(files.read_manifest(path), now, is_there=False)
    except EnvironmentProblem as error:
        raise EnvironmentProblem("backup_unreadable", name=path.name) from error
