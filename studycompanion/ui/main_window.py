"""The main window: navigation, one page at a time, menus, status line, and an orderly end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from studycompanion.errors import CodedError
from studycompanion.ui.carrying import Carried, carried
from studycompanion.ui.context import BACKUP, Context
from studycompanion.ui.history_actions import HistoryActions
from studycompanion.ui.language import speak
from studycompanion.ui.list_tools import ListTools
from studycompanion.ui.menus import Menus
from studycompanion.ui.navigation import Navigation
from studycompanion.ui.page import Page
from studycompanion.ui.pages import entries
from studycompanion.ui.parting import Parting
from studycompanion.ui.status_line import StatusLine
from studycompanion.ui.theme import Look, Scheme, apply_look, current, system_look
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.words import program_name, tr

if TYPE_CHECKING:
    from studycompanion.services.changes import Changes, Done

_RAISE_CHECK_MS = 1000
_PLACES = {
    "member": "members",
    "topic": "topics",
    "session": "rollcall",
    "form": "commitments",
}
"""The page for each thing that the box finds."""


class MainWindow(QMainWindow):
    """Holds the pages over one data file; ``closed`` comes when everything is put away."""

    painted = Signal()
    """The first picture is on the screen."""
    closed = Signal()

    def __init__(self, context: Context, *, page: str = "") -> None:
        super().__init__()
        self.context = context
        self.pages: dict[str, Page] = {}
        self._carried: dict[str, Carried] = {}
        self._is_painted = False
        self._entries = {entry.key: entry for entry in entries()}
        self.status = StatusLine(context.clock)
        self.history = HistoryActions(context)
        self.parting = Parting(context)
        self.setStatusBar(self.status)
        self.resize(1366, 768)
        self._lay_out()
        self._connect()
        wanted = page or context.preferences.comforts.page
        self.visit(wanted if wanted in self._entries else "members")

    def begin_work(self) -> None:
        """The data file is open: learn the next steps and the last backup, listen for calls."""
        self.history.refresh()
        self._look_for_backup()
        self._raise_timer.start()

    def visit(self, key: str) -> None:
        """Show a page, built at its first visit; what was typed on the one before is kept."""
        self.leave_page()
        if key not in self.pages:
            self._add_page(key)
        page = self.pages[key]
        self.stack.setCurrentWidget(page)
        self.navigation.show_page(key)
        self.setWindowTitle(f"{self._entries[key].title} – {program_name()}")
        page.want_focus()
        if self.context.preferences.comforts.page != key:
            self.context.preferences.change(page=key)

    def page_keys(self) -> tuple[str, ...]:
        """The keys of all pages in the order of the navigation."""
        return tuple(self._entries)

    def page_key(self) -> str:
        """The key of the page in view."""
        page = self.stack.currentWidget()
        return next(key for key, built in self.pages.items() if built is page)

    def open_found(self, what: str, record_id: str) -> None:
        """Show a record on the page where one works on it."""
        key = _PLACES[what]
        self.visit(key)
        self.pages[key].open_record(record_id)

    def page_title(self, key: str) -> str:
        """What a page is called."""
        return self._entries[key].title

    def leave_page(self) -> None:
        """Write what is typed on the visible page."""
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.leave()

    def reload_pages(self) -> None:
        """Let every page read again."""
        for page in self.pages.values():
            page.mark_stale()

    def redress(self) -> None:
        """Build everything again in the language and look that the comforts name."""
        self.leave_page()
        comforts = self.context.preferences.comforts
        speak(comforts.language)
        self._entries = {entry.key: entry for entry in entries()}
        self.status.speak_again()
        self.history.speak_again()
        apply_look(Look(Scheme(comforts.scheme), comforts.scale))
        self._carried |= {key: carried(page) for key, page in self.pages.items()}
        self.pages.clear()
        self._lay_out()
        self.visit(comforts.page)

    def on_backed_up(self, _path: object) -> None:
        """Tell that a backup was made."""
        from studycompanion.services.changes import Changes

        self.context.hub.announce(Changes({BACKUP: frozenset()}))
        self.status.note(tr("Đã sao lưu."))

    def come_forward(self) -> None:
        """Show above other windows."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed, finish the writes, back up; only then close."""
        if self.parting.is_over:
            event.accept()
            return
        event.ignore()
        self.leave_page()
        self.setEnabled(False)
        self.status.show_saving()
        self.parting.begin()

    def event(self, event: QEvent) -> bool:
        """Tell the first painting, after it is finished."""
        if event.type() is QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return super().event(event)

    def _lay_out(self) -> None:
        self.navigation = Navigation(tuple(self._entries.values()))
        self.navigation.wanted.connect(self._on_wanted)
        self.stack = QStackedWidget()
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        holder = QHBoxLayout()
        room = current().px(SPACE.large)
        holder.setContentsMargins(room, room * 3 // 4, room, room * 3 // 4)
        holder.addWidget(self.stack)
        row.addLayout(holder, 1)
        self.setCentralWidget(middle)
        self.menus = Menus(self)

    def _connect(self) -> None:
        tasks = self.context.tasks
        self.history.about_to_act.connect(self.leave_page)
        self.history.noted.connect(self.status.note)
        tasks.started_writing.connect(self.status.show_saving)
        tasks.wrote.connect(self._on_wrote)
        tasks.write_failed.connect(self.status.show_not_saved)
        tasks.troubled.connect(self._on_troubled)
        self.parting.ended.connect(self._on_parted)
        self.context.hub.changed.connect(self._on_announced)
        self._raise_timer = QTimer(self, interval=_RAISE_CHECK_MS)
        self._raise_timer.timeout.connect(self._come_if_asked)
        self._follow_system()

    def _follow_system(self) -> None:
        """Dress anew when the machine turns light, dark or to high contrast."""
        hints = QGuiApplication.styleHints()
        self._system_look = system_look()
        for turned in (
            hints.colorSchemeChanged,
            hints.accessibility().contrastPreferenceChanged,
        ):
            turned.connect(self._on_system_look, Qt.ConnectionType.QueuedConnection)

    def _on_system_look(self, _wish: object) -> None:
        before, self._system_look = self._system_look, system_look()
        follows = Scheme(self.context.preferences.comforts.scheme) is Scheme.SYSTEM
        if follows and self._system_look != before:
            self.redress()

    def _add_page(self, key: str) -> None:
        page = self._entries[key].build(self.context)
        page.page_wanted.connect(self.visit)
        page.noted.connect(self.status.note)
        page.look_chosen.connect(self.redress, Qt.ConnectionType.QueuedConnection)
        ListTools(page, key)
        if key in self._carried:
            self._carried.pop(key).give_to(page)
        self.pages[key] = page
        self.stack.addWidget(page)

    def _on_announced(self, changes: Changes, _origin: object) -> None:
        if changes.touches(BACKUP):
            self._look_for_backup()

    def _look_for_backup(self) -> None:
        from studycompanion.services import safekeeping

        self.context.tasks.read(safekeeping.last_backup, self.status.show_backup, key=self.status)

    def _on_wanted(self, key: str) -> None:
        if self.stack.currentWidget() is not self.pages.get(key):
            self.visit(key)

    def _on_wrote(self, done: Done[object], origin: object) -> None:
        self.status.show_saved()
        self.context.hub.announce(done.changes, origin)

    def _on_troubled(self, error: CodedError) -> None:
        from studycompanion.ui import dialogs

        dialogs.say_error(self, error)

    def _come_if_asked(self) -> None:
        from studycompanion.services import opening

        if opening.was_asked_to_raise(self.context.folder):
            self.come_forward()

    def _on_parted(self, error: CodedError | None) -> None:
        self._raise_timer.stop()
        if error is None:
            self._finish()
        else:
            from studycompanion.ui import dialogs

            self.setEnabled(True)
            dialogs.say_error(self, error).finished.connect(self._finish)

    def _finish(self) -> None:
        self.close()
        self.closed.emit()
