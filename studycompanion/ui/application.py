"""Starts the window: application, look, the way to an open desk, and back out again."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studycompanion.domain.record import Clock
from studycompanion.paths import resource
from studycompanion.services.desk import Desk
from studycompanion.ui.crash import CrashWatch
from studycompanion.ui.doorway import Doorway
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.preferences import Comforts, Preferences
from studycompanion.ui.theme import Look, Scheme, apply_look
from studycompanion.ui.words import program_name


def dressed(arguments: list[str], comforts: Comforts) -> QApplication:
    """The application in Vietnamese and in the chosen look; made once per process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(arguments)
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    app.setApplicationDisplayName(program_name())
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
    apply_look(Look(Scheme(comforts.scheme), comforts.scale))
    return app


def build_window(desk: Desk, *, page: str = "") -> MainWindow:
    """The main window over an open desk, not shown yet; needs a dressed application."""
    return MainWindow(desk, Preferences(desk.folder), page=page)


class Application(QObject):
    """Holds the doorway, then the window, until the user leaves."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        super().__init__()
        self.preferences = Preferences(folder)
        self.app = dressed(sys.argv[:1], self.preferences.comforts)
        self.watch = CrashWatch()
        self.watch.install()
        self.window: MainWindow | None = None
        self.doorway = Doorway(folder, clock=clock, preferences=self.preferences)
        self.doorway.opened.connect(self._on_opened)
        self.doorway.given_up.connect(self._leave)

    def run(self) -> int:
        """Show what has to be shown; returns the exit code when the user has left."""
        QTimer.singleShot(0, self.doorway.enter)
        return self.app.exec()

    def _on_opened(self, desk: Desk) -> None:
        self.window = MainWindow(desk, self.preferences)
        self.window.context.tasks.crashed.connect(self.watch.show)
        self.window.closed.connect(self._leave)
        self.window.show()

    def _leave(self) -> None:
        self.doorway.close()
        self.app.quit()


def run(folder: Path, *, clock: Clock) -> int:
    """Open the window on the data in ``folder``; returns 0 when the user has left."""
    return Application(folder, clock=clock).run()
