"""A long job as the window holds it: its progress, and the wish to stop it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from studycompanion.errors import Cancelled


class JobHandle(QObject):
    """Lives in the GUI thread; the work calls ``report`` from the writer."""

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, between: Callable[[], None]) -> None:
        super().__init__()
        self._between = between
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    def report(self, done: int, total: int, label: str) -> None:
        """Tell a finished item; raises ``Cancelled`` when the user asked to stop.

        The user's own waiting writes run first, so no transaction may be open here.
        """
        self._between()
        self.progressed.emit(done, total, label)
        if self._stop.is_set():
            raise Cancelled
