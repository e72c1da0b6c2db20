"""Looking at a data file with SQLite's and SQLCipher's own checks and with those of the program."""

import sqlalchemy as sa

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage import blobs, journal
from studycompanion.storage.store import Store
from studycompanion.storage.tables import TABLES
from studycompanion.storage.trouble import told_plainly


def quick_check(store: Store) -> None:
    """Raise ``EnvironmentProblem("damaged")`` where pages of the file cannot be trusted."""
    with told_plainly(), store.engine.connect() as connection:
        problems = list(connection.exec_driver_sql("PRAGMA quick_check(1)").scalars())
        if store.key is not None:
            problems += connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars()
    if [p for p in problems if p != "ok"]:
        raise EnvironmentProblem("damaged")


def problems(store: Store) -> list[tuple[str, str]]:
    """Everything that is wrong, as (code, detail) pairs; empty where the file is sound."""
    quick_check(store)
    found: list[tuple[str, str]] = []
    with store.read() as reader:
        found += [("foreign_key", str(r[0])) for r in _orphans(reader.connection)]
        found += [("journal", str(n)) for n in journal.broken_links(reader.connection)]
        found += [("blob", blob_id) for blob_id in blobs.altered(reader.connection)]
    return found


def _orphans(connection: sa.Connection) -> list[tuple[object, ...]]:
    if connection.dialect.name != "sqlite":
        return []
    return [tuple(r) for r in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def counts(connection: sa.Connection) -> dict[str, int]:
    """How many records of each kind there are."""
    found = {}
    for table in TABLES.values():
        found[table.name] = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
    return found
