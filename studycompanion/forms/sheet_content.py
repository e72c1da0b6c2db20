"""From a session's roll and a template's wording to the blocks of its paper."""

from collections.abc import Iterator

from studycompanion.domain.attendance import Mark
from studycompanion.domain.session_sheet import SheetContent, SheetPerson
from studycompanion.domain.vietnamese import (
    date_in_words,
    display_date,
    group_thousands,
    percent,
    tidy,
)
from studycompanion.domain.vietnamese.numbers import number_in_words
from studycompanion.forms.blocks import Align, Block, Column, Paragraph, Signatures, Table, Title
from studycompanion.forms.geometry import CELL_SIZE, WIDTH
from studycompanion.forms.grid import least_width
from studycompanion.forms.letterhead import header, place_or_room, signature
from studycompanion.forms.sheet_spec import IN_WORDS, RowSize, SheetColumn, SheetTemplate

_ROOM = "." * 24
"""Dots to write on where something of the session is not known yet."""
_SHARES = {"full_name": 3.0, "post": 3.0, "empty": 2.0, "mark": 2.0, "note": 2.4, "cell": 2.4}
_NARROW = ("number", "birth")


def sheet_blocks(
    template: SheetTemplate, content: SheetContent, *, large: bool = False
) -> tuple[Block, ...]:
    """The blocks of a session's paper, top to bottom; ``large`` for eyes that need it."""
    return (
        header(
            template.party,
            superior=content.superior,
            issuer=content.issuer,
            dated=date_in_words(place_or_room(content.town), content.dated),
        ),
        Title(template.title, template.subject.format(topic=tidy(content.topic))),
        *_body(template, content, template.large_row if large else template.row),
        Signatures(
            signature(template.left, content.minute_taker), signature(template.right, content.chair)
        ),
    )


def _body(template: SheetTemplate, content: SheetContent, row: RowSize) -> Iterator[Block]:
    holes = _facts(content) | _counts(content)
    for fact in template.facts:
        yield Paragraph(fact.format(**holes))
    if content.people:
        yield _table(template.columns, content.people, row)
    else:
        yield Paragraph(template.nobody, stays=True)
    if not content.people and not content.totals.called:
        return
    *texts, last = template.below or ("",)
    yield from (Paragraph(text.format(**holes)) for text in texts)
    yield Paragraph(last.format(**holes), stays=True)


def _facts(content: SheetContent) -> dict[str, str]:
    known = {
        "topic": content.topic,
        "place": content.place,
        "chair": content.chair,
        "minute_taker": content.minute_taker,
        "speaker": content.speaker,
        "agenda": content.agenda,
    }
    said = {name: tidy(value) or _ROOM for name, value in known.items()}
    time = f"{content.at.hour} giờ {content.at.minute:02}"
    return said | {"time": time, "date": display_date(content.at.date())}


def _counts(content: SheetContent) -> dict[str, str]:
    totals = content.totals
    figures = {mark.value: totals.of(mark) for mark in Mark} | {
        "called": totals.called,
        "official": totals.called - content.probationary,
        "probationary": content.probationary,
        "attended": totals.attended,
        "absent": totals.absent,
        "completed": totals.completed,
        "expected": totals.expected,
        "guests": totals.guests,
    }
    words = {f"{name}_words": number_in_words(figures[name]) for name in IN_WORDS}
    rates = {
        "rate_attended": percent(totals.rate_attended),
        "rate_complete": percent(totals.rate_complete),
        "rate_attended_formula": content.rate_attended,
        "rate_complete_formula": content.rate_complete,
    }
    return {name: group_thousands(figure) for name, figure in figures.items()} | words | rates


def _table(
    columns: tuple[SheetColumn, ...], people: tuple[SheetPerson, ...], row: RowSize
) -> Table:
    rows = tuple(tuple(_text(person, column.key) for column in columns) for person in people)
    shares = _widths(columns, rows, row.size / CELL_SIZE)
    shown = tuple(
        Column((c.head,), share, Align.CENTRE if c.key in _NARROW else Align.LEFT)
        for c, share in zip(columns, shares, strict=True)
    )
    return Table(shown, rows, row_height=row.height, size=row.size)


def _text(person: SheetPerson, key: str) -> str:
    return "" if key == "empty" else tidy(str(getattr(person, key)))


def _widths(
    columns: tuple[SheetColumn, ...], rows: tuple[tuple[str, ...], ...], scale: float
) -> list[float]:
    """Widths in mm: numbers and births as wide as they are, the others share what is left."""
    narrow = {
        place: least_width(column.head, (row[place] for row in rows)) * scale
        for place, column in enumerate(columns)
        if column.key in _NARROW
    }
    shares = [_SHARES.get(column.key, 0.0) for column in columns]
    unit = (WIDTH - sum(narrow.values())) / (sum(shares) or 1.0)
    return [narrow.get(place, unit * share) for place, share in enumerate(shares)]
