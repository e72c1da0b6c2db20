"""A data folder's life: what is in it, making it, opening it, and putting a password on it.

The password protects a random data key (``data.keys``). The header of ``data.db`` tells whether
the file is encrypted, so a crash between the two files of a change leaves one that still opens.
"""

import secrets
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from studycompanion import __version__
from studycompanion.domain.ids import new_id
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import backup, keys, migrations
from studycompanion.storage.check import quick_check
from studycompanion.storage.engine import connect
from studycompanion.storage.files import sync_file, sync_folder
from studycompanion.storage.lock import FileLock
from studycompanion.storage.store import DATA, KEYS, Store, file_store
from studycompanion.storage.tables import meta
from studycompanion.storage.trouble import told_plainly

_PLAIN_HEADER = b"SQLite format 3\x00"


class FileState(StrEnum):
    """What a data folder holds: nothing yet, a plain file, or one that needs a password."""

    MISSING = "missing"
    PLAIN = "plain"
    LOCKED = "locked"


def state(folder: Path) -> FileState:
    """What ``folder`` holds, by the header of its data file."""
    with told_plainly():
        if not (folder / DATA).exists():
            return FileState.MISSING
        with (folder / DATA).open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    if header in (_PLAIN_HEADER, b""):
        return FileState.PLAIN
    if not (folder / KEYS).exists():
        raise EnvironmentProblem("damaged")
    return FileState.LOCKED


def data_key(folder: Path, secret: str | None) -> bytes | None:
    """The raw key of the file, None for a plain one; ``UserError("wrong_password")``."""
    if state(folder) is not FileState.LOCKED:
        return None
    if not secret:
        raise UserError("password_needed")
    return keys.unlock((folder / KEYS).read_text("utf-8"), secret)


def create(folder: Path, lock: FileLock, *, key: bytes | None, now: datetime) -> Store:
    """Make the data file; the half-made one is removed on any failure."""
    store = file_store(folder, key)
    try:
        _migrate(store)
        _write_meta(store, now)
    except BaseException:
        store.engine.dispose()
        (folder / DATA).unlink(missing_ok=True)
        raise
    store.lock = lock
    return store


def _write_meta(store: Store, now: datetime) -> None:
    facts = {
        "file": new_id(),
        "origin": new_id(),
        "format": migrations.format_text(),
        "created_at": now.isoformat(timespec="seconds"),
        "created_by": __version__,
    }
    with store.unlogged() as connection:
        connection.execute(meta.insert(), [{"key": k, "value": v} for k, v in facts.items()])


def _migrate(store: Store) -> None:
    """All missing migrations in one transaction, with foreign keys off and checked at the end."""
    with told_plainly(), store.engine.connect() as plain:
        plain.exec_driver_sql("PRAGMA foreign_keys=OFF")
        plain.rollback()
        connection = plain.execution_options(write=True)
        try:
            with connection.begin():
                migrations.upgrade(connection)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise EnvironmentProblem("damaged")
        finally:
            plain.detach()


def open_file(folder: Path, lock: FileLock, *, key: bytes | None, now: datetime) -> Store:
    """Open the data file: version, verified backup before an upgrade, upgrade, check.

    After an unclean stop the file is checked first; a damaged one is left untouched.
    """
    store = file_store(folder, key)
    store.lock = lock
    try:
        if lock.was_unclean:
            quick_check(store)
        if _is_old(store):
            backup.make(store, now)
            _migrate(store)
            quick_check(store)
    except BaseException:
        store.engine.dispose()
        raise
    return store


def _is_old(store: Store) -> bool:
    try:
        with told_plainly(), store.engine.connect() as connection:
            return migrations.needs_upgrade(connection)
    except sa.exc.SQLAlchemyError as error:
        raise EnvironmentProblem("damaged") from error


def rewrap(folder: Path, old: str, new: str) -> None:
    """Change the password; the data file is not touched."""
    path = folder / KEYS
    keys.write(path, keys.rewrap(path.read_text("utf-8"), old, new))


def encrypt(store: Store, password: str) -> keys.NewKeys:
    """Put a password on a plain file: export, verify, swap. The store must be reopened."""
    made = keys.make(password)
    part = _exported(store, made.data_key)
    keys.write(store.folder / KEYS, made.text)
    _swap(store, part)
    return made


def decrypt(store: Store) -> None:
    """Take the password off: export to a plain file, verify, swap. The store must be reopened."""
    part = _exported(store, None)
    _swap(store, part)
    (store.folder / KEYS).unlink(missing_ok=True)


def _exported(store: Store, key: bytes | None) -> Path:
    part = store.folder / f"{DATA}.{secrets.token_hex(4)}.part"
    try:
        with told_plainly(), closing(connect(store.folder / DATA, store.key)) as source:
            name = f"x'{key.hex()}'" if key else ""
            source.execute("ATTACH DATABASE ? AS target KEY ?", (str(part), name))
            source.execute("SELECT sqlcipher_export('target')")
            source.execute("DETACH DATABASE target")
        backup.verify_same(store, part, key)
        sync_file(part)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _swap(store: Store, part: Path) -> None:
    with told_plainly():
        with closing(connect(store.folder / DATA, store.key)) as last:
            store.engine.dispose()
            last.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            last.execute("PRAGMA journal_mode=DELETE")
        part.replace(store.folder / DATA)
        sync_folder(store.folder)
