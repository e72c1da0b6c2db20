"""Topics that are over are put away: out of sight, and shown again by a tick."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from studycompanion.services import topics
from studycompanion.services.changes import Done
from studycompanion.services.topics import TopicLine
from studycompanion.ui.icons import icon
from studycompanion.ui.page import Page
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.words import tr


class Archiving(QObject):
    """Two actions in the menu of the list of topics; each is one step that can be undone."""

    def __init__(self, page: Page, table: RecordTable) -> None:
        super().__init__(table)
        self._page, self._table = page, table
        self.away = QAction(icon("folder"), tr("Cất chuyên đề đã xong"), table)
        self.out = QAction(icon("undo"), tr("Đưa chuyên đề ra dùng lại"), table)
        for action, is_archived in ((self.away, True), (self.out, False)):
            action.triggered.connect(lambda _on=False, to=is_archived: self._turn(is_archived=to))
            table.addAction(action)

    def _turn(self, *, is_archived: bool) -> None:
        chosen: list[TopicLine] = self._table.selected()
        ids = [line.id for line in chosen if line.is_archived is not is_archived]
        if ids:
            self._page.context.tasks.write(
                lambda desk: topics.archive(desk, ids, is_archived=is_archived),
                self._on_away if is_archived else self._on_out,
            )

    def _on_away(self, _done: Done[None]) -> None:
        self._page.noted.emit(tr("Đã cất. Đánh dấu “Hiện chuyên đề đã cất” để thấy lại."))

    def _on_out(self, _done: Done[None]) -> None:
        self._page.noted.emit(tr("Đã đưa ra dùng lại."))
