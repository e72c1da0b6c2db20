"""What a command is: its words, its arguments and what it does."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studycompanion.domain.record import Clock
from studycompanion.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument as ``argparse.add_argument`` takes it; exactly one of those ``is_either``."""

    names: tuple[str, ...]
    options: dict[str, Any]
    is_either: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """The open desk and the words of the command."""

    desk: Desk
    words: Namespace


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that comes with an exit code of its own."""

    value: object
    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: either ``action`` on an open desk or ``without_desk`` on a folder."""

    noun: str
    help: str
    verb: str = ""
    arguments: tuple[Argument, ...] = ()
    action: Callable[[Seat], object] | None = None
    without_desk: Callable[[Namespace, Path, Clock], object] | None = None


def argument(*names: str, **options: Any) -> Argument:
    """One argument as ``argparse.add_argument`` takes it."""
    return Argument(names, options)


def either(*names: str, **options: Any) -> Argument:
    """One of several arguments of which exactly one must be given."""
    return Argument(names, options, is_either=True)
