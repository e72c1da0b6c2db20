"""The process that reads one Word form and ends: what a broken file brings down is only this."""

from studycompanion.exchange.limits import GOOD, REFUSED, answer_once, limit
from studycompanion.exchange.word_form_in.answer import pack
from studycompanion.exchange.word_form_in.document import read_form
from studycompanion.exchange.word_form_in.guard import REFUSALS, checked_parts

MEMORY = 400_000_000
"""Bytes that the process may take."""
SECONDS = 15


def main() -> int:
    """Answer with the form or the code of a refusal; the exit code is 0 for both."""
    _limit()
    return answer_once(lambda _about, data: answer(data))


def answer(data: bytes) -> bytes:
    """What a file of these bytes says: ``GOOD`` and the form, or ``REFUSED`` and a code."""
    try:
        return GOOD + pack(read_form(checked_parts(data)))
    except (MemoryError, RecursionError):
        return REFUSED + b"word_too_large"
    except tuple(REFUSALS) as trouble:
        return REFUSED + REFUSALS[type(trouble)].encode()


def _limit() -> None:
    limit(MEMORY, SECONDS)
