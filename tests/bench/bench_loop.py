"""How long the window lets somebody wait while the forms of a whole ward are drawn.

A timer of five milliseconds rings in the window's thread, first with nothing under way, then during
the export of every form: its longest wait and the one that 99 of 100 stay below.
"""

import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from studycompanion.domain.record import Actor
from studycompanion.domain.work import Job
from studycompanion.services import opening, paperwork, rosters, topics
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import Action, RosterLine, RosterPreview
from studycompanion.ui.application import build_window, dressed
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.preferences import Comforts
from tests.bench.bench_mark import NOW
from tests.ui.loop_watch import LoopWatch
from tests.ui.people import person

PEOPLE, CELLS = 2_350, 39
IDLE_MS = 3_000


def figures() -> dict[str, float]:
    """Milliseconds of waiting: the longest and the 99th of a hundred, idle and drawing."""
    dressed([], Comforts(scheme="light"))
    with tempfile.TemporaryDirectory() as name:
        window = _window(Path(name) / "ward")
        with LoopWatch() as idle:
            _spin(IDLE_MS)
        with LoopWatch() as drawing:
            _export(window, Path(name) / "out")
        window.context.tasks.close()
    return {
        "idle_longest_ms": idle.longest,
        "idle_p99_ms": idle.percentile(0.99),
        "drawing_longest_ms": drawing.longest,
        "drawing_p99_ms": drawing.percentile(0.99),
    }


def _window(folder: Path) -> MainWindow:
    setup = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu")
    desk = opening.create(folder, setup, actor=Actor("pc", "Mẫu"), clock=lambda: NOW).desk
    people = [person(f"Nguyễn Văn {n}", cell_name=f"Chi bộ {1 + n % CELLS}") for n in range(PEOPLE)]
    lines = tuple(RosterLine(one, Action.NEW) for one in people)
    rosters.accept(desk, RosterPreview(Path("ds.xlsx"), lines, ()))
    topics.add_topic(desk, "Chuyên đề", 2026)
    window = build_window(desk, page="commitments")
    window.show()
    _spin(IDLE_MS)
    return window


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _export(window: MainWindow, out: Path) -> None:
    loop, ended = QEventLoop(), []

    def work(desk: Desk, job: Job) -> object:
        topic = topics.list_topics(desk)[0]
        return paperwork.export_commitments(desk, topic.id, out, job=job)

    def end(done: object) -> None:
        ended.append(done)
        loop.quit()

    from studycompanion.ui.progress import run_job

    run_job(window, window.context.tasks, "Đang xuất…", work=work, then=end)
    loop.exec()
