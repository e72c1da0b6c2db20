"""A list that is found in by typing: find box above, table below, one keyboard for both."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.ui.announcing import announce
from studycompanion.ui.models.records import RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.search_box import SearchBox
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class Finder(QWidget):
    """Find box and table over one model; wherever letters are typed, they go to the box."""

    chosen = Signal(object)
    entered = Signal()
    all_wanted = Signal()
    """A filter hides everything, and the user wants to see all again."""

    def __init__(self, model: RecordModel, *beside: QWidget, name: str, hint: str) -> None:
        super().__init__()
        self.model = model
        self.box = SearchBox(hint)
        self.table = RecordTable(model, name)
        self.nothing = label(kind="muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.filtered = ""
        """What to say where a filter hides everything; "" while no filter is set."""
        self.all_button = button(tr("Tất cả"), self.all_wanted.emit)
        self._lay_out(beside)
        self.box.searched.connect(self._on_searched)
        self.box.moved.connect(self.table.move_by)
        self.box.paged.connect(self._on_paged)
        self.box.copied.connect(self.table.copy)
        self.box.entered.connect(self.entered)
        self.table.entered.connect(self.entered)
        self.table.typed.connect(self.take_key)
        self.table.chosen.connect(self.chosen)
        self.setFocusProxy(self.box)

    def _lay_out(self, beside: tuple[QWidget, ...]) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        emptiness = QWidget()
        inside = column(self.nothing, spacing=SPACE.medium)
        inside.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        emptiness.setLayout(inside)
        self._stack.addWidget(emptiness)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(current().px(SPACE.small))
        whole.addWidget(TurningRow(self.box, *beside))
        whole.addWidget(self._stack, 1)

    def take_key(self, event: QKeyEvent) -> None:
        """Type a key that was pressed elsewhere into the find box."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        copy = QKeyEvent(
            QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text(), event.isAutoRepeat()
        )
        QApplication.sendEvent(self.box, copy)

    def refresh(self) -> None:
        """Say so where nothing is found; call after the model was filled."""
        typed = self.box.sought.strip()
        is_empty = not self.model.rowCount() and bool(typed or self.filtered)
        sentences = (tr("Không tìm thấy “{typed}”.", typed=typed) if typed else "", self.filtered)
        self.nothing.setText(" ".join(filter(None, sentences)))
        self.all_button.setVisible(bool(self.filtered))
        self._stack.setCurrentIndex(int(is_empty))

    def _on_searched(self, typed: str) -> None:
        self.model.narrow(typed)
        if typed.strip():
            self.table.go_to_row(self._best_row(typed.strip()))
        self.refresh()
        if typed.strip():
            found = tr("Tìm thấy {n} dòng", n=group_thousands(self.model.rowCount()))
            announce(self, found if self.model.rowCount() else self.nothing.text())

    def _best_row(self, typed: str) -> int:
        """The row whose first column is just the typed number, else the first."""
        if typed.isdigit():
            for row in range(min(self.model.rowCount(), 1000)):
                if self.model.cell_at(row, 0).text == typed:
                    return row
        return 0

    def _on_paged(self, pages: int) -> None:
        self.table.move_by(pages * self.table.rows_on_a_page())
