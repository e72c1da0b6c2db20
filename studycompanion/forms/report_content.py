"""From the figures of a topic and a template's wording to the blocks of a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from studycompanion.domain.attendance import Totals
from studycompanion.domain.paperwork import ReportContent
from studycompanion.domain.vietnamese import (
    date_in_words,
    display_date,
    group_thousands,
    percent,
    tidy,
)
from studycompanion.forms.blocks import Block, Heading, Paragraph, Recipients, Signatures, Title
from studycompanion.forms.letterhead import header, place_or_room, signature
from studycompanion.forms.report_spec import IssuerWords, RateWords, ReportTemplate, TableWords
from studycompanion.forms.report_tables import Value, report_table, total_values, values


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """A report as one table of plain values: both tables side by side, one row for each cell."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...]
    notes: tuple[str, ...]


def report_blocks(template: ReportTemplate, content: ReportContent) -> tuple[Block, ...]:
    """The blocks of a report, top to bottom; without cells one sentence stands for the tables."""
    holes = _holes(content)
    return (
        report_head(template, content),
        Title(template.title, template.subject.format(**holes)),
        Paragraph(template.opening.format(**holes)),
        *_body(template, content),
        Paragraph(template.closing.format(**holes), stays=True),
        report_signatures(template, content),
    )


def report_sheet(template: ReportTemplate, content: ReportContent) -> ReportSheet:
    """The report for a spreadsheet; what the first table shows is not shown twice."""
    first, second = template.participation, template.papers
    shown = {column.key for column in first.columns}
    columns = (*first.columns, *(column for column in second.columns if column.key not in shown))
    said = chain.from_iterable(_sentences(words, content) for words in (first, second))
    return ReportSheet(
        title=template.subject.format(**_holes(content)),
        heads=tuple(column.head for column in columns),
        rows=tuple(map(tuple, values(columns, content.cells))),
        total=tuple(total_values(columns, content.total, first.total)),
        notes=tuple(said),
    )


def _issuer(template: ReportTemplate, content: ReportContent) -> IssuerWords:
    return template.ward if content.is_ward else template.cell


def report_head(template: ReportTemplate, content: ReportContent) -> Block:
    """Who reports, and the place and date."""
    words = _issuer(template, content)
    return header(
        template.party,
        superior=content.superior or words.superior,
        issuer=content.issuer,
        dated=date_in_words(place_or_room(content.place), content.dated),
        number=words.number,
    )


def _holes(content: ReportContent) -> dict[str, object]:
    return {
        "topic": tidy(content.topic),
        "issuer": tidy(content.issuer),
        "year": content.year,
        "date": display_date(content.dated),
        "clarity": tidy(content.clarity),
    }


def _body(template: ReportTemplate, content: ReportContent) -> Iterator[Block]:
    if not content.cells:
        yield Paragraph(template.no_cells)
        return
    for words in (template.participation, template.papers):
        yield Heading(words.heading)
        yield report_table(words, content.cells, content.total)
        yield from map(Paragraph, _sentences(words, content))


def _sentences(words: TableWords, content: ReportContent) -> Iterator[str]:
    """What stands below a table: its notes, each rate in words, and the remarks that apply."""
    holes, total = _holes(content), content.total
    yield from (note.format(**holes) for note in words.notes)
    yield from (_rate(rate, total.totals) for rate in words.rates)
    for remark in words.remarks:
        count = total.figure(remark.key)
        if isinstance(count, int) and count:
            yield remark.text.format(count=group_thousands(count))


def _rate(words: RateWords, totals: Totals) -> str:
    if words.key == "rate_attended":
        part, base, rate = totals.attended, totals.called, totals.rate_attended
    else:
        part, base, rate = totals.completed, totals.expected, totals.rate_complete
    said = words.no_base
    if rate is not None:
        shown = {"part": group_thousands(part), "base": group_thousands(base)}
        said = words.figures.format(rate=percent(rate), **shown)
    return f"{words.formula} {said}"


def report_signatures(template: ReportTemplate, content: ReportContent) -> Signatures:
    """Who gets the report and who signs it."""
    words = _issuer(template, content)
    names = {"superior": tidy(content.superior), "issuer": tidy(content.issuer)}
    items = tuple(item.format(**names) for item in words.recipients)
    return Signatures(
        Recipients(template.recipients_label, items),
        signature(words.signature, content.secretary, post=content.signer_post),
    )
