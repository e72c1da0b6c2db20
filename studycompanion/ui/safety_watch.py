"""Keeps the data safe while one works: a backup when due, and now and then a rehearsal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from studycompanion.errors import Cancelled
from studycompanion.ui.context import BACKUP, Context

if TYPE_CHECKING:
    from pathlib import Path

    from studycompanion.domain.work import Job
    from studycompanion.services.desk import Desk
    from studycompanion.services.rehearsal import Rehearsal

EVERY_MS = 60_000
"""How often it is looked whether a backup is due; the first time after the start has calmed."""


class SafetyWatch(QObject):
    """Its jobs wait behind the user's own work, one at a time, and say nothing when all is well."""

    def __init__(self, context: Context, window: QObject) -> None:
        super().__init__(window)
        self._context = context
        self._is_busy = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """The data file is open: look every minute from now on."""
        self._timer.start()

    def stop(self) -> None:
        """The window goes; closing makes its own backup."""
        self._timer.stop()

    def look(self) -> None:
        """Back up what is due, unless the last look is still under way."""
        if not self._is_busy:
            self._is_busy = True
            self._context.tasks.start_job(_back_up, self._on_backed_up, failed=self._on_trouble)

    def _on_backed_up(self, made: Path | None) -> None:
        if made is not None:
            self._tell()
        self._context.tasks.start_job(_rehearse, self._on_rehearsed, failed=self._on_trouble)

    def _on_rehearsed(self, done: Rehearsal | None) -> None:
        self._is_busy = False
        if done is not None:
            self._tell()

    def _on_trouble(self, error: Exception) -> None:
        """Nobody asked for it: the section on safety says how old the last copy is."""
        self._is_busy = False
        if not isinstance(error, Cancelled):
            self._tell()

    def _tell(self) -> None:
        from studycompanion.services.changes import Changes

        self._context.hub.announce(Changes({BACKUP: frozenset()}))


def _back_up(desk: Desk, job: Job) -> Path | None:
    from studycompanion.services import safekeeping

    job.report(0, 1, "")
    return safekeeping.backup_if_due(desk)


def _rehearse(desk: Desk, job: Job) -> Rehearsal | None:
    """The monthly rehearsal; what can only be read is none of this program's to rehearse."""
    from studycompanion.services import opening, rehearsal

    job.report(0, 1, "")
    return rehearsal.if_due(desk) if opening.why_read_only(desk) is None else None
