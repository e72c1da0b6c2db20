"""Notes that a review was looked at: once it stands there for a while, not at every arrow key."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from studycompanion.services import review_tracing
from studycompanion.ui.tasks import Tasks

WAIT_MS = 2_000
"""Who only passes by on the way to another person has not read anything."""


class ShownTrace(QObject):
    """Waits while a review is in view, then has it noted."""

    def __init__(self, page: QWidget, tasks: Tasks) -> None:
        super().__init__(page)
        self._page, self._tasks = page, tasks
        self._in_view = ("", "")
        self._patience = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._patience.timeout.connect(self._on_waited)

    def show_review(self, topic_id: str, member_id: str) -> None:
        """This review is in view from now on."""
        self._in_view = (topic_id, member_id)
        self._patience.start()

    def show_nothing(self) -> None:
        """No review is in view."""
        self._patience.stop()

    def _on_waited(self) -> None:
        if self._page.isVisible():
            topic_id, member_id = self._in_view
            self._tasks.keep(lambda desk: review_tracing.note_shown(desk, topic_id, member_id))
