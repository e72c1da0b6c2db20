"""A dialog that asks for a few fields and closes once the service has taken them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.errors import CodedError
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.ui.context import Context
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


class FormDialog(Sheet):
    """Fields in a column; what is wrong is said above the buttons and nothing is lost."""

    done_with = Signal(object)
    """The value of the service call, after it is on disk."""

    def __init__(
        self, parent: QWidget, context: Context, title: str, *, step: str, width: int = 540
    ) -> None:
        super().__init__(parent, title, width=width)
        self.context = context
        self._held: QWidget | None = None
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.accept_button = button(step, self._submit, kind="primary")
        self.add_buttons(self.accept_button, button(tr("Hủy"), self.reject))

    def work(self) -> Callable[[Desk], Done[Any]]:
        """The service call with what stands in the fields; may raise ``UserError``."""
        raise NotImplementedError

    def place_of(self, error: CodedError) -> QWidget | None:
        """The field that ``error`` is about, which gets the keyboard; by default the last held.

        A button that waits loses the keyboard to the next one, and Enter must not press "Hủy".
        """
        return self._held

    def show_problem(self, error: CodedError) -> None:
        """Say what is wrong and let the user go on typing."""
        self.accept_button.setEnabled(True)
        super().show_problem(error)
        place = self.place_of(error)
        if place is not None:
            place.setFocus()

    def _submit(self) -> None:
        try:
            work = self.work()
        except CodedError as error:
            self.show_problem(error)
            return
        self._held = self.focusWidget()
        self.accept_button.setEnabled(False)
        self.context.tasks.write(work, self._on_done, failed=self.show_problem)

    def _on_done(self, done: Done[Any]) -> None:
        self.accept()
        self.done_with.emit(done.value)
