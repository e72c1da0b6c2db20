"""Asks why a review or a plan that was handed in is opened again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class ReopenDialog(FormDialog):
    """The reason is kept with the paper; ``reopen`` opens it with that reason."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        *,
        title: str,
        example: str,
        note: str,
        reopen: Callable[[Desk, str], Done[Any]],
    ) -> None:
        super().__init__(parent, context, title, step=title)
        self._reopen = reopen
        self.reason = LineField(tr("Lý do mở lại"), example)
        self.fields.addWidget(self.reason)
        self.fields.addWidget(label(note, "muted"))
        self.reason.setFocus()

    def work(self) -> Callable[[Desk], Done[Any]]:
        """The call that opens the paper again."""
        reopen, reason = self._reopen, self.reason.text
        return lambda desk: reopen(desk, reason)
