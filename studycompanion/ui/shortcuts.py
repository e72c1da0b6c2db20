"""The sheet of keys that F1 shows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.words import tr


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        ("Ctrl+1 … Ctrl+6", tr("Mở một trang")),
        ("Ctrl+Z, Ctrl+Y", tr("Hoàn tác, làm lại")),
        ("Ctrl+S", tr("Sao lưu ngay")),
        (tr("Gõ chữ"), tr("Tìm người, không cần dấu; gõ số để tìm theo STT")),
        ("↑ ↓", tr("Chọn người trong danh sách")),
        ("Enter", tr("Điểm danh: Có mặt")),
        ("F2 … F8", tr("Điểm danh: các dấu khác, ghi trên nút")),
        ("Ctrl+PageUp, Ctrl+PageDown", tr("Người trước, người sau")),
        ("Esc", tr("Bỏ chữ đang tìm, đóng hộp thoại")),
    )


class ShortcutSheet(QDialog):
    """A short list of keys and what they do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Phím tắt"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(current().px(SPACE.large))
        grid.setVerticalSpacing(current().px(SPACE.small))
        for place, (keys, what) in enumerate(_keys()):
            grid.addWidget(label(keys, "field", wraps=False), place, 0)
            grid.addWidget(label(what, wraps=False), place, 1)
        whole = column(label(tr("Phím tắt"), "section"), spacing=SPACE.large)
        whole.addLayout(grid)
        whole.addLayout(row(None, button(tr("Đóng"), self.accept, kind="primary")))
        room = current().px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
