"""The ward's roster of 2,350 against the least that any import must do.

Bare: the same workbook read to plain rows and stored by one statement in one transaction of a
file with the same pragmas. Ours: finding the table, reading every value, matching everybody
against the register, and storing members, cells, statuses and posts with their journal entry.
"""

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from studycompanion.domain.record import Actor
from studycompanion.services import opening, rosters
from studycompanion.services.desk import Desk
from studycompanion.storage.engine import connect
from tests.bench.pairs import compare, seconds

ROUNDS = 5
ROSTER = Path(__file__).parent.parent / "data" / "roster-ward-2350.xlsx"
NOW = datetime(2026, 11, 20, 19, tzinfo=timezone(timedelta(hours=7)))


def figures() -> dict[str, float]:
    """Milliseconds to take the roster in, to see that nothing changed, and bare; the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, bare, ratio = compare(_first(folder), _bare(folder), rounds=ROUNDS)
        again, _, again_ratio = compare(_again(folder), _bare(folder), rounds=ROUNDS)
    return {
        "import_ms": ours * 1000,
        "again_ms": again * 1000,
        "bare_ms": bare * 1000,
        "ratio": ratio,
        "again_ratio": again_ratio,
    }


def _new_desk(folder: Path) -> Desk:
    setup = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu")
    place = Path(tempfile.mkdtemp(dir=folder))
    return opening.create(place, setup, actor=Actor("pc", "Mẫu"), clock=lambda: NOW).desk


def _first(folder: Path) -> Callable[[], float]:
    def timed() -> float:
        desk = _new_desk(folder)
        try:
            return seconds(lambda: rosters.accept(desk, rosters.preview(desk, ROSTER)))
        finally:
            desk.store.close()

    return timed


def _again(folder: Path) -> Callable[[], float]:
    desk = _new_desk(folder)
    rosters.accept(desk, rosters.preview(desk, ROSTER))
    return lambda: seconds(lambda: rosters.preview(desk, ROSTER))


def _bare(folder: Path) -> Callable[[], float]:
    def work() -> None:
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_path(str(ROSTER)).get_sheet_by_index(0).to_python()
        people = [[str(value) for value in row[:14]] for row in rows[1:]]
        connection = connect(Path(tempfile.mkdtemp(dir=folder)) / "bare.db", None)
        connection.execute(f"CREATE TABLE person ({', '.join(f'c{n}' for n in range(14))})")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO person VALUES ({', '.join('?' * 14)})", people)
        connection.execute("COMMIT")
        connection.close()

    return lambda: seconds(work)
