"""Connections to a data file (SQLCipher, with or without key) or to a PostgreSQL database.

Writes begin IMMEDIATE, so that two writers queue instead of failing at commit; reads begin
deferred, or they would lock writers out. The driver must not open transactions by itself, else a
failed migration would stay half-applied.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

BUSY_MS = 10_000


def connect(path: Path, key: bytes | None, *, may_create: bool = True) -> Any:
    """A driver connection with every pragma set; ``key`` is the raw 32-byte data key."""
    connection = bare_connect(path, key, may_create=may_create)
    try:
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA journal_mode=WAL")
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def bare_connect(path: Path, key: bytes | None, *, may_create: bool = True) -> Any:
    """A driver connection that leaves the file's way of logging as it is."""
    return _keyed(path, key, "mode=rwc" if may_create else "mode=rw")


def _keyed(path: Path, key: bytes | None, how: str) -> Any:
    uri = f"{path.absolute().as_uri()}?{how}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level=NONE")
    if key is not None:
        connection.execute(f'PRAGMA key="{key_text(key)}"')
    return connection


def key_text(key: bytes | None) -> str:
    """A raw key as SQLCipher reads it, so that it derives none by itself; empty for none."""
    return f"x'{key.hex()}'" if key is not None else ""


def fold_in_log(connection: Any) -> None:
    """Bring the write-ahead log into its file and do without it, which takes the file alone.

    Raises the driver's error where somebody else has the file open.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode=DELETE")


def connect_to_read(path: Path, key: bytes | None) -> Any:
    """A driver connection that changes nothing, not even how the file is logged."""
    connection = bare_connect(path, key, may_create=False)
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute("PRAGMA query_only=ON")
    return connection


def file_engine(path: Path, key: bytes | None, *, may_create: bool = False) -> sa.Engine:
    """An engine over the data file at ``path``."""
    return _engine(lambda: connect(path, key, may_create=may_create))


def reading_engine(path: Path, key: bytes | None) -> sa.Engine:
    """An engine over a data file that must stay as it is."""
    return _engine(lambda: connect_to_read(path, key))


def still_engine(path: Path, key: bytes | None) -> sa.Engine:
    """An engine over a data file that nobody writes, in a folder that takes no file beside it."""
    return _engine(lambda: _keyed(path, key, "mode=ro&immutable=1"))


def _engine(connected: Callable[[], Any]) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=connected,
        poolclass=sa.pool.QueuePool,
        # The same connection again: another would find its pages changed and read them anew.
        pool_use_lifo=True,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("write") else "DEFERRED"
    driver(connection).execute(f"BEGIN {mode}")


def driver(connection: sa.Connection) -> Any:
    """The driver's own connection below SQLAlchemy's."""
    return connection.connection.dbapi_connection


def server_engine(address: str | sa.URL) -> sa.Engine:
    """An engine over the PostgreSQL database that the user typed in."""
    engine = sa.create_engine(address)
    sa.event.listen(engine, "begin", _begin_on_server)
    return engine


def _begin_on_server(connection: sa.Connection) -> None:
    """A read sees one state throughout, as SQLite gives it without being asked."""
    if not connection.get_execution_options().get("write"):
        driver(connection).execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
