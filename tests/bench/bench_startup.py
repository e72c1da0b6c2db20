"""From process start to the first real rows on the screen, against a bare Qt window.

Each figure is wall time until a fresh process says that it has painted: every line of what waits,
on which the window opens by default, or everybody on the members' page, where the last page is
wished; or an empty QMainWindow. They are started in turn, on the file of a cell after two years
and on a ward's.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from studycompanion.services import (
    agenda,
    demo,
    first_look,
    members,
    opening,
    rosters,
    sessions,
    topics,
)
from studycompanion.services.desk import Desk
from studycompanion.storage import lock
from studycompanion.ui.preferences import Preferences
from tests.bench.pairs import compare

ROUNDS = 7
ACTOR = opening.actor_now("bench")
SETUP = opening.Setup("Đảng bộ phường Ví Dụ", "Ví Dụ", "Nguyễn Thị Ví Dụ")
ROSTER = Path(__file__).parents[1] / "data" / "roster-ward-2350.xlsx"

BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
        os._exit(0)

app = QApplication(["bare"])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import os, sys
from studycompanion import app, ui

def watched(folder, *, clock):
    if sys.argv[2] == "tasks":
        from studycompanion.ui.widgets.todo_list import TodoList as Shown
    else:
        from studycompanion.ui.widgets.record_table import RecordTable as Shown
    paint = Shown.paintEvent

    def paint_and_tell(shown, event):
        paint(shown, event)
        if shown.records.rowCount() == int(sys.argv[1]):
            print("painted", flush=True)
            os._exit(0)

    Shown.paintEvent = paint_and_tell
    return run(folder, clock=clock)

run, ui.run = ui.run, watched
app.main([])
"""

LAST_PAGE: dict[str, str] = {"page": "members", "starts_on": "last"}


def figures() -> dict[str, float]:
    """Median milliseconds and paired ratio of each file and page; ``ratio`` is the worst."""
    found: dict[str, float] = {}
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        for name, make in (("cell", _make_cell), ("ward", _make_ward)):
            folder = Path(home) / name
            people = make(folder)
            waiting = len(first_look.agenda(folder, datetime.now()) or ())
            for page, rows in (("tasks", waiting), ("members", people)):
                Preferences(folder).change(**LAST_PAGE if page == "members" else {})
                ours, other, ratio = compare(
                    lambda: _until_painted(OURS, folder, str(rows), page),  # noqa: B023
                    lambda: _until_painted(BARE, folder),  # noqa: B023
                    rounds=ROUNDS,
                )
                bare.append(other)
                found |= {f"{name}_{page}_ms": ours * 1000, f"{name}_{page}_ratio": ratio}
    worst = max(value for key, value in found.items() if key.endswith("ratio"))
    return {"bare_ms": statistics.median(bare) * 1000, **found, "ratio": worst}


def _clock() -> datetime:
    return datetime.now().astimezone()


def _make_cell(folder: Path) -> int:
    """The sample's two years; returns how many people the members' page shows."""
    desk = demo.sample(folder, actor=ACTOR, clock=_clock)
    return _leave(desk)


def _make_ward(folder: Path) -> int:
    """A ward's roster, with a topic and an evening to come; returns how many people there are."""
    desk = opening.create(folder, SETUP, actor=ACTOR, clock=_clock).desk
    rosters.accept(desk, rosters.preview(desk, ROSTER))
    today = _clock().replace(tzinfo=None)
    topic = topics.add_topic(
        desk, "Nâng cao kỷ cương, kỷ luật", today.year, due_plan=today.date()
    ).value
    sessions.add_session(desk, topic.id, today + timedelta(days=3), place="Nhà văn hóa")
    return _leave(desk)


def _leave(desk: Desk) -> int:
    """Put the file away as the window does at its end."""
    people = len(members.list_members(desk))
    agenda.remember(desk)
    opening.close(desk)
    return people


def _until_painted(program: str, folder: Path, *words: str) -> float:
    """Seconds from starting the process until it says that it has painted."""
    # A run ends in the middle of everything; its lock would make the next one check the file.
    (folder / lock.NAME).unlink(missing_ok=True)
    quiet = {"QT_QPA_PLATFORM": "offscreen", "STUDYCOMPANION_DATA": str(folder)}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *words],
        env=os.environ | quiet,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        said = process.stdout.readline() if process.stdout else ""
        took = time.perf_counter() - began
    if said.strip() != "painted":
        raise RuntimeError("the window did not paint")
    return took
