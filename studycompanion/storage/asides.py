"""Keeping a damaged data file aside, whole, with everything that SQLite would need of it."""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from studycompanion.storage import lock
from studycompanion.storage.files import make_folder, sync_file, sync_folder
from studycompanion.storage.lock import FileLock
from studycompanion.storage.store import DATA, KEYS
from studycompanion.storage.trouble import told_plainly

FOLDER = "damaged"
_NAMES = (f"{DATA}-wal", f"{DATA}-shm", KEYS, DATA)
"""The data file goes last: as long as it lies there, a stop half-way can be tried again."""


def locked(folder: Path, user: str, now: datetime) -> FileLock:
    """The lock of the folder, so that nobody works on what is being moved."""
    return lock.take(folder, user, now, take_over=True)


def put_aside(folder: Path, now: datetime) -> Path:
    """Move the data file with its log and keys into a folder of its own; returns that folder."""
    aside = folder / FOLDER / f"{now:%Y-%m-%d_%H%M%S}"
    make_folder(aside)
    with told_plainly():
        for name in _NAMES:
            with suppress(FileNotFoundError):
                (folder / name).replace(aside / name)
        sync_folder(aside)
        sync_folder(folder)
    return aside


def last_written(folder: Path) -> datetime | None:
    """When the damaged file or its log was last written, by the system; None where it is gone."""
    moments = []
    for name in (DATA, f"{DATA}-wal"):
        with suppress(OSError):
            moments.append((folder / name).stat().st_mtime)
    return datetime.fromtimestamp(max(moments)).astimezone() if moments else None


def copy_aside(folder: Path, now: datetime) -> Path:
    """Copy the data file with its log and keys into a folder of its own; returns that folder."""
    aside = folder / FOLDER / f"{now:%Y-%m-%d_%H%M%S}"
    make_folder(aside)
    with told_plainly():
        for name in (DATA, f"{DATA}-wal", KEYS):
            with suppress(FileNotFoundError):
                shutil.copyfile(folder / name, aside / name)
                sync_file(aside / name)
        sync_folder(aside)
    return aside
