"""What a process may take that reads a file which came from elsewhere, and how it is asked."""

import os
import sys
from collections.abc import Callable

from studycompanion.processes import limit_memory

GOOD, REFUSED = b"+", b"-"
"""How an answer begins: with what the file says, or with the code of a refusal."""


def limit(memory: int, seconds: int) -> None:
    """Where the system can, it ends the process that takes too much; elsewhere the parent does."""
    limit_memory(memory)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def answer_once(answer: Callable[[bytes, bytes], bytes]) -> int:
    """Answer the one question on standard input: a line about the file, then its bytes."""
    with os.fdopen(0, "rb") as questions, os.fdopen(1, "wb") as answers:
        about, _, data = questions.read().partition(b"\n")
        answers.write(answer(about, data))
    return 0
