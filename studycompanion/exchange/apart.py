"""Reading a file that came from elsewhere in a process of its own, ended when it takes too long."""

import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from studycompanion.domain.work import Job
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.limits import GOOD, REFUSED
from studycompanion.paths import own_environment

_LOOK_EVERY = 0.05
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """The codes of the sentences for what can go wrong with the process itself."""

    missing: str
    slow: str
    large: str


def ask(
    command: Sequence[str],
    question: bytes,
    name: str,
    *,
    job: Job,
    seconds: float,
    trouble: Trouble,
) -> bytes:
    """What the process says of the file called ``name``, without the sign before it.

    Raises ``UserError`` with the code that it answers or one of ``trouble``, and ``Cancelled``
    where ``job`` says so; the process is gone in every case.
    """
    answer = _speak(command, question, name, job, seconds, trouble)
    if answer.startswith(REFUSED):
        raise UserError(answer.removeprefix(REFUSED).decode(), name=name)
    if not answer.startswith(GOOD):
        # Only running out of memory ends the child without a word.
        raise UserError(trouble.large, name=name)
    return answer.removeprefix(GOOD)


def _speak(
    command: Sequence[str],
    question: bytes,
    name: str,
    job: Job,
    seconds: float,
    trouble: Trouble,
) -> bytes:
    try:
        child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            creationflags=_NO_WINDOW,
        )
    except OSError as error:
        raise EnvironmentProblem(trouble.missing, name=name) from error
    # A thread of its own speaks with the child: going on with ``communicate`` loses its input.
    with child, ThreadPoolExecutor(1) as talk:
        spoken = talk.submit(child.communicate, question)
        try:
            answered = _wait(spoken, name, job, seconds)
        finally:
            child.kill()
    if answered is None:
        raise UserError(trouble.slow, name=name)
    return answered


def _wait(
    spoken: "Future[tuple[bytes, bytes]]", name: str, job: Job, seconds: float
) -> bytes | None:
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        job.report(0, 1, name)
        with suppress(TimeoutError):
            return spoken.result(timeout=_LOOK_EVERY)[0]
    return None
