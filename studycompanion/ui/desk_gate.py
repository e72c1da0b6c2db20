"""Where workers wait for the open data file, which may come late or be changed under them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from studycompanion.errors import Cancelled

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk


class DeskGate:
    """Shut at first; ``passage`` waits until it is opened or given up."""

    def __init__(self) -> None:
        self._turned = threading.Condition()
        self._is_decided = False
        self._desk: Desk | None = None
        self._inside: Counter[int] = Counter()
        self._alone: int | None = None

    def open(self, desk: Desk) -> None:
        """Let everybody through who waits and who comes later."""
        with self._turned:
            self._desk = desk
            self._is_decided = True
            self._turned.notify_all()

    def give_up(self) -> None:
        """The file could not be opened: who waits and who comes is sent away."""
        with self._turned:
            self._is_decided = True
            self._turned.notify_all()

    def shut(self) -> None:
        """The file is being opened (again): let people wait."""
        with self._turned:
            self._is_decided = False

    def desk(self) -> Desk:
        """The open desk, for a look at once; waits and raises as ``passage`` does."""
        with self.passage() as desk:
            return desk

    @contextmanager
    def passage(self) -> Iterator[Desk]:
        """The open desk for one piece of work; ``Cancelled`` where opening was given up."""
        me = threading.get_ident()
        with self._turned:
            self._turned.wait_for(lambda: self._may_pass(me))
            if self._desk is None:
                raise Cancelled
            self._inside[me] += 1
        try:
            yield self._desk
        finally:
            with self._turned:
                self._inside[me] -= 1
                self._turned.notify_all()

    def _may_pass(self, me: int) -> bool:
        is_free = self._alone in (None, me) or self._inside[me] > 0
        return self._is_decided and is_free

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else works with the file meanwhile: who is inside ends first, who comes waits.

        For what closes the file and opens it again, such as another password.
        """
        me = threading.get_ident()
        with self._turned:
            self._turned.wait_for(lambda: self._alone is None)
            self._alone = me
            self._turned.wait_for(lambda: not self._others_inside(me))
        try:
            yield
        finally:
            with self._turned:
                self._alone = None
                self._turned.notify_all()

    def _others_inside(self, me: int) -> bool:
        return any(count for who, count in self._inside.items() if who != me)
