"""What the tables and the chart say of each cell, and of all cells together."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studycompanion.domain.attendance import Mark, Totals, add_up
from studycompanion.domain.paperwork import FormState
from studycompanion.domain.vietnamese import group_thousands, percent
from studycompanion.services.reports import CellReport, PaperCounts
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.widgets.bar_chart import Bar, Group
from studycompanion.ui.words import tr

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a cell, or all cells where ``id`` is ``TOTAL``."""

    id: str
    name: str
    totals: Totals
    papers: PaperCounts


def lines_of(cells: Sequence[CellReport]) -> list[Line]:
    """The cells, and their sum where there are several."""
    lines = [Line(c.cell_id, c.name, c.totals, c.papers) for c in cells]
    return [*lines, sum_of(cells)] if len(lines) > 1 else lines


def sum_of(cells: Sequence[CellReport]) -> Line:
    """All cells together."""
    papers = PaperCounts(forms=Counter[FormState]())
    for cell in cells:
        part = cell.papers
        papers.owing += part.owing
        papers.with_review += part.with_review
        papers.with_plan += part.with_plan
        papers.items += part.items
        papers.unclear_items += part.unclear_items
        papers.done_items += part.done_items
        papers.forms.update(part.forms)
    return Line(TOTAL, tr("Cộng"), add_up(cell.totals for cell in cells), papers)


def has_figures(cells: Sequence[CellReport]) -> bool:
    """Whether anybody was marked or any paper begun."""
    every = sum_of(cells)
    papers = every.papers
    marked = every.totals.called - every.totals.of(Mark.UNMARKED)
    return bool(marked or papers.with_review or papers.items or papers.with_form)


def roll_columns() -> tuple[Column, ...]:
    """The columns on participation, as the ward asks for them."""
    return (
        _name(),
        _count(tr("Triệu tập"), lambda t: t.totals.called, 9),
        _count(tr("Đã dự"), lambda t: t.totals.attended, 9),
        _count(tr("Có lý do"), lambda t: t.totals.of(Mark.EXCUSED), 8, rank=1),
        _count(tr("Không lý do"), lambda t: t.totals.of(Mark.UNEXCUSED), 11, rank=1),
        _count(tr("Học bù"), lambda t: t.totals.of(Mark.MADE_UP), 8, rank=2),
        _count(tr("Được miễn"), lambda t: t.totals.of(Mark.EXEMPT), 10, rank=3),
        _count(tr("Chưa học"), lambda t: t.totals.waiting, 9, rank=1),
        _count(tr("Khách"), lambda t: t.totals.guests, 6, rank=4),
        _text(tr("Tỉ lệ dự học"), lambda t: percent(t.totals.rate_attended), 12),
        _text(tr("Tỉ lệ đã học"), lambda t: percent(t.totals.rate_complete), 12),
    )


def paper_columns() -> tuple[Column, ...]:
    """The columns on reviews, plans and forms, each beside those for whom they are made."""
    return (
        _name(),
        _count(tr("Phải làm"), lambda t: t.papers.owing, 9),
        _count(tr("Bản tự soi"), lambda t: t.papers.with_review, 10),
        _count(tr("Kế hoạch"), lambda t: t.papers.with_plan, 9),
        _count(tr("Việc làm theo"), lambda t: t.papers.items, 13, rank=2),
        _count(tr("Chưa rõ"), lambda t: t.papers.unclear_items, 8, rank=1),
        _count(tr("Đã xong"), lambda t: t.papers.done_items, 8, rank=3),
        _count(tr("Bản cam kết"), lambda t: t.papers.with_form, 12),
        _count(tr("Đã ký"), lambda t: t.papers.signed, 7),
    )


def chart_groups(lines: Sequence[Line]) -> list[Group]:
    """Both rates of each row, in words beside the bars."""
    return [
        Group(
            line.name,
            (
                Bar(line.totals.rate_attended, percent(line.totals.rate_attended)),
                Bar(line.totals.rate_complete, percent(line.totals.rate_complete)),
            ),
        )
        for line in lines
    ]


def _name() -> Column:
    return Column(tr("Chi bộ"), lambda t: Cell(t.name, is_strong=True))


def _count(title: str, number: Callable[[Line], int], letters: int, *, rank: int = 0) -> Column:
    def cell(line: Line) -> Cell:
        return Cell(group_thousands(number(line)), is_strong=line.id == TOTAL)

    return Column(title, cell, letters, is_figure=True, rank=rank)


def _text(title: str, words: Callable[[Line], str], letters: int) -> Column:
    def cell(line: Line) -> Cell:
        return Cell(words(line), is_strong=line.id == TOTAL)

    return Column(title, cell, letters, is_figure=True)
