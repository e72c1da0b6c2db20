"""Lets the window answer at once while workers work: it waits for Python's one lock less often.

Measured while a whole ward's forms were drawn: a thorough search for garbage holds every thread up
for as long as a hundred milliseconds, and each step of the window that runs in Python waits for the
worker's turn to end. Garbage that a worker happens to find would also delete Qt's objects there.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from studycompanion.ui.tasks import Tasks

_TURN_S = 0.0002
"""How long a worker may go on once the window wants its turn."""
_PYTHONS_TURN_S = sys.getswitchinterval()
_EVERY_MS = 1000
_YOUNG = 5_000
"""So many new objects are worth a look at the young."""
_THOROUGH_EVERY = 60
"""Ticks between two thorough looks."""
_LONGEST_BUSY = 600
"""Ticks of work under way after which the young are looked at in between."""


class Breathing(QObject):
    """While workers may run, garbage is looked for in the GUI thread only, when all is quiet."""

    _alive = 0

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._tasks = tasks
        self._ticks = self._busy = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.tidy)
        self._timer.start()
        self._count(1)
        sys.setswitchinterval(_TURN_S)
        gc.disable()

    def settle(self) -> None:
        """What is loaded by now stays for good and need not be looked through again."""
        gc.freeze()

    def end(self) -> None:
        """Leave it to Python again, once no other workers are left."""
        was_on = self._timer.isActive()
        self._timer.stop()
        if was_on and not self._count(-1):
            gc.unfreeze()
            gc.enable()
            sys.setswitchinterval(_PYTHONS_TURN_S)

    @classmethod
    def _count(cls, more: int) -> int:
        cls._alive += more
        return cls._alive

    def tidy(self) -> None:
        """A look among the young when all is quiet; once in a while among all."""
        self._busy = 0 if self._tasks.is_idle else self._busy + 1
        if 0 < self._busy < _LONGEST_BUSY:
            return
        self._ticks += 1
        if self._ticks >= _THOROUGH_EVERY and not self._busy:
            self._ticks = 0
            gc.collect()
        elif gc.get_count()[0] > _YOUNG:
            gc.collect(1)
