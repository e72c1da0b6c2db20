"""Starts the window: application, look, the way to an open desk, and back out again.

Where the members' page comes first and the file has no password, its rows are read and painted
before the data room is loaded at all; the file is opened properly right after.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studycompanion.domain.record import Clock
from studycompanion.paths import resource
from studycompanion.ui.changes_hub import ChangesHub
from studycompanion.ui.context import Context
from studycompanion.ui.crash import CrashWatch
from studycompanion.ui.doorway import Doorway
from studycompanion.ui.language import speak
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.preferences import Comforts, Preferences
from studycompanion.ui.tasks import Tasks
from studycompanion.ui.theme import Look, Scheme, apply_look
from studycompanion.ui.widgets.compose_guard import ComposeGuard

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk


def dressed(arguments: list[str], comforts: Comforts) -> QApplication:
    """The application in the chosen language and look; made once per process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(arguments)
    speak(comforts.language)
    app.setQuitOnLastWindowClosed(False)
    app.aboutToQuit.connect(_release_clipboard)
    if app.findChild(ComposeGuard) is None:
        ComposeGuard(app)
    app.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
    apply_look(Look(Scheme(comforts.scheme), comforts.scale))
    return app


def _release_clipboard() -> None:
    from studycompanion.ui.widgets.table_text import release_clipboard

    release_clipboard()


def build_window(desk: Desk, *, page: str = "") -> MainWindow:
    """The main window over an open desk, not shown yet; needs a dressed application."""
    tasks = Tasks()
    tasks.gate.open(desk)
    context = Context(desk.folder, desk.clock, tasks, ChangesHub(), Preferences(desk.folder))
    window = MainWindow(context, page=page)
    window.begin_work()
    return window


class Application(QObject):
    """Holds the doorway and the window until the user leaves."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        super().__init__()
        preferences = Preferences(folder)
        self.app = dressed(sys.argv[:1], preferences.comforts)
        self.watch = CrashWatch()
        self.watch.install()
        self.tasks = Tasks()
        self.tasks.crashed.connect(self.watch.show)
        self.context = Context(folder, clock, self.tasks, ChangesHub(), preferences)
        self.window: MainWindow | None = None
        self.doorway = Doorway(folder, self.tasks, clock=clock, preferences=preferences)
        self.doorway.opened.connect(self._on_opened)
        self.doorway.asked.connect(self._on_asked)
        self.doorway.given_up.connect(self._leave)

    def run(self) -> int:
        """Show what has to be shown; returns the exit code when the user has left."""
        QTimer.singleShot(0, self._begin)
        return self.app.exec()

    def _begin(self) -> None:
        if self.context.preferences.comforts.page == "members":
            from studycompanion.services.first_look import look

            self.context.first_rows = look(self.context.folder, self.context.today)
        if self.context.first_rows is None:
            self.doorway.enter()
            return
        self._show_window()
        if self.window is not None:
            self.window.painted.connect(self.doorway.enter)

    def _show_window(self) -> None:
        self.window = MainWindow(self.context)
        self.window.closed.connect(self._leave)
        self.window.show()

    def _on_asked(self) -> None:
        if self.window is not None:
            self.window.hide()

    def _on_opened(self) -> None:
        if self.window is None:
            self._show_window()
        elif self.window.isHidden():
            self.window.show()
            self.window.reload_pages()
        if self.window is not None:
            self.window.begin_work()

    def _leave(self) -> None:
        self.tasks.close()
        self.app.quit()


def run(folder: Path, *, clock: Clock) -> int:
    """Open the window on the data in ``folder``; returns 0 when the user has left."""
    return Application(folder, clock=clock).run()
