"""One task of a plan: a field for every clarity point, and in words what is still unclear."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studycompanion.domain.plan import ActionItem, ClarityPoint, ClaritySet
from studycompanion.domain.vietnamese import display_date
from studycompanion.services.drafts import Draft
from studycompanion.ui.models.records import Cell
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import Card, button, column, label, row
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.words import tr

DUE = "@due"
"""The name under which the due date is told beside the clarity points."""
_COLUMNS, _TWO_FIT = 2, 440


class ItemCard(Card):
    """Tells which point paused, was left or went back, and that the task is to be removed."""

    paused = Signal(str, str)
    left = Signal(str, str)
    reverted = Signal(str)
    removal_wanted = Signal()

    def __init__(self, clarity: ClaritySet) -> None:
        super().__init__(padding=SPACE.medium)
        self._clarity = clarity
        self._item: ActionItem | None = None
        self.title = label("", "section", wraps=False)
        self.clearness = Sign(wraps=True)
        self.remove = button(tr("Bỏ việc này"), self.removal_wanted.emit, kind="quiet")
        self.edits: dict[str, DraftEdit] = {}
        self.captions: dict[str, QLabel] = {}
        self.due = LineField(tr("Thời hạn"), tr("ngày/tháng/năm"))
        self.due.left.connect(lambda text: self.left.emit(DUE, text))
        self.note = label("", "muted")
        self.note.hide()
        self.column.addLayout(row(self.title, None, self.remove))
        self.column.addWidget(self.clearness)
        self.column.addLayout(self._points())
        self.column.addWidget(self.note)

    def _points(self) -> QGridLayout:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(current().px(SPACE.medium))
        self._grid.setVerticalSpacing(current().px(SPACE.small))
        self._cells: list[QWidget] = []
        for point in self._clarity.points:
            caption = label(_caption(point), "field")
            edit = DraftEdit(_caption(point))
            self.captions[point.key], self.edits[point.key] = caption, edit
            caption.setBuddy(edit)
            cell = QWidget()
            cell.setLayout(column(caption, edit, None, spacing=SPACE.hair))
            self._cells.append(cell)
            self._connect(point.key, edit)
        self._cells.append(self.due)
        self._place(_COLUMNS)
        return self._grid

    def _place(self, columns: int) -> None:
        self._columns = columns
        for place, cell in enumerate(self._cells):
            top = Qt.AlignmentFlag.AlignTop if cell is self.due else Qt.AlignmentFlag(0)
            self._grid.addWidget(cell, place // columns, place % columns, top)
        for side in range(_COLUMNS):
            self._grid.setColumnStretch(side, 1 if side < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields side by side where there is room, else one under another."""
        super().resizeEvent(event)
        columns = _COLUMNS if event.size().width() >= current().wide(_TWO_FIT) else 1
        if columns != self._columns:
            self._place(columns)

    def _connect(self, key: str, edit: DraftEdit) -> None:
        edit.paused.connect(lambda text: self.paused.emit(key, text))
        edit.left.connect(lambda text: self.left.emit(key, text))
        edit.reverted.connect(lambda: self.reverted.emit(key))
        edit.textChanged.connect(self._show_clearness)

    def show_item(self, item: ActionItem, number: int, drafts: dict[str, Draft]) -> None:
        """Show the stored task, and drafts (by point) in place of what they continue."""
        self._item = item
        self.let_type(may_type=True)
        self.title.setText(tr("Việc {number}", number=number))
        self.setAccessibleName(self.title.text())
        for key, edit in self.edits.items():
            draft = drafts.get(key)
            edit.show_stored(item.points.get(key, ""), draft=draft.text if draft else None)
        refused = drafts.get(DUE)
        stored = display_date(item.due) if item.due else ""
        self.due.show_text(refused.text if refused else stored)
        self.note.setText(tr("Đã đưa lại chữ đang viết dở. Rời ô là lưu."))
        self.note.setVisible(bool(drafts.keys() - {DUE}))
        self._show_clearness()

    def refuse_due(self, sentence: str) -> None:
        """Say under the field why its day was not taken; what was typed stays."""
        self.due.show_problem(sentence)

    def show_due(self, day: date | None) -> None:
        """Show a day as it is kept."""
        self.due.problem.hide()
        self.due.show_text(display_date(day) if day else "")

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock every field."""
        for edit in self.edits.values():
            edit.setReadOnly(not may_type)
        self.due.edit.setReadOnly(not may_type)

    def missing(self) -> tuple[ClarityPoint, ...]:
        """What is still unclear with the texts as they stand in the fields."""
        if self._item is None:
            return ()
        live = {key: edit.toPlainText() for key, edit in self.edits.items()}
        return replace(self._item, points=live).missing_clears(self._clarity)

    def go_to_missing(self) -> None:
        """Put the keyboard into the first field that is still empty."""
        missing = self.missing()
        if missing:
            self.edits[missing[0].key].setFocus()

    def first_field(self) -> DraftEdit:
        """The field of the first point."""
        return next(iter(self.edits.values()))

    def leave(self) -> None:
        """Tell every text that is not stored yet."""
        for edit in self.edits.values():
            edit.leave()
        self.due.leave()

    def _short(self, point: ClarityPoint) -> str:
        """``quy trình`` of ``rõ quy trình``: the word of ``5 rõ`` is said before."""
        return point.name.removeprefix(f"{self._clarity.name.rpartition(' ')[2]} ")

    def _show_clearness(self) -> None:
        missing = self.missing()
        names = ", ".join(self._short(point) for point in missing)
        if missing:
            cell = Cell(tr("Chưa rõ: {points}", points=names), Tone.CAUTION, "warning")
        else:
            cell = Cell(tr("Đã rõ mọi điểm"), Tone.GOOD, "present")
        self.clearness.show_cell(cell)
        keys = {point.key for point in missing}
        for point in self._clarity.points:
            lacks = tr(" – chưa có") if point.key in keys else ""
            self.captions[point.key].setText(_caption(point) + lacks)


def _caption(point: ClarityPoint) -> str:
    """``Kết quả (rõ hiệu quả)``; the due day, which papers print beside it, has its own field."""
    return f"{point.head.partition(',')[0]} ({point.name})"
