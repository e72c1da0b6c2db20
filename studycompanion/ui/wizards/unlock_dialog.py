"""Asks for the password of an encrypted data file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from studycompanion.errors import CodedError
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import tr


class UnlockDialog(DoorFrame):
    """``agreed`` brings the password or the recovery key; a wrong one is said in one sentence."""

    agreed = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            tr("Mở dữ liệu"),
            tr("Dữ liệu này có mật khẩu. Quên mật khẩu thì nhập khóa khôi phục đã in."),
            icon_name="lock",
        )
        self.password = LineField(tr("Mật khẩu hoặc khóa khôi phục"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields.addWidget(self.password)
        self.open_button = button(tr("Mở"), self._submit, kind="primary")
        self.add_buttons(self.open_button, button(tr("Thoát"), self.reject))
        self.password.setFocus()

    def show_problem(self, error: CodedError) -> None:
        """Say what is wrong; the field keeps the keyboard, its text selected."""
        super().show_problem(error)
        self.password.setFocus()
        self.password.edit.selectAll()

    def _submit(self) -> None:
        self.problem.hide()
        self.agreed.emit(self.password.text)
