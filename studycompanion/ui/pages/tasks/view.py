"""Layout of the start page: what waits, or the quiet word that nothing does."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.widgets.empty import EmptyPage
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.widgets.split import list_card
from studycompanion.ui.widgets.todo_list import TodoList
from studycompanion.ui.words import tr


class TasksView(QWidget):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        super().__init__()
        self.header = PageHeader(tr("Việc cần làm"))
        self.model = RecordModel(
            (Column(tr("Việc cần làm"), lambda t: Cell(t.sentence)),),
            identity=lambda t: t.identity,
            key=lambda t: fold(t.sentence),
        )
        self.list = TodoList(self.model, tr("Việc cần làm"))
        self.empty = EmptyPage("done", tr("Hôm nay không có việc đến hạn."), tr("Mở Chuyên đề"))
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, list_card(self.list)):
            self._stack.addWidget(part)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def show_list(self, *, is_empty: bool) -> None:
        """Show what waits, or that nothing does."""
        self._stack.setCurrentIndex(1 if is_empty else 2)
