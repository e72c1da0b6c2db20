"""Backups: one container file with the data, its keys and a manifest of what it holds.

Copied in one step with SQLite's own backup on a connection of its own, opened, checked and counted
before it counts as a backup; only then do older ones go.
"""

import hashlib
import json
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage.engine import bare_connect, connect
from studycompanion.storage.files import PART, forget, make_folder, sync_file, sync_folder
from studycompanion.storage.store import DATA, KEYS, Store
from studycompanion.storage.trouble import told_plainly

FOLDER, SUFFIX, MANIFEST = "backups", ".scbackup", "manifest.json"
KEPT = 10
UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What Python says of a container that is damaged, or put under a password by somebody else."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file, when it was made, and how many rows each of its tables holds."""

    path: Path
    made_at: datetime
    counts: dict[str, int]
    is_encrypted: bool


def make(store: Store, now: datetime) -> Backup:
    """Write a verified backup beside the data; older ones beyond the newest ten then go.

    Raises ``EnvironmentProblem("backup_bad")`` where the copy is not sound, or that of the disk.
    """
    folder = store.folder / FOLDER
    make_folder(folder)
    with told_plainly(), _scratch(folder) as copy, _scratch(folder) as box:
        counts = _copy(store, copy)
        verify(copy, store.key, counts)
        _pack(store, copy, box, counts=counts, now=now)
        path = folder / f"{now:%Y-%m-%d_%H%M%S}_{secrets.token_hex(2)}{SUFFIX}"
        box.replace(path)
        sync_folder(folder)
    # The one just made stays, whatever a clock that was set back makes of its age.
    for old in [b for b in every(store.folder) if b.path != path][KEPT - 1 :]:
        forget(old.path)
    return Backup(path, now, counts, store.key is not None)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A name for a file that is gone at the end, with what SQLite put beside it."""
    path = folder / f"{secrets.token_hex(6)}{PART}"
    try:
        yield path
    finally:
        for left in folder.glob(path.name + "*"):
            forget(left)


def _copy(store: Store, target: Path) -> dict[str, int]:
    """Copy the data as it is at one moment, whoever writes meanwhile; returns its counts."""
    with (
        closing(connect(store.folder / DATA, store.key, may_create=False)) as source,
        # Without a write-ahead log: closing one held every other thread too long.
        closing(bare_connect(target, store.key)) as copy,
    ):
        source.execute("BEGIN")
        counts = count_rows(source)
        source.backup(copy)
        source.execute("COMMIT")
    return counts


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows each table of a driver connection's file has."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    names = [row[0] for row in connection.execute(tables)]
    return {n: connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}


def verify(copy: Path, key: bytes | None, counts: dict[str, int]) -> None:
    """Raise ``EnvironmentProblem("backup_bad")`` unless ``copy`` is sound and holds ``counts``."""
    try:
        with told_plainly(), closing(bare_connect(copy, key, may_create=False)) as found:
            is_sound = found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            is_whole = is_sound and count_rows(found) == counts
    except EnvironmentProblem as error:
        raise EnvironmentProblem("backup_bad") from error
    if not is_whole:
        raise EnvironmentProblem("backup_bad")


def _pack(store: Store, copy: Path, target: Path, *, counts: dict[str, int], now: datetime) -> None:
    """Put data, keys and manifest into one container, and read it back from there."""
    manifest = {
        "made_at": now.isoformat(),
        "counts": counts,
        "sha256": _sha256(copy.open("rb")),
        "is_encrypted": store.key is not None,
    }
    with zipfile.ZipFile(target, "w", compresslevel=1) as box:
        box.write(copy, DATA, zipfile.ZIP_STORED if store.key else zipfile.ZIP_DEFLATED)
        if store.key is not None:
            box.write(store.folder / KEYS, KEYS)
        box.writestr(MANIFEST, json.dumps(manifest, indent=1))
        names = box.namelist()
    sync_file(target)
    if not _is_sound(target, names, manifest["sha256"]):
        raise EnvironmentProblem("backup_bad")


def _is_sound(path: Path, names: list[str], data_sha256: object) -> bool:
    """Whether everything comes out of a container again as it was put in."""
    try:
        with zipfile.ZipFile(path) as box:
            is_whole = box.namelist() == names and box.testzip() is None
            return is_whole and _sha256(box.open(DATA)) == data_sha256
    except UNREADABLE:
        return False


def _sha256(file: IO[bytes]) -> str:
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def read_manifest(path: Path) -> Backup:
    """What a backup file says of itself; ``EnvironmentProblem("backup_bad")`` if unreadable."""
    try:
        with zipfile.ZipFile(path) as box:
            body = json.loads(box.read(MANIFEST))
        made_at = datetime.fromisoformat(body["made_at"])
        # Without a zone it could not be put in order with the others.
        made_at = made_at if made_at.tzinfo else made_at.astimezone()
        return Backup(path, made_at, body["counts"], body["is_encrypted"])
    except UNREADABLE as error:
        raise EnvironmentProblem("backup_bad") from error


def every(folder: Path) -> list[Backup]:
    """The readable backups of a data folder, newest first; unreadable ones are left alone."""
    found = []
    for path in (folder / FOLDER).glob(f"*{SUFFIX}"):
        try:
            found.append(read_manifest(path))
        except EnvironmentProblem:
            continue
    return sorted(found, key=lambda b: b.made_at, reverse=True)
