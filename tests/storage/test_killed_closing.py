"""kill -9 while evenings end: a session is closed or open, a make-up calls all or is not there."""

import os
import random
import subprocess
import sys
import time

import pytest

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.study import SessionState, SessionStep, StudySession
from studycompanion.services import opening, rosters, safekeeping, topics
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from tests.storage.conftest import ACTOR, ROOT

PEOPLE = 20
STATES = {"added": None, "closed": SessionState.CLOSED, "opened": SessionState.OPEN}


@pytest.fixture
def topic_id(data_folder, clock):
    """A topic of twenty people in a closed data file."""
    setup = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu", "Chi bộ 9")
    made = opening.create(data_folder, setup, actor=ACTOR, clock=clock)
    people = [RosterPerson(sheet="", row=n, full_name=f"Nguyễn Văn {n}") for n in range(PEOPLE)]
    lines = tuple(RosterLine(one, Action.NEW) for one in people)
    rosters.accept(made.desk, RosterPreview(data_folder / "ds.xlsx", lines, ()))
    topic = topics.add_topic(made.desk, "Chuyên đề", 2026).value
    made.desk.store.close()
    return topic.id


def killed_while_closing(words, dice):
    """What the program acknowledged before it was killed, in its order."""
    words = [sys.executable, "-m", "tests.storage.evening", *words]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        said = [child.stdout.readline() for _ in range(dice.randint(1, 12))]
        until = time.perf_counter() + dice.random() * 0.02
        while time.perf_counter() < until:
            pass
        child.kill()
        said += child.stdout.readlines()
    assert child.returncode == -9 or os.name == "nt"
    return [tuple(line.split()) for line in said if line.endswith("\n")]


def check(reader, session_id, deeds):
    """Everything acknowledged of a session is there; what is there is whole."""
    session = reader.get(StudySession, session_id)
    lines = reader.find(Attendance, session_id=session_id)
    steps = reader.find(SessionStep, session_id=session_id)
    if session.makes_up_id is not None:
        missed = reader.find(Attendance, session_id=session.makes_up_id, mark=Mark.UNEXCUSED)
        assert {line.member_id for line in lines} == {line.member_id for line in missed}
        return
    assert len(lines) == PEOPLE
    if session.state is SessionState.CLOSED:
        assert {line.mark for line in lines} == {Mark.PRESENT, Mark.UNEXCUSED}
    assert (session.state is SessionState.CLOSED) == (len(steps) == 1)
    wanted = [STATES[deed] for deed in deeds if STATES.get(deed)]
    assert [step.state for step in sorted(steps, key=lambda s: s.state.value)][: len(wanted)] == (
        sorted(wanted, key=lambda state: state.value)
    )


@pytest.mark.prove
@pytest.mark.timeout(600)
def test_a_program_killed_while_closing_leaves_every_session_whole(
    data_folder, clock, topic_id, rounds, opened
):
    dice = random.Random(2026)
    for number in range(rounds(6, 100)):
        said = killed_while_closing([os.fspath(data_folder), topic_id, str(number)], dice)
        desk = opening.open_desk(data_folder, actor=ACTOR, clock=clock)
        opened.append(desk.store)
        assert safekeeping.check(desk) == ()
        with desk.read() as reader:
            for session_id in {one for one, _ in said}:
                check(reader, session_id, [deed for one, deed in said if one == session_id])
        desk.store.close()
