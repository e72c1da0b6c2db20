"""Filling pages with strips: what stays together moves to the next page together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from studycompanion.forms.breaking import break_lines
from studycompanion.forms.geometry import (
    ASCENT,
    BODY_SIZE,
    BOTTOM,
    PAGE_NUMBER_TOP,
    POINT,
    SHEET_WIDTH,
    TOP,
    Room,
    Rule,
    Text,
)
from studycompanion.forms.strips import BODY, Strip

_TOLERANCE = 1e-6


class Placed(NamedTuple):
    """A strip with the y of its top on the page."""

    y: float
    strip: Strip


@dataclass(frozen=True, slots=True)
class Page:
    """One side of a sheet: strips from top to bottom, measures in mm from the top left."""

    placed: tuple[Placed, ...]

    def texts(self) -> Iterator[Text]:
        """Every text at its place on the page, in reading order."""
        for y, strip in self.placed:
            for text in strip.texts:
                yield text._replace(y=text.y + y)

    def rules(self) -> Iterator[Rule]:
        """Every line at its place on the page."""
        for y, strip in self.placed:
            for rule in strip.rules:
                yield rule._replace(y1=rule.y1 + y, y2=rule.y2 + y)

    def rooms(self) -> Iterator[Room]:
        """Every room for a signature at its place on the page."""
        for y, strip in self.placed:
            for room in strip.rooms:
                yield room._replace(y=room.y + y)


def fill_pages(
    strips: list[Strip], *, of_all: bool = False, bottom: float = BOTTOM
) -> tuple[Page, ...]:
    """Pages with the strips in order, down to ``bottom``; at least one, and none is empty."""
    filler = _Filler(bottom)
    for group in _groups(strips):
        filler.add(group)
    return filler.finished(of_all=of_all)


def _groups(strips: list[Strip]) -> Iterator[list[Strip]]:
    """Runs of strips that stay together."""
    group: list[Strip] = []
    for strip in strips:
        if strip.turns and group:
            yield group
            group = []
        group.append(strip)
        if not strip.stays:
            yield group
            group = []
    if group:
        yield group


class _Filler:
    """The page being filled, and those that are full."""

    def __init__(self, bottom: float) -> None:
        self._bottom = bottom
        self._full: list[Page] = []
        self._placed: list[Placed] = []
        self._y = TOP

    def add(self, group: list[Strip]) -> None:
        """Put strips on one page together; of more than a page can hold, the last that it can."""
        if self._placed and (group[0].turns or not self._has_room(group)):
            self._turn(group[0].head)
        together = 0 if self._has_room(group) else self._last_of_a_page(group)
        for strip in group[:together]:
            self._add_alone(strip)
        if self._placed and not self._has_room(group[together:]):
            self._turn(group[together].head)
        for strip in group[together:]:
            self._place(strip)

    def _last_of_a_page(self, group: list[Strip]) -> int:
        """Where those strips begin that a page can hold with all after them; at least the last."""
        room, start = self._bottom - TOP + _TOLERANCE, len(group) - 1
        used = group[start].height
        while start and used + group[start].before + group[start - 1].height <= room:
            used += group[start].before + group[start - 1].height
            start -= 1
        return start

    def _add_alone(self, strip: Strip) -> None:
        if self._placed and not self._has_room([strip]):
            self._turn(strip.head)
        self._place(strip)

    def _has_room(self, group: list[Strip]) -> bool:
        needed = sum(strip.before + strip.height for strip in group)
        if not self._placed:
            needed -= group[0].before
        return self._y + needed <= self._bottom + _TOLERANCE

    def _place(self, strip: Strip) -> None:
        top = self._y + (strip.before if self._placed else 0.0)
        self._placed.append(Placed(top, strip))
        self._y = top + strip.height

    def _turn(self, head: Strip | None) -> None:
        """Start the next page; a table that goes on starts it with its head."""
        y, last = self._placed[-1]
        if last.foot:
            self._placed.append(Placed(y, Strip(0.0, rules=last.foot)))
        self._full.append(Page(tuple(self._placed)))
        self._placed, self._y = [], TOP
        if head:
            self._place(head)

    def finished(self, *, of_all: bool) -> tuple[Page, ...]:
        """All pages, with a number on each from the second on."""
        pages = [*self._full, Page(tuple(self._placed))]
        ending = f"/{len(pages)}" if of_all else ""
        return tuple(
            page if n == 1 else _numbered(page, f"{n}{ending}") for n, page in enumerate(pages, 1)
        )


def _numbered(page: Page, number: str) -> Page:
    [line] = break_lines(number, BODY, width=SHEET_WIDTH)
    y = ASCENT * BODY_SIZE * POINT
    text = Text((SHEET_WIDTH - line.width) / 2, y, line.text, *BODY)
    return Page((Placed(PAGE_NUMBER_TOP, Strip(0.0, (text,))), *page.placed))
