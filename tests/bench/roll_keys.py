"""How long a key of the roll call takes until the screen shows what it did.

Finding: letters of names typed one by one into the find box of the real window, each with its
repaint. Marking: F2 to F5 in turn, each until the mark is on disk, in the list and in the totals.
Beside them the usual way to filter a list in Qt: a ``QSortFilterProxyModel`` written in Python.
"""

import statistics
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.ui.application import build_window, dressed
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.models.records import RecordModel
from studycompanion.ui.preferences import Comforts
from tests.bench.bench_mark import _desk_with, _session

TYPED = ("nguyen", "van 1", "23", "nguyen van", "7", "an 2", "van", "nguy")
MARKS = (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5)
ROUNDS, MARKED = 4, 60


def key_times(people: int, folder: Path) -> dict[str, float]:
    """Milliseconds at 95 of 100 of a key that finds and of a mark, and the ratio to the proxy."""
    dressed([], Comforts(scheme="light"))
    desk = _desk_with(people, folder)
    _session(desk)
    window = build_window(desk, page="rollcall")
    window.show()
    _rest(window)
    page = window.pages["rollcall"]
    finding = _finding(page.view.finder.box, window)
    marking = [_marking(window, MARKS[n % len(MARKS)]) for n in range(MARKED)]
    plain = _plain(page.view.model)
    window.context.tasks.close()
    window.hide()
    keys = _p95(finding + marking)
    return {
        f"key_p95_ms_{people}": keys,
        f"find_p95_ms_{people}": _p95(finding),
        f"mark_p95_ms_{people}": _p95(marking),
        f"proxy_key_p95_ms_{people}": _p95(plain),
        f"find_to_proxy_{people}": statistics.median(finding) / statistics.median(plain),
    }


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _finding(box: QWidget, window: MainWindow) -> list[float]:
    """Each letter with the repaint that shows what it found."""
    times = []
    box.setFocus()
    for _ in range(ROUNDS):
        for words in TYPED:
            for letter in words:
                times.append(_timed(lambda letter=letter: _type(box, letter)))
            box.empty()
            QApplication.processEvents()
    return times


def _type(box: QWidget, letter: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(box, event)
    QApplication.processEvents()


def _marking(window: MainWindow, key: Qt.Key) -> float:
    """One mark until it is on disk and shown; the next person is current then."""

    def mark() -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        # As the program's own loop does, it sleeps until something happens: spinning here would
        # keep the interpreter from the thread that writes.
        while not window.context.tasks.is_idle:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()

    return _timed(mark)


def _timed(work) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


class _Proxy(QSortFilterProxyModel):
    """Asks each row anew whether its name holds what is sought."""

    sought = ""

    def filterAcceptsRow(self, row: int, parent) -> bool:
        name = self.sourceModel().index(row, 1, parent).data()
        return self.sought in fold(name)


def _plain(model: RecordModel) -> list[float]:
    proxy = _Proxy()
    proxy.setSourceModel(model)
    table = QTableView()
    table.setModel(proxy)
    table.resize(660, 480)
    table.show()
    QApplication.processEvents()
    times = []
    for words in TYPED[:2]:
        for end in range(1, len(words) + 1):
            times.append(_timed(lambda end=end, words=words: _narrow(proxy, words[:end])))
    table.hide()
    return times


def _narrow(proxy: _Proxy, sought: str) -> None:
    proxy.sought = sought
    proxy.invalidateFilter()
    QApplication.processEvents()


def _rest(window: MainWindow) -> None:
    """Wait until everything that was begun has landed."""
    while True:
        loop = QEventLoop()
        QTimer.singleShot(200, loop.quit)
        loop.exec()
        if window.context.tasks.is_idle:
            return
