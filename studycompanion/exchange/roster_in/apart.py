"""Reading a roster file in a process of its own, which is ended when it takes too long."""

import json
import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from studycompanion.domain.work import Job, Silent
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.roster_in.child import GOOD, REFUSED, SECONDS
from studycompanion.exchange.roster_in.opening import load
from studycompanion.exchange.roster_in.sheet import Sheet
from studycompanion.exchange.roster_in.wire import unpack
from studycompanion.paths import READ_ROSTER, own_command, own_environment

_LOOK_EVERY = 0.05
_NONE: Mapping[str, str] = MappingProxyType({})
_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def sheets_apart(
    path: Path, job: Job | None = None, headings: Mapping[str, str] = _NONE
) -> list[Sheet]:
    """The visible sheets of a roster file, read by a child process.

    ``headings`` are those of ``Reading``, so that a table under them is found.

    Raises what ``opening.load`` and ``opening.sheets_in`` refuse, UserError "roster_too_slow", and
    ``Cancelled`` where ``job`` says so; the child is gone in every case.
    """
    data = load(path)
    question = json.dumps([path.name, dict(headings)]).encode() + b"\n" + data
    answer = _ask(question, path.name, job or Silent())
    if answer.startswith(REFUSED):
        raise UserError(answer.removeprefix(REFUSED).decode(), name=path.name)
    if not answer.startswith(GOOD):
        # Only running out of memory ends the child without a word.
        raise UserError("roster_too_large", name=path.name)
    return unpack(answer.removeprefix(GOOD))


def _ask(question: bytes, name: str, job: Job) -> bytes:
    try:
        child = subprocess.Popen(
            own_command(READ_ROSTER),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            creationflags=_NO_WINDOW,
        )
    except OSError as trouble:
        raise EnvironmentProblem("roster_reader_missing", name=name) from trouble
    # A thread of its own speaks with the child: going on with ``communicate`` loses its input.
    with child, ThreadPoolExecutor(1) as talk:
        spoken = talk.submit(child.communicate, question)
        try:
            return _wait(spoken, name, job)
        finally:
            child.kill()


def _wait(spoken: "Future[tuple[bytes, bytes]]", name: str, job: Job) -> bytes:
    begun = time.monotonic()
    while time.monotonic() - begun < SECONDS:
        job.report(0, 1, name)
        with suppress(TimeoutError):
            return spoken.result(timeout=_LOOK_EVERY)[0]
    raise UserError("roster_too_slow", name=name)
