"""What was under way when the window was locked: kept with the data, given back after it opens.

It lies in the data file, so that it is encrypted as everything else, and outside the journal.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from studycompanion.services.desk import Desk
from studycompanion.services.drafts import drafts, drop_draft, keep_draft
from studycompanion.storage.drafts import LEFT


@dataclass(frozen=True, slots=True)
class LeftText:
    """A text that no record has yet: the window that it stood in, its field, and itself."""

    window: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Left:
    """Where the window stood, in whatever words the window keeps that, and what was half typed."""

    place: dict[str, Any] = field(default_factory=dict)
    texts: tuple[LeftText, ...] = ()


def keep_left(desk: Desk, left: Left) -> None:
    """Keep what is under way in place of what was kept before.

    Raises ``EnvironmentProblem``, or the ``UserError`` of a file that is open to be read only.
    """
    body = {"place": left.place, "texts": [asdict(one) for one in left.texts]}
    keep_draft(desk, LEFT, json.dumps(body, ensure_ascii=False), 0)


def find_left(desk: Desk) -> Left | None:
    """What was under way when the file was last locked; None where nothing waits."""
    if desk.store.why_read_only is not None:
        return None
    found = drafts(desk).get(LEFT)
    if found is None:
        return None
    body = json.loads(found.text)
    return Left(body["place"], tuple(LeftText(**one) for one in body["texts"]))


def drop_left(desk: Desk) -> None:
    """It was given back: forget it."""
    drop_draft(desk, LEFT)
