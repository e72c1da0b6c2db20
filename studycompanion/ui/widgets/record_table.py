"""The one table of the program: whole rows, arrows to move, letters go to the finder."""

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from studycompanion.ui.models.records import Index, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.keys import is_letter
from studycompanion.ui.widgets.list_table import ListTable, cell_gap, letter_width
from studycompanion.ui.widgets.row_delegate import RowDelegate, row_height
from studycompanion.ui.words import vietnamese

_LEAST_LETTERS = 20


class RecordTable(ListTable):
    """Shows a ``RecordModel``; tells which value is current and when Enter was pressed."""

    chosen = Signal(object)
    """The current value, or None."""
    entered = Signal()
    typed = Signal(object)
    """A key event with letters that somebody pressed here."""
    name: str
    """What the list is called in Vietnamese: it is remembered and exported by this."""

    def __init__(self, model: RecordModel, name: str) -> None:
        super().__init__(model)
        self._is_quiet = False
        self.setModel(model)
        self.setItemDelegate(RowDelegate(model, self))
        self.setAccessibleName(name)
        self.name = vietnamese(name)
        self._dress()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)
        self._kept: str | None = None
        self._hoped: str | None = None
        self._selected: list[str] = []

    def _dress(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(row_height())
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.lay_columns()

    def minimumSizeHint(self) -> QSize:
        """Room for a name and a sign."""
        return QSize(_LEAST_LETTERS * letter_width() + 2 * cell_gap(), 2 * row_height())

    def current(self) -> object | None:
        """The value of the current row."""
        index = self.currentIndex()
        return self.records.record_at(index.row()) if index.isValid() else None

    def current_identity(self) -> str | None:
        """Whose row is current."""
        value = self.current()
        return None if value is None else self.records.identity(value)

    def resume(self, identity: str | None, sorting: tuple[str, bool] | None) -> None:
        """Go on where another copy of this list was, as soon as there are rows."""
        self._hoped = identity
        self.sort_as(sorting)

    def go_to_row(self, row: int) -> None:
        """Make a row current and visible; rows outside the list are taken to its ends."""
        last = self.records.rowCount() - 1
        if last < 0:
            return
        index = self.records.index(min(max(row, 0), last), 0)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def go_to(self, identity: str) -> bool:
        """Make the row of a value current; False while it is not shown."""
        row = self.records.row_of(identity)
        if row is not None:
            self.go_to_row(row)
        return row is not None

    def move_by(self, by: int) -> None:
        """Go up or down by so many rows."""
        self.go_to_row(self.currentIndex().row() + by if self.currentIndex().isValid() else 0)

    def rows_on_a_page(self) -> int:
        """How many rows fit in the view."""
        return max(1, self.viewport().height() // row_height() - 1)

    def currentChanged(self, new: Index, old: Index) -> None:
        """Tell the new current value."""
        super().currentChanged(new, old)
        if not self._is_quiet:
            self.chosen.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and letters are told; everything else moves as in any table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif is_letter(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows, and a line round the current one while the table has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex().isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(current().colours.focus), 2))
            first = self.visualRect(self.currentIndex())
            painter.drawRect(first.adjusted(1, 1, self.viewport().width() - first.width() - 2, -2))

    def _remember(self) -> None:
        self._selected = [self.records.identity(one) for one in self.selected()]
        first = next(iter(self._selected), None)
        self._kept = self.current_identity() or first
        self._is_quiet = True

    def _recall(self) -> None:
        self._is_quiet = False
        if self._kept is None and self.records.rowCount():
            self._kept, self._hoped = self._hoped, None
        if self._kept is None or not self.go_to(self._kept):
            self.go_to_row(0)
        elif len(self._selected) > 1:
            self._select_again()
        if not self.records.rowCount():
            self.chosen.emit(None)

    def _select_again(self) -> None:
        flag = QItemSelectionModel.SelectionFlag
        for identity in self._selected:
            row = self.records.row_of(identity)
            if row is not None:
                self.selectionModel().select(self.records.index(row, 0), flag.Select | flag.Rows)
