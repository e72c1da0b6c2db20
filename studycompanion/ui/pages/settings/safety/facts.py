"""What the section on safety shows, read in one go."""

from dataclasses import dataclass
from pathlib import Path

from studycompanion.services import backups, folder_sense, opening, restoring, safekeeping
from studycompanion.services.backups import Keeping, KeepingLine
from studycompanion.services.desk import Desk
from studycompanion.services.folder_sense import FolderWarning


@dataclass(frozen=True, slots=True)
class SafetyFacts:
    """How safe the data is; ``second_place`` is None while none is chosen."""

    keeping: tuple[KeepingLine, ...]
    second_place: Path | None
    is_shrunken: bool
    can_undo_restore: bool
    has_password: bool
    is_read_only: bool
    warning: FolderWarning | None
    chosen: Keeping


def read_facts(desk: Desk) -> SafetyFacts:
    """Read everything; runs on a reader."""
    return SafetyFacts(
        keeping=backups.status(desk),
        second_place=backups.second_place(desk),
        is_shrunken=backups.shrunken_against(desk) is not None,
        can_undo_restore=restoring.can_undo_restore(desk),
        has_password=safekeeping.has_password(desk),
        is_read_only=opening.why_read_only(desk) is not None,
        warning=folder_sense.sense(desk.folder),
        chosen=backups.keeping(desk),
    )
