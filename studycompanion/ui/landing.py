"""How an answer from a worker comes down in the GUI thread without holding its page alive."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MethodType
from typing import Any, cast
from weakref import WeakMethod

from PySide6.QtCore import QObject
from shiboken6 import isValid

Then = Callable[[Any], None]


class Receiver:
    """Calls a bound method as long as its object lives, in Python and in Qt."""

    def __init__(self, then: Then | None) -> None:
        is_method = isinstance(getattr(then, "__self__", None), QObject)
        self._weak = WeakMethod(cast(MethodType, then)) if is_method else None
        self._plain = None if is_method else then

    @property
    def is_set(self) -> bool:
        """Whether anybody wanted the answer."""
        return self._weak is not None or self._plain is not None

    def __call__(self, value: Any) -> None:
        """Hand over the answer, or drop it when nobody is left."""
        then = self._weak() if self._weak else self._plain
        if then is None or (self._weak and not isValid(getattr(then, "__self__", None))):
            return
        then(value)


@dataclass(slots=True)
class Order:
    """One piece of work and where its answer goes; a newer order of the same key replaces it."""

    work: Callable[[Any], Any]
    then: Receiver
    failed: Receiver
    key: object = None
    number: int = 0
    is_write: bool = False
    origin: object = None
    needs_desk: bool = True
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: its value, or what was raised."""

    order: Order
    value: Any = None
    error: Exception | None = None
