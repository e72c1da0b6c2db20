"""The sign before a paragraph of a list, which Word keeps apart from the text."""

from collections import defaultdict
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from studycompanion.exchange.word_form_in.names import attribute, child, children

_BULLET = "- "
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Lists:
    """Which paragraphs belong to which list, and how far each list has been counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._kinds = _kinds(numbering)
        self._of_style = _of_styles(styles)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def sign(self, paragraph: Element) -> str:
        """``- `` or ``2. `` for a paragraph of a list, "" for any other."""
        about = child(paragraph, "pPr")
        number = child(about, "numPr")
        if number is not None:
            list_id, level = _place(number)
        else:
            style = attribute(child(about, "pStyle"))
            list_id, level = self._of_style.get(style, ("0", 0))
        if list_id in ("", "0"):
            return ""
        return "  " * level + self._mark(list_id, level)

    def _mark(self, list_id: str, level: int) -> str:
        kind = self._kinds.get((list_id, level), "bullet")
        if kind in ("bullet", "none"):
            return _BULLET
        counts = self._counts[list_id]
        counts[level] = counts.get(level, 0) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if kind == "lowerLetter":
            return f"{_LETTERS[(counts[level] - 1) % len(_LETTERS)]}) "
        return f"{counts[level]}. "


def _place(number: Element) -> tuple[str, int]:
    level = attribute(child(number, "ilvl"))
    return attribute(child(number, "numId")), int(level) if level.isdecimal() else 0


def _kinds(numbering: Element | None) -> Mapping[tuple[str, int], str]:
    """The kind of sign by list and level: bullet, decimal, lowerLetter and their like."""
    shapes: dict[tuple[str, int], str] = {}
    for abstract in children(numbering, "abstractNum"):
        own = attribute(abstract, "abstractNumId")
        for drawn in children(abstract, "lvl"):
            place = attribute(drawn, "ilvl")
            if place.isdecimal():
                shapes[own, int(place)] = attribute(child(drawn, "numFmt"))
    found = {}
    for one in children(numbering, "num"):
        shape = attribute(child(one, "abstractNumId"))
        for (abstract_id, level), kind in shapes.items():
            if abstract_id == shape:
                found[attribute(one, "numId"), level] = kind
    return found


def _of_styles(styles: Element | None) -> Mapping[str, tuple[str, int]]:
    """The list and level that a style of paragraphs brings along."""
    found = {}
    for style in children(styles, "style"):
        number = child(child(style, "pPr"), "numPr")
        if number is not None:
            found[attribute(style, "styleId")] = _place(number)
    return found
