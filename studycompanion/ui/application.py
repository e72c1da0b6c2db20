"""Starts the window: application, look, the way to an open desk, and back out again.

Where the page of what waits or the members' page comes first and the file has no password, its
rows are read and painted before the data room is loaded at all; the file is opened right after.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from studycompanion.domain.record import Clock
from studycompanion.domain.told_clock import ToldClock
from studycompanion.errors import CodedError
from studycompanion.paths import begin_anew, data_folder, remember_folder, resource
from studycompanion.services.demo import FOLDER as SAMPLE_FOLDER
from studycompanion.services.demo import is_sample
from studycompanion.ui.carrying import Carried, from_json
from studycompanion.ui.changes_hub import ChangesHub
from studycompanion.ui.context import Context
from studycompanion.ui.crash import CrashWatch
from studycompanion.ui.doorway import Doorway
from studycompanion.ui.language import speak
from studycompanion.ui.main_window import MainWindow
from studycompanion.ui.placing import Placing
from studycompanion.ui.preferences import LAST_PAGE, TASKS, Comforts, Preferences
from studycompanion.ui.sample import SampleWish
from studycompanion.ui.tasks import Tasks
from studycompanion.ui.theme import Look, Scheme, apply_look
from studycompanion.ui.widgets.compose_guard import ComposeGuard

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk
    from studycompanion.services.leaving import Left

MEMBERS = "members"


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
    context.is_sample = is_sample(desk)
    window = MainWindow(context, page=page)
    window.begin_work()
    return window


class Application(QObject):
    """Holds the doorway and the window until the user leaves, or goes over to the sample."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        super().__init__()
        is_inside = folder.name == SAMPLE_FOLDER
        self._home = folder.parent if is_inside else folder
        self._clock = ToldClock(clock)
        self._next: Path | None = None
        self._throws_away = False
        preferences = Preferences(folder)
        self.app = dressed(sys.argv[:1], preferences.comforts)
        self.watch = CrashWatch()
        self.watch.install()
        self.watch.closed.connect(self._on_crash_seen)
        self._sit_down(folder, preferences)

    def run(self) -> int:
        """Show what has to be shown; returns the exit code when the user has left."""
        QTimer.singleShot(0, self._begin)
        return self.app.exec()

    def _sit_down(self, folder: Path, preferences: Preferences) -> None:
        """Make everything that belongs to one data folder."""
        self.tasks = Tasks()
        self.tasks.crashed.connect(self.watch.show)
        self.context = Context(folder, self._clock, self.tasks, ChangesHub(), preferences)
        is_for_sample = folder != self._home
        self.context.home = self._home if is_for_sample else None
        self.window: MainWindow | None = None
        self.doorway = Doorway(
            folder,
            self.tasks,
            clock=self._clock,
            preferences=preferences,
            is_for_sample=is_for_sample,
        )
        self.doorway.opened.connect(self._on_opened)
        self.doorway.asked.connect(self._on_asked)
        self.doorway.given_up.connect(self._on_given_up)
        self.doorway.sample_wanted.connect(self._open_sample)
        self.doorway.folder_chosen.connect(self._on_folder_chosen)

    def _begin(self) -> None:
        if not self._look_first():
            self.doorway.enter()
            return
        self._show_window(self._wished_page())
        if self.window is not None:
            self.window.painted.connect(self.doorway.enter)

    def _look_first(self) -> bool:
        """Read what the first page shows before the file is open; False where that cannot be."""
        from studycompanion.services import first_look

        context, page = self.context, self._wished_page()
        if page == TASKS:
            now = context.clock().replace(tzinfo=None)
            context.first_lines = first_look.agenda(context.folder, now)
        elif page == MEMBERS:
            context.first_rows = first_look.look(context.folder, context.today)
        if context.first_lines is None and context.first_rows is None:
            return False
        context.is_sample = first_look.is_sample(context.folder)
        return True

    def _wished_page(self) -> str:
        """What waits, or the page of the last use where that is wished."""
        comforts = self.context.preferences.comforts
        return (comforts.page if comforts.starts_on == LAST_PAGE else "") or TASKS

    def _first_page(self) -> str:
        """The page that is wished, once there is anybody for whom something can wait."""
        return self._wished_page() if self.doorway.has_members else MEMBERS

    def _show_again(self, left: Left) -> None:
        """The window as it stood when it was locked."""
        from studycompanion.ui.locking import take_place

        take_place(self.context, left.place)
        kept = {key: from_json(one) for key, one in left.place["pages"].items()}
        self._show_window(left.place["page"], kept)

    def _show_window(self, page: str, kept: dict[str, Carried] | None = None) -> None:
        self.window = MainWindow(self.context, page=page, kept=kept)
        self.window.closed.connect(self._leave)
        self.window.sample_asked.connect(self._on_sample_asked)
        Placing(self.window).show()

    def _on_asked(self) -> None:
        if self.window is not None:
            self.window.hide()

    def _on_opened(self) -> None:
        self.context.is_sample = self.doorway.is_sample
        following = self.doorway.following
        if self.window is None and self.doorway.left is not None:
            self._show_again(self.doorway.left)
        elif self.window is None:
            self._show_window(self._first_page())
        elif self.window.isHidden():
            self.window.show()
            self.window.reload_pages()
        if self.window is not None:
            self.window.begin_work()
            if self.doorway.left is not None:
                self.context.left_texts = self.doorway.left.texts
                self.window.gate.offer_left()
            if following is not None:
                from studycompanion.ui.following import follow

                follow(self.window, following)

    def _on_folder_chosen(self, folder: Path) -> None:
        """The data go elsewhere, now and at every later start."""
        if folder != data_folder():
            remember_folder(folder)
        self._home = self.context.folder = folder
        self.context.preferences = _dressed_alike(folder, self.context.preferences)
        self.doorway.use_folder(folder, self.context.preferences)

    def _on_sample_asked(self, wish: str) -> None:
        self._throws_away = wish in (SampleWish.ANEW, SampleWish.AWAY)
        if wish in (SampleWish.OPEN, SampleWish.ANEW):
            self._open_sample()
        else:
            self._go_to(self._home)

    def _open_sample(self) -> None:
        self._go_to(self._home / SAMPLE_FOLDER)

    def _on_given_up(self) -> None:
        """From the sample one comes back to one's own data; from there one leaves."""
        if self.context.home is not None:
            self._next = self._home
        self._leave()

    def _go_to(self, folder: Path) -> None:
        """Put everything away in order, then sit down at another folder."""
        self._next = folder
        if self.window is not None:
            self.window.close()
        else:
            self._leave()

    def _on_crash_seen(self) -> None:
        """Where nothing is left to go on with, the program ends."""
        shown = (self.window, self.doorway.dialog)
        if not any(one is not None and one.isVisible() for one in shown):
            self._leave()

    @property
    def is_locked(self) -> bool:
        """Whether the window ended only to begin anew at the password."""
        return self.window is not None and self.window.gate.locking.is_under_way

    def _leave(self) -> None:
        self.tasks.close()
        if self._next is None:
            self.app.quit()
        else:
            # Not inside a signal of what is put away here.
            QTimer.singleShot(0, self._move)

    def _move(self) -> None:
        folder, self._next = self._next, None
        if folder is None:
            return
        if self._throws_away:
            self._throw_sample_away()
        old, preferences = self.window, _dressed_alike(folder, self.context.preferences)
        if self.doorway.dialog is not None:
            self.doorway.dialog.hide()
            self.doorway.dialog.deleteLater()
        self._sit_down(folder, preferences)
        if old is not None:
            old.deleteLater()
        self._begin()

    def _throw_sample_away(self) -> None:
        from studycompanion.services import demo, opening
        from studycompanion.ui.dialogs import say_error

        self._throws_away = False
        try:
            demo.throw_away(self._home, actor=opening.actor_now(""), clock=self._clock)
        except CodedError as error:
            say_error(None, error)


def _dressed_alike(folder: Path, worn: Preferences) -> Preferences:
    """The comforts of a folder in the look and language that are in force."""
    found, now = Preferences(folder), worn.comforts
    found.comforts = replace(
        found.comforts, language=now.language, scheme=now.scheme, scale=now.scale
    )
    return found


def run(folder: Path, *, clock: Clock) -> int:
    """Open the window on the data in ``folder``; returns 0 when the user has left."""
    running = Application(folder, clock=clock)
    code = running.run()
    if running.is_locked:
        begin_anew("--data", str(folder))
    return code
