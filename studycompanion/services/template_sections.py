"""The parts of a form in their order: another order, one less, one more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from studycompanion.domain.paper import PieceKind
from studycompanion.domain.paperwork import FormKind
from studycompanion.messages import speaking, word
from studycompanion.services.rules import head_of
from studycompanion.services.template_parts import written

LISTS = ("sections", "body")
"""The lists of parts that a form's text may have: of a commitment, and of other papers."""
_WITH_PARTS = (FormKind.REVIEW,)
"""The papers in whose parts somebody writes."""
_LINES = 3


@dataclass(frozen=True, slots=True)
class Section:
    """One part: the name of its list, its place there, and what stands over its fields.

    ``is_needed`` where the form makes no sense without it.
    """

    name: str
    place: int
    title: str
    is_first: bool
    is_last: bool
    is_needed: bool


def sections(body: str) -> tuple[Section, ...]:
    """The parts of a sound text, in their order."""
    root = head_of(body)
    return tuple(
        Section(
            name=name,
            place=place,
            title=_title(one),
            is_first=place == 0,
            is_last=place == len(root[name]) - 1,
            is_needed=_is_needed(root[name], one),
        )
        for name in LISTS
        for place, one in enumerate(root.get(name, ()))
    )


def _title(one: Mapping[str, Any]) -> str:
    words = one.get("title") or one.get("text") or one.get("capacity") or ""
    kind = word("template_kinds", one.get("kind", PieceKind.SECTION.value))
    return f"{kind}: {words}" if words else kind


def _is_needed(parts: list[dict[str, Any]], one: Mapping[str, Any]) -> bool:
    """The only part, and the one with the tasks of the plan."""
    return len(parts) == 1 or bool(one.get("tasks"))


def moved(body: str, name: str, place: int, by: int) -> str:
    """The text with a part one place further up (-1) or down (1)."""
    root = head_of(body)
    parts = root[name]
    parts.insert(place + by, parts.pop(place))
    return written(root, body)


def removed(body: str, name: str, place: int) -> str:
    """The text without a part."""
    root = head_of(body)
    del root[name][place]
    return written(root, body)


def kinds_to_add(form: FormKind, body: str) -> tuple[PieceKind, ...]:
    """What kinds of parts can be added to a form; () where it has no such list."""
    root = head_of(body)
    if "sections" in root:
        return (PieceKind.SECTION,)
    if "body" not in root:
        return ()
    plain = (PieceKind.HEADING, PieceKind.TEXT)
    return (PieceKind.SECTION, *plain) if form in _WITH_PARTS else plain


def added(body: str, kind: PieceKind) -> str:
    """The text with one more part, before the signatures where they are parts too."""
    root = head_of(body)
    name = next(one for one in LISTS if one in root)
    parts: list[dict[str, Any]] = root[name]
    place = len(parts)
    while place and parts[place - 1].get("kind") == PieceKind.SIGNATURE:
        place -= 1
    parts.insert(place, _new(name, parts, kind))
    return written(root, body)


def _new(name: str, parts: list[dict[str, Any]], kind: PieceKind) -> dict[str, Any]:
    """A part with words to be replaced; what is written into it has a key of its own."""
    with speaking("vi"):
        words = word("template_kinds", f"new_{kind.value}")
    if kind is not PieceKind.SECTION:
        return {"kind": kind.value, "text": words}
    known = {part.get("key") for part in parts}
    number = next(n for n in range(1, len(parts) + 2) if f"own{n}" not in known)
    part = {"key": f"own{number}", "title": words, "lines": _LINES}
    return part if name == "sections" else {"kind": kind.value, **part}
