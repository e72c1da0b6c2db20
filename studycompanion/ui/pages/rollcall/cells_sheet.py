"""How the roll of a ward stands in each cell."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studycompanion.domain.attendance import Counting, Mark, Totals
from studycompanion.domain.vietnamese import group_thousands, percent
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.figures import totals_of
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


@dataclass(frozen=True, slots=True)
class CellTotals:
    """One cell and its counts."""

    cell_id: str
    name: str
    totals: Totals


class CellsSheet(Sheet):
    """A row for each cell, in the order in which the roll has them."""

    def __init__(self, parent: QWidget, lines: Sequence[RollLine], counting: Counting) -> None:
        super().__init__(parent, tr("Tổng số theo chi bộ"), width=980)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RecordModel(_columns(), identity=lambda c: c.cell_id, key=lambda c: c.name)
        self.table = names_list(self.model, tr("Tổng số theo chi bộ"))
        self.fields.addWidget(self.table)
        self.add_buttons(button(tr("Đóng"), self.reject, kind="primary"))
        cells = by_cell(lines, counting)
        self.model.fill(cells)
        show_rows(self.table, len(cells), most=11)


def by_cell(lines: Sequence[RollLine], counting: Counting) -> list[CellTotals]:
    """The totals of each cell, in the order of the cells' first lines by name."""
    found: dict[str, list[RollLine]] = defaultdict(list)
    for line in lines:
        found[line.cell_id].append(line)
    made = [
        CellTotals(key, own[0].cell_name, totals_of(own, counting)) for key, own in found.items()
    ]
    return sorted(made, key=lambda cell: (len(cell.name), cell.name))


def _columns() -> tuple[Column, ...]:
    def figure(title: str, letters: int, rank: int, mark: Mark) -> Column:
        return Column(
            title,
            lambda c: Cell(group_thousands(c.totals.of(mark))),
            letters,
            is_figure=True,
            rank=rank,
        )

    return (
        Column(tr("Chi bộ"), lambda c: Cell(c.name, is_strong=True), is_name=True),
        Column(tr("Triệu tập"), lambda c: Cell(group_thousands(c.totals.called)), 9,
               is_figure=True, rank=1),
        Column(tr("Đã dự"), lambda c: Cell(group_thousands(c.totals.attended)), 7, is_figure=True),
        figure(tr("Có lý do"), 9, 3, Mark.EXCUSED),
        figure(tr("Không lý do"), 11, 4, Mark.UNEXCUSED),
        figure(tr("Chưa có dấu"), 12, 2, Mark.UNMARKED),
        Column(tr("Tỉ lệ dự học"), lambda c: Cell(percent(c.totals.rate_attended)), 12,
               is_figure=True, order=lambda c: c.totals.rate_attended or 0),
    )  # fmt: skip
