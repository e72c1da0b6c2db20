"""The real window offscreen, over a real data file; an unexpected dialog fails the test."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from studycompanion.domain.record import Actor
from studycompanion.services import opening
from studycompanion.services.desk import Desk
from studycompanion.ui.application import Application, build_window, dressed
from studycompanion.ui.copy_window import CopyWindow
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.preferences import Comforts
from studycompanion.ui.progress import ProgressWindow

D = TypeVar("D", bound=QDialog)
ACTOR = Actor("may-tinh", "Trần Văn Mẫu")
SETUP = opening.Setup(
    superior="Đảng bộ phường Vĩnh Tuy",
    place="Vĩnh Tuy",
    secretary="Trần Văn Mẫu",
    cell="Chi bộ Tổ dân phố số 9",
)


class DialogWatch(QObject):
    """Notes every dialog that shows itself; ``expect`` makes one of them welcome.

    How long work takes is the machine's affair, so a progress window surprises nobody.
    """

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self._qtbot = qtbot
        self.shown: list[QDialog] = []
        self.welcome: list[QDialog] = []
        self._names: dict[QDialog, str] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_shown = event.type() is QEvent.Type.Show and isinstance(watched, QDialog)
        if is_shown and watched not in self.shown:
            self.shown.append(watched)
            self._names[watched] = f"{type(watched).__name__} {watched.accessibleName()}"
        return False

    def expect(self, kind: type[D]) -> D:
        """Wait for a dialog of ``kind`` that was not met before."""
        self._qtbot.waitUntil(lambda: bool(self._new(kind)), timeout=10_000)
        found = self._new(kind)[0]
        self.welcome.append(found)
        found.activateWindow()
        self._qtbot.waitUntil(lambda: not found.isVisible() or found.isActiveWindow())
        return found

    def choose(self, path: Path) -> None:
        """Choose a file or folder in the file dialog that is open."""
        chooser = self.expect(QFileDialog)
        field = chooser.findChild(QLineEdit, "fileNameEdit")
        field.setText(str(path))
        chooser.accept()

    def _new(self, kind: type[D]) -> list[D]:
        return [d for d in self.shown if isinstance(d, kind) and d not in self.welcome]

    @property
    def strays(self) -> list[str]:
        known = (*self.welcome, *(d for d in self.shown if isinstance(d, ProgressWindow)))
        return [self._names[d] for d in self.shown if d not in known]


@pytest.fixture(scope="session", autouse=True)
def _dress(qapp: QApplication) -> None:
    dressed([], Comforts(scheme="light"))
    qapp.setCursorFlashTime(0)


@pytest.fixture(autouse=True)
def dialogs(qtbot: QtBot, qapp: QApplication, monkeypatch: Any) -> Iterator[DialogWatch]:
    """Dialogs of this test; at its end nobody may have met an unexpected one."""
    watch = DialogWatch(qtbot)
    qapp.installEventFilter(watch)

    def refuse(*_args: object) -> int:
        raise AssertionError("a dialog waits inside, which blocks the window")

    monkeypatch.setattr(QDialog, "exec", refuse)
    yield watch
    qapp.removeEventFilter(watch)
    assert not watch.strays, watch.strays


@pytest.fixture
def desks() -> Iterator[list[Desk]]:
    """Every open file of the test; one that no window has closed is closed last of all."""
    opened: list[Desk] = []
    yield opened
    for desk in opened:
        if desk.store.lock is not None:
            desk.store.close()


@pytest.fixture
def desk(data_folder: Path, clock: Any, desks: list[Desk]) -> Desk:
    """The open file of one cell, nobody in it yet."""
    desks.append(opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk)
    return desks[-1]


@pytest.fixture
def ward_desk(tmp_path: Path, clock: Any, desks: list[Desk]) -> Desk:
    """The open file of a ward office: rosters name the cells."""
    setup = opening.Setup(SETUP.superior, SETUP.place, SETUP.secretary)
    folder = tmp_path / "Dữ liệu phường"
    desks.append(opening.create(folder, setup, actor=ACTOR, clock=clock).desk)
    return desks[-1]


@pytest.fixture
def open_window(qtbot: QtBot, desks: list[Desk]) -> Iterator[Callable[..., MainWindow]]:
    """Show the window over a desk on a page; it is closed in order at the end."""
    windows: list[MainWindow] = []

    def open_it(desk: Desk, page: str = "members") -> MainWindow:
        window = build_window(desk, page=page)
        window.context.tasks.crashed.connect(_raise)
        windows.append(window)
        window.show()
        window.activateWindow()
        settle(qtbot, window)
        return window

    yield open_it
    for window in windows:
        close(qtbot, window)


def _raise(error: Exception) -> None:
    raise error


def close(qtbot: QtBot, window: MainWindow) -> None:
    """Close a window and wait until its file is put away; once is enough."""
    if not window.parting.is_over:
        with qtbot.waitSignal(window.closed, timeout=10_000):
            window.close()
    window.deleteLater()


def seen_copy(qtbot: QtBot) -> CopyWindow:
    """The window over a backup that is on the screen, once it has read what it shows."""

    def copies() -> list[CopyWindow]:
        tops = QApplication.topLevelWidgets()
        return [top for top in tops if isinstance(top, CopyWindow) and top.isVisible()]

    qtbot.waitUntil(lambda: bool(copies()), timeout=10_000)
    [window] = copies()
    settle(qtbot, window)
    return window


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is under way: every answer has landed, and what it started, too."""
    qtbot.wait(1)
    qtbot.waitUntil(lambda: window.context.tasks.is_idle, timeout=20_000)
    qtbot.wait(1)


@pytest.fixture
def start(
    qtbot: QtBot, data_folder: Path, clock: Any, monkeypatch: Any
) -> Iterator[Callable[[], Application]]:
    """Start the application inside the test's event loop; it is put away at the end."""
    started: list[Application] = []
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def begin() -> Application:
        running = Application(data_folder, clock=clock)
        monkeypatch.setattr(running.app, "quit", lambda: None, raising=False)
        started.append(running)
        running._begin()
        return running

    yield begin
    for running in started:
        if running.window is not None:
            close(qtbot, running.window)
        elif running.tasks.gate._desk is not None:
            opening.close(running.tasks.gate._desk)
        running.tasks.close()


def wait_for_window(qtbot: QtBot, running: Application) -> MainWindow:
    """Wait until the window is there and has read its first page."""
    qtbot.waitUntil(
        lambda: running.window is not None and running.window.isVisible(), timeout=10_000
    )
    assert running.window is not None
    running.window.activateWindow()
    qtbot.waitUntil(running.window.isActiveWindow)
    settle(qtbot, running.window)
    return running.window
