"""The progress of a topic's plans as a paper to sign, or as a list for offices."""

from pathlib import Path

from studycompanion import forms
from studycompanion.messages import word
from studycompanion.services import printable
from studycompanion.services.demo.marking import mark_of, with_mark
from studycompanion.services.desk import Desk
from studycompanion.services.lists import (
    EXCEL,
    SEPARATED,
    Cell,
    check_suffix,
    export_list,
    swap_in,
)
from studycompanion.services.plan_progress import Progress, plan_progress
from studycompanion.services.reports import PDF, content_of
from studycompanion.services.word_papers import WORD, word_file


def export_plan_report(desk: Desk, topic_id: str, path: Path) -> Path:
    """The progress of plans at ``path``: the paper as .pdf with its charts or .docx, figures else.

    Raises ``UserError`` ``export_suffix`` or ``not_there``, and what writing a list raises.
    """
    suffix = check_suffix(path, PDF, WORD, EXCEL, SEPARATED)
    if suffix == PDF:
        return swap_in(path, plan_report_pdf(desk, topic_id))
    if suffix == WORD:
        return swap_in(path, _word(desk, topic_id))
    return _list(desk, topic_id, path)


def plan_report_pdf(desk: Desk, topic_id: str) -> bytes:
    """The paper; raises ``UserError("not_there")``."""
    from studycompanion.services.plan_paper import paper_blocks

    content, template = content_of(desk, topic_id)
    blocks = paper_blocks(template, content, plan_progress(desk, topic_id))
    pages = with_mark(printable.laid_out(blocks), mark_of(desk))
    title = word("plan_report", "subject", topic=content.topic)
    return forms.draw(pages, title=title, author=content.issuer, when=desk.clock())


def _word(desk: Desk, topic_id: str) -> bytes:
    """The same paper to go on writing; its tables say what the charts draw."""
    from studycompanion.services.plan_paper import paper_blocks

    content, template = content_of(desk, topic_id)
    said = [paper_blocks(template, content, plan_progress(desk, topic_id))]
    title = word("plan_report", "subject", topic=content.topic)
    return word_file(desk, said, title=title, author=content.issuer)


def _list(desk: Desk, topic_id: str, path: Path) -> Path:
    from studycompanion.services.plan_paper import cell_heads, sentence

    content, _template = content_of(desk, topic_id)
    progress = plan_progress(desk, topic_id)
    points = [
        word("plan_report", "point_note", name=p.name, clear=str(p.clear), items=str(p.items))
        for p in progress.points
    ]
    return export_list(
        path,
        word("plan_report", "subject", topic=content.topic),
        cell_heads(),
        [_row(cell, cell.name) for cell in progress.cells],
        total=_row(progress.total, word("plan_report", "total")),
        notes=(sentence(content, progress), *points, *filter(None, (mark_of(desk),))),
    )


def _row(cell: Progress, name: str) -> tuple[Cell, ...]:
    return (name, cell.items, cell.clear, cell.done, cell.overdue, cell.share_done)
