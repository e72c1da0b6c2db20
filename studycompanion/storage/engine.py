"""Connections to a data file (SQLCipher, with or without key) or to a PostgreSQL database.

Writes begin IMMEDIATE, so that two writers queue instead of failing at commit; reads begin
deferred, or they would lock writers out. The driver must not open transactions by itself, else a
failed migration would stay half-applied.
"""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

BUSY_MS = 10_000


def connect(path: Path, key: bytes | None, *, read_only: bool = False) -> Any:
    """A driver connection with every pragma set; ``key`` is the raw 32-byte data key."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    if key is not None:
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    if not read_only:
        connection.execute("PRAGMA journal_mode=WAL")
    return connection


def file_engine(path: Path, key: bytes | None) -> sa.Engine:
    """An engine over the data file at ``path``."""
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key),
        poolclass=sa.pool.QueuePool,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: sa.Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("write") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def server_engine(address: str) -> sa.Engine:
    """An engine over the PostgreSQL database that the user typed in."""
    return sa.create_engine(address)
