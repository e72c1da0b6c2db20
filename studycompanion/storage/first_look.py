"""Cells, members and facts straight from the driver, for the first picture of the window.

SQLAlchemy takes longer to load than a window takes to show; nothing here needs it. The statements
say what ``queries.people`` and ``standing`` say, and tests hold them together. Nothing is written
and no lock is taken; any trouble means only that there is no first look.
"""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

DATA = "data.db"
_PLAIN_HEADER = b"SQLite format 3\x00"
_HOLDS = (
    "({0}.valid_from IS NULL OR {0}.valid_from <= :day)"
    " AND ({0}.valid_to IS NULL OR {0}.valid_to > :day)"
)
_CELLS = f"""
    SELECT u.id, n.name, n.key, count(s.id)
    FROM unit u
    JOIN unit_name n ON n.unit_id = u.id AND {_HOLDS.format("n")}
    LEFT JOIN membership s ON s.unit_id = u.id AND {_HOLDS.format("s")}
    WHERE u.kind = 'cell'
    GROUP BY u.id, n.name, n.key
"""
_MEMBERS = f"""
    SELECT m.id, m.full_name, m.search_key, m.birth, r.title, s.unit_id, n.name, t.status,
           m.workplace, m.phone, m.card_number
    FROM member m
    JOIN membership s ON s.member_id = m.id AND {_HOLDS.format("s")}
    JOIN unit_name n ON n.unit_id = s.unit_id AND {_HOLDS.format("n")}
    JOIN member_status t ON t.member_id = m.id AND {_HOLDS.format("t")}
    LEFT JOIN member_role r ON r.member_id = m.id AND r.role != 'group_head'
        AND {_HOLDS.format("r")}
    ORDER BY m.sort_key, m.id
"""
_FACT = "SELECT value FROM meta WHERE key = :key"
_STANDING = """
    SELECT digest FROM change_set WHERE origin = (SELECT value FROM meta WHERE key = 'origin')
    ORDER BY number DESC LIMIT 1
"""

Rows = list[tuple[Any, ...]]


def people(folder: Path, on: date) -> tuple[Rows, Rows] | None:
    """Cells (id, name, key, members) and members of a file without password, as stored.

    A member is (id, name, search key, birth, post, cell id, cell name, status, workplace, phone,
    card number). None where there is no such file or it cannot be read just so.
    """
    path = folder / DATA
    try:
        with path.open("rb") as file:
            if file.read(len(_PLAIN_HEADER)) != _PLAIN_HEADER:
                return None
        return _read(path, {"day": on.isoformat()})
    except (OSError, dbapi2.Error):
        return None


def fact(folder: Path, key: str) -> str:
    """A fact about a file without password; "" where there is none or it cannot be read."""
    return _value(folder, _FACT, {"key": key})


def kept(folder: Path, key: str) -> tuple[str, str]:
    """A fact, and the digest at which the journal of this copy stands, "" as for ``fact``."""
    return fact(folder, key), _value(folder, _STANDING, {})


def _value(folder: Path, query: str, values: dict[str, str]) -> str:
    try:
        with closing(_connection(folder / DATA)) as connection:
            found = connection.execute(query, values).fetchone()
    except (OSError, dbapi2.Error):
        return ""
    return str(found[0]) if found else ""


def _connection(path: Path) -> Any:
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA cipher_log_level=NONE")
    return connection


def _read(path: Path, values: dict[str, str]) -> tuple[Rows, Rows]:
    with closing(_connection(path)) as connection:
        cells = connection.execute(_CELLS, values).fetchall()
        return cells, connection.execute(_MEMBERS, values).fetchall()
