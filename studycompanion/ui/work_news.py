"""Passes on what the workers did: to the status line, to the pages, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from studycompanion.errors import CodedError
from studycompanion.ui.context import BACKUP, Context
from studycompanion.ui.status_line import StatusLine
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.changes import Changes, Done


class WorkNews(QObject):
    """Stands between the tasks and the window."""

    def __init__(self, context: Context, status: StatusLine, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._status, self._window = context, status, window
        self._told, self._said = "", window
        tasks = context.tasks
        tasks.started_writing.connect(status.show_saving)
        tasks.wrote.connect(self._on_wrote)
        tasks.write_failed.connect(status.show_not_saved)
        tasks.refused.connect(status.show_refused)
        tasks.troubled.connect(self._on_troubled)
        context.hub.changed.connect(self._on_announced)

    def look_for_backup(self) -> None:
        """Learn when the last backup was made."""
        from studycompanion.services import safekeeping

        self._context.tasks.read(
            safekeeping.last_backup, self._status.show_backup, key=self._status
        )

    def on_backed_up(self, _path: object) -> None:
        """Tell that a backup was made."""
        from studycompanion.services.changes import Changes

        self._context.hub.announce(Changes({BACKUP: frozenset()}))
        self._status.note(tr("Đã sao lưu."))

    def _on_announced(self, changes: Changes, _origin: object) -> None:
        if changes.touches(BACKUP):
            self.look_for_backup()

    def _on_wrote(self, done: Done[object], origin: object) -> None:
        self._status.show_saved()
        self._context.hub.announce(done.changes, origin)

    def _on_troubled(self, error: CodedError) -> None:
        from studycompanion.ui import dialogs

        # A disk that refuses a text refuses its draft as well: once is enough to be told.
        if not (isValid(self._said) and self._said.isVisible() and self._told == str(error)):
            self._told, self._said = str(error), dialogs.say_error(self._window, error)
