"""Threads that run calls in line: the one that writes, with priorities, and the ones that read."""

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from queue import PriorityQueue


class Priority(IntEnum):
    """Who goes first; END stops a thread once everything before it is done."""

    USER = 0
    JOB = 1
    LAST = 2
    END = 3


@dataclass(order=True, slots=True)
class _Waiting:
    priority: Priority
    turn: int
    call: Callable[[], None] = field(compare=False)


class Line:
    """Runs calls that must not raise, in the order of priority and coming."""

    def __init__(self, name: str, threads: int) -> None:
        self._turns = itertools.count()
        self._waiting: PriorityQueue[_Waiting] = PriorityQueue()
        self._threads = [
            threading.Thread(target=self._run, name=name, daemon=True) for _ in range(threads)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, call: Callable[[], None], priority: Priority = Priority.USER) -> None:
        """Let ``call`` wait for its turn."""
        self._waiting.put(_Waiting(priority, next(self._turns), call))

    def serve_the_user(self) -> None:
        """Run the user's waiting calls now; for a job on the only thread, between transactions."""
        while (waiting := self._next_of_user()) is not None:
            waiting.call()

    def close(self) -> None:
        """Finish what waits, then stop; returns when the threads have ended."""
        for _ in self._threads:
            self.put(_nothing, Priority.END)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while (waiting := self._waiting.get()).priority is not Priority.END:
            waiting.call()

    def _next_of_user(self) -> _Waiting | None:
        with self._waiting.mutex:
            first = self._waiting.queue[0] if self._waiting.queue else None
            if first is None or first.priority is not Priority.USER:
                return None
        return self._waiting.get()  # the only thread takes, so the first is still the first


def _nothing() -> None:
    """What the end of a line calls."""
