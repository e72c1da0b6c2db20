"""What is shown while the window is locked, and asks for the password where it must stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit

from studycompanion.errors import CodedError
from studycompanion.ui.context import Context
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk


class Cover(DoorFrame):
    """Names nobody; closing it does nothing."""

    def __init__(self) -> None:
        super().__init__(
            tr("Đang khóa"),
            tr("Đang cất những gì đang làm. Không mất chữ nào."),
            icon_name="lock",
        )
        self.password = LineField(tr("Mật khẩu hoặc khóa khôi phục"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields.addWidget(self.password)
        self.open_button = button(tr("Mở"), self._submit, kind="primary")
        self.add_buttons(self.open_button)
        self.password.hide()
        self.open_button.hide()
        self._context: Context | None = None
        self._then: Callable[[], object] | None = None

    def ask(self, context: Context, *, then: Callable[[], object]) -> None:
        """The disk took nothing, so all stays in memory: ``then`` follows the right password."""
        self._context, self._then = context, then
        self.sentence.setText(
            tr(
                "Đĩa không ghi được nên chương trình chỉ che màn hình, mọi chữ vẫn còn nguyên. "
                "Hãy nhập mật khẩu để làm tiếp."
            )
        )
        self.password.show()
        self.open_button.show()
        self.password.setFocus()

    def reject(self) -> None:
        """There is nothing behind it to go to."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the program's own end closes it."""
        event.setAccepted(not event.spontaneous())

    def _submit(self) -> None:
        context, password = self._context, self.password.text
        if context is not None:
            self.problem.hide()
            self.open_button.setEnabled(False)
            context.tasks.compute(
                lambda desk: _prove(desk, password), self._on_proved, failed=self._on_wrong
            )

    def _on_proved(self, _key: object) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def _on_wrong(self, error: CodedError) -> None:
        self.open_button.setEnabled(True)
        self.show_problem(error)
        self.password.setFocus()
        self.password.edit.selectAll()


def _prove(desk: Desk, password: str) -> None:
    from studycompanion.services import opening

    opening.prove_password(desk.folder, password, desk.clock())
