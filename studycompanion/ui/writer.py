"""The one thread that writes: calls wait in line by priority, the user's before jobs."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from queue import PriorityQueue


class Priority(IntEnum):
    """Who goes first; END stops the thread once everything before it is done."""

    USER = 0
    JOB = 1
    LAST = 2
    END = 3


@dataclass(order=True, slots=True)
class _Waiting:
    priority: Priority
    turn: int
    call: Callable[[], None] = field(compare=False)


class Writer:
    """Runs calls that must not raise, one at a time."""

    def __init__(self) -> None:
        self._turns = itertools.count()
        self._line: PriorityQueue[_Waiting] = PriorityQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def put(self, call: Callable[[], None], priority: Priority) -> None:
        """Let ``call`` wait for its turn."""
        self._line.put(_Waiting(priority, next(self._turns), call))

    def serve_the_user(self) -> None:
        """Run the user's waiting calls now; for a job on this thread, between transactions."""
        while (waiting := self._next_of_user()) is not None:
            waiting.call()

    def close(self) -> None:
        """Finish what waits, then stop; returns when the thread has ended."""
        self.put(_nothing, Priority.END)
        self._thread.join()

    def _run(self) -> None:
        while (waiting := self._line.get()).priority is not Priority.END:
            waiting.call()

    def _next_of_user(self) -> _Waiting | None:
        with self._line.mutex:
            first = self._line.queue[0] if self._line.queue else None
            if first is None or first.priority is not Priority.USER:
                return None
        return self._line.get()  # only this thread takes, so the first is still the first


def _nothing() -> None:
    """What the END of the line calls."""
