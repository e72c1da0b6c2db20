"""Tells when nobody has touched the program for as long as the user allows."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from studycompanion.ui.context import Context

EVERY_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class Idleness(QObject):
    """Watches only the window in front, and only while a time is set: keys stay quick.

    Both clocks count, for one stands still while a PC sleeps and the other can be set.
    """

    over = Signal()

    def __init__(self, context: Context, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context
        self._front: QWindow | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._touched: tuple[datetime, float] = (context.clock(), time.monotonic())
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_front)

    def begin(self) -> None:
        """Count from now on, or stop where no time is set any more."""
        self.touch()
        if self._context.preferences.comforts.lock_after:
            self._timer.start()
            self._on_front(QGuiApplication.focusWindow())
        else:
            self.stop()

    def stop(self) -> None:
        """Nobody is waited for any more."""
        self._timer.stop()
        self._on_front(None)

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = (self._context.clock(), time.monotonic())

    def look(self) -> None:
        """Say so where the time is over; long work gets as much time again."""
        allowed = self._context.preferences.comforts.lock_after * 60
        if self._context.tasks.has_jobs:
            allowed *= 2
        if allowed and self.idle_s() >= allowed:
            self.over.emit()

    def idle_s(self) -> float:
        """Seconds since the last touch, by the clock that says more."""
        wall, steady = self._touched
        return max((self._context.clock() - wall).total_seconds(), time.monotonic() - steady)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a touch; nothing is kept from anybody."""
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _on_front(self, window: QWindow | None) -> None:
        if self._front is not None:
            self._front.removeEventFilter(self)
        self._front = window if self._timer.isActive() else None
        if self._front is not None:
            self._front.installEventFilter(self)
            self.touch()
