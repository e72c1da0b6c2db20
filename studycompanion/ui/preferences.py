"""Comforts of this PC beside the data file: language, text size, scheme, last folders and page.

Losing them harms nobody, so an unreadable or unwritable file is passed over.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from studycompanion.messages import LANGUAGES
from studycompanion.ui.tokens import SCALES

NAME = "window.json"
TASKS, LAST_PAGE = "tasks", "last"
LOCK_MINUTES = (0, 5, 10, 15, 30, 60)
"""After how many minutes without a touch a file with a password is locked; 0 for never."""


@dataclass(frozen=True, slots=True)
class Comforts:
    """What is remembered; folders are paths as text, "" when never chosen."""

    language: str = "vi"
    scheme: str = "system"
    scale: int = 100
    page: str = ""
    """The page of the last use, "" before the first."""
    starts_on: str = TASKS
    """What the window opens on: what waits, or the page of the last use."""
    import_folder: str = ""
    export_folder: str = ""
    word_folder: str = ""
    """Where Word forms of members went or came from last."""
    mark_keys: dict[str, str] = field(default_factory=dict)
    """Keys of the roll call by the value of their mark; a mark left out has the usual one."""
    with_cards: bool = False
    """Whether cards with QR are offered at the roll call."""
    with_hints: bool = True
    """Whether vague words of a task, and empty parts of a review, are hinted at."""
    with_promises: bool = True
    """Whether what was promised stands unfolded above a review."""
    with_prompts: bool = True
    """Whether the questions to oneself stand unfolded above a review."""
    with_last_year: bool = True
    """Whether last year's words stand beside this year's review."""
    printer: str = ""
    """The printer of the last run, "" for none yet."""
    sides: str = "one"
    is_mirrored: bool = True
    backs_from_last: bool = True
    tray: int = -1
    """The tray of that printer by Qt's number, -1 for its usual one."""
    is_grey: bool = False
    lock_after: int = 0
    """One of ``LOCK_MINUTES``."""
    put_away: dict[str, list[str]] = field(default_factory=dict)
    """The keys of the columns that nobody wants, by page and list."""
    place: list[int] = field(default_factory=list)
    """Left, top, width and height of the window when it was closed; empty before."""
    is_maximised: bool = False


class Preferences:
    """Reads the comforts once and writes them at each change."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self.comforts = _read(self._path)

    def change(self, **values: Any) -> None:
        """Remember new values of the named comforts."""
        self.comforts = replace(self.comforts, **values)
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(asdict(self.comforts)), "utf-8")


def _read(path: Path) -> Comforts:
    try:
        known = json.loads(path.read_text("utf-8"))
        comforts = replace(Comforts(), **known)
    except (OSError, ValueError, TypeError):
        return Comforts()
    if not isinstance(comforts.place, list):
        comforts = replace(comforts, place=[])
    if not _are_keys(comforts.mark_keys):
        comforts = replace(comforts, mark_keys={})
    if not _are_titles(comforts.put_away):
        comforts = replace(comforts, put_away={})
    if comforts.lock_after not in LOCK_MINUTES:
        comforts = replace(comforts, lock_after=0)
    if comforts.language not in LANGUAGES:
        comforts = replace(comforts, language="vi")
    return comforts if comforts.scale in SCALES else replace(comforts, scale=100)


def _are_keys(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value.values())


def _are_titles(value: object) -> bool:
    """Whether a file that anybody may edit names columns by list."""
    return isinstance(value, dict) and all(
        isinstance(titles, list) and all(isinstance(title, str) for title in titles)
        for titles in value.values()
    )
