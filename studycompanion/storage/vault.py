"""A data folder's life: what is in it, making it, opening it and bringing it up to date.

The header of ``data.db`` tells whether the file is encrypted, so a crash between two files of a
change leaves one that still opens.
"""

import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from studycompanion import __version__
from studycompanion.domain.ids import new_id
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import backup, epochs, keys, migrations, notes
from studycompanion.storage.backup import Cause
from studycompanion.storage.backup_rotation import make_unless_there
from studycompanion.storage.check import quick_check
from studycompanion.storage.engine import connect, driver, file_engine
from studycompanion.storage.files import PART as PART
from studycompanion.storage.files import forget, set_aside, sweep, sync_folder
from studycompanion.storage.lock import FileLock
from studycompanion.storage.store import DATA, KEYS, Store, file_store, reading_store
from studycompanion.storage.tables import meta
from studycompanion.storage.trouble import told_plainly

PLAIN_HEADER = b"SQLite format 3\x00"
NEWEST = "head"
"""The schema of this program, as migrations call it."""


_SCRATCH = "preview"
"""How the names of folders begin in which a copy is only looked at."""


class FileState(StrEnum):
    """What a data folder holds: nothing yet, a plain file, or one that needs a password."""

    MISSING = "missing"
    PLAIN = "plain"
    LOCKED = "locked"


def state(folder: Path) -> FileState:
    """What ``folder`` holds, by the header of its data file.

    Raises ``EnvironmentProblem("damaged")`` where that is neither SQLite's nor has keys beside it.
    """
    with told_plainly():
        if not (folder / DATA).exists():
            return FileState.MISSING
        with (folder / DATA).open("rb") as file:
            header = file.read(len(PLAIN_HEADER))
    if header == PLAIN_HEADER:
        return FileState.PLAIN
    # An empty file is nobody's data, but SQLite would make a new database of it.
    if not header or not (folder / KEYS).exists():
        raise EnvironmentProblem("damaged")
    return FileState.LOCKED


def data_key(folder: Path, secret: str | None) -> bytes | None:
    """The raw key of the file, None for a plain one; ``UserError("wrong_password")``."""
    if state(folder) is not FileState.LOCKED:
        return None
    if not secret:
        raise UserError("password_needed")
    return keys.unlock(keys.read(folder / KEYS), secret)


def create(
    folder: Path,
    lock: FileLock,
    *,
    made: keys.NewKeys | None,
    now: datetime,
    fill: Callable[[Store], None],
    schema: str = NEWEST,
) -> Store:
    """Make the data file with what ``fill`` puts in; on any failure there is none.

    Where that is of an earlier ``schema``, it is put into the tables of that one, which are then
    brought up to date. Raises ``UserError("data_exists")`` where there is a file already. It grows
    under another name and comes in whole at the end, its keys just before it.
    """
    if (folder / DATA).exists():
        raise UserError("data_exists")
    _sweep(folder)
    key = made.data_key if made else None
    part = folder / f"{DATA}.{secrets.token_hex(4)}{PART}"
    growing = Store(file_engine(part, key, may_create=True), folder, key)
    try:
        migrate(growing, to=schema)
        _write_meta(growing, now)
        fill(growing)
        if schema != NEWEST:
            migrate(growing)
        growing.engine.dispose()
        settle(part, key)
        make_room(folder)
        _bring_in(part, folder, made)
    finally:
        growing.engine.dispose()
        sweep(folder, part.stem)
    store = file_store(folder, key)
    store.lock = lock
    return store


def settle(part: Path, key: bytes | None) -> None:
    """Make one file of a finished database and its log, which its last connection then removes."""
    with told_plainly(), closing(connect(part, key, may_create=False)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bring_in(part: Path, folder: Path, made: keys.NewKeys | None) -> None:
    """Keys first, then the data; both or, where the disk says no, neither."""
    try:
        if made:
            keys.write(folder / KEYS, made.text)
        with told_plainly():
            part.replace(folder / DATA)
            sync_folder(folder)
    except BaseException:
        for name in (DATA, KEYS):
            forget(folder / name)
        raise


def make_room(folder: Path) -> None:
    """Set aside the keys and the log of a data file that somebody took away.

    SQLite would take that log for the new file's own.
    """
    with told_plainly():
        for name in (KEYS, f"{DATA}-wal"):
            set_aside(folder / name)
        forget(folder / f"{DATA}-shm")


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


def migrate(store: Store, *, to: str = NEWEST) -> None:
    """All migrations missing up to ``to`` in one transaction; keys and pages are checked in it.

    Foreign keys must be off (and can be switched only outside a transaction) because a rebuild of a
    table drops the old one, which its children would still point to.
    """
    with told_plainly(), store.engine.connect() as plain:
        plain.detach()
        driver(plain).execute("PRAGMA foreign_keys=OFF")
        connection = plain.execution_options(write=True)
        with connection.begin():
            migrations.upgrade(connection, to=to)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise EnvironmentProblem("damaged")
            if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar() != "ok":
                raise EnvironmentProblem("damaged")


def open_file(folder: Path, lock: FileLock, *, key: bytes | None, now: datetime) -> Store:
    """Open the data file: version, verified backup before an upgrade, upgrade, check.

    After an unclean stop the file is checked first; a damaged one is left untouched.
    """
    _sweep(folder)
    store = file_store(folder, key)
    try:
        if lock.was_unclean:
            quick_check(store)
        if _is_old(store):
            _upgrade(store, now)
        if notes.read(folder).restored:
            epochs.begin(store, epochs.unknown(now))
            notes.write(folder, restored="")
    except BaseException:
        store.engine.dispose()
        raise
    lock.settle()
    store.lock = lock
    return store


def open_to_read(folder: Path, lock: FileLock, *, key: bytes | None, why: str) -> Store:
    """Open a data file that must stay as it is; ``why`` is the code of the refusing sentence."""
    store = reading_store(folder, key, why=why)
    try:
        if lock.was_unclean:
            quick_check(store)
    except BaseException:
        store.engine.dispose()
        raise
    lock.settle()
    store.lock = lock
    return store


def scratch(folder: Path) -> Path:
    """A place beside the data for a copy to look at; the next opening sweeps away what is left."""
    return folder / f"{_SCRATCH}.{secrets.token_hex(4)}{PART}"


def _sweep(folder: Path) -> None:
    """Remove what an unclean stop left half-written, plain copies of an encrypted file first."""
    for stem in ("data.*", notes.NAME):
        sweep(folder, stem)
    for left in folder.glob(f"{_SCRATCH}.*{PART}"):
        shutil.rmtree(left, ignore_errors=True)
    sweep(folder / backup.FOLDER, "*")


def _is_old(store: Store) -> bool:
    """Asked without changing anything: the file may belong to a newer program."""
    looking = reading_store(store.folder, store.key, why="")
    try:
        with told_plainly(), looking.engine.connect() as connection:
            return migrations.needs_upgrade(connection)
    except sa.exc.SQLAlchemyError as error:
        raise EnvironmentProblem("damaged") from error
    finally:
        looking.engine.dispose()


def _upgrade(store: Store, now: datetime) -> None:
    """Raises ``EnvironmentProblem("upgrade_failed")`` with the file as it was before."""
    made = make_unless_there(store, now, cause=Cause.UPGRADE)
    try:
        migrate(store)
    except sa.exc.SQLAlchemyError as error:
        raise EnvironmentProblem("upgrade_failed", backup=made.path.name) from error
    quick_check(store)
