"""Chooses people one by one from a list: click, Space or Enter puts a person in or out."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services.members import MemberLine
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class PeoplePicker(Sheet):
    """Tells the ids of the chosen people when it is agreed to."""

    agreed = Signal(object)

    def __init__(
        self, parent: QWidget, people: Sequence[MemberLine], chosen: Collection[str]
    ) -> None:
        super().__init__(parent, tr("Chọn người học"), width=700)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chosen = set(chosen)
        self.model = RecordModel(
            self._columns(), identity=lambda m: m.id, key=lambda m: m.search_key
        )
        self.finder = Finder(
            self.model, name=tr("Danh sách đảng viên"), hint=tr("Tìm tên, không cần dấu")
        )
        self.finder.setFixedHeight(current().px(380))
        self.count = label("", "muted")
        all_shown = button(tr("Chọn tất cả đang hiện"), self._take_all)
        none_shown = button(tr("Bỏ chọn tất cả đang hiện"), self._drop_all)
        self.fields.addWidget(self.finder)
        self.fields.addWidget(TurningRow(all_shown, none_shown, QWidget(), stretch=2))
        self.fields.addWidget(self.count)
        hint = tr("Bấm vào tên, hoặc gõ tên rồi bấm Enter, để chọn hay bỏ chọn.")
        self.fields.addWidget(label(hint, "muted"))
        self.accept_button = button(tr("Xong"), self._agree, kind="primary")
        self.add_buttons(self.accept_button, button(tr("Hủy"), self.reject))
        self.accept_button.setDefault(False)
        self.finder.entered.connect(self._turn_current)
        self.finder.table.clicked.connect(self._turn_current)
        self.model.fill(people)
        self._show_count()
        self.finder.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list chooses a person and never closes the sheet."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Họ và tên"), lambda m: Cell(m.full_name, is_strong=True), is_name=True),
            Column(tr("Học"), self._sign, 13),
            Column(tr("Chức vụ"), lambda m: Cell(m.post), 16, rank=2),
            Column(tr("Chi bộ"), lambda m: Cell(m.cell_name), 18, rank=1),
        )

    def _sign(self, line: MemberLine) -> Cell:
        if line.id in self.chosen:
            return Cell(tr("Được chọn"), Tone.GOOD, "present")
        return Cell(tr("Chưa chọn"), Tone.NEUTRAL, "unmarked")

    def _turn_current(self) -> None:
        line = self.finder.table.current()
        if isinstance(line, MemberLine):
            self.chosen ^= {line.id}
            self.model.replace(line)
            self._show_count()

    def _shown(self) -> list[MemberLine]:
        return [self.model.record_at(row) for row in range(self.model.rowCount())]

    def _take_all(self) -> None:
        self.chosen |= {line.id for line in self._shown()}
        self._redraw()

    def _drop_all(self) -> None:
        self.chosen -= {line.id for line in self._shown()}
        self._redraw()

    def _redraw(self) -> None:
        for line in self._shown():
            self.model.replace(line)
        self._show_count()

    def _show_count(self) -> None:
        self.count.setText(tr("Đã chọn {n} đồng chí", n=group_thousands(len(self.chosen))))

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(frozenset(self.chosen))
