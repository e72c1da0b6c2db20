"""A ward's evening of 2,350 people, one step each, and ten years of marks rolled up.

The roll-up by cell and topic stands beside the least that any program must do for it: one grouping
of the same rows through the driver. A key of the roll call stands beside a filtering proxy model.
"""

import statistics
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.ids import mark_id, new_id
from studycompanion.domain.study import SessionState, StudySession, Topic
from studycompanion.services import closing, history, make_up, rollcall, sessions, topics
from studycompanion.services.desk import Desk
from studycompanion.storage.engine import driver
from studycompanion.storage.queries.attendance import By, Where, totals_by_each
from tests.bench.bench_mark import EVENING, IN_A_WARD, _desk_with, on_a_disk
from tests.bench.pairs import compare, seconds
from tests.bench.roll_keys import key_times

TOPICS = 60
MANY = 50_000
ROUNDS = 7
_BARE = """
    SELECT m.cell_id, s.topic_id, m.mark, count(*) FROM attendance m
    JOIN session s ON s.id = m.session_id GROUP BY m.cell_id, s.topic_id, m.mark
"""


def figures() -> dict[str, float]:
    """Milliseconds of each step of an evening; of the roll-up both ways, and its ratio."""
    with tempfile.TemporaryDirectory(dir=on_a_disk()) as name:
        desk = _desk_with(IN_A_WARD, Path(name) / "ward")
        found = {f"{step}_ms_2350": took * 1000 for step, took in _evening(desk).items()}
        _ten_years(desk)
        ours, bare, ratio = _rolled_up(desk)
        for people in (IN_A_WARD, MANY):
            found |= key_times(people, Path(name) / f"keys-{people}")
    return found | {
        "rollup_ms_141000": ours * 1000,
        "rollup_bare_ms_141000": bare * 1000,
        "ratio": ratio,
    }


def _evening(desk: Desk) -> dict[str, float]:
    """Seconds of every step of a ward's evening."""
    topic = topics.add_topic(desk, "Chuyên đề", 2026).value
    session_id = sessions.add_session(desk, topic.id, EVENING).value.id
    again = EVENING + timedelta(days=7)

    def open_roll() -> object:
        return rollcall.open_roll(desk, session_id)

    open_roll()
    absent = [line.member_id for line in rollcall.open_roll(desk, session_id).lines][::20]
    steps: dict[str, Callable[[], object]] = {
        "mark_many": lambda: rollcall.mark_many(desk, session_id, absent, Mark.EXCUSED),
        "mark_rest": lambda: rollcall.mark_unmarked(desk, session_id, Mark.PRESENT),
        "undo": lambda: history.undo(desk),
        "redo": lambda: history.redo(desk),
        "close": lambda: closing.close_session(desk, session_id),
        "make_up": lambda: make_up.add_make_up(desk, session_id, again),
    }
    found = {"open": _median(open_roll)}
    found |= {name: seconds(step) for name, step in steps.items()}
    return found | {"totals": _median(lambda: rollcall.totals(desk, session_id))}


def _median(work: Callable[[], object]) -> float:
    return statistics.median(seconds(work) for _ in range(ROUNDS))


def _ten_years(desk: Desk) -> None:
    """Sixty topics with a closed session of everybody each, one mark in ten an absence."""
    with desk.read() as reader:
        [topic] = reader.find(Topic)
        first = reader.find(StudySession, makes_up_id=None)[0]
        people = reader.find(Attendance, session_id=first.id)
    marks = cycle((Mark.PRESENT,) * 9 + (Mark.EXCUSED,))
    for number in range(1, TOPICS):
        another = replace(topic, id=new_id(), title=f"Chuyên đề {number}", year=2016 + number // 6)
        at = datetime(another.year, 1 + number % 12, 20, 19)
        held = replace(first, id=new_id(), topic_id=another.id, at=at, state=SessionState.CLOSED)
        lines = [
            replace(line, id=mark_id(held.id, line.member_id), session_id=held.id, mark=next(marks))
            for line in people
        ]
        with desk.write("sample") as tx:
            tx.uow.add(another)
            tx.uow.add(held)
            tx.uow.add_all(lines)


def _rolled_up(desk: Desk) -> tuple[float, float, float]:
    with desk.read() as reader:
        connection = reader.connection

        def ours() -> object:
            return totals_by_each(connection, (By.CELL, By.TOPIC), Where())

        def bare() -> object:
            return driver(connection).execute(_BARE).fetchall()

        return compare(lambda: seconds(ours), lambda: seconds(bare), rounds=ROUNDS)
