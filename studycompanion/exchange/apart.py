"""Reading a file that came from elsewhere in a process of its own, ended when it takes too long."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from studycompanion import processes
from studycompanion.domain.work import Job
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.limits import GOOD, REFUSED


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
        child = processes.start(command)
    except OSError as error:
        raise EnvironmentProblem(trouble.missing, name=name) from error
    # A thread of its own speaks with the child: going on with ``communicate`` loses its input.
    with child, ThreadPoolExecutor(1) as talk:
        spoken = talk.submit(child.communicate, question)
        try:
            answered = processes.waited(spoken, seconds, lambda: job.report(0, 1, name))
        finally:
            child.kill()
    if answered is None:
        raise UserError(trouble.slow, name=name)
    return answered[0]
