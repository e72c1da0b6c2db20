"""Taking rows off a list: a question first, and the word that they can be brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from studycompanion.ui.holding import changing
from studycompanion.ui.icons import icon
from studycompanion.ui.page import Page
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.list_menu import REMOVES
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.changes import Done
    from studycompanion.services.desk import Desk

Question = Callable[[Sequence[Any]], str]
Work = Callable[["Desk", list[str]], "Done[None]"]


class Removal(QObject):
    """The action "Bỏ khỏi danh sách" of one table, in its menu and on the Delete key."""

    def __init__(
        self, page: Page, table: RecordTable, *, words: str, question: Question, work: Work
    ) -> None:
        super().__init__(table)
        self._page, self._table = page, table
        self._question, self._work = question, work
        self.action = QAction(icon("remove"), words, table)
        self.action.setShortcut(QKeySequence("Del"))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.action.setProperty(REMOVES, "yes")
        self.action.triggered.connect(self.ask)
        changing(self.action)
        table.addAction(self.action)

    def ask(self) -> None:
        """Ask about the selected rows; nothing happens without a yes."""
        from studycompanion.ui import dialogs

        chosen = self._table.selected()
        if not chosen:
            return
        ids = [self._table.records.identity(one) for one in chosen]
        message = dialogs.Message(self._page, self._question(chosen), tone=Tone.INFO)
        message.add_detail(tr("Cần thì đưa lại được: mở Sửa, chọn Đã bỏ khỏi danh sách."))
        message.add_button(tr("Bỏ khỏi danh sách"), message.accept, kind="primary")
        message.add_button(tr("Hủy"), message.reject)
        message.accepted.connect(lambda: self._remove(ids))
        message.open()

    def _remove(self, ids: list[str]) -> None:
        self._page.leave()
        work = self._work
        self._page.context.tasks.write(lambda desk: work(desk, ids), self._on_removed)

    def _on_removed(self, _done: Done[None]) -> None:
        self._page.noted.emit(tr("Đã bỏ khỏi danh sách. Hoàn tác: Ctrl+Z."))
