"""Processes of our own that read what came from elsewhere: started, waited for, limited."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

from studycompanion.paths import own_environment

_LOOK_EVERY = 0.05
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
T = TypeVar("T")


def start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    """A process to speak with by standard input and output; ``OSError`` where there is none."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=own_environment(),
        creationflags=_NO_WINDOW,
    )


def waited(spoken: "Future[T]", seconds: float, report: Callable[[], None]) -> T | None:
    """What a conversation gives within so many seconds, else None.

    ``report`` is called while it lasts and may raise to end the waiting.
    """
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        report()
        with suppress(TimeoutError):
            return spoken.result(timeout=_LOOK_EVERY)
    return None


def limit_memory(memory: int) -> None:
    """Where the system can, it ends this process at so many bytes; elsewhere the parent does."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
