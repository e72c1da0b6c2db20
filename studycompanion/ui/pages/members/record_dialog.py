"""Asks in which form a member's whole record shall be written."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.services.members import MemberLine
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


class RecordDialog(Sheet):
    """A paper or a file for machines; the card number is masked unless the box is ticked."""

    wanted = Signal(str, bool)
    """The ending of the file, and whether card numbers are written in full."""

    def __init__(self, parent: QWidget, line: MemberLine) -> None:
        super().__init__(
            parent,
            tr("Lưu hồ sơ của {name}", name=line.full_name),
            tr(
                "Gồm thông tin cá nhân, chi bộ, trạng thái, chức vụ, điểm danh, bản tự soi, kế "
                "hoạch và bản cam kết. Chỉ trao cho người có trách nhiệm hoặc chính đồng chí ấy."
            ),
        )
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.with_card = QCheckBox(tr("Ghi đủ số thẻ đảng"))
        self.fields.addWidget(self.with_card)
        self.fields.addWidget(label(tr("Không đánh dấu thì số thẻ chỉ hiện ba số cuối."), "muted"))
        self.paper = button(tr("Lưu PDF…"), self._asks("pdf"), kind="primary")
        self.data = button(tr("Lưu JSON…"), self._asks("json"))
        self.add_buttons(self.paper, self.data, button(tr("Hủy"), self.reject))

    def _asks(self, suffix: str) -> Callable[[], None]:
        def ask() -> None:
            is_full = self.with_card.isChecked()
            self.accept()
            self.wanted.emit(suffix, is_full)

        return ask
