"""kill -9 in the middle of marking: what was acknowledged is there, and nothing else is harmed."""

import os
import random
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from studycompanion.domain.roster import RosterPerson
from studycompanion.services import opening, rollcall, rosters, safekeeping, sessions, topics
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from studycompanion.storage.tables import change_set
from tests.storage.conftest import ACTOR, PASSWORD, ROOT

PEOPLE = 60


@pytest.fixture(params=[None, PASSWORD], ids=["plain", "password"])
def password(request):
    return request.param


@pytest.fixture
def session_id(data_folder, clock, password):
    """A session of sixty people in a closed data file."""
    setup = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu", "Chi bộ 9")
    made = opening.create(data_folder, setup, actor=ACTOR, clock=clock, password=password)
    people = [RosterPerson(sheet="", row=n, full_name=f"Nguyễn Văn {n}") for n in range(PEOPLE)]
    lines = tuple(RosterLine(person, Action.NEW) for person in people)
    rosters.accept(made.desk, RosterPreview(Path("ds.xlsx"), lines, ()))
    topic = topics.add_topic(made.desk, "Chuyên đề", 2026).value
    session = sessions.add_session(made.desk, topic.id, datetime(2026, 11, 20, 19)).value
    made.desk.store.close()
    return session.id


def killed_while_marking(words, dice):
    """Start the marker, kill it at some moment; returns the marks that it acknowledged."""
    words = [sys.executable, "-m", "tests.storage.marker", *words]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        marks = [child.stdout.readline() for _ in range(dice.randint(1, 90))]
        until = time.perf_counter() + dice.random() * 0.003
        while time.perf_counter() < until:
            pass
        child.kill()
        marks += child.stdout.readlines()
    assert child.returncode == -9 or os.name == "nt"
    return [tuple(line.split()) for line in marks if line.endswith("\n")]


def steps(desk):
    with desk.read() as reader:
        return reader.connection.scalar(sa.select(sa.func.count()).select_from(change_set))


def marks_of(desk, session_id):
    """Member id -> mark, in the order of the roll."""
    return {line.member_id: line.mark for line in rollcall.open_roll(desk, session_id).lines}


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_a_program_killed_while_marking_loses_nothing_it_acknowledged(
    data_folder, clock, session_id, password, rounds, opened
):
    def reopened():
        desk = opening.open_desk(data_folder, actor=ACTOR, clock=clock, password=password)
        opened.append(desk.store)
        return desk

    dice, desk = random.Random(2026), reopened()
    for number in range(rounds(12, 200)):
        known, before = marks_of(desk, session_id), steps(desk)
        desk.store.close()
        words = [data_folder, session_id, str(number), *([password] if password else [])]
        acknowledged = killed_while_marking(list(map(os.fspath, words)), dice)
        desk = reopened()
        # Only the mark that was on its way may be there or not.
        on_its_way = list(known)[len(acknowledged) % PEOPLE]
        now, wanted = marks_of(desk, session_id), known | dict(acknowledged)
        assert {m for m in now if now[m] != wanted[m]} <= {on_its_way}
        assert steps(desk) - before - len(acknowledged) in (0, 1)
        assert safekeeping.check(desk) == ()
