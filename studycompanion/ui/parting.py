"""Closing in order: jobs are cancelled, waiting writes finish, the file is backed up and closed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studycompanion.errors import Cancelled, CodedError
from studycompanion.ui.context import Context

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk


def _close(desk: "Desk") -> object:
    from studycompanion.services import agenda, opening

    agenda.remember(desk)
    return opening.close(desk)


class Parting(QObject):
    """Runs once; ``ended`` brings None, or the trouble that the last backup had."""

    ended = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._has_begun = False
        self.is_over = False

    def begin(self) -> None:
        """Start putting everything away behind the writes that wait."""
        if self._has_begun:
            return
        self._has_begun = True
        self._context.tasks.cancel_jobs()
        self._context.tasks.put_last(_close, self._on_closed, failed=self._on_failed)

    def _on_closed(self, _backup: object) -> None:
        self._end(None)

    def _on_failed(self, error: CodedError | Cancelled) -> None:
        self._end(error if isinstance(error, CodedError) else None)

    def _end(self, error: CodedError | None) -> None:
        self._context.tasks.close()
        self.is_over = True
        self.ended.emit(error)
