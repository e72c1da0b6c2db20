"""How long the event loop of the window lets somebody wait."""

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer

EVERY_MS = 5


class LoopWatch(QObject):
    """A timer that ought to ring every few milliseconds; ``gaps`` are the waits in between."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._timer = QTimer(self, interval=EVERY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ring)

    def __enter__(self) -> "LoopWatch":
        self._last = perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()

    def _ring(self) -> None:
        now = perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    @property
    def longest(self) -> float:
        return max(self.gaps)

    def percentile(self, share: float) -> float:
        return sorted(self.gaps)[int(share * (len(self.gaps) - 1))]
