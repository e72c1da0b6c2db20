"""The main window: navigation, one page at a time, menus, status line, and an orderly end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from studycompanion.errors import CodedError
from studycompanion.ui.carrying import Carried
from studycompanion.ui.context import Context
from studycompanion.ui.history_actions import HistoryActions
from studycompanion.ui.holding import Hold
from studycompanion.ui.language import speak
from studycompanion.ui.lock_gate import LockGate
from studycompanion.ui.menus import Menus
from studycompanion.ui.navigation import Navigation
from studycompanion.ui.page import Page
from studycompanion.ui.page_stack import PageStack
from studycompanion.ui.parting import Parting
from studycompanion.ui.read_only import ReadOnlyBand, under_bands
from studycompanion.ui.safety_watch import SafetyWatch
from studycompanion.ui.sample import MARK, SampleBand, title_of
from studycompanion.ui.status_line import StatusLine
from studycompanion.ui.surroundings import Surroundings
from studycompanion.ui.taking import Taking
from studycompanion.ui.theme import Look, Scheme, apply_look, current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.unkept import try_again
from studycompanion.ui.words import program_name, tr
from studycompanion.ui.work_news import WorkNews

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk

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
    sample_asked = Signal(str)
    """A ``SampleWish``: to go to the sample, back, or to have it made anew or thrown away."""

    def __init__(
        self, context: Context, *, page: str = "", kept: dict[str, Carried] | None = None
    ) -> None:
        super().__init__()
        self.context = context
        self._is_painted = False
        self.status = StatusLine(context.clock)
        self.history = HistoryActions(context)
        self.history.setParent(self)
        self.parting = Parting(context)
        self._is_leaving = False
        self.news = WorkNews(context, self.status, self)
        self.watch = SafetyWatch(context, self)
        self.setStatusBar(self.status)
        self.resize(1366, 768)
        self.surroundings = Surroundings(context.folder, self)
        self.hold = Hold(self)
        self.gate = LockGate(self)
        self.taking = Taking(self)
        self._lay_out(kept or {})
        self._connect()
        wanted = page or context.preferences.comforts.page
        self.visit(wanted if wanted in self.page_keys() else "members")

    @property
    def pages(self) -> dict[str, Page]:
        """The pages that were visited, by key."""
        return self.stack.pages

    def begin_work(self) -> None:
        """The data file is open: learn the next steps and the last backup, listen for calls.

        A copy is neither backed up nor called nor locked: the window that it came from is.
        """
        self.history.refresh()
        if not self.context.is_copy:
            self.news.look_for_backup()
            self.surroundings.listen()
            self.watch.begin()
            self.gate.begin()
        self.read_only.look()
        self.context.tasks.breathing.settle()

    def visit(self, key: str) -> None:
        """Show a page, built at its first visit; what was typed on the one before is kept."""
        self.leave_page()
        page = self.stack.bring(key)
        self.navigation.show_page(key)
        title = f"{self.page_title(key)} – {program_name()}"
        self.setWindowTitle(title_of(self.context, title))
        page.want_focus()
        if self.context.preferences.comforts.page != key:
            self.context.preferences.change(page=key)

    def page_keys(self) -> tuple[str, ...]:
        """The keys of all pages in the order of the navigation."""
        return tuple(self.stack.entries)

    def page_key(self) -> str:
        """The key of the page in view."""
        return self.stack.key()

    def open_found(self, what: str, record_id: str) -> None:
        """Show a record on the page where one works on it."""
        self.open_on(_PLACES[what], record_id)

    def open_on(self, key: str, record_id: str) -> None:
        """Show a record on a page."""
        self.visit(key)
        self.pages[key].open_record(record_id)

    def page_in_view(self) -> Page:
        """The page in view."""
        return self.stack.in_view()

    def page_title(self, key: str) -> str:
        """What a page is called."""
        return self.stack.entries[key].title

    def leave_page(self) -> None:
        """Write what is typed on the visible page."""
        self.stack.leave()

    def reload_pages(self) -> None:
        """Let every page read again."""
        self.stack.reload()

    def redress(self) -> None:
        """Build everything again in the language and look that the comforts name."""
        self.leave_page()
        comforts = self.context.preferences.comforts
        speak(comforts.language)
        self.status.speak_again()
        self.history.speak_again()
        apply_look(Look(Scheme(comforts.scheme), comforts.scale))
        self._lay_out(self.stack.left_behind())
        self.visit(comforts.page)

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
        if not self._is_leaving:
            self._is_leaving = True
            self.setEnabled(False)
            self.status.show_saving()
            self.leave_page()
            self._behind_the_writes(self._on_written)

    def event(self, event: QEvent) -> bool:
        """Tell the first painting, after it is finished."""
        if event.type() is QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)
        return super().event(event)

    def _lay_out(self, kept: dict[str, Carried]) -> None:
        self.stack = PageStack(self.context, kept)
        self.stack.built.connect(self._on_built)
        self.navigation = Navigation(tuple(self.stack.entries.values()))
        self.navigation.wanted.connect(self._on_wanted)
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
        self.setProperty(MARK, self.context.is_sample)
        self.read_only = ReadOnlyBand(self.context)
        self.read_only.told.connect(self.hold.because)
        self.status.setHidden(self.context.is_copy)
        bands: list[QWidget] = [SampleBand()] if self.context.is_sample else []
        self.setCentralWidget(under_bands(middle, *bands, self.read_only))
        self.menus = Menus(self)
        self.hold.look_around()

    def _connect(self) -> None:
        self.history.about_to_act.connect(self.leave_page)
        self.history.noted.connect(self.status.note)
        self.parting.ended.connect(self._on_parted)
        self.context.hub.replaced.connect(self._on_replaced)
        self.gate.locking.put_away.connect(self._part)
        self.surroundings.called.connect(self.come_forward)
        self.surroundings.look_turned.connect(self._on_look_turned)

    def _on_look_turned(self) -> None:
        if Scheme(self.context.preferences.comforts.scheme) is Scheme.SYSTEM:
            self.redress()

    def _on_built(self, page: Page) -> None:
        self.hold.look_around(page)
        page.page_wanted.connect(self.visit)
        page.record_wanted.connect(self.open_on)
        page.noted.connect(self.status.note)
        page.lock_chosen.connect(self.gate.begin)
        page.lock_wanted.connect(self.gate.lock_now)
        page.look_chosen.connect(self.redress, Qt.ConnectionType.QueuedConnection)

    def _on_replaced(self, sentence: str) -> None:
        """Other data came in: nothing that was chosen or shown holds any more."""
        self.context.choice.topic_id = self.context.choice.session_id = ""
        self.history.refresh()
        self.news.look_for_backup()
        self.read_only.look()
        self.reload_pages()
        if sentence:
            self.status.note(sentence)

    def _on_wanted(self, key: str) -> None:
        if self.stack.currentWidget() is not self.pages.get(key):
            self.visit(key)

    def _behind_the_writes(self, then: Callable[[object], None]) -> None:
        self.context.tasks.put_last(_nothing_more, then, failed=then)

    def _on_written(self, _nothing: object) -> None:
        """What the page held is in its records; what they did not take is offered once more."""
        if self.context.unkept:
            try_again(self.context)
            self._behind_the_writes(self._on_offered)
        else:
            self._part()

    def _on_offered(self, _nothing: object) -> None:
        self._is_leaving = False
        if self.context.unkept:
            self.setEnabled(True)
            self.status.show_not_saved()
            self._ask_whether_to_lose()
        else:
            self._part()

    def _ask_whether_to_lose(self) -> None:
        """Texts that no disk has taken would be gone with the window."""
        from studycompanion.ui.dialogs import Message

        question = tr(
            "Còn chữ chưa lưu được vì đĩa không ghi được. Hãy sửa lỗi ổ đĩa rồi đóng lại; đóng bây "
            "giờ thì mất những chữ ấy."
        )
        message = Message(self, question, tone=Tone.BAD)
        # Who only presses Enter loses nothing.
        message.add_button(tr("Chưa đóng"), message.reject, kind="primary")
        message.add_button(tr("Vẫn đóng"), message.accept)
        message.accepted.connect(self._lose)
        message.open()

    def _lose(self) -> None:
        self.context.unkept.clear()
        self.setEnabled(False)
        self.status.show_saving()
        self._part()

    def _part(self) -> None:
        self.context.remove_copies()
        self.watch.stop()
        self.gate.stop()
        self.parting.begin()

    def _on_parted(self, error: CodedError | None) -> None:
        self.surroundings.stop()
        if error is None or self.gate.locking.is_under_way:
            self._finish()
        else:
            from studycompanion.ui import dialogs

            self.setEnabled(True)
            dialogs.say_error(self, error).finished.connect(self._finish)

    def _finish(self) -> None:
        self.close()
        self.closed.emit()


def _nothing_more(_desk: Desk) -> None:
    """Done when everything before it is done."""
