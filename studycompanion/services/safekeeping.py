"""Backups, the check of the data file, and its password."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studycompanion.errors import UserError
from studycompanion.services import backups, checking
from studycompanion.services.backups import Cause as Cause
from studycompanion.services.desk import Desk
from studycompanion.services.opening import prove_password
from studycompanion.services.reopening import reopen
from studycompanion.storage import backup as files
from studycompanion.storage import backup_places, recoding, restoring
from studycompanion.storage.files import make_folder


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The recovery key of a file that got its first password, and plain backups that remain."""

    recovery_key: str | None
    plain_backups: tuple[Path, ...]


def backup(desk: Desk, *, cause: Cause = Cause.HAND) -> Path:
    """Write a verified backup now; raises ``EnvironmentProblem`` ``backup_bad`` or of the disk."""
    return backups.make(desk, cause)


def backup_to(desk: Desk, place: Path) -> Path:
    """A verified backup now, and a copy of it in the folder ``place``; returns the copy.

    Raises ``EnvironmentProblem`` ``backup_bad`` or of either disk.
    """
    made = files.read_manifest(backups.make(desk, Cause.HAND))
    make_folder(place)
    return backup_places.bring(made, place)


def backup_if_due(desk: Desk) -> Path | None:
    """For a timer: backs up what changed since half an hour, catches up a disk that came back."""
    return backups.if_due(desk)


def restore(backup_file: Path, folder: Path) -> None:
    """Lay a backup into a folder without data, to be opened with the backup's password.

    Raises ``UserError("data_exists")`` or ``EnvironmentProblem("backup_unreadable")``.
    """
    restoring.lay_in(backup_file, folder)


def last_backup(desk: Desk) -> datetime | None:
    """When the newest backup was made, None without any."""
    newest = backups.newest(desk)
    return newest.made_at if newest else None


def check(desk: Desk) -> tuple[str, ...]:
    """What is wrong with the data, in sentences; empty where it is sound."""
    return tuple(problem.words for problem in checking.problems(desk))


def has_password(desk: Desk) -> bool:
    """Whether the data file is encrypted."""
    return desk.store.key is not None


def change_password(desk: Desk, old: str | None, new: str | None) -> PasswordChange:
    """Set (old None), change, or remove (new None) the password; the desk stays open.

    Raises ``UserError`` ``wrong_password``, or ``password_needed`` where both are missing.
    """
    store = desk.store
    store.must_be_writable()
    if store.key is not None:
        _prove(desk, old)
    if not new:
        return _remove(desk)
    if store.key is not None:
        recoding.rewrap(store.folder, old or "", new)
        return PasswordChange(None, ())
    made = recoding.encrypt(store, new)
    reopen(desk, made.data_key)
    plain = tuple(b.path for b in files.every(desk.folder) if not b.is_encrypted)
    return PasswordChange(made.recovery_key, plain)


def _prove(desk: Desk, password: str | None) -> None:
    if not password:
        raise UserError("password_needed")
    prove_password(desk.folder, password, desk.clock())


def _remove(desk: Desk) -> PasswordChange:
    if desk.store.key is None:
        raise UserError("no_password")
    recoding.decrypt(desk.store)
    reopen(desk, None)
    return PasswordChange(None, ())
