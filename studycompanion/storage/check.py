"""Looking at a data file with SQLite's and SQLCipher's own checks and with those of the program."""

import re

from studycompanion.errors import EnvironmentProblem
from studycompanion.storage.engine import driver
from studycompanion.storage.findings import RULES, Finding
from studycompanion.storage.store import DATA, Store
from studycompanion.storage.trouble import told_plainly

_OF_AN_INDEX = re.compile(
    r"row \d+ missing from index (\w+)"
    r"|wrong # of entries in index (\w+)"
    r"|non-unique entry in index (\w+)"
)
_MOST = 100


def quick_check(store: Store) -> None:
    """Raise ``EnvironmentProblem("damaged")`` where pages of the file cannot be trusted."""
    if _complaints(store, "PRAGMA quick_check(1)"):
        raise EnvironmentProblem("damaged")


def _complaints(store: Store, question: str) -> list[str]:
    """What SQLite and SQLCipher have to say; nothing where the file is sound."""
    answers = _asked(store, question)
    if store.key is not None:
        answers += _spoilt_pages(store)
    return [] if answers == ["ok"] else answers


def _asked(store: Store, question: str) -> list[str]:
    with told_plainly(), store.engine.connect() as connection:
        return list(connection.exec_driver_sql(question).scalars())


def _spoilt_pages(store: Store) -> list[str]:
    """What SQLCipher says of the pages as they lie in the file, which it reads past the log.

    A power cut may have left a page half written out of the log, where it is whole: then to go on
    writing the log out mends it. Where that is not allowed, the other check has read such pages.
    """
    question = "PRAGMA cipher_integrity_check"
    found = _asked(store, question)
    if not found:
        return []
    if store.why_read_only is not None:
        log = store.folder / f"{DATA}-wal"
        return [] if log.exists() and log.stat().st_size else found
    with told_plainly(), store.engine.connect() as plain:
        driver(plain).execute("PRAGMA wal_checkpoint(FULL)")
    return _asked(store, question)


def stale_indexes(store: Store) -> list[str]:
    """The indexes that do not fit their tables; they can be made anew.

    Raises ``EnvironmentProblem("damaged")`` where anything else is wrong with the pages.
    """
    found: set[str] = set()
    for complaint in _complaints(store, f"PRAGMA integrity_check({_MOST})"):
        fits = _OF_AN_INDEX.fullmatch(complaint)
        if fits is None:
            raise EnvironmentProblem("damaged")
        found.update(name for name in fits.groups() if name)
    return sorted(found)


def reindex(store: Store) -> None:
    """Make every index anew from its table."""
    with store.unlogged() as connection:
        driver(connection).execute("REINDEX")


def findings(store: Store) -> list[Finding]:
    """Everything that is wrong; raises ``EnvironmentProblem("damaged")`` where pages are."""
    found: list[Finding] = []
    if store.engine.dialect.name == "sqlite":
        found += [Finding("index", name, can_mend=True) for name in stale_indexes(store)]
    with store.read() as reader:
        for rule in RULES:
            found += rule(reader.connection)
    return found


def problems(store: Store) -> list[tuple[str, str]]:
    """Everything that is wrong, as (code, detail) pairs; empty where the file is sound."""
    return [(one.code, one.detail) for one in findings(store)]
