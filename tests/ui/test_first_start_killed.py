"""A process that is killed while the first start makes the file leaves nothing, or all of it."""

import os
import subprocess
import sys

import pytest

from studycompanion.services import opening, safekeeping
from studycompanion.ui.wizards import answers as keeping
from studycompanion.ui.wizards.answers import Answers, Guard, Step
from tests.ui.fixtures import ACTOR, SETUP

KILLED = 9
PROGRAM = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from studycompanion.services import opening
from studycompanion.storage import vault
from studycompanion.ui import application
from studycompanion.ui.wizards.answers import Guard

folder, place, password = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def kill(*_words, **_more):
    os._exit(9)

def kill_after(real):
    def call(*words, **more):
        real(*words, **more)
        os._exit(9)
    return call

name, when = place.split(":")
setattr(vault, name, kill if when == "before" else kill_after(getattr(vault, name)))
running = application.Application(folder, clock=lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
running._begin()
start = running.doorway.first_start
start.answers.guard = Guard.PASSWORD if password else Guard.OPEN
start.answers.keys = opening.new_keys(password) if password else None
start.answers.step = "roster"
start.dialog.show_step()
start.dialog.forward.click()
running.app.exec()
"""


@pytest.mark.parametrize("password", ["", "mật khẩu rất dài"], ids=["plain", "with password"])
@pytest.mark.parametrize(
    ("place", "is_there"),
    [
        ("migrate:after", False),
        ("_bring_in:before", False),
        ("_bring_in:after", True),
    ],
)
def test_a_kill_leaves_nothing_or_the_whole_file(data_folder, clock, place, is_there, password):
    known = {name: getattr(SETUP, name) for name in ("superior", "cell", "place", "secretary")}
    keeping.save(Answers(step=Step.ROSTER, guard=Guard.OPEN, roster="later", **known), data_folder)
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(data_folder), place, password],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == KILLED, ended.stderr
    if not is_there:
        assert opening.state(data_folder) is opening.FileState.MISSING
        assert keeping.load(data_folder).setup == SETUP
        made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock)
        assert safekeeping.check(made.desk) == ()
        made.desk.store.close()
        return
    desk = opening.open_desk(data_folder, actor=ACTOR, clock=clock, password=password or None)
    assert opening.setup_of(desk) == SETUP
    assert safekeeping.check(desk) == ()
    desk.store.close()
