"""Layout of the roll call: session, figures, list with find box, person with the marks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from studycompanion.domain.attendance import Mark, Totals
from studycompanion.domain.vietnamese import group_thousands, percent
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.panel import PersonPanel
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.empty import EmptyPage
from studycompanion.ui.widgets.figures import FigureCard, FigureRow
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.widgets.split import list_card, scrolling_card, split
from studycompanion.ui.words import tr


def columns(*, with_cell: bool) -> tuple[Column, ...]:
    """The columns of the roll; the cell only where there is more than one."""
    cell = (Column(tr("Chi bộ"), lambda r: Cell(r.cell_name), 20, rank=3),) if with_cell else ()
    return (
        Column(tr("STT"), lambda r: Cell(str(r.number)), 5, is_figure=True, rank=1),
        Column(tr("Họ và tên"), lambda r: Cell(_name(r), is_strong=True), is_name=True),
        Column(tr("Ngày sinh"), lambda r: Cell(r.birth), 11, rank=2),
        *cell,
        Column(tr("Điểm danh"), lambda r: mark_sign(r.mark), 20),
    )


def _name(line: RollLine) -> str:
    return tr("{name} (khách)", name=line.full_name) if line.is_guest else line.full_name


class RollCallView(QWidget):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        super().__init__()
        self.session = ChoiceBox(tr("Chọn buổi học"))
        self.all_present = button(tr("Tất cả có mặt"), kind="primary", icon_name="all-present")
        self.all_present.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_present.setToolTip(tr("Ghi có mặt cho mọi người chưa điểm danh"))
        self.header = PageHeader(tr("Điểm danh"), self.session, self.all_present)
        self.figures = RollFigures()
        self.model = RecordModel(
            columns(with_cell=False),
            identity=lambda r: r.member_id,
            key=lambda r: f"{r.search_key} |{r.number}",
        )
        self.finder = Finder(
            self.model,
            name=tr("Danh sách điểm danh"),
            hint=tr("Gõ tên không dấu hoặc STT, Enter là có mặt"),
        )
        self.panel = PersonPanel()
        self.empty = EmptyPage(
            "rollcall", tr("Chưa có buổi học. Thêm buổi học để điểm danh."), tr("Mở Chuyên đề")
        )
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, self._body()):
            self._stack.addWidget(part)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _body(self) -> QWidget:
        body = QWidget()
        lists = split(list_card(self.finder), scrolling_card(self.panel), left_part=7, right_part=3)
        whole = column(self.figures, spacing=SPACE.medium)
        whole.addWidget(lists, 1)
        body.setLayout(whole)
        return body

    def show_roll(self, *, is_empty: bool) -> None:
        """Show the roll, or what to do while there is no session."""
        self._stack.setCurrentIndex(1 if is_empty else 2)
        self.session.setVisible(not is_empty)
        self.all_present.setVisible(not is_empty)


class RollFigures(FigureRow):
    """The counts that are asked for, and both rates with their formula in words."""

    said = ""
    """The counts in a sentence, for whoever hears them change."""

    def __init__(self) -> None:
        self.called = FigureCard(tr("Triệu tập"))
        self.attended = FigureCard(tr("Đã dự"))
        self.excused = FigureCard(tr("Vắng có lý do"))
        self.unexcused = FigureCard(tr("Vắng không lý do"))
        self.unmarked = FigureCard(tr("Chưa điểm danh"))
        self.rate = FigureCard(
            tr("Tỉ lệ dự học"), tr("(có mặt + đến muộn + trực tuyến) / triệu tập")
        )
        self.complete = FigureCard(
            tr("Tỉ lệ đã học"), tr("(đã dự + học bù) / (triệu tập − được miễn)")
        )
        super().__init__(
            self.called,
            self.attended,
            self.excused,
            self.unexcused,
            self.unmarked,
            self.rate,
            self.complete,
        )

    def show_totals(self, totals: Totals) -> None:
        """Show counts and rates as they stand."""
        for card, count in (
            (self.called, totals.called),
            (self.attended, totals.attended),
            (self.excused, totals.of(Mark.EXCUSED)),
            (self.unexcused, totals.of(Mark.UNEXCUSED)),
            (self.unmarked, totals.of(Mark.UNMARKED)),
        ):
            card.show_figure(group_thousands(count))
        self.said = tr(
            "Đã dự {attended} trên {called}, chưa điểm danh {unmarked}",
            attended=group_thousands(totals.attended),
            called=group_thousands(totals.called),
            unmarked=group_thousands(totals.of(Mark.UNMARKED)),
        )
        self.rate.show_figure(percent(totals.rate_attended))
        self.complete.show_figure(percent(totals.rate_complete))
        self.renew_words()
