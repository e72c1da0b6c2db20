"""Backups: one container file with the data, its keys and a manifest of what it holds.

Copied in one step with SQLite's own backup on a connection of its own, opened, checked and counted
before it counts as a backup; only then do older ones go.
"""

import hashlib
import json
import secrets
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage.engine import connect
from studycompanion.storage.files import sync_file, sync_folder
from studycompanion.storage.store import DATA, KEYS, Store
from studycompanion.storage.tables import TABLES
from studycompanion.storage.trouble import told_plainly

FOLDER, SUFFIX, MANIFEST = "backups", ".scbackup", "manifest.json"
KEPT = 10


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file, when it was made, and how many records of each kind it holds."""

    path: Path
    made_at: datetime
    counts: dict[str, int]
    is_encrypted: bool


def make(store: Store, now: datetime) -> Backup:
    """Write a verified backup beside the data; older ones beyond the newest ten then go."""
    folder = store.folder / FOLDER
    with told_plainly():
        folder.mkdir(exist_ok=True)
        with _scratch(folder) as copy:
            _copy(store, copy)
            counts = verify_same(store, copy, store.key)
            path = _packed(store, copy, counts=counts, now=now)
        made = read_manifest(path)
    for old in every(store.folder)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return made


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    path = folder / f"{secrets.token_hex(6)}.part"
    try:
        yield path
    finally:
        for left in folder.glob(path.name + "*"):
            left.unlink(missing_ok=True)


def _copy(store: Store, target: Path) -> None:
    with (
        closing(connect(store.folder / DATA, store.key)) as source,
        closing(_unjournaled(target, store.key)) as copy,
    ):
        source.backup(copy)


def _unjournaled(path: Path, key: bytes | None) -> Any:
    """A connection without a write-ahead log: closing one held every other thread too long."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def _counts(connection: Any) -> dict[str, int]:
    names = sorted(table.name for table in TABLES.values())
    return {n: connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}


def verify_same(store: Store, copy: Path, key: bytes | None) -> dict[str, int]:
    """The counts of ``copy``; ``EnvironmentProblem("backup_bad")`` unless sound and complete."""
    with closing(connect(store.folder / DATA, store.key)) as source:
        wanted = _counts(source)
    with told_plainly(), closing(_unjournaled(copy, key)) as found:
        is_sound = found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not is_sound or _counts(found) != wanted:
            raise EnvironmentProblem("backup_bad")
    return wanted


def _packed(store: Store, copy: Path, *, counts: dict[str, int], now: datetime) -> Path:
    stem = now.strftime("%Y-%m-%d_%H%M%S")
    path = store.folder / FOLDER / f"{stem}_{secrets.token_hex(2)}{SUFFIX}"
    keys = store.folder / KEYS
    manifest = {
        "made_at": now.isoformat(),
        "counts": counts,
        "sha256": hashlib.sha256(copy.read_bytes()).hexdigest(),
        "is_encrypted": store.key is not None,
    }
    partial = path.with_suffix(".part")
    with zipfile.ZipFile(partial, "w") as box:
        box.write(copy, DATA, zipfile.ZIP_STORED if store.key else zipfile.ZIP_DEFLATED)
        if store.key is not None:
            box.write(keys, KEYS)
        box.writestr(MANIFEST, json.dumps(manifest, indent=1))
    sync_file(partial)
    partial.replace(path)
    sync_folder(path.parent)
    return path


def read_manifest(path: Path) -> Backup:
    """What a backup file says of itself; ``EnvironmentProblem("backup_bad")`` if unreadable."""
    try:
        with zipfile.ZipFile(path) as box:
            body = json.loads(box.read(MANIFEST))
        made_at = datetime.fromisoformat(body["made_at"])
        return Backup(path, made_at, body["counts"], body["is_encrypted"])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
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
