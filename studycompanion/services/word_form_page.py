"""What stands on the Word form of one member, top to bottom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from studycompanion.domain.paper import PaperForm, mended_lines
from studycompanion.domain.plan import ActionItem, ClaritySet
from studycompanion.domain.word_form import CODE_BEFORE
from studycompanion.messages import word
from studycompanion.services.review_forms import Part, PartKind
from studycompanion.services.word_form_fields import (
    DUE,
    ITEMS,
    LEAST_ROWS,
    SPARE_ROWS,
    columns_of,
    said_of,
    shown,
)
from studycompanion.services.word_papers import parts_of

if TYPE_CHECKING:
    from studycompanion.exchange.word_form_out import FormPart
    from studycompanion.forms.blocks import Block

_GAP = 8.0
_ROOMY = {PartKind.TEXT: 5, PartKind.POINTS: 1}
_SHARES = {"task": 12, "process": 11, DUE: 7}


@dataclass(frozen=True, slots=True)
class Page:
    """A form's head and name block as blocks, and everything that is filled in below."""

    head: "tuple[Block, ...]"
    plan: PaperForm
    parts: tuple[Part, ...]
    texts: Mapping[str, str]
    prompts: tuple[str, ...]
    clarity: ClaritySet
    items: tuple[ActionItem, ...]


def bare(frame: PaperForm) -> PaperForm:
    """A form of nothing but its head, title and name block."""
    return replace(frame, body=())


def file_name(full_name: str) -> str:
    """The stem of a form's file."""
    return word("word_form", "file", name=full_name)


def foot(code: str, full_name: str, mark: str) -> str:
    """What stands at the foot of each page."""
    return " · ".join(filter(None, (f"{CODE_BEFORE} {code}", full_name, mark)))


def page_parts(page: Page) -> "Iterator[FormPart]":
    """Head, how to fill it in, name block, each part with its prompts, then the plan."""
    yield from _head(page)
    for part in page.parts:
        yield from _titled(part)
        yield _field(part, page.texts.get(part.key, ""))
    yield from _plan(page)


def _head(page: Page) -> "Iterator[FormPart]":
    from studycompanion.exchange.word_form_out import Facts
    from studycompanion.forms.blocks import FieldLine

    facts = [block for block in page.head if isinstance(block, FieldLine)]
    yield from parts_of([block for block in page.head if not isinstance(block, FieldLine)])
    yield from _notes(word("word_form", "how"), is_italic=True)
    yield Facts(tuple((block.label.rstrip(":"), block.value) for block in facts))
    if page.prompts:
        yield from _notes(word("word_form", "prompts"), is_bold=True)
        for prompt in page.prompts:
            yield from _notes(f"• {prompt}")


def _notes(text: str, **look: bool) -> "Iterator[FormPart]":
    from studycompanion.exchange.word_out import Para, Run

    yield Para((Run(text, size=13.0, **look),), "justify", before=_GAP / 2, leading=17.0)


def _titled(part: Part) -> "Iterator[FormPart]":
    from studycompanion.exchange.word_out import Para, Run

    for head in filter(None, part.head.split("\n")):
        yield Para((Run(head, is_bold=True),), before=_GAP, stays=True)
    title = part.title
    if part.points is not None:
        title = word("word_form", "points", title=title, most=part.points.most)
    yield Para((Run(title, is_bold=not part.about),), "justify", before=_GAP, stays=True)
    if part.prompt and part.kind is not PartKind.POINTS:
        yield Para((Run(f"({part.prompt})", is_italic=True, size=13.0),), "justify", stays=True)


def _field(part: Part, text: str) -> "FormPart":
    from studycompanion.exchange.word_form_out import Box, Lines, Pick

    if part.kind is PartKind.CHOICE:
        names = tuple(choice.name for choice in part.choices)
        return Pick(part.key, part.title, names, shown(part, text))
    if part.kind is PartKind.MENDING:
        lines = mended_lines(text)
        rows = [(words, part.choice_name(key) if key else "") for words, key in lines]
        rows += [("", "")] * max(SPARE_ROWS, LEAST_ROWS - len(rows))
        heads = (word("word_form", "mended"), word("word_form", "became"))
        names = tuple(choice.name for choice in part.choices)
        return Lines(part.key, part.title, heads, (11, 5), tuple(rows), names)
    return Box(part.key, part.title, text, _ROOMY[part.kind])


def _plan(page: Page) -> "Iterator[FormPart]":
    from studycompanion.exchange.word_form_out import Lines, Wide
    from studycompanion.exchange.word_out import Para, Run

    yield Wide()
    yield Para((Run(page.plan.title, is_bold=True, size=16),), "centre")
    yield from _notes(word("word_form", "plan", clarity=page.clarity.name), is_italic=True)
    points = {point.key: point for point in page.clarity.points}
    for point in page.clarity.points:
        if point.help:
            yield from _notes(f"• {point.name.capitalize()}: {point.help}")
    columns = columns_of(page.clarity)
    heads = [f"{points[key].head}\n({points[key].name})" for key in columns if key in points]
    rows = [
        (str(number), *said_of(item, columns).values()) for number, item in enumerate(page.items, 1)
    ]
    least = max(len(rows) + SPARE_ROWS, LEAST_ROWS)
    rows += [(str(n), *[""] * len(columns)) for n in range(len(rows) + 1, least + 1)]
    yield Lines(
        ITEMS,
        page.plan.title,
        (word("word_form", "number"), *heads, word("word_form", "due")),
        (3, *(_SHARES.get(key, 9) for key in columns)),
        tuple(rows),
        is_counted=True,
    )
