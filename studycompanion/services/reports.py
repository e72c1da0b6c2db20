"""What the cell and the ward report of a topic: participation, plans and forms, cell by cell."""

from dataclasses import dataclass

from studycompanion.domain.attendance import Totals
from studycompanion.domain.study import Topic
from studycompanion.services import rules
from studycompanion.services.desk import Desk
from studycompanion.storage.queries import papers, people, reports
from studycompanion.storage.queries.reports import PaperCounts as PaperCounts


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
        lines = papers.overview(connection, topic_id, clarity, on=desk.today)
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
