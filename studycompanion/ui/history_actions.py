"""Undo and redo over the journal, named in the menu by the step that they would take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from studycompanion.errors import CodedError
from studycompanion.ui.context import Context
from studycompanion.ui.holding import changing
from studycompanion.ui.icons import icon
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.changes import Done
    from studycompanion.services.desk import Desk


class HistoryActions(QObject):
    """The two actions; their words follow every write."""

    about_to_act = Signal()
    noted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.undo = QAction(icon("undo"), tr("Hoàn tác"), self)
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.undo.triggered.connect(self._on_undo)
        self.redo = QAction(icon("redo"), tr("Làm lại"), self)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.redo.triggered.connect(self._on_redo)
        changing(self.undo, self.redo)
        self._show((None, None))
        context.hub.changed.connect(self.refresh)

    def speak_again(self) -> None:
        """Another language was chosen: say the steps in it."""
        self._show((None, None))
        self.refresh()

    def refresh(self) -> None:
        """Ask the journal for the next steps."""
        self._context.tasks.read(_next_names, self._show, key=self)

    def _show(self, names: tuple[str | None, str | None]) -> None:
        for action, word, step in (
            (self.undo, tr("Hoàn tác"), names[0]),
            (self.redo, tr("Làm lại"), names[1]),
        ):
            action.setText(f"{word}: {step}" if step else word)
            action.setEnabled(step is not None)

    def _on_undo(self) -> None:
        from studycompanion.services import history

        self.about_to_act.emit()
        self._context.tasks.write(history.undo, self._on_undone, failed=self._on_failed)

    def _on_redo(self) -> None:
        from studycompanion.services import history

        self.about_to_act.emit()
        self._context.tasks.write(history.redo, self._on_redone, failed=self._on_failed)

    def _on_undone(self, done: Done[str]) -> None:
        self.noted.emit(tr("Đã hoàn tác: {step}", step=done.value))

    def _on_redone(self, done: Done[str]) -> None:
        self.noted.emit(tr("Đã làm lại: {step}", step=done.value))

    def _on_failed(self, error: CodedError) -> None:
        self.refresh()
        if error.code != "nothing_to_undo":
            self._context.tasks.troubled.emit(error)


def _next_names(desk: Desk) -> tuple[str | None, str | None]:
    """What undo and redo would take; loaded late, for the first page does not wait for it."""
    from studycompanion.services import history

    steps = history.next_steps(desk)
    return steps.undo, steps.redo
