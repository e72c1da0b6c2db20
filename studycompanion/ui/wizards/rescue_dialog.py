"""Offers the newest good backup where the data file is damaged."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import CodedError
from studycompanion.services.rescue import Offer
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import tr


class RescueDialog(DoorFrame):
    """``agreed`` brings the backup and the password; with no offer one can only leave."""

    agreed = Signal(object, str)

    def __init__(self, offer: Offer | None) -> None:
        super().__init__(tr("Tệp dữ liệu bị hỏng"), _told(offer), icon_name="warning")
        self._offer = offer
        self.password = LineField(tr("Mật khẩu hoặc khóa khôi phục"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.hide()
        self.fields.addWidget(self.password)
        leave = button(tr("Thoát"), self.reject)
        self.restore = button(tr("Khôi phục bản này"), self._submit, kind="primary")
        self.restore.setVisible(offer is not None)
        if offer is not None:
            self.add_buttons(self.restore, leave)
        else:
            self.add_buttons(leave)

    def show_problem(self, error: CodedError) -> None:
        """A backup with a password asks for it; a wrong one can be typed over."""
        super().show_problem(error)
        if error.code in ("password_needed", "wrong_password"):
            self.password.show()
            self.password.setFocus()
            self.password.edit.selectAll()

    def _submit(self) -> None:
        self.problem.hide()
        if self._offer is not None:
            self.agreed.emit(self._offer.path, self.password.text)


def _told(offer: Offer | None) -> str:
    if offer is None:
        return tr(
            "Không có bản sao lưu nào mở được ở đây. Hãy cắm USB có bản sao lưu rồi mở lại chương "
            "trình; tệp hỏng vẫn được giữ nguyên."
        )
    return tr(
        "{missing} Bản ấy có {n} người, {tasks} việc. Tệp hỏng được giữ nguyên trong thư mục "
        "riêng.",
        missing=offer.missing,
        n=group_thousands(offer.people),
        tasks=group_thousands(offer.tasks),
    )
