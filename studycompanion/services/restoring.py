"""Going back to a backup: looking into it, restoring it, and taking the restore back."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from studycompanion.errors import UserError
from studycompanion.services import backups, erasing
from studycompanion.services.backups import Cause
from studycompanion.services.desk import Desk
from studycompanion.services.reopening import reopen
from studycompanion.storage import backup as files
from studycompanion.storage import erasures, migrations, notes, replacing, vault
from studycompanion.storage.files import make_folder
from studycompanion.storage.restoring import unpack
from studycompanion.storage.store import DATA, file_store, reading_store

READ_ONLY = "preview_only"


@dataclass(frozen=True, slots=True)
class Restored:
    """A restore that was done: from which backup, and the one of just before it."""

    source: Path
    before: Path | None


def preview(desk: Desk, path: Path, *, password: str | None = None) -> Desk:
    """A desk over a copy of a backup, to be read only; end it with ``close_preview``.

    The copy is brought to this program's format, so that everything in it can be shown. Raises
    ``UserError`` ``password_needed``, ``wrong_password`` or ``newer_file``, ``EnvironmentProblem``
    ``backup_unreadable`` or that of the disk.
    """
    folder = vault.scratch(desk.folder)
    make_folder(folder)
    try:
        key_text = unpack(path, folder / DATA)
        key = replacing.key_for(key_text, desk.store.key, password, folder / DATA)
        _make_ready(desk, folder, key, beside=path.parent)
    except BaseException:
        remove_copy(folder)
        raise
    return Desk(reading_store(folder, key, why=READ_ONLY), desk.clock, desk.actor)


def _make_ready(desk: Desk, folder: Path, key: bytes | None, *, beside: Path) -> None:
    """Upgrade the copy; what was taken out of the data is not shown in one of before either."""
    known, noted = erasing.notes_of(desk), erasures.read(beside)
    copy = file_store(folder, key)
    try:
        with copy.engine.connect() as connection:
            is_old = migrations.needs_upgrade(connection)
        if is_old:
            vault.migrate(copy)
        if not (known or noted or erasures.of_data(desk.folder)):
            return
        erasures.enter(folder, (*noted, *erasures.of_data(desk.folder)))
        copy = erasing.settle_copy(copy, desk, known)
    finally:
        copy.close()


def close_preview(preview_desk: Desk) -> None:
    """End a preview and remove its copy."""
    preview_desk.store.close()
    remove_copy(preview_desk.folder)


def remove_copy(folder: Path) -> None:
    """Remove the copy of a preview that is closed."""
    shutil.rmtree(folder, ignore_errors=True)


def restore(desk: Desk, path: Path, *, password: str | None = None) -> Restored:
    """Put the data of a backup in the place of the present data; the desk stays open.

    The present data is backed up first, so that ``undo_restore`` can bring it back. What protects
    the data now goes on protecting it, and who was erased stays so. Raises ``UserError``
    ``password_needed``, ``wrong_password`` or ``newer_file``, ``EnvironmentProblem``
    ``backup_unreadable``, ``busy`` or those of the disk; the present data is then untouched.
    """
    desk.store.must_be_writable()
    before = backups.make(desk, Cause.RESTORE)
    erased = erasing.notes_of(desk)
    erasures.bring(path.parent, desk.folder)
    key = replacing.replace(desk.store, path, secret=password)
    notes.write(desk.folder, undo_restore=before.name, fewer_rows=-1)
    reopen(desk, key)
    erasing.settle(desk, erased)
    return Restored(path, before)


def can_undo_restore(desk: Desk) -> bool:
    """Whether the last restore can be taken back."""
    return _undo_of(desk) is not None


def undo_restore(desk: Desk) -> Restored:
    """Bring back what was there before the last restore; raises ``UserError("no_restore")``."""
    before = _undo_of(desk)
    if before is None:
        raise UserError("no_restore")
    return restore(desk, before)


def _undo_of(desk: Desk) -> Path | None:
    name = notes.read(desk.folder).undo_restore
    path = desk.folder / files.FOLDER / name
    return path if name and path.is_file() else None
