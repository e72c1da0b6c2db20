"""What a list is made of: cells, columns, and by which column it is sorted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import vietnamese


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says; with a tone it is drawn as a sign of icon and words."""

    text: str
    tone: Tone | None = None
    icon: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, what it says of a value, its width in letters (0 takes the rest).

    Where there is little room, the columns of the highest ``rank`` go first; rank 0 always stays.
    A column sorts by its words, figures or dates; by ``order`` of the value where that is given;
    and one of names by the order in which the values came, which is that of Vietnamese names.
    """

    title: str
    cell: Callable[[Any], Cell]
    letters: int = 0
    is_figure: bool = False
    rank: int = 0
    is_name: bool = False
    order: Callable[[Any], Any] | None = None

    @property
    def key(self) -> str:
        """What the column is remembered by: its Vietnamese title, in every language."""
        return vietnamese(self.title)


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column a list is sorted, and which way."""

    column: int
    is_falling: bool = False
