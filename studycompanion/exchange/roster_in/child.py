"""The process that reads one roster file and ends: what a broken file brings down is only this.

It gets the file's name, what the user calls columns, and the file's bytes on standard input, and
answers on standard output, the cells of columns that are never kept left out.
"""

import json

from studycompanion.domain.roster import Reading
from studycompanion.exchange.limits import GOOD, REFUSED, answer_once, limit
from studycompanion.exchange.roster_in.opening import REFUSALS, sheets_in
from studycompanion.exchange.roster_in.wire import pack

MEMORY = 400_000_000
"""Bytes that the process may take."""
SECONDS = 20


def main() -> int:
    """Answer with sheets or the code of a refusal; the exit code is 0 for both."""
    _limit()
    return answer_once(lambda about, data: answer(data, *json.loads(about)))


def answer(data: bytes, name: str, headings: dict[str, str]) -> bytes:
    """What a file of these bytes says: ``GOOD`` and its sheets, or ``REFUSED`` and a code."""
    try:
        return GOOD + pack(sheets_in(data, name, Reading(headings=headings)))
    except MemoryError:
        return REFUSED + b"roster_too_large"
    except tuple(REFUSALS) as trouble:
        return REFUSED + REFUSALS[type(trouble)].encode()


def _limit() -> None:
    limit(MEMORY, SECONDS)
