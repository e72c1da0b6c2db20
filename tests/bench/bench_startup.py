"""From process start to the first real rows on the screen, against a bare Qt window.

Each figure is wall time until a fresh process says that it has painted: 2,350 members in the
table of the members' page, or an empty QMainWindow; both started in turn.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from studycompanion.services import opening, rosters
from studycompanion.storage import lock
from studycompanion.ui.preferences import Preferences
from tests.bench.pairs import compare

ROUNDS = 7
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
import os
from studycompanion import app
from studycompanion.ui.widgets.record_table import RecordTable

paint = RecordTable.paintEvent

def paint_and_tell(table, event):
    paint(table, event)
    if table.records.rowCount() == 2350:
        print("painted", flush=True)
        os._exit(0)

RecordTable.paintEvent = paint_and_tell
app.main([])
"""


def figures() -> dict[str, float]:
    """Median milliseconds of both, and the median of the paired ratios."""
    with tempfile.TemporaryDirectory() as folder:
        _make_ward(Path(folder))
        ours, bare, ratio = compare(
            lambda: _until_painted(OURS, folder),
            lambda: _until_painted(BARE, folder),
            rounds=ROUNDS,
        )
    return {"bare_ms": bare * 1000, "app_ms": ours * 1000, "ratio": ratio}


def _make_ward(folder: Path) -> None:
    setup = opening.Setup("Đảng bộ phường Ví Dụ", "Ví Dụ", "Nguyễn Thị Ví Dụ")
    clock = lambda: datetime(2026, 11, 20, 12, tzinfo=UTC)  # noqa: E731
    desk = opening.create(folder, setup, actor=opening.actor_now("bench"), clock=clock).desk
    rosters.accept(desk, rosters.preview(desk, ROSTER))
    opening.close(desk)
    Preferences(folder).change(page="members")


def _until_painted(program: str, folder: str) -> float:
    """Seconds from starting the process until it says that it has painted."""
    # A run ends in the middle of everything; its lock would make the next one check the file.
    (Path(folder) / lock.NAME).unlink(missing_ok=True)
    quiet = {"QT_QPA_PLATFORM": "offscreen", "STUDYCOMPANION_DATA": folder}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program],
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
