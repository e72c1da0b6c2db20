"""The ward's roster of 2,350 against the least that any import must do.

Bare: the same workbook read to plain rows and stored by one statement in one transaction of a
file with the same pragmas. Ours: finding the table, reading every value, matching everybody
against the register, and storing members, cells, statuses and posts with their journal entry.
Then the same for made-up people by size, and what a key in the find box costs.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from studycompanion.domain.record import Actor
from studycompanion.services import opening, rosters
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.storage.engine import connect
from tests.bench import large_rosters
from tests.bench.pairs import compare, seconds

ROUNDS = 5
SIZES = (2_350, 50_000)
ROSTER = Path(__file__).parent.parent / "data" / "roster-ward-2350.xlsx"
NOW = datetime(2026, 11, 20, 19, tzinfo=timezone(timedelta(hours=7)))


def figures() -> dict[str, float]:
    """Milliseconds to take the roster in, to see that nothing changed, and bare; the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, bare, ratio = compare(_first(folder), _bare(folder), rounds=ROUNDS)
        again, _, again_ratio = compare(_again(folder), _bare(folder), rounds=ROUNDS)
        by_size = _growth(folder)
    return {
        "import_ms": ours * 1000,
        "again_ms": again * 1000,
        "bare_ms": bare * 1000,
        "ratio": ratio,
        "again_ratio": again_ratio,
        **by_size,
    }


def _growth(folder: Path) -> dict[str, float]:
    """Preview, write and find per key by size; ``growth`` is cost a person, large to small.

    In processor time, so that a busy machine tells the same."""
    found: dict[str, float] = {}
    for people in SIZES:
        desk = _new_desk(folder)
        looked, wrote = _taken_in(desk, large_rosters.write(folder / f"{people}.xlsx", people))
        found |= {f"preview_ms_{people}": looked * 1000, f"write_ms_{people}": wrote * 1000}
        found[f"find_p95_ms_{people}"] = large_rosters.find_ms(desk)
        desk.store.close()
    small, large = ((found[f"preview_ms_{n}"] + found[f"write_ms_{n}"]) / n for n in SIZES)
    return found | {"growth": large / small}


def _taken_in(desk: Desk, path: Path) -> tuple[float, float]:
    """Seconds of processor to preview and to write, the reading process included."""
    seen: list[RosterPreview] = []
    looked = seconds(lambda: seen.append(rosters.preview(desk, path)), _processor)
    return looked, seconds(lambda: rosters.accept(desk, seen[0]), _processor)


def _processor() -> float:
    return sum(os.times()[:4])


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
