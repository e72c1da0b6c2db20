"""Where workers wait for the open data file, which may come after the window is on the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from studycompanion.errors import Cancelled

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk


class DeskGate:
    """Shut at first; ``desk`` waits until it is opened or given up."""

    def __init__(self) -> None:
        self._moved = threading.Event()
        self._desk: Desk | None = None

    def open(self, desk: Desk) -> None:
        """Let everybody through who waits and who comes later."""
        self._desk = desk
        self._moved.set()

    def give_up(self) -> None:
        """The file could not be opened: who waits and who comes is sent away."""
        self._moved.set()

    def shut(self) -> None:
        """The file is being opened (again): let people wait."""
        self._moved.clear()

    def desk(self) -> Desk:
        """The open desk; raises ``Cancelled`` where opening was given up."""
        self._moved.wait()
        if self._desk is None:
            raise Cancelled
        return self._desk
