"""A print run: which side of which sheet gets which page of which paper.

Every paper begins on the front of a sheet. Printed on both sides, a paper with an odd number of
pages leaves its last back empty, so that no sheet belongs to two people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Sides(StrEnum):
    """How sheets get a back: not at all, by the printer, or by turning the stack over."""

    ONE = "one"
    PRINTER = "printer"
    BY_HAND = "by_hand"

    @property
    def has_backs(self) -> bool:
        """Whether pages stand on both sides of a sheet."""
        return self is not Sides.ONE


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: page ``page`` (from 0) of paper ``paper``; None leaves it empty."""

    paper: int
    page: int | None
    is_back: bool = False


def sheets(pages: Sequence[int], sides: Sides) -> tuple[tuple[Side, ...], ...]:
    """The sides of every sheet in order, ``pages`` telling how many each paper has."""
    step = 2 if sides.has_backs else 1
    return tuple(
        tuple(
            Side(paper, page if page < count else None, is_back=page > first)
            for page in range(first, first + step)
        )
        for paper, count in enumerate(pages)
        for first in range(0, count, step)
    )


def passes(
    pages: Sequence[int], sides: Sides, *, backs_from_last: bool = False
) -> tuple[tuple[Side, ...], ...]:
    """What goes to the printer in one go: everything, or all fronts and then all backs.

    ``backs_from_last`` is for printers that take the turned stack from its last sheet.
    """
    run = sheets(pages, sides)
    if sides is not Sides.BY_HAND:
        return (tuple(side for sheet in run for side in sheet),)
    backs = run[::-1] if backs_from_last else run
    return tuple(sheet[0] for sheet in run), tuple(sheet[1] for sheet in backs)


def split_at(papers: Sequence[str], first_missing: str) -> tuple[list[str], list[str]]:
    """Papers that came out well, and those to print again from ``first_missing`` on."""
    at = list(papers).index(first_missing)
    return list(papers[:at]), list(papers[at:])
