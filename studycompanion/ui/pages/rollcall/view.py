"""Layout of the roll call: session, figures, list with find box, person with the marks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from studycompanion.domain.attendance import Mark
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.figures import RollFigures as RollFigures
from studycompanion.ui.pages.rollcall.lock_card import LockCard
from studycompanion.ui.pages.rollcall.panel import PersonPanel
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.empty import EmptyPage
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.split import list_card, scrolling_card, split
from studycompanion.ui.words import tr

_LARGE = 150
"""From this text size on, in percent, buttons of the head say less."""


def columns(*, with_cell: bool) -> tuple[Column, ...]:
    """The columns of the roll; the cell only where there is more than one."""
    cell = (Column(tr("Chi bộ"), lambda r: Cell(r.cell_name), 20, rank=3),) if with_cell else ()
    return (
        Column(tr("STT"), lambda r: Cell(str(r.number)), 5, is_figure=True, rank=1),
        Column(tr("Họ và tên"), lambda r: Cell(_name(r), is_strong=True), is_name=True),
        Column(tr("Ngày sinh"), lambda r: Cell(r.birth), 11, rank=2),
        *cell,
        Column(tr("Điểm danh"), roll_sign, 20),
    )


def roll_sign(line: RollLine) -> Cell:
    """The mark of a line, or that somebody without one asked to be excused."""
    if line.mark is Mark.UNMARKED and line.apology:
        return Cell(tr("Đã xin vắng"), Tone.INFO, "excused")
    return mark_sign(line.mark)


def _name(line: RollLine) -> str:
    return tr("{name} (khách)", name=line.full_name) if line.is_guest else line.full_name


def _head_button(words: str, short: str, *, kind: str = "normal", icon_name: str) -> QPushButton:
    """A button of the head that never takes the keyboard when it is clicked."""
    made = button(short if current().scale > _LARGE else words, kind=kind, icon_name=icon_name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(words)
    return made


class RollCallView(QWidget):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        super().__init__()
        self.session = ChoiceBox(tr("Chọn buổi học"))
        self._make_buttons()
        self.header = PageHeader(
            tr("Điểm danh"), self.session, self.more, self.all_present, self.finish
        )
        self.figures = RollFigures(formulas_beside=False)
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
        self.panel, self.lock = PersonPanel(), LockCard()
        self.empty = EmptyPage(
            "rollcall", tr("Chưa có buổi học. Thêm buổi học để điểm danh."), tr("Mở Chuyên đề")
        )
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, self._body()):
            self._stack.addWidget(part)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _make_buttons(self) -> None:
        self.more = _head_button(tr("Việc khác"), tr("Khác"), icon_name="arrow-down")
        self.all_present = _head_button(
            tr("Tất cả có mặt"), tr("Tất cả có mặt"), kind="primary", icon_name="all-present"
        )
        self.all_present.setToolTip(tr("Ghi có mặt cho mọi người chưa điểm danh"))
        self.finish = _head_button(tr("Kết thúc điểm danh"), tr("Kết thúc"), icon_name="lock")
        self.finish.setToolTip(tr("Xem ai chưa có dấu, rồi khóa buổi học"))
        changing(self.all_present, self.finish)

    def _body(self) -> QWidget:
        body = QWidget()
        lists = split(
            list_card(self._left()), scrolling_card(self._right()), left_part=63, right_part=37
        )
        whole = column(self.figures, spacing=SPACE.medium)
        whole.addWidget(lists, 1)
        body.setLayout(whole)
        return body

    def _left(self) -> QWidget:
        self.scanned = Sign(wraps=True)
        self.scanned.hide()
        left = QWidget()
        whole = column(self.scanned, spacing=SPACE.small)
        whole.addWidget(self.finder, 1)
        left.setLayout(whole)
        return left

    def _right(self) -> QWidget:
        self.accept_apologies = button(tr("Nhận xin vắng ({count})", count=0), icon_name="excused")
        self.accept_apologies.setToolTip(tr("Ghi vắng có lý do cho những đồng chí đã xin vắng"))
        self.accept_apologies.hide()
        changing(self.panel, self.accept_apologies)
        self.rules = label("", "muted")
        right = QWidget()
        whole = column(self.lock, self.panel, self.accept_apologies, self.rules)
        whole.setStretch(1, 1)
        right.setLayout(whole)
        self.lock.hide()
        return right

    def show_roll(self, *, is_empty: bool) -> None:
        """Show the roll, or what to do while there is no session."""
        self._stack.setCurrentIndex(1 if is_empty else 2)
        self.session.setVisible(not is_empty)
        self.more.setVisible(not is_empty)
        if is_empty:
            self.all_present.hide()
            self.finish.hide()

    def show_state(self, *, is_closed: bool) -> None:
        """A closed roll shows that it is locked in the place of the marks."""
        for part in (self.panel, self.all_present, self.finish):
            part.setVisible(not is_closed)
        self.lock.setVisible(is_closed)

    def show_rules(self, figures: str, formulas: tuple[str, str]) -> None:
        """Say of which figures the rates were made, and by which formulas."""
        self.rules.setText("\n".join((figures, *formulas)))

    def say_scanned(self, cell: Cell) -> None:
        """Say in a line above the list whom a card belongs to; an empty cell clears it."""
        self.scanned.show_cell(cell)
