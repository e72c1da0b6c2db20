"""Asks why a plan is opened again, and who answers for a task."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.review import Stage
from studycompanion.services import plan_stages
from studycompanion.services.members import MemberLine
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.reopen_dialog import ReopenDialog
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


def reopening(parent: QWidget, context: Context, topic_id: str, member_id: str) -> ReopenDialog:
    """Asks why a member's plan is opened again."""
    return ReopenDialog(
        parent,
        context,
        title=tr("Mở lại kế hoạch"),
        example=tr("ví dụ: bổ sung một việc"),
        note=tr("Kế hoạch trở lại bước đang viết. Lý do được giữ cùng kế hoạch."),
        reopen=lambda desk, reason: plan_stages.move_plan(
            desk, topic_id, member_id, Stage.WRITING, reason=reason
        ),
    )


class PickDialog(Sheet):
    """Picks one person by typing, without dấu; tells the id, "" for the plan's own member."""

    picked = Signal(str, str)

    def __init__(self, parent: QWidget, people: Sequence[MemberLine], chosen: str) -> None:
        super().__init__(parent, tr("Người chịu trách nhiệm chính"), width=640)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RecordModel(
            (
                Column(tr("Họ và tên"), lambda m: Cell(m.full_name, is_strong=True), is_name=True),
                Column(tr("Chi bộ"), lambda m: Cell(m.cell_name), 24, rank=1),
            ),
            identity=lambda m: m.id,
            key=lambda m: m.search_key,
        )
        self.finder = Finder(
            self.model, name=tr("Danh sách đảng viên"), hint=tr("Tìm tên, không cần dấu")
        )
        self.finder.setFixedHeight(current().px(360))
        self.fields.addWidget(self.finder)
        note = tr("Mỗi việc có một người chịu trách nhiệm chính. Gõ tên rồi bấm Enter.")
        self.fields.addWidget(label(note, "muted"))
        self.accept_button = button(tr("Chọn người này"), self._agree, kind="primary")
        self.add_buttons(self.accept_button, button(tr("Hủy"), self.reject))
        self.finder.entered.connect(self._agree)
        self.model.fill(people)
        self.finder.table.go_to(chosen)
        self.finder.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list picks once; the default button is not pressed as well."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (is_enter and self.finder.isAncestorOf(self.focusWidget())):
            super().keyPressEvent(event)

    def _agree(self) -> None:
        line = self.finder.table.current()
        if isinstance(line, MemberLine) and self.isVisible():
            self.accept()
            self.picked.emit(line.id, line.full_name)
