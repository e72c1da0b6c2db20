"""Reading a roster file in a process of its own, which is ended when it takes too long."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from studycompanion.domain.work import Job, Silent
from studycompanion.exchange.apart import Trouble, ask
from studycompanion.exchange.roster_in.child import SECONDS
from studycompanion.exchange.roster_in.opening import load
from studycompanion.exchange.roster_in.sheet import Sheet
from studycompanion.exchange.roster_in.wire import unpack
from studycompanion.paths import READ_ROSTER, own_command

_NONE: Mapping[str, str] = MappingProxyType({})
_TROUBLE = Trouble("roster_reader_missing", "roster_too_slow", "roster_too_large")


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
    answer = ask(
        own_command(READ_ROSTER),
        question,
        path.name,
        job=job or Silent(),
        seconds=SECONDS,
        trouble=_TROUBLE,
    )
    return unpack(answer)
