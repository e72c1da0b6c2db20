"""The agenda as text beside the data, so that the next start can show it before all is loaded.

It says where the journal stood when it was worked out, and counts only while it stands there still.
Lines on backups are left out: those lie in folders of their own, which may have changed unseen.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from studycompanion.domain.agenda import Kind, Line

FACT = "agenda"
"""The fact of the file that holds the text."""
_VERSION = 2
_LEFT_OUT = frozenset({Kind.BACKUP_OLD})


def text(lines: Sequence[Line], standing: str) -> str:
    """The lines as JSON, with the digest at which the journal stood."""
    kept = [_as_plain(line) for line in lines if line.kind not in _LEFT_OUT]
    return json.dumps({"version": _VERSION, "standing": standing, "lines": kept})


def lines(kept: str, standing: str) -> tuple[Line, ...] | None:
    """The lines of a text; None where it is of another state of the data, or not as expected.

    Nor has a file without members anything to show before.
    """
    try:
        found = json.loads(kept)
        if (found["version"], found["standing"]) != (_VERSION, standing) or not standing:
            return None
        read = tuple(_from_plain(line) for line in found["lines"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return None if any(line.kind is Kind.NO_MEMBERS for line in read) else read


def _as_plain(line: Line) -> list[Any]:
    due = line.due.isoformat() if line.due else None
    at = line.at.isoformat() if line.at else None
    of = (line.topic_id, line.session_id, line.member_id)
    return [line.kind.value, line.title, line.count, due, at, *of]


def _from_plain(values: list[Any]) -> Line:
    kind, title, count, due, at, topic_id, session_id, member_id = values
    names = (title, topic_id or "", session_id or "", member_id or "")
    if not (isinstance(count, int) and all(isinstance(name, str) for name in names)):
        raise ValueError(values)
    return Line(
        Kind(kind),
        title,
        count,
        due=date.fromisoformat(due) if due else None,
        at=_hour_on_the_wall(at) if at else None,
        topic_id=topic_id,
        session_id=session_id,
        member_id=member_id,
    )


def _hour_on_the_wall(iso: str) -> datetime:
    at = datetime.fromisoformat(iso)
    if at.tzinfo is not None:
        raise ValueError(iso)
    return at
