"""Taking data out of a backup, and laying it into a folder that has none yet."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import IO, Any

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import erasures, notes
from studycompanion.storage import keys as key_file
from studycompanion.storage.backup import MANIFEST, UNREADABLE
from studycompanion.storage.files import make_folder, replace_file, sync_file
from studycompanion.storage.store import DATA, KEYS
from studycompanion.storage.trouble import code_of
from studycompanion.storage.vault import make_room

_AT_ONCE = 1 << 20


def contents(backup: Path) -> tuple[bytes, bytes | None]:
    """Data and keys of a container whose data is what its manifest says.

    Raises ``EnvironmentProblem("backup_unreadable")`` for one that is not whole.
    """
    try:
        with zipfile.ZipFile(backup) as box:
            manifest = json.loads(box.read(MANIFEST))
            data = box.read(DATA)
            keys = box.read(KEYS) if manifest["is_encrypted"] else None
            is_whole = hashlib.sha256(data).hexdigest() == manifest["sha256"]
    except UNREADABLE as error:
        raise EnvironmentProblem("backup_unreadable", name=backup.name) from error
    if not is_whole:
        raise EnvironmentProblem("backup_unreadable", name=backup.name)
    return data, keys


def check_secret(backup: Path, secret: str | None) -> None:
    """Raise ``UserError("wrong_password")`` where ``secret`` does not open an encrypted backup."""
    with zipfile.ZipFile(backup) as box:
        if KEYS in box.namelist():
            key_file.unlock(box.read(KEYS).decode(), secret or "")


def unpack(backup: Path, target: Path) -> str | None:
    """Write the data of a backup to ``target``; returns the text of its keys, None for plain data.

    Raises ``EnvironmentProblem("backup_unreadable")`` for a file that is no whole backup, and that
    of the disk on which ``target`` lies.
    """
    digest = hashlib.sha256()
    try:
        with zipfile.ZipFile(backup) as box:
            manifest = json.loads(box.read(MANIFEST))
            key_text = box.read(KEYS).decode() if manifest["is_encrypted"] else None
            with box.open(DATA) as data:
                _pour(data, target, digest)
            is_whole = digest.hexdigest() == manifest["sha256"]
    except UNREADABLE as error:
        raise EnvironmentProblem("backup_unreadable", name=backup.name) from error
    if not is_whole:
        raise EnvironmentProblem("backup_unreadable", name=backup.name)
    return key_text


def _pour(data: IO[bytes], target: Path, digest: Any) -> None:
    try:
        file = target.open("wb")
    except OSError as error:
        raise EnvironmentProblem(code_of(error) or "folder_unwritable") from error
    with file:
        while part := data.read(_AT_ONCE):
            digest.update(part)
            try:
                file.write(part)
            except OSError as error:
                raise EnvironmentProblem(code_of(error) or "disk_trouble") from error
    sync_file(target)


def lay_in(backup: Path, folder: Path) -> None:
    """Put a backup's data and keys into ``folder``; ``UserError("data_exists")`` if it has data.

    Its first opening begins a new epoch. Raises ``EnvironmentProblem("backup_unreadable")`` for a
    file that is no whole backup.
    """
    if (folder / DATA).exists():
        raise UserError("data_exists")
    data, keys = contents(backup)
    make_folder(folder)
    make_room(folder)
    if keys is not None:
        replace_file(folder / KEYS, keys)
    notes.write(folder, restored=backup.name)
    erasures.bring(backup.parent, folder)
    replace_file(folder / DATA, data)
