"""How many stand at which rank, as it was written down: counts, nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from studycompanion.services.rank_counts import RankCounts, RankTable
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

_MOST = 8


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: a rank or a sum, and how many on which form."""

    name: str
    by_form: Mapping[str, int]
    total: int


class RanksDialog(Sheet):
    """One table for each of those who rank, chosen above; ``where`` names a cell, "" for all."""

    def __init__(self, parent: QWidget, counts: RankCounts, where: str) -> None:
        super().__init__(parent, tr("Tổng hợp xếp loại"), where, width=760)
        self.setModal(True)
        self._counts = counts
        self.who = ChoiceBox(tr("Ai xếp loại"))
        self.who.setMaximumWidth(16777215)
        self.who.fill([(str(n), table.title) for n, table in enumerate(counts.tables)], "1")
        self.who.picked.connect(self._show_table)
        self.model = RecordModel(
            _columns(counts), identity=lambda line: line.name, key=lambda line: line.name
        )
        self.table = names_list(self.model, tr("Số đảng viên ở mỗi mức"))
        self.sum = label("")
        self.nothing = label(tr("Chưa có bản nào theo mẫu có mục xếp loại."))
        for shown in (self.who, self.table, self.sum, self.nothing):
            self.fields.addWidget(shown)
        note = tr(
            "Chỉ đếm những gì đã ghi. Xếp loại ai ở mức nào do chi bộ và cấp trên quyết định."
        )
        self.fields.addWidget(label(note, "muted"))
        has_any = bool(counts.tables)
        for shown in (self.who, self.table, self.sum):
            shown.setVisible(has_any)
        self.nothing.setVisible(not has_any)
        self.add_buttons(button(tr("Đóng"), self.reject))
        if has_any:
            self._show_table()

    def _show_table(self, _place: str = "") -> None:
        table = self._counts.tables[int(self.who.chosen or 0)]
        lines = tuple(_lines(table))
        self.model.fill(lines)
        show_rows(self.table, len(lines), most=_MOST)
        ranked = sum(row.total for row in table.rows)
        self.sum.setText(
            tr(
                "{ranked} đã ghi + {open} chưa ghi + {without} chưa có bản theo mẫu xếp loại"
                " = {owing} đồng chí phải kiểm điểm.",
                ranked=ranked,
                open=table.open.total,
                without=self._counts.without,
                owing=ranked + table.open.total + self._counts.without,
            )
        )


def _columns(counts: RankCounts) -> tuple[Column, ...]:
    return (
        Column(tr("Mức"), lambda line: Cell(line.name), is_name=True),
        *(Column(tr("Mẫu {code}", code=code), partial(_on_form, code), 9) for code in counts.forms),
        Column(tr("Cộng"), lambda line: _number(line.total), 7),
    )


def _on_form(code: str, line: _Line) -> Cell:
    return _number(line.by_form.get(code, 0))


def _number(count: int) -> Cell:
    return Cell(str(count))


def _lines(table: RankTable) -> Iterator[_Line]:
    for row in table.rows:
        yield _Line(row.name, row.by_form, row.total)
    yield _Line(tr("Chưa ghi"), table.open.by_form, table.open.total)
