"""A dialog that asks for a few fields and closes once the service has taken them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.services.changes import Done
from studycompanion.ui.context import Context
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.words import tr


class FormDialog(QDialog):
    """Fields in a column; what is wrong is said above the buttons and nothing is lost."""

    done_with = Signal(object)
    """The value of the service call, after it is on disk."""

    def __init__(self, parent: QWidget, context: Context, title: str, *, step: str) -> None:
        super().__init__(parent)
        self.context = context
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(current().px(520))
        self.fields = column(spacing=SPACE.medium)
        self.problem = label()
        self.problem.setStyleSheet(f"color: {current().colours.tones[Tone.BAD].ink};")
        self.problem.hide()
        self.accept_button = button(step, self._submit, kind="primary")
        self.accept_button.setDefault(True)
        whole = column(label(title, "section"), spacing=SPACE.medium)
        whole.addLayout(self.fields)
        whole.addWidget(self.problem)
        whole.addSpacing(SPACE.small)
        whole.addLayout(row(None, self.accept_button, button(tr("Hủy"), self.reject)))
        room = current().px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)

    def work(self) -> Callable[[], Done[Any]]:
        """The service call with what stands in the fields; may raise ``UserError``."""
        raise NotImplementedError

    def show_problem(self, error: CodedError) -> None:
        """Say what is wrong and let the user go on typing."""
        self.accept_button.setEnabled(True)
        self.problem.setText(say(error))
        self.problem.show()

    def _submit(self) -> None:
        try:
            work = self.work()
        except CodedError as error:
            self.show_problem(error)
            return
        self.accept_button.setEnabled(False)
        self.context.tasks.write(work, self._on_done, failed=self.show_problem)

    def _on_done(self, done: Done[Any]) -> None:
        self.accept()
        self.done_with.emit(done.value)
