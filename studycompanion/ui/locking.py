"""Locks the window: asks nothing, keeps everything, and leaves the process to a fresh one.

Python cannot wipe its memory, so what is under way is put into the encrypted file, the file is
closed as at any end, and the program begins anew at the password. Where the disk takes nothing,
the window is only covered: better a full memory than a lost line.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from studycompanion.errors import CodedError, UserError
from studycompanion.ui.context import Context
from studycompanion.ui.unkept import try_again
from studycompanion.ui.widgets.compose_guard import ComposeGuard

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk
    from studycompanion.services.leaving import Left
    from studycompanion.ui.main_window import MainWindow
    from studycompanion.ui.wizards.covers import Cover


class Locking(QObject):
    """Begins once; ``put_away`` comes when everything typed is kept and the window may end."""

    put_away = Signal()
    uncovered = Signal()
    """The window could only be covered, and the password was told."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self.is_under_way = False
        self.cover: Cover | None = None
        self._hidden: list[QWidget] = []
        self._left: Left | None = None
        self._has_trouble = False
        for trouble in (self._context.tasks.write_failed, self._context.tasks.refused):
            trouble.connect(self._on_trouble)

    def begin(self) -> None:
        """Take everything off the screen and put it away; nothing where that began already."""
        if self.is_under_way:
            return
        from studycompanion.services import leaving

        self.is_under_way, self._has_trouble = True, False
        _finish_word()
        self._context.tasks.cancel_jobs()
        self._left = left = self._look_around(with_page=True)
        # In line before what the fields write when they lose the keyboard.
        self._context.tasks.keep(
            lambda desk: leaving.keep_left(desk, left), self._on_kept, failed=self._on_not_kept
        )
        self._cover()
        clear_clipboard()
        self._context.remove_copies()

    def _look_around(self, *, with_page: bool) -> Left:
        from studycompanion.services.leaving import Left
        from studycompanion.ui import half_typed

        window, page = self._window, self._window.page_in_view()
        dialogs = [one for one in half_typed.open_dialogs() if one is not self.cover]
        texts = (*self._context.left_texts, *half_typed.in_dialogs(dialogs))
        if with_page:
            texts += half_typed.in_page(page, window.page_title(window.page_key()))
        return Left(place_of(window), texts)

    def _cover(self) -> None:
        """No name is on the screen from here on, nor in a window's title."""
        from studycompanion.ui.wizards.covers import Cover

        self._hidden = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        self.cover = Cover()
        self.cover.show()
        for one in self._hidden:
            one.hide()

    def _on_kept(self, _nothing: object) -> None:
        """Everything is safe: now let the fields write what they hold, as when they are left."""
        from studycompanion.ui import half_typed

        for field in half_typed.drafts_of(self._window.page_in_view()):
            field.tell_draft()
        try_again(self._context)
        self._window.leave_page()
        self._wait_for_writes()

    def _wait_for_writes(self) -> None:
        self._context.tasks.put_last(_nothing_more, self._on_written, failed=self._on_not_kept)

    def _on_written(self, _nothing: object) -> None:
        """What the page held is in its records, unless one of them did not take it."""
        from studycompanion.services import leaving

        left = self._left
        if not self._context.tasks.is_idle:
            self._wait_for_writes()
            return
        if left is not None and not self._has_trouble:
            page = self._window.page_title(self._window.page_key())
            known = self._context.left_texts
            rest = tuple(one for one in left.texts if one.window != page or one in known)
            self._context.tasks.keep(
                partial(leaving.keep_left, left=leaving.Left(left.place, rest)),
                self._on_all_kept,
                failed=self._on_all_kept,
            )
        else:
            self._on_all_kept(None)

    def _on_all_kept(self, _nothing: object) -> None:
        self.put_away.emit()

    def _on_not_kept(self, error: CodedError) -> None:
        if isinstance(error, UserError):
            # A file that can only be read holds nothing that anybody typed.
            self.put_away.emit()
        elif self.cover is not None:
            self.cover.ask(self._context, then=self._uncover)

    def _uncover(self) -> None:
        """Back to where one was; what no field could write is shown to be copied."""
        self.is_under_way = False
        for one in self._hidden:
            one.show()
        if self.cover is not None:
            self.cover.deleteLater()
        self._hidden, self.cover = [], None
        self._window.activateWindow()
        if self._left is not None:
            self._context.left_texts = self._left.texts if self._has_trouble else ()
        self.uncovered.emit()

    def _on_trouble(self) -> None:
        self._has_trouble = True


def place_of(window: MainWindow) -> dict[str, Any]:
    """Where a window stands: its page, what is chosen, and the state of each page's lists."""
    choice = window.context.choice
    pages = window.stack.left_behind()
    return {
        "page": window.page_key(),
        "topic": choice.topic_id,
        "session": choice.session_id,
        "section": choice.section,
        "filters": dict(choice.filters),
        "pages": {key: one.as_json() for key, one in pages.items()},
    }


def take_place(context: Context, place: dict[str, Any]) -> None:
    """Choose again what was chosen."""
    choice = context.choice
    choice.topic_id, choice.session_id = place["topic"], place["session"]
    choice.section = place["section"]
    choice.filters.update(place["filters"])


def clear_clipboard() -> None:
    """Take out of the clipboard what was copied here; another program's is left alone."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _finish_word() -> None:
    """A word that an input method is composing belongs to the text, too."""
    application = QApplication.instance()
    guard = application.findChild(ComposeGuard) if application is not None else None
    if isinstance(guard, ComposeGuard):
        guard.finish()


def _nothing_more(_desk: Desk) -> None:
    """Done when everything before it is done."""
