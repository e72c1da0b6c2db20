"""A committed mark with its journal entry against the least that any program must do.

Bare: one row changed and committed through the driver, in a file of the same folder with the same
pragmas (write-ahead log, synchronous FULL). Ours: the service call that the roll's keyboard makes,
in a session of sixty. Beside it what a whole ward costs, in one step each.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import cycle
from pathlib import Path

from studycompanion.domain.attendance import Mark
from studycompanion.domain.record import Actor
from studycompanion.domain.roster import RosterPerson
from studycompanion.services import opening, rollcall, rosters, sessions, topics
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from studycompanion.storage.engine import connect
from tests.bench.pairs import compare, seconds

ROUNDS = 600
IN_A_CELL, IN_A_WARD = 60, 2_350
NOW = datetime(2026, 11, 20, 19, tzinfo=timezone(timedelta(hours=7)))
EVENING = datetime(2026, 11, 20, 19)


def figures() -> dict[str, float]:
    """Milliseconds of a mark both ways and their ratio; those of a ward's steps beside it."""
    with tempfile.TemporaryDirectory(dir=on_a_disk()) as name:
        cell, ward = Path(name) / "cell", Path(name) / "ward"
        ours, bare, ratio = compare(_marked(cell), _bare(cell), rounds=ROUNDS)
        session_add, mark_all = _ward_steps(ward)
    return {
        "mark_ms": ours * 1000,
        "bare_ms": bare * 1000,
        "ratio": ratio,
        "ward_session_add_ms": session_add * 1000,
        "ward_mark_unmarked_ms": mark_all * 1000,
    }


def on_a_disk() -> Path | None:
    """Where files wait for a disk as people's data does: /tmp may lie in memory."""
    kept = Path("/var/tmp")
    return kept if kept.is_dir() else None


def _desk_with(people: int, folder: Path) -> Desk:
    setup = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu", "Chi bộ 9")
    desk = opening.create(folder, setup, actor=Actor("pc", "Mẫu"), clock=lambda: NOW).desk
    named = [RosterPerson(sheet="", row=n, full_name=f"Nguyễn Văn {n}") for n in range(people)]
    lines = tuple(RosterLine(person, Action.NEW) for person in named)
    rosters.accept(desk, RosterPreview(Path("ds.xlsx"), lines, ()))
    return desk


def _session(desk: Desk) -> str:
    topic = topics.add_topic(desk, "Chuyên đề", 2026).value
    return sessions.add_session(desk, topic.id, EVENING).value.id


def _marked(folder: Path) -> Callable[[], float]:
    """Seconds of one mark; everybody in turn gets another one each time."""
    desk = _desk_with(IN_A_CELL, folder)
    session_id = _session(desk)
    people = [line.member_id for line in rollcall.open_roll(desk, session_id).lines]

    def turns() -> Iterator[tuple[str, Mark]]:
        for mark in cycle((Mark.PRESENT, Mark.LATE)):
            for member_id in people:
                yield member_id, mark

    waiting = turns()

    def timed() -> float:
        member_id, mark = next(waiting)
        return seconds(lambda: rollcall.mark(desk, session_id, member_id, mark))

    return timed


def _bare(folder: Path) -> Callable[[], float]:
    connection = connect(folder / "bare.db", None)
    connection.execute("CREATE TABLE mark (id TEXT PRIMARY KEY, revision INTEGER, mark TEXT)")
    rows = [(f"{number:032x}",) for number in range(IN_A_CELL)]
    connection.executemany("INSERT INTO mark VALUES (?, 1, 'unmarked')", rows)
    ids, marks = cycle(rows), cycle(("present",) * IN_A_CELL + ("late",) * IN_A_CELL)

    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        change = "UPDATE mark SET mark = ?, revision = revision + 1 WHERE id = ?"
        connection.execute(change, (next(marks), *next(ids)))
        connection.execute("COMMIT")

    return lambda: seconds(work)


def _ward_steps(folder: Path) -> tuple[float, float]:
    """Seconds to add a session that calls a whole ward, and to mark all of it at once."""
    desk = _desk_with(IN_A_WARD, folder)
    made: list[str] = []
    add = seconds(lambda: made.append(_session(desk)))
    return add, seconds(lambda: rollcall.mark_unmarked(desk, made[0], Mark.PRESENT))
