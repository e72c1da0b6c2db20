"""The section on safety: backups, the check of the data, and the password."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import near_moment, tr


class SafetySection(QWidget):
    """What keeps the data, with a button for each step."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.last_backup = Sign()
        self.back_up = button(tr("Sao lưu ngay"), kind="primary", icon_name="save")
        self.check = button(tr("Kiểm tra dữ liệu"), icon_name="done")
        self.password = Sign()
        self.set_password = button(tr("Đặt mật khẩu"), icon_name="lock")
        self.change_password = button(tr("Đổi mật khẩu"), icon_name="key")
        self.remove_password = button(tr("Bỏ mật khẩu"))
        inside = QWidget()
        inside.setLayout(self._layout_of(folder))
        self.setLayout(column(scrolling_card(inside)))

    def _layout_of(self, folder: Path) -> QVBoxLayout:
        daily = tr("Chương trình tự sao lưu mỗi lần đóng. Nên chép thêm một bản ra USB.")
        where = tr("Tệp dữ liệu nằm trong thư mục {folder}", folder=str(folder))
        coded = tr("Có mật khẩu thì dữ liệu được mã hóa. Hãy in khóa khôi phục và cất nơi an toàn.")
        passwords = (self.set_password, self.change_password, self.remove_password)
        return column(
            _part(tr("Sao lưu"), daily, self.last_backup, self.back_up),
            _part(tr("Dữ liệu"), where, None, self.check),
            _part(tr("Mật khẩu"), coded, self.password, *passwords),
            None,
            spacing=SPACE.large,
        )

    def show_backup(self, at: datetime | None, today: date) -> None:
        """When the last backup was made."""
        if at is None:
            cell = Cell(tr("Chưa có bản sao lưu nào"), Tone.CAUTION, "warning")
        else:
            words = tr("Sao lưu gần nhất: {when}", when=near_moment(at, today))
            cell = Cell(words, Tone.GOOD, "present")
        self.last_backup.show_cell(cell)

    def show_password(self, *, is_set: bool) -> None:
        """Whether the file is encrypted, and what can be done about it."""
        if is_set:
            self.password.show_cell(Cell(tr("Dữ liệu đã có mật khẩu"), Tone.GOOD, "lock"))
        else:
            self.password.show_cell(Cell(tr("Dữ liệu chưa có mật khẩu"), Tone.NEUTRAL, "info"))
        self.set_password.setVisible(not is_set)
        self.change_password.setVisible(is_set)
        self.remove_password.setVisible(is_set)


def _part(title: str, sentence: str, sign: Sign | None, *buttons: QPushButton) -> QWidget:
    made = QWidget()
    whole = column(label(title, "section"))
    if sign is not None:
        whole.addWidget(sign)
    whole.addWidget(label(sentence, "muted"))
    whole.addWidget(TurningRow(*buttons, QWidget(), stretch=len(buttons)))
    made.setLayout(whole)
    return made
