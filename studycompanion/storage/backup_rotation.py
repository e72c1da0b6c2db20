"""Letting older backups go, never good ones for the sake of a file that shrank."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from studycompanion.domain.retention import Policy, kept
from studycompanion.storage import backup, notes
from studycompanion.storage.backup import Backup, Cause
from studycompanion.storage.engine import driver
from studycompanion.storage.files import forget
from studycompanion.storage.store import Store

_NEVER_ROTATES = frozenset({Cause.UPGRADE, Cause.RESTORE, Cause.REPAIR})
"""Backups before surgery come on top: trying the surgery again must not cost older copies."""


def superfluous(
    found: Iterable[Backup], newest: Backup, policy: Policy, *, fewer_rows: int = -1
) -> list[Backup]:
    """Those of ``found`` that may go now that ``newest`` is there and verified.

    What holds more than twice as much as ``newest`` stays, unless somebody confirmed that the file
    is right with so few rows (``fewer_rows``); so does what is of another data file.
    """
    mine = {one.path: one for one in found if one.file in ("", newest.file)}
    stay = set(kept({path: one.made_at for path, one in mine.items()}, policy))
    # Whatever a clock that was set back makes of their age.
    stay |= {b.path for b in sorted(mine.values(), key=lambda b: -b.serial)[: policy.newest]}
    stay.add(newest.path)
    if newest.rows != fewer_rows:
        stay |= {p for p, one in mine.items() if has_shrunk(one, newest)}
    return [one for path, one in mine.items() if path not in stay]


def has_shrunk(older: Backup, newer: Backup) -> bool:
    """Whether so much is missing in ``newer`` that it must not displace ``older``."""
    return older.is_more_than_twice(newer.rows, newer.people)


def rotate(place: Path, newest: Backup, told: notes.Notes) -> None:
    """Remove from ``place`` what need not be kept beside ``newest``."""
    if newest.cause in _NEVER_ROTATES:
        return
    found = backup.lying_in(place)
    for old in superfluous(found, newest, told.keep, fewer_rows=told.fewer_rows):
        forget(old.path)


def make_and_rotate(store: Store, now: datetime, *, cause: Cause = Cause.HAND) -> Backup:
    """A verified backup; what need not be kept any longer then goes."""
    made = backup.make(store, now, cause=cause)
    rotate(store.folder / backup.FOLDER, made, notes.read(store.folder))
    return made


def make_unless_there(store: Store, now: datetime, *, cause: Cause) -> Backup:
    """The newest backup where it is whole and the file did not move on since, else a new one."""
    newest = next((b for b in backup.every(store.folder) if b.file == store.fact("file")), None)
    if newest and _is_of_now(newest, store) and backup.is_whole(newest):
        return newest
    return make_and_rotate(store, now, cause=cause)


def facts_now(store: Store) -> backup.Facts:
    """What the open data says of itself now, to be compared with a backup."""
    with store.read() as reader:
        return backup.facts_of(driver(reader.connection))


def _is_of_now(one: Backup, store: Store) -> bool:
    """Whether nothing was written since, as far as journal and counts tell."""
    facts = facts_now(store)
    same_lock = one.is_encrypted == (store.key is not None)
    return same_lock and (facts.head, facts.counts) == (one.head, one.counts)
