"""The check of the data and its repair: what is wrong, in words, and mended after a backup."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studycompanion.domain.history import Mode
from studycompanion.errors import CodedError, EnvironmentProblem, UserError
from studycompanion.messages import word
from studycompanion.services import backups, restoring
from studycompanion.services.backups import Cause
from studycompanion.services.desk import Desk
from studycompanion.storage import asides, chain_head
from studycompanion.storage import backup as files
from studycompanion.storage import check as checks
from studycompanion.storage.findings import Finding
from studycompanion.storage.mending import mend
from studycompanion.storage.store import Entry


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the data, in a sentence; the record to look at where there is one."""

    code: str
    words: str
    can_mend: bool
    kind: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: sentences of what was mended and of what is left, and the backup."""

    mended: tuple[str, ...]
    left: tuple[str, ...]
    backup: Path | None


def problems(desk: Desk) -> tuple[Problem, ...]:
    """Everything that is wrong with the data; empty where it is sound.

    Raises ``EnvironmentProblem("damaged")`` where the file itself cannot be trusted.
    """
    return tuple(_problem(one) for one in _findings(desk))


def _findings(desk: Desk) -> list[Finding]:
    return [*checks.findings(desk.store), *_shortened(desk)]


def _shortened(desk: Desk) -> Iterator[Finding]:
    """Steps that a backup of this very epoch has and the journal has not."""
    for one in files.every(desk.folder):
        if one.origin == desk.store.origin and not chain_head.goes_on(desk.store, one.head):
            yield Finding("journal_short", str(one.head[0]))
            return


def _problem(one: Finding) -> Problem:
    return Problem(one.code, _words(one), one.can_mend, one.table, one.record_id)


def _words(one: Finding) -> str:
    detail = word("tables", one.table) if one.table else one.detail
    return word("data_problems", one.code, detail=detail)


def repair(desk: Desk) -> Repaired:
    """Mend what can be mended, in one step of the journal, after a backup.

    Raises ``EnvironmentProblem`` ``damaged`` or of the disk, and the ``UserError`` of a file that
    is open to be read only.
    """
    desk.store.must_be_writable()
    found = _findings(desk)
    if not any(one.can_mend for one in found):
        return Repaired((), tuple(_words(one) for one in found), None)
    if any(one.code == "index" for one in found):
        # A file whose indexes are stale passes no check, so that it is kept as it lies.
        asides.copy_aside(desk.folder, desk.clock())
        checks.reindex(desk.store)
    made = backups.make(desk, Cause.REPAIR)
    mended = [one for one in found if one.code == "index"]
    mended += _mend_all(desk)
    left = tuple(_words(one) for one in _findings(desk))
    return Repaired(tuple(dict.fromkeys(_words(one) for one in mended)), left, made)


def _mend_all(desk: Desk) -> list[Finding]:
    """Mend until nothing more comes of it: an orphan taken out may leave others behind."""
    done: list[Finding] = []
    for _ in range(10):
        now = [one for one in checks.findings(desk.store) if one.can_mend and one not in done]
        mended = _mend(desk, now)
        done += mended
        if not mended:
            break
    return done


def _mend(desk: Desk, found: list[Finding]) -> list[Finding]:
    if not found:
        return []
    lost = [one.record_id for one in found if one.code == "blob"]
    known = _from_backups(desk, lost)
    entry = Entry("repair", mode=Mode.BARRIER)
    # Not through the desk: a repair may touch what is closed to the user.
    with desk.store.write(entry, actor=desk.actor, clock=desk.clock) as uow:
        mended = [one for one in found if mend(uow, one, known.get)]
    desk.is_changed = desk.is_changed or bool(uow.changes)
    return mended


def _from_backups(desk: Desk, lost: list[str]) -> dict[str, bytes]:
    """Lost files as far as any backup that opens with the present key still has them."""
    found: dict[str, bytes] = {}
    for one in files.every(desk.folder):
        if not set(lost) - found.keys():
            break
        found |= _out_of(desk, one.path, [b for b in lost if b not in found])
    return found


def _out_of(desk: Desk, path: Path, lost: list[str]) -> dict[str, bytes]:
    try:
        seen = restoring.preview(desk, path)
    except (UserError, EnvironmentProblem):
        return {}
    found = {}
    try:
        with seen.read() as reader:
            for blob_id in lost:
                try:
                    found[blob_id] = reader.blob(blob_id)
                except CodedError:
                    continue
    finally:
        restoring.close_preview(seen)
    return found
