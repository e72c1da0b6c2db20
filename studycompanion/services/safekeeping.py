"""Backups, the check of the data file, and its password."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services.desk import Desk
from studycompanion.storage import backup as backups
from studycompanion.storage import check as checks
from studycompanion.storage import recoding, restoring, vault
from studycompanion.storage.store import Store, file_store


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The recovery key of a file that got its first password, and plain backups that remain."""

    recovery_key: str | None
    plain_backups: tuple[Path, ...]


def backup(desk: Desk) -> Path:
    """Write a verified backup now; raises ``EnvironmentProblem`` ``backup_bad`` or of the disk."""
    path = backups.make(desk.store, desk.clock()).path
    desk.is_changed = False
    return path


def restore(backup_file: Path, folder: Path) -> None:
    """Lay a backup into a folder without data, to be opened with the backup's password.

    Raises ``UserError("data_exists")`` or ``EnvironmentProblem("backup_unreadable")``.
    """
    restoring.lay_in(backup_file, folder)


def last_backup(desk: Desk) -> datetime | None:
    """When the newest backup was made, None without any."""
    newest = next(iter(backups.every(desk.folder)), None)
    return newest.made_at if newest else None


def check(desk: Desk) -> tuple[str, ...]:
    """What is wrong with the data, in sentences; empty where it is sound."""
    found = checks.problems(desk.store)
    return tuple(word("data_problems", code, detail=detail) for code, detail in found)


def has_password(desk: Desk) -> bool:
    """Whether the data file is encrypted."""
    return desk.store.key is not None


def change_password(desk: Desk, old: str | None, new: str | None) -> PasswordChange:
    """Set (old None), change, or remove (new None) the password; the desk stays open.

    Raises ``UserError`` ``wrong_password``, or ``password_needed`` where both are missing.
    """
    store = desk.store
    if store.key is not None:
        _prove(store, old)
    if not new:
        return _remove(desk)
    if store.key is not None:
        recoding.rewrap(store.folder, old or "", new)
        return PasswordChange(None, ())
    made = recoding.encrypt(store, new)
    _reopen(desk, made.data_key)
    plain = tuple(b.path for b in backups.every(desk.folder) if not b.is_encrypted)
    return PasswordChange(made.recovery_key, plain)


def _prove(store: Store, password: str | None) -> None:
    if not password:
        raise UserError("password_needed")
    vault.data_key(store.folder, password)


def _remove(desk: Desk) -> PasswordChange:
    if desk.store.key is None:
        raise UserError("no_password")
    recoding.decrypt(desk.store)
    _reopen(desk, None)
    return PasswordChange(None, ())


def _reopen(desk: Desk, key: bytes | None) -> None:
    old = desk.store
    fresh = file_store(old.folder, key)
    fresh.lock, old.lock = old.lock, None
    desk.store = fresh
    desk.is_changed = True
