"""How far the plans are: by cell and by clarity point, each as a chart with its table."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import fold, group_thousands, percent
from studycompanion.services.plan_progress import PlanProgress
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.bar_chart import Bar, BarChart, Group
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.split import ScrollColumn
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_ROWS = 40


class PlansPart(ScrollColumn):
    """Scrolls as one; the charts tell in words what they draw."""

    def __init__(self) -> None:
        super().__init__()
        self.pdf = button(tr("Xuất tiến độ PDF"), icon_name="export")
        self.excel = button(tr("Xuất tiến độ Excel"), icon_name="export")
        self.word = button(tr("Xuất tiến độ Word"), icon_name="export")
        self.nothing = label(tr("Chưa có việc làm theo nào trong chuyên đề này."), "muted")
        self.cells, self.points = _cell_model(), _point_model()
        self.cell_table = names_list(self.cells, tr("Tiến độ kế hoạch theo chi bộ"))
        self.point_table = names_list(self.points, tr("Việc đã rõ theo từng điểm"))
        clear, done = tr("Việc rõ mọi điểm / số việc"), tr("Việc đã xong / số việc")
        self.cell_chart = BarChart(tr("Tiến độ kế hoạch theo chi bộ"), (clear, done))
        self.point_chart = BarChart(
            tr("Việc đã rõ theo từng điểm"), (tr("Việc đã rõ điểm này / số việc"),)
        )
        self._dress()
        self._figures = QWidget()
        self._figures.setLayout(
            column(
                label(tr("Theo chi bộ"), "section"),
                self.cell_table,
                self.cell_chart,
                label(tr("Theo từng điểm"), "section"),
                self.point_table,
                self.point_chart,
                spacing=SPACE.medium,
            )
        )
        inside = QWidget()
        buttons = TurningRow(QWidget(), self.excel, self.word, self.pdf)
        inside.setLayout(column(buttons, self.nothing, self._figures, None, spacing=SPACE.medium))
        room = current().px(SPACE.small)
        inside.setContentsMargins(room, room, room, room)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def _dress(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("kind", "reading")
        self.setAccessibleName(tr("Tiến độ kế hoạch"))
        self.verticalScrollBar().setSingleStep(current().px(40))

    def show_progress(self, progress: PlanProgress) -> None:
        """Show the figures, or that there are none yet."""
        has_items = progress.total.items > 0
        self.nothing.setVisible(not has_items)
        for part in (self._figures, self.pdf, self.word, self.excel):
            part.setVisible(has_items)
        self.cells.fill(progress.cells)
        self.points.fill(progress.points)
        show_rows(self.cell_table, len(progress.cells), most=_ROWS)
        show_rows(self.point_table, len(progress.points), most=_ROWS)
        self.cell_chart.show_groups(
            [
                Group(
                    cell.name,
                    (
                        Bar(cell.share_clear, percent(cell.share_clear)),
                        Bar(cell.share_done, percent(cell.share_done)),
                    ),
                )
                for cell in progress.cells
            ]
        )
        self.point_chart.show_groups(
            [Group(p.name, (Bar(p.share, percent(p.share)),)) for p in progress.points]
        )


def _cell_model() -> RecordModel:
    return _model(
        Column(tr("Chi bộ"), lambda c: Cell(c.name, is_strong=True)),
        _count(tr("Số việc"), lambda c: c.items),
        _count(tr("Rõ mọi điểm"), lambda c: c.clear, 12),
        _count(tr("Đã xong"), lambda c: c.done, 9),
        _count(tr("Quá hạn"), lambda c: c.overdue, 9, rank=1),
        _share(tr("Tỉ lệ đã xong"), lambda c: c.share_done),
    )


def _point_model() -> RecordModel:
    return _model(
        Column(tr("Điểm"), lambda p: Cell(p.name, is_strong=True)),
        _count(tr("Số việc"), lambda p: p.items),
        _count(tr("Đã rõ"), lambda p: p.clear),
        _share(tr("Tỉ lệ đã rõ"), lambda p: p.share),
    )


def _model(*columns: Column) -> RecordModel:
    return RecordModel(columns, identity=lambda one: one.id, key=lambda one: fold(one.name))


def _count(title: str, number: Callable[[Any], int], letters: int = 8, *, rank: int = 0) -> Column:
    return Column(
        title, lambda one: Cell(group_thousands(number(one))), letters, is_figure=True, rank=rank
    )


def _share(title: str, share: Callable[[Any], Any]) -> Column:
    return Column(title, lambda one: Cell(percent(share(one))), 13, is_figure=True)
