"""What the cell and the ward report of a topic: participation, plans and forms, cell by cell."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.attendance import Totals
from studycompanion.domain.paperwork import CellFigures, FormKind, ReportContent
from studycompanion.domain.study import Topic
from studycompanion.services import printable, rules
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.services.lists import EXCEL, SEPARATED, check_suffix, export_list, swap_in
from studycompanion.services.opening import home_id, setup_of
from studycompanion.services.units import signers
from studycompanion.services.word_papers import WORD, word_file
from studycompanion.storage.queries import papers, people, reports
from studycompanion.storage.queries.reports import PaperCounts as PaperCounts

if TYPE_CHECKING:
    from studycompanion.forms.report_spec import ReportTemplate

PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class CellReport:
    """The figures of one cell; ``totals`` add up all sessions of the topic."""

    cell_id: str
    name: str
    members: int
    totals: Totals
    papers: PaperCounts


def topic_report(desk: Desk, topic_id: str) -> tuple[CellReport, ...]:
    """The figures of every cell for a topic, in the order of cells; ``UserError("not_there")``."""
    with desk.read() as reader:
        topic = reader.get(Topic, topic_id)
        clarity = rules.clarity(reader, topic.clarity_id)
        connection = reader.connection
        marks = reports.participation(connection, topic_id)
        lines = papers.overview(
            connection,
            topic_id,
            clarity,
            on=desk.today,
            with_erased=True,
            quiet=rules.quiet_days(reader, topic.year),
            zone=desk.clock().tzinfo,
        )
        counts = reports.papers_by_cell(lines, reports.done_items(connection, topic_id))
        cells = people.cells(connection, desk.today)
    return tuple(
        CellReport(
            cell.id,
            cell.name,
            cell.members,
            marks.get(cell.id, Totals({})),
            counts.get(cell.id, PaperCounts()),
        )
        for cell in cells
    )


def report_pdf(desk: Desk, topic_id: str) -> bytes:
    """The report of a topic as the paper to sign; ``UserError("not_there")``."""
    content, template = content_of(desk, topic_id)
    pages = with_mark(printable.laid_out(forms.report_blocks(template, content)), mark_of(desk))
    return forms.draw(pages, title=template.name, author=content.issuer, when=desk.clock())


def report_xlsx(desk: Desk, topic_id: str, path: Path) -> Path:
    """The figures of the report as a list at ``path``; raises as ``lists.export_list`` does."""
    content, template = content_of(desk, topic_id)
    sheet = forms.report_sheet(template, content)
    notes = (*sheet.notes, *filter(None, (mark_of(desk),)))
    return export_list(path, sheet.title, sheet.heads, sheet.rows, total=sheet.total, notes=notes)


def export_report(desk: Desk, topic_id: str, path: Path) -> Path:
    """The report at ``path``: the paper as .pdf or .docx, its figures as .xlsx or .csv.

    Raises ``UserError("export_suffix")`` for other endings, and what writing a list raises.
    """
    suffix = check_suffix(path, PDF, WORD, EXCEL, SEPARATED)
    if suffix == PDF:
        return swap_in(path, report_pdf(desk, topic_id))
    if suffix == WORD:
        content, template = content_of(desk, topic_id)
        said = [forms.report_blocks(template, content)]
        return swap_in(path, word_file(desk, said, title=template.name, author=content.issuer))
    return report_xlsx(desk, topic_id, path)


def content_of(desk: Desk, topic_id: str) -> "tuple[ReportContent, ReportTemplate]":
    """What a report of a topic says, and the wording in force; ``UserError("not_there")``."""
    lines, setup = topic_report(desk, topic_id), setup_of(desk)
    with desk.read() as reader:
        topic = reader.get(Topic, topic_id)
        clarity = rules.clarity(reader, topic.clarity_id).name
        kept = rules.template_in_force(reader, rules.templates(reader, FormKind.REPORT), topic.year)
        signer = signers(reader)[home_id(reader)]
    content = ReportContent(
        superior=setup.superior if setup.cell else "",
        issuer=setup.cell or setup.superior,
        is_ward=setup.cell is None,
        place=setup.place,
        dated=desk.today,
        topic=topic.title,
        year=topic.year,
        clarity=clarity,
        secretary=signer.name,
        signer_post=signer.chosen_post,
        cells=tuple(map(_figures, lines)),
    )
    return content, forms.parse_report_template(kept.body)


def _figures(line: CellReport) -> CellFigures:
    counts = line.papers
    return CellFigures(
        cell=line.name,
        totals=line.totals,
        owing=counts.owing,
        with_review=counts.with_review,
        with_plan=counts.with_plan,
        items=counts.items,
        unclear_items=counts.unclear_items,
        done_items=counts.done_items,
        with_form=counts.with_form,
        signed=counts.signed,
    )
