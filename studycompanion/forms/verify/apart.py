"""Checking PDF files in a process of its own, which is ended when a file takes too long."""

import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any

from studycompanion import processes
from studycompanion.domain.signing import FileChecked, Problem
from studycompanion.domain.work import Job
from studycompanion.errors import EnvironmentProblem
from studycompanion.forms.verify.limits import SECONDS
from studycompanion.forms.verify.wire import pack_file, pack_setting, unpack_answer
from studycompanion.paths import CHECK_PDF, own_command

_START_UP = 20.0
"""Seconds that a fresh process may take to load its libraries on a slow machine."""
_PARTING = 2.0
"""Seconds that it gets to end by itself."""
Load = Callable[[], bytes]


def check_files(
    files: Iterable[tuple[str, Load]], trusted: Iterable[bytes], now: datetime, job: Job
) -> list[FileChecked]:
    """What each file (its name and what loads it) is worth, in the order given.

    A file that brings its process down, or takes more than ``limits.SECONDS``, is answered with a
    problem, and the rest goes on in a new process. Raises ``Cancelled`` where ``job`` says so, and
    ``EnvironmentProblem("checker_missing")``; the process is gone in every case.
    """
    listed = list(files)
    checker = _Checker(pack_setting(trusted, now))
    found: list[FileChecked] = []
    try:
        for name, load in listed:
            job.report(len(found), len(listed), name)
            found.append(checker.check(name, load(), job, len(found), len(listed)))
        checker.finish()
        job.report(len(listed), len(listed), "")
    finally:
        checker.end()
    return found


class _Checker:
    """The process, started anew after a file that it did not outlive."""

    def __init__(self, setting: bytes) -> None:
        self._setting = setting
        self._child: subprocess.Popen[bytes] | None = None
        self._talk = ThreadPoolExecutor(1)

    def check(self, name: str, pdf: bytes, job: Job, done: int, total: int) -> FileChecked:
        """What the process answers about one file."""
        is_new = self._child is None
        child = self._child or self._started()
        spoken = self._talk.submit(_ask, child, pack_file(name, pdf))
        seconds = SECONDS + (_START_UP if is_new else 0.0)
        # b"" where the process ended first, None where time ran out.
        line = processes.waited(spoken, seconds, lambda: job.report(done, total, name))
        if line:
            return unpack_answer(line)
        self.end()
        self._talk = ThreadPoolExecutor(1)
        return FileChecked(name=name, problem=_AFTER[line is None])

    def finish(self) -> None:
        """Let the process end by itself: there is nothing more to ask."""
        if self._child is not None:
            with suppress(subprocess.TimeoutExpired, OSError):
                _pipe(self._child.stdin).close()
                self._child.wait(_PARTING)

    def end(self) -> None:
        """Be rid of the process."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                with suppress(OSError):
                    _pipe(pipe).close()
            self._child = None
        self._talk.shutdown(wait=False)

    def _started(self) -> "subprocess.Popen[bytes]":
        try:
            child = processes.start(own_command(CHECK_PDF))
        except OSError as trouble:
            raise EnvironmentProblem("checker_missing") from trouble
        self._child = child
        with suppress(OSError):
            _pipe(child.stdin).write(self._setting)
        return child


_AFTER = {True: Problem.TOO_HARD, False: Problem.UNREADABLE}
"""What a file is called that outlasted its time, or that brought its process down."""


def _ask(child: "subprocess.Popen[bytes]", question: bytes) -> bytes:
    """Say the question and read a line; b"" where the process ended."""
    try:
        _pipe(child.stdin).write(question)
        _pipe(child.stdin).flush()
    except OSError:
        return b""
    line: bytes = _pipe(child.stdout).readline()
    return line if line.endswith(b"\n") else b""


def _pipe(pipe: Any) -> Any:
    return pipe
