"""The progress of a topic's plans as blocks of a paper, in Vietnamese."""

from collections.abc import Iterator
from fractions import Fraction

from studycompanion.domain.paperwork import ReportContent
from studycompanion.domain.vietnamese import display_date, group_thousands, percent, tidy
from studycompanion.forms.blocks import (
    Align,
    BarGroup,
    Bars,
    Block,
    Column,
    Heading,
    Paragraph,
    Table,
    Title,
)
from studycompanion.forms.report_content import report_head, report_signatures
from studycompanion.forms.report_spec import ReportTemplate
from studycompanion.messages import word
from studycompanion.services.plan_progress import PlanProgress, PointProgress, Progress

_SAID = "plan_report"
_CELL_SHARES = (34.0, 13.0, 13.0, 13.0, 13.0, 14.0)
_POINT_SHARES = (52.0, 16.0, 16.0, 16.0)


def paper_blocks(
    template: ReportTemplate, content: ReportContent, progress: PlanProgress
) -> tuple[Block, ...]:
    """What the paper says, in reading order; without tasks one sentence stands for the tables."""
    return (
        report_head(template, content),
        Title(template.title, word(_SAID, "subject", topic=tidy(content.topic))),
        Paragraph(sentence(content, progress)),
        *(_body(content, progress) if progress.total.items else ()),
        report_signatures(template, content),
    )


def sentence(content: ReportContent, progress: PlanProgress) -> str:
    """All plans in one sentence."""
    total, day = progress.total, display_date(content.dated)
    if not total.items:
        return word(_SAID, "nothing", date=day)
    numbers = {n: group_thousands(getattr(total, n)) for n in ("items", "clear", "done", "overdue")}
    return word(_SAID, "opening", date=day, **numbers)


def cell_heads() -> tuple[str, ...]:
    """The heads of the table by cell."""
    keys = ("cell", "items", "clear", "done", "overdue", "share")
    return tuple(word(_SAID, key) for key in keys)


def _body(content: ReportContent, progress: PlanProgress) -> Iterator[Block]:
    yield Heading(word(_SAID, "by_cell"))
    yield _table(
        cell_heads(),
        _CELL_SHARES,
        [_cell_row(cell) for cell in progress.cells],
        total=_cell_row(progress.total),
    )
    series = (word(_SAID, "clear"), word(_SAID, "done"))
    groups = (BarGroup(c.name, _shares(c.share_clear, c.share_done)) for c in progress.cells)
    yield Bars(series, tuple(groups))
    yield Heading(word(_SAID, "by_point", clarity=tidy(content.clarity)))
    heads = tuple(word(_SAID, key) for key in ("point", "items", "said", "share_said"))
    yield _table(heads, _POINT_SHARES, [_point_row(point) for point in progress.points])
    points = (BarGroup(point.name, _shares(point.share)) for point in progress.points)
    yield Bars((word(_SAID, "share_said"),), tuple(points))
    yield Paragraph(word(_SAID, "note"), stays=True)


def _table(
    heads: tuple[str, ...],
    shares: tuple[float, ...],
    rows: list[tuple[str, ...]],
    total: tuple[str, ...] = (),
) -> Table:
    columns = tuple(
        Column((head,), share, Align.RIGHT if place else Align.LEFT)
        for place, (head, share) in enumerate(zip(heads, shares, strict=True))
    )
    return Table(columns, tuple(rows), total=total)


def _cell_row(cell: Progress) -> tuple[str, ...]:
    counts = (cell.items, cell.clear, cell.done, cell.overdue)
    name = cell.name or word(_SAID, "total")
    return (name, *map(group_thousands, counts), percent(cell.share_done))


def _point_row(point: PointProgress) -> tuple[str, ...]:
    counts = (point.items, point.clear)
    return (point.name, *map(group_thousands, counts), percent(point.share))


def _shares(*shares: Fraction | None) -> tuple[tuple[Fraction | None, str], ...]:
    return tuple((share, percent(share)) for share in shares)
