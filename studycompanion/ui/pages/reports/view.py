"""Layout of the reports: topic above, figures of all, then tables and a chart by cell."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from studycompanion.domain.vietnamese import fold
from studycompanion.ui.models.records import Column, RecordModel
from studycompanion.ui.pages.reports.figures import TOTAL, paper_columns, roll_columns
from studycompanion.ui.pages.reports.plans_part import PlansPart
from studycompanion.ui.pages.rollcall.view import RollFigures
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.bar_chart import BarChart
from studycompanion.ui.widgets.basics import Card, button, column
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.empty import EmptyPage
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.split import ScrollColumn, list_card
from studycompanion.ui.words import tr

_LEAST = 50
"""Pixels of what scrolls, at 100 %: very large text leaves no more on a small screen."""


class ReportsView(QWidget):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        super().__init__()
        self.topic = ChoiceBox(tr("Chuyên đề"))
        self.excel = button(tr("Xuất Excel"), icon_name="export")
        self.pdf = button(tr("Xuất PDF"), kind="primary", icon_name="export")
        self.forms = button(tr("Giấy tờ"), icon_name="paper")
        self.forms.setToolTip(tr("Bản tự soi, kế hoạch, danh sách, phiếu nhắc: PDF, Word, Excel"))
        self.header = PageHeader(tr("Báo cáo"), self.topic, self.forms, self.excel, self.pdf)
        self.figures = RollFigures()
        self.roll, self.papers = _model(roll_columns()), _model(paper_columns())
        self.roll_table = RecordTable(self.roll, tr("Dự học theo chi bộ"))
        self.paper_table = RecordTable(self.papers, tr("Văn bản theo chi bộ"))
        self.chart = BarChart(
            tr("Hai tỉ lệ theo chi bộ"),
            (
                tr("Tỉ lệ dự học: đã dự / triệu tập"),
                tr("Tỉ lệ đã học: (đã dự + học bù) / (triệu tập − được miễn)"),
            ),
        )
        self.empty = EmptyPage(
            "reports",
            tr("Chưa có số liệu. Hãy kết thúc một buổi điểm danh."),
            tr("Mở Điểm danh"),
        )
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, self._body()):
            self._stack.addWidget(part)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _body(self) -> QWidget:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(tr("Cách xem số liệu"))
        self.tabs.addTab(list_card(self.roll_table), tr("Dự học"))
        self.tabs.addTab(list_card(self.paper_table), tr("Văn bản"))
        self.tabs.addTab(self._chart_card(), tr("Biểu đồ"))
        self.plans = PlansPart()
        for scrolled in (self.area, self.plans):
            scrolled.setMinimumHeight(current().px(_LEAST))
        plans = Card(padding=SPACE.medium)
        plans.column.addWidget(self.plans)
        self.tabs.addTab(plans, tr("Kế hoạch"))
        body = QWidget()
        whole = column(self.figures, spacing=SPACE.medium)
        whole.addWidget(self.tabs, 1)
        body.setLayout(whole)
        return body

    def _chart_card(self) -> Card:
        self.area = ScrollColumn()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setProperty("kind", "reading")
        self.area.setAccessibleName(tr("Biểu đồ theo chi bộ"))
        self.area.verticalScrollBar().setSingleStep(current().px(40))
        inside = QWidget()
        inside.setLayout(column(self.chart, None))
        self.area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        card = Card(padding=SPACE.medium)
        card.column.addWidget(self.area)
        return card

    def show_report(self, *, is_empty: bool, has_topics: bool) -> None:
        """Show the figures, or what to do while there are none."""
        self._stack.setCurrentIndex(1 if is_empty else 2)
        self.topic.setVisible(has_topics)
        self.forms.setVisible(has_topics)
        for made in (self.excel, self.pdf):
            made.setVisible(not is_empty)


class TotalledModel(RecordModel):
    """However it is sorted, the sum of all stands last."""

    def _put_in_order(self) -> None:
        super()._put_in_order()
        last = self._places.get(TOTAL)
        if last is not None:
            order = [*(place for place in self._order if place != last), last]
            self._order = order
            self._rank = [order.index(place) for place in range(len(order))]


def _model(columns: tuple[Column, ...]) -> RecordModel:
    return TotalledModel(columns, identity=lambda t: t.id, key=lambda t: fold(t.name))
