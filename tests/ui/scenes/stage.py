"""Brings scenes on the screen: real windows over real files, in any look and language."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSize, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTabWidget, QWidget
from shiboken6 import isValid

from studycompanion.services import demo
from studycompanion.ui.changes_hub import ChangesHub
from studycompanion.ui.context import Choice, Context
from studycompanion.ui.copy_window import CopyWindow
from studycompanion.ui.language import speak
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.page import Page
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks
from studycompanion.ui.theme import Look, Scheme, apply_look
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.search_box import SearchBox
from tests.ui.scenes import worlds
from tests.ui.scenes.scene import Scene, World

SCREEN = QSize(1366, 768)
_PANEL = 40
"""Pixels that the system's own bar takes from the screen."""
SHOWN_FOLDER = Path("/home/nguyenvanmau/.local/share/StudyCompanion")
"""What the window calls its folder: a real path differs from one run to the next."""
_PATIENCE = 20.0
_SHORT_TIMER_MS = 1000
W = TypeVar("W", bound=QWidget)


@contextmanager
def smallest_screen() -> Iterator[None]:
    """The smallest screen that the program promises to fit, whatever is attached."""
    real = QScreen.availableSize
    QScreen.availableSize = lambda _screen: QSize(SCREEN.width(), SCREEN.height() - _PANEL)
    try:
        yield
    finally:
        QScreen.availableSize = real


class Stage:
    """Holds one window for each world; ``made`` is where the files of the worlds are kept."""

    def __init__(self, folder: Path, made: Path) -> None:
        self._folder, self._made = folder, made
        self._windows: dict[World, MainWindow] = {}
        self._language, self._look = "vi", Look(Scheme.LIGHT, 100)
        self._props: list[QWidget] = []
        self.window: MainWindow | None = None

    def dress(self, language: str, scheme: Scheme, scale: int) -> None:
        """Choose the language and the look of every later scene."""
        self._leave_window()
        if language != self._language:
            self.close()
        self._language, self._look = language, Look(scheme, scale)
        speak(language)
        apply_look(self._look)
        for window in self._windows.values():
            self._dress(window)

    def play(self, scene: Scene) -> list[QWidget]:
        """Bring a scene on the screen; returns what is seen, the lowest first."""
        self._leave_window()
        if scene.world is not World.NOWHERE:
            self.window = self._window(scene.world)
            self.window.context.choice = Choice()
            self.window.show()
            self.window.activateWindow()
            self.settle()
        scene.play(self)
        self.settle()
        if not any(self._shown(scene.shows)):
            raise AssertionError(f"{scene.name} does not show a {scene.shows.__name__}")
        return self.seen()

    def seen(self) -> list[QWidget]:
        """The windows, dialogs and menus on the screen, the lowest first."""
        tops = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        above = (QMenu, QDialog, CopyWindow)
        return sorted(tops, key=lambda top: [isinstance(top, kind) for kind in above])

    def page(self, key: str) -> Page:
        """Go to a page and wait for what it reads."""
        self.window.visit(key)
        self.settle()
        return self.window.pages[key]

    def hold(self, prop: W) -> W:
        """Keep a dialog that nobody owns until the scene is over, and show it."""
        self._props.append(prop)
        prop.show()
        return prop

    def dialog(self, kind: type[W]) -> W:
        """The dialog of a kind that is on the screen."""
        self.settle()
        return next(self._shown(kind))

    def settle(self) -> None:
        """Wait until nothing is under way: answers have landed, and short timers have rung."""
        deadline = time.monotonic() + _PATIENCE
        _turn()
        while not self._is_calm():
            if time.monotonic() > deadline:
                raise AssertionError("the window does not come to rest")
            _turn()
        _turn()

    def close(self) -> None:
        """Close every window and its file."""
        self._leave_window()
        for window in self._windows.values():
            _close(window)
        self._windows.clear()

    def _is_calm(self) -> bool:
        tops = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        windows = [w for w in (self.window, *tops) if isinstance(w, MainWindow)]
        if not all(window.context.tasks.is_idle for window in windows):
            return False
        return not any(_rings_soon(timer) for top in tops for timer in top.findChildren(QTimer))

    def _shown(self, kind: type[W]) -> Iterator[W]:
        for top in self.seen():
            for widget in (top, *top.findChildren(kind)):
                if isinstance(widget, kind) and widget.isVisible():
                    yield widget

    def _window(self, world: World) -> MainWindow:
        if world not in self._windows:
            folder = self._folder / f"{self._language}-{world.name.lower()}"
            desk = worlds.open_copy(world, folder, self._made)
            tasks = Tasks()
            tasks.gate.open(desk)
            context = Context(SHOWN_FOLDER, desk.clock, tasks, ChangesHub(), Preferences(folder))
            context.is_sample = demo.is_sample(desk)
            context.home = SHOWN_FOLDER if context.is_sample else None
            self._remember_look(context.preferences)
            window = MainWindow(context, page="tasks")
            tasks.crashed.connect(_raise)
            window.begin_work()
            self._windows[world] = window
        return self._windows[world]

    def _dress(self, window: MainWindow) -> None:
        self._remember_look(window.context.preferences)
        window.redress()
        window.resize(SCREEN)

    def _remember_look(self, preferences: Preferences) -> None:
        scheme, scale = self._look.scheme.value, self._look.scale
        preferences.change(language=self._language, scheme=scheme, scale=scale)

    def _leave_window(self) -> None:
        """Put away what the last scene left on the screen."""
        self._props.clear()
        # Closing one lets the event loop run, in which others may go.
        for top in filter(isValid, QApplication.topLevelWidgets()):
            if isinstance(top, QDialog) and top.isVisible():
                top.done(QDialog.DialogCode.Rejected)
                top.hide()
                top.deleteLater()
            elif isinstance(top, QMenu) and top.isVisible():
                top.close()
            elif isinstance(top, CopyWindow) and top.isVisible():
                _close(top)
        if self.window is not None:
            self.settle()
            _put_back(self.window)
            self.settle()
            self.window.hide()
            self.window = None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _put_back(window: MainWindow) -> None:
    """Nothing looked for, first tab, first row: no scene depends on the one before."""
    window.read_only.look()
    for box in window.findChildren(SearchBox):
        box.empty()
    for tabs in window.findChildren(QTabWidget):
        tabs.setCurrentIndex(0)
    for table in window.findChildren(RecordTable):
        table.go_to_row(0)


def _rings_soon(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() <= _SHORT_TIMER_MS


def _turn() -> None:
    """Let the event loop run dry once; the workers get their turn meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(2, loop.quit)
    loop.exec()


def _close(window: MainWindow) -> None:
    closed: list[QObject] = []
    window.closed.connect(lambda: closed.append(window))
    window.close()
    _wait(lambda: bool(closed))
    if isValid(window):
        window.deleteLater()


def _wait(is_done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not is_done() and time.monotonic() < deadline:
        _turn()


def _raise(error: Exception) -> None:
    raise error
