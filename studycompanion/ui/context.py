"""What every page is given: the workers, the hub, the clock, the comforts, and what is chosen."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from shutil import rmtree
from typing import Any

from studycompanion.domain.agenda import Line
from studycompanion.domain.record import Clock
from studycompanion.ui.changes_hub import ChangesHub
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.tasks import Tasks

SAFETY = "safety"
"""The section of the settings on backups and the password."""
BACKUP = "backup"
"""What the hub calls a new backup; it is no record of the file."""


@dataclass(slots=True)
class Choice:
    """The topic and session that the pages share, and the section of the settings; "" for none."""

    topic_id: str = ""
    session_id: str = ""
    section: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    """What each list is filtered by, by the list's key."""
    begins: str = ""
    """The key of a list that is to begin at its first line when its page is shown; "" for none."""


@dataclass(slots=True)
class Context:
    """Made once for a window, handed to each page.

    ``first_rows`` are cells and members read before the data file is open, ``first_lines`` the
    agenda as it was kept at the last use; each is shown once.
    """

    folder: Path
    clock: Clock
    tasks: Tasks
    hub: ChangesHub
    preferences: Preferences
    choice: Choice = field(default_factory=Choice)
    first_rows: tuple[Any, Any] | None = None
    first_lines: tuple[Line, ...] | None = None
    left_texts: tuple[Any, ...] = ()
    """Each ``LeftText`` that was half typed when the window was locked, until it was seen."""
    unkept: dict[str, Any] = field(default_factory=dict)
    """Each ``Draft`` that the disk has not taken yet, by its key."""
    copies: list[Path] = field(default_factory=list)
    """Folders with plain copies that other programs look at, until they are removed."""
    is_sample: bool = False
    """Whether all people of the file are made up."""
    why_read_only: str = ""
    """The sentence that says why nothing can be changed, "" where all can."""
    is_moved: bool = False
    """Whether that is because the data went to another PC."""
    is_copy: bool = False
    """Whether the window shows a copy of a backup, which goes when the window goes."""
    home: Path | None = None
    """The user's own folder, while the window shows the sample that belongs to it."""

    def remove_copies(self) -> None:
        """Take away every plain copy, at the latest when the window ends or is locked."""
        for folder in self.copies:
            rmtree(folder, ignore_errors=True)
        self.copies.clear()

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.clock().date()
