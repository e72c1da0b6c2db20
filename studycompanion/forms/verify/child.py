"""The process that checks PDF files one after another: what a broken file brings down is only this.

It gets the trusted certificates, then files on standard input, and answers one line for each on
standard output; it ends when the input does.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import BinaryIO

from studycompanion.domain.signing import FileChecked, Problem
from studycompanion.forms.verify.limits import MEMORY, SECONDS
from studycompanion.forms.verify.wire import pack_answer, unpack_setting
from studycompanion.processes import limit_memory


def main() -> int:
    """Answer until there is nothing more to read; the exit code is 0."""
    limit_memory(MEMORY)
    with os.fdopen(0, "rb") as questions, os.fdopen(1, "wb") as answers:
        answer_all(questions, answers, before_each=_limit_time)
    return 0


def answer_all(
    questions: BinaryIO, answers: BinaryIO, *, before_each: Callable[[], None] = lambda: None
) -> None:
    """Check each file that is asked about."""
    from studycompanion.forms.verify.checking import check
    from studycompanion.forms.verify.trust import Trust

    trust = Trust(*unpack_setting(questions.readline()))
    while line := questions.readline():
        name, size = json.loads(line)
        pdf = questions.read(size)
        before_each()
        try:
            checked = check(pdf, name, trust)
        except MemoryError:
            checked = FileChecked(name=name, problem=Problem.TOO_HARD)
        answers.write(pack_answer(checked))
        answers.flush()


def _limit_time() -> None:
    """Give the next file its seconds of the processor, should nobody be there to end it."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + SECONDS + 2
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
