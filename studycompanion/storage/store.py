"""An open data file: transactions for writing, transactions for reading, drafts and meta facts."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa

from studycompanion.domain.record import Actor, Clock
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage.engine import file_engine, reading_engine
from studycompanion.storage.entries import Entry as Entry
from studycompanion.storage.entries import append
from studycompanion.storage.files import takes_files
from studycompanion.storage.lock import FileLock
from studycompanion.storage.reader import Reader
from studycompanion.storage.tables import meta
from studycompanion.storage.trouble import told_plainly
from studycompanion.storage.unit_of_work import UnitOfWork

DATA, KEYS = "data.db", "data.keys"
NEWER = "newer_file_open"
_OF_A_LOST_DISK = ("disk_trouble", "folder_unwritable", "damaged")
"""What the database says where its disk is gone: it may take the missing log for damage."""


class Store:
    """The data file in ``folder``; ``key`` is the raw data key, None for a plain file."""

    def __init__(self, engine: sa.Engine, folder: Path, key: bytes | None = None) -> None:
        self.engine = engine
        self.folder = folder
        self.key = key
        self.lock: FileLock | None = None
        self.why_read_only: str | None = None
        """The code of the sentence that refuses every write; None where writing is allowed."""

    @cached_property
    def origin(self) -> str:
        """The id of this copy of the data, under which its journal runs."""
        return self.fact("origin")

    def fact(self, key: str) -> str:
        """A fact about the file itself (meta table), empty where it is not known."""
        with self.read() as reader:
            query = sa.select(meta.c.value).where(meta.c.key == key)
            return reader.connection.scalar(query) or ""

    def note(self, key: str, value: str) -> None:
        """Write a fact about the file itself."""
        with self.unlogged() as connection:
            connection.execute(meta.delete().where(meta.c.key == key))
            connection.execute(meta.insert(), {"key": key, "value": value})

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A reading transaction; it sees one state of the data throughout."""
        with (
            self._understood(),
            self._told(),
            self.engine.connect() as connection,
            connection.begin(),
        ):
            yield Reader(connection)

    @contextmanager
    def _understood(self) -> Iterator[None]:
        """What a newer program keeps in another way cannot be shown, which is no bug."""
        try:
            yield
        except (sa.exc.SQLAlchemyError, ValueError, LookupError) as error:
            if self.why_read_only != NEWER:
                raise
            raise UserError("newer_file_part") from error

    @contextmanager
    def write(self, entry: Entry, *, actor: Actor, clock: Clock) -> Iterator[UnitOfWork]:
        """A writing transaction with its journal entry; rolled back whole on any error."""
        origin = self.origin
        with self.unlogged() as connection:
            uow = UnitOfWork(connection)
            yield uow
            if uow.changes:
                changes = uow.changes
                append(connection, origin, entry, changes=changes, actor=actor, clock=clock)

    @contextmanager
    def unlogged(self) -> Iterator[sa.Connection]:
        """A writing transaction outside the journal, for drafts and meta facts only."""
        self.must_be_writable()
        with self._told(), self.engine.connect() as plain:
            connection = plain.execution_options(write=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Trouble told plainly; a disk that went away is not taken for a damaged file.

        What was open on it stays dead even when it is back, so that all is opened anew.
        """
        try:
            with told_plainly():
                yield
        except EnvironmentProblem as error:
            if error.code not in _OF_A_LOST_DISK:
                raise
            self.engine.dispose()
            if self.why_read_only is not None or takes_files(self.folder):
                raise
            raise EnvironmentProblem("disk_trouble") from error

    def must_be_writable(self) -> None:
        """Raise the ``UserError`` of a file that is open to be read only."""
        if self.why_read_only is not None:
            raise UserError(self.why_read_only)

    def close(self) -> None:
        """Close every connection and free the lock."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()
            self.lock = None


def file_store(folder: Path, key: bytes | None) -> Store:
    """A store over the data file of ``folder``, which is there, unopened yet."""
    return Store(file_engine(folder / DATA, key), folder, key)


def reading_store(folder: Path, key: bytes | None, *, why: str) -> Store:
    """A store that changes nothing; ``why`` is the code of the sentence that refuses writes."""
    store = Store(reading_engine(folder / DATA, key), folder, key)
    store.why_read_only = why
    return store
