"""Asks for a password to set, change or remove."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studycompanion.errors import CodedError
from studycompanion.services import safekeeping
from studycompanion.services.desk import Desk
from studycompanion.services.safekeeping import PasswordChange
from studycompanion.ui.context import Context
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


class Step(Enum):
    """What is to become of the password."""

    SET = "set"
    CHANGE = "change"
    REMOVE = "remove"


class PasswordDialog(Sheet):
    """The old and the new password as far as the step needs them."""

    changed = Signal(object)
    """The ``PasswordChange``, once the file stands under it."""

    def __init__(self, parent: QWidget, context: Context, step: Step) -> None:
        title = {
            Step.SET: tr("Đặt mật khẩu"),
            Step.CHANGE: tr("Đổi mật khẩu"),
            Step.REMOVE: tr("Bỏ mật khẩu"),
        }[step]
        super().__init__(parent, title)
        self.context, self._step = context, step
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.old = _secret(tr("Mật khẩu đang dùng"))
        self.new = _secret(tr("Mật khẩu mới"))
        self.again = _secret(tr("Nhập lại mật khẩu mới"))
        for field, steps in (
            (self.old, (Step.CHANGE, Step.REMOVE)),
            (self.new, (Step.SET, Step.CHANGE)),
            (self.again, (Step.SET, Step.CHANGE)),
        ):
            self.fields.addWidget(field)
            field.setVisible(step in steps)
        self.accept_button = button(title, self._submit, kind="primary")
        self.add_buttons(self.accept_button, button(tr("Hủy"), self.reject))
        (self.new if step is Step.SET else self.old).setFocus()

    def show_problem(self, error: CodedError) -> None:
        """Say what is wrong and let the user go on typing."""
        self.accept_button.setEnabled(True)
        super().show_problem(error)

    def _submit(self) -> None:
        new = self.new.text
        if self._step is not Step.REMOVE and not new:
            self.say_problem(tr("Chưa nhập mật khẩu mới. Hãy nhập mật khẩu."))
        elif new != self.again.text:
            self.say_problem(tr("Hai lần nhập mật khẩu chưa giống nhau. Hãy nhập lại."))
        else:
            self.problem.hide()
            self.accept_button.setEnabled(False)
            self.context.tasks.keep_alone(self._work(), self._on_changed, failed=self.show_problem)

    def _work(self) -> Callable[[Desk], PasswordChange]:
        old = self.old.text if self._step is not Step.SET else None
        new = self.new.text or None
        return lambda desk: safekeeping.change_password(desk, old, new)

    def _on_changed(self, change: PasswordChange) -> None:
        self.accept()
        self.changed.emit(change)


def _secret(name: str) -> LineField:
    field = LineField(name)
    field.edit.setEchoMode(QLineEdit.EchoMode.Password)
    return field
