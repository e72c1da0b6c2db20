"""How to print, as it is remembered, and a run under way."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studycompanion.domain.print_run import Side, Sides, passes, sheets
from studycompanion.services.printing import Paper, Wanted
from studycompanion.ui.preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FILE = "<pdf>"
"""In a printer's place: one PDF file to print elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """A printer by name, "" before one was chosen, or ``FILE``; and how it uses its sheets.

    ``is_mirrored`` gives backs the wide margin at the right, where the stack is bound; ``tray`` is
    Qt's number of the tray, -1 for the usual one.
    """

    printer: str = ""
    sides: Sides = Sides.ONE
    is_mirrored: bool = True
    backs_from_last: bool = True
    tray: int = -1
    is_grey: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What to print and how; ``printer`` is one that was set in the system's own dialog."""

    wanted: Wanted
    manner: Manner
    printer: "QPrinter | None" = None


@dataclass(frozen=True, slots=True)
class Run:
    """Papers on their way to a printer; ``part`` counts the goes that are behind."""

    manner: Manner
    papers: tuple[Paper, ...] = ()
    part: int = 0
    spooled: frozenset[str] = field(default=frozenset())
    """Forms of which the printer has all that this go prints."""
    was_stopped: bool = False

    @property
    def goes(self) -> tuple[tuple[Side, ...], ...]:
        """What each go prints."""
        pages = [paper.pages for paper in self.papers]
        return passes(pages, self.manner.sides, backs_from_last=self.manner.backs_from_last)

    @property
    def has_backs_to_come(self) -> bool:
        """Whether the stack must be turned over and printed once more."""
        return not self.was_stopped and self.part < len(self.goes)

    @property
    def sent(self) -> tuple[Paper, ...]:
        """The forms that the printer got, in order."""
        return tuple(paper for paper in self.papers if paper.form_id in self.spooled)

    def only(self, form_ids: frozenset[str]) -> "Run":
        """A run of some of the papers again, without covers."""
        chosen = tuple(paper for paper in self.papers if paper.form_id in form_ids)
        return Run(self.manner, chosen)


def sheet_count(pages: tuple[int, ...], sides: Sides) -> int:
    """How many sheets of paper a run takes."""
    return len(sheets(pages, sides))


def manner_of(preferences: Preferences) -> Manner:
    """How the last run was printed."""
    kept = preferences.comforts
    known = {sides.value for sides in Sides}
    sides = Sides(kept.sides) if kept.sides in known else Sides.ONE
    return Manner(
        printer=kept.printer,
        sides=sides,
        is_mirrored=kept.is_mirrored,
        backs_from_last=kept.backs_from_last,
        tray=kept.tray,
        is_grey=kept.is_grey,
    )


def remember(preferences: Preferences, manner: Manner) -> None:
    """Keep how a run is printed for the next one."""
    preferences.change(
        printer=manner.printer,
        sides=manner.sides.value,
        is_mirrored=manner.is_mirrored,
        backs_from_last=manner.backs_from_last,
        tray=manner.tray,
        is_grey=manner.is_grey,
    )
