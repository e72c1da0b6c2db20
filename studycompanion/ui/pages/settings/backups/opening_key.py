"""Asks for the password of a backup that has another one than the data."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


class BackupKeyDialog(Sheet):
    """``then`` gets the password or recovery key; a wrong one is asked for again."""

    def __init__(self, parent: QWidget, then: Callable[[str], None], problem: str = "") -> None:
        sentence = tr("Bản sao lưu này có mật khẩu khác. Hãy nhập mật khẩu lúc ấy.")
        super().__init__(parent, tr("Mở bản sao lưu"), sentence, icon_name="lock")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self.password = LineField(tr("Mật khẩu hoặc khóa khôi phục"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields.addWidget(self.password)
        self.open_button = button(tr("Mở"), self._submit, kind="primary")
        self.add_buttons(self.open_button, button(tr("Hủy"), self.reject))
        self.password.setFocus()
        if problem:
            self.say_problem(problem)

    def _submit(self) -> None:
        typed = self.password.text
        self.accept()
        self._then(typed)
