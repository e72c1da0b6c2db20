"""Looking at a data file with SQLite's and SQLCipher's own checks and with those of the program."""

import sqlalchemy as sa

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage import blobs, chain
from studycompanion.storage.store import Store
from studycompanion.storage.trouble import told_plainly


def quick_check(store: Store) -> None:
    """Raise ``EnvironmentProblem("damaged")`` where pages of the file cannot be trusted."""
    _ask(store, "PRAGMA quick_check(1)")


def _ask(store: Store, question: str) -> None:
    with told_plainly(), store.engine.connect() as connection:
        answers = list(connection.exec_driver_sql(question).scalars())
        if store.key is not None:
            answers += connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars()
    if answers != ["ok"]:
        raise EnvironmentProblem("damaged")


def problems(store: Store) -> list[tuple[str, str]]:
    """Everything that is wrong, as (code, detail) pairs; empty where the file is sound."""
    if store.engine.dialect.name == "sqlite":
        _ask(store, "PRAGMA integrity_check(1)")
    found: list[tuple[str, str]] = []
    with store.read() as reader:
        found += [("foreign_key", str(r[0])) for r in _orphans(reader.connection)]
        found += [("journal", str(n)) for n in chain.broken_links(reader.connection)]
        found += [("blob", blob_id) for blob_id in blobs.altered(reader.connection)]
    return found


def _orphans(connection: sa.Connection) -> list[tuple[object, ...]]:
    if connection.dialect.name != "sqlite":
        return []
    return [tuple(r) for r in connection.exec_driver_sql("PRAGMA foreign_key_check")]
