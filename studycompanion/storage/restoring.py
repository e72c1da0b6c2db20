"""Laying a backup into a folder that has no data yet, for a new PC or after a loss."""

import hashlib
import json
import zipfile
from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage.backup import MANIFEST, UNREADABLE
from studycompanion.storage.files import make_folder, replace_file
from studycompanion.storage.store import DATA, KEYS
from studycompanion.storage.vault import make_room


def _contents(backup: Path) -> tuple[bytes, bytes | None]:
    """Data and keys of a container whose data is what its manifest says."""
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


def lay_in(backup: Path, folder: Path) -> None:
    """Put a backup's data and keys into ``folder``; ``UserError("data_exists")`` if it has data.

    Raises ``EnvironmentProblem("backup_unreadable")`` for a file that is no whole backup.
    """
    if (folder / DATA).exists():
        raise UserError("data_exists")
    data, keys = _contents(backup)
    make_folder(folder)
    make_room(folder)
    if keys is not None:
        replace_file(folder / KEYS, keys)
    replace_file(folder / DATA, data)
