"""Data that comes from elsewhere: a backup, or the data file out of another PC's folder.

It is told by its content, never by its name, and is proved under another name before it takes its
place: what cannot be opened leaves nothing behind.
"""

import hashlib
import json
import secrets
import shutil
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import backup, erasures, keys, migrations, notes
from studycompanion.storage.check import quick_check
from studycompanion.storage.engine import connect, file_engine
from studycompanion.storage.files import (
    PART,
    forget,
    make_folder,
    replace_file,
    sweep,
    sync_file,
    sync_folder,
)
from studycompanion.storage.store import DATA, KEYS, Store
from studycompanion.storage.trouble import told_plainly
from studycompanion.storage.vault import make_room

_PLAIN_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A backup or a data file: of when it is and, where that is told in plain, what it holds."""

    path: Path
    is_backup: bool
    is_encrypted: bool
    made_at: datetime
    people: int | None
    topics: int | None


def recognise(path: Path) -> Incoming | None:
    """What a file is; None where it is neither a backup nor a data file of this program.

    Raises ``EnvironmentProblem`` ``backup_unreadable`` or ``file_refused``, and
    ``UserError("keys_missing")`` for an encrypted data file that came without its keys.
    """
    try:
        if _is_container(path):
            return _of_backup(path)
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except OSError as error:
        raise EnvironmentProblem("file_refused", name=path.name) from error
    if header == _PLAIN_HEADER:
        return _of_plain(path)
    if path.name != DATA or not header:
        return None
    if not path.with_name(KEYS).is_file():
        raise UserError("keys_missing", name=path.name)
    return Incoming(path, False, True, _changed_at(path), None, None)


def _is_container(path: Path) -> bool:
    """Whether a file is a backup, or once was one by its name."""
    if path.suffix.lower() == backup.SUFFIX:
        return True
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as box:
            return {DATA, backup.MANIFEST} <= set(box.namelist())
    except backup.UNREADABLE:
        return False


def _of_backup(path: Path) -> Incoming:
    try:
        found = backup.read_manifest(path)
        people, topics = _counted(found.counts)
    except (EnvironmentProblem, AttributeError) as error:
        raise EnvironmentProblem("backup_unreadable", name=path.name) from error
    _contents(path)
    return Incoming(path, True, found.is_encrypted, found.made_at, people, topics)


def _contents(path: Path) -> tuple[bytes, str | None]:
    """Data and keys of a backup whose data is what its manifest says."""
    try:
        with zipfile.ZipFile(path) as box:
            manifest = json.loads(box.read(backup.MANIFEST))
            data = box.read(DATA)
            key_text = box.read(KEYS).decode() if manifest["is_encrypted"] else None
            is_whole = hashlib.sha256(data).hexdigest() == manifest["sha256"]
    except backup.UNREADABLE as error:
        raise EnvironmentProblem("backup_unreadable", name=path.name) from error
    if not is_whole:
        raise EnvironmentProblem("backup_unreadable", name=path.name)
    return data, key_text


def _of_plain(path: Path) -> Incoming | None:
    """A plain data file, copied nowhere: None for a database of another program."""
    from sqlcipher3 import dbapi2

    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(dbapi2.connect(uri, uri=True)) as connection:
            counts = backup.count_rows(connection)
    except dbapi2.Error as error:
        raise EnvironmentProblem("backup_unreadable", name=path.name) from error
    if not {"meta", "member", "topic"} <= counts.keys():
        return None
    return Incoming(path, False, False, _changed_at(path), *_counted(counts))


def _counted(counts: dict[str, int]) -> tuple[int | None, int | None]:
    return counts.get("member"), counts.get("topic")


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()


def bring_in(found: Incoming, folder: Path, secret: str | None) -> None:
    """Lay data into ``folder``, whole or not at all, once it was proved that ``secret`` opens it.

    Raises ``UserError`` ``data_exists``, ``password_needed``, ``wrong_password``, ``newer_file``,
    and ``EnvironmentProblem`` ``backup_unreadable`` or that of the disk.
    """
    if (folder / DATA).exists():
        raise UserError("data_exists")
    make_folder(folder)
    part = folder / f"{DATA}.{secrets.token_hex(4)}{PART}"
    try:
        with told_plainly():
            key_text = _copy(found, part)
        _prove(part, _key(key_text, secret), found.path.name)
        make_room(folder)
        # Its first opening begins a new epoch, as that of any restored backup.
        notes.write(folder, restored=found.path.name)
        erasures.bring(found.path.parent, folder)
        _put_in_place(part, folder, key_text)
    finally:
        sweep(folder, part.stem)


def _copy(found: Incoming, part: Path) -> str | None:
    """Write the data under its passing name; returns the text of its keys."""
    if found.is_backup:
        data, key_text = _contents(found.path)
        part.write_bytes(data)
        sync_file(part)
        return key_text
    shutil.copyfile(found.path, part)
    log = found.path.with_name(f"{DATA}-wal")
    if found.path.name == DATA and log.exists():
        # What the other PC has not folded in yet belongs to the data.
        shutil.copyfile(log, part.with_name(f"{part.name}-wal"))
    return keys.read(found.path.with_name(KEYS)) if found.is_encrypted else None


def _key(key_text: str | None, secret: str | None) -> bytes | None:
    if key_text is None:
        return None
    if not secret:
        raise UserError("password_needed")
    return keys.unlock(key_text, secret)


def _prove(part: Path, key: bytes | None, name: str) -> None:
    """Raise unless the copy opens, is sound and is not of a newer program."""
    store = Store(file_engine(part, key), part.parent, key)
    try:
        quick_check(store)
        with told_plainly(), store.engine.connect() as connection:
            migrations.needs_upgrade(connection)
        store.engine.dispose()
        _fold_in(part, key)
    except EnvironmentProblem as error:
        if error.code != "damaged":
            raise
        raise EnvironmentProblem("backup_unreadable", name=name) from error
    except sa.exc.SQLAlchemyError as error:
        raise EnvironmentProblem("backup_unreadable", name=name) from error
    finally:
        store.engine.dispose()


def _fold_in(part: Path, key: bytes | None) -> None:
    with told_plainly():
        connection: Any = connect(part, key, may_create=False)
        with closing(connection):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sync_file(part)


def _put_in_place(part: Path, folder: Path, key_text: str | None) -> None:
    """Keys first, then the data; both or, where the disk says no, neither."""
    try:
        if key_text is not None:
            replace_file(folder / KEYS, key_text.encode())
        with told_plainly():
            part.replace(folder / DATA)
            sync_folder(folder)
    except BaseException:
        for name in (DATA, KEYS):
            forget(folder / name)
        raise
