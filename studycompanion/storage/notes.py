"""``keeping.json`` beside the data: what is noted of its safe keeping on this PC.

Apart from the data, because it must be known before the file opens, outlive a restore, and stay
behind when the data moves. A missing or broken one means the defaults; it never names people.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from studycompanion.domain.retention import Policy
from studycompanion.storage.files import replace_file

NAME = "keeping.json"


@dataclass(frozen=True, slots=True)
class Notes:
    """What is noted; moments are ISO text, empty where there was none.

    ``restored`` names the backup that was laid in and not opened yet, ``undo_restore`` the one of
    before the last restore; ``fewer_rows`` is how many rows somebody confirmed to be right after a
    file had shrunk. After ``every_minutes`` the timer backs up what changed.
    """

    second_place: str = ""
    caught_up_at: str = ""
    caught_up_with: str = ""
    rehearsed_at: str = ""
    rehearsed_with: str = ""
    rehearsal_trouble: str = ""
    restored: str = ""
    undo_restore: str = ""
    fewer_rows: int = -1
    every_minutes: int = 30
    keep: Policy = field(default_factory=Policy)


def read(folder: Path) -> Notes:
    """The notes of a data folder."""
    try:
        body = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return Notes()
    if not isinstance(body, Mapping):
        return Notes()
    known = _fitting(Notes(), body)
    keep = body.get("keep")
    return replace(Notes(**known), keep=_policy(keep) if isinstance(keep, Mapping) else Policy())


def _fitting(pattern: Any, body: Mapping[str, Any]) -> dict[str, Any]:
    """The values of ``body`` that are of the types of ``pattern``'s own."""
    return {
        f.name: body[f.name]
        for f in fields(pattern)
        if type(body.get(f.name)) is type(getattr(pattern, f.name))
    }


def _policy(body: Mapping[str, Any]) -> Policy:
    given = _fitting(Policy(), body)
    return Policy(**{name: min(max(number, 0), 1_000) for name, number in given.items()})


def write(folder: Path, **values: Any) -> Notes:
    """Note new values beside those known; raises ``EnvironmentProblem`` of the disk."""
    now = replace(read(folder), **values)
    replace_file(folder / NAME, json.dumps(asdict(now), indent=1, ensure_ascii=False).encode())
    return now
