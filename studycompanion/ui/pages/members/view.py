"""Layout of the members' page: list with find box and cell filter, card of one member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from studycompanion.ui.holding import changing
from studycompanion.ui.member_signs import status_sign
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.members.panel import MemberPanel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.detail import Detail
from studycompanion.ui.widgets.empty import EmptyPage
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.widgets.split import list_card, scrolling_card, split
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.members import MemberLine

_WIDE = 16777215
_LARGE = 150
"""Percent of text size up to which all buttons have their words."""


def columns(*, with_cell: bool) -> tuple[Column, ...]:
    """The columns of the list; the cell only where there is more than one."""
    cell = (Column(tr("Chi bộ"), lambda m: Cell(m.cell_name), 20, rank=1),) if with_cell else ()
    return (
        Column(tr("Họ và tên"), lambda m: Cell(m.full_name, is_strong=True), is_name=True),
        Column(tr("Ngày sinh"), lambda m: Cell(m.birth), 11, rank=2),
        Column(tr("Chức vụ"), lambda m: Cell(m.post), 15, rank=4),
        *cell,
        Column(tr("Trạng thái"), lambda m: status_sign(m.status), 16, rank=3),
    )


def _key(line: MemberLine) -> str:
    return f"{line.search_key} |{line.birth.rpartition('/')[2]}"


def _export_button() -> QPushButton:
    """In very large type only the icon, so that the buttons stay beside the title."""
    words = tr("Xuất Excel…")
    made = button(words if current().scale <= _LARGE else "", icon_name="export")
    made.setAccessibleName(words)
    made.setToolTip(words)
    return made


class MembersView(QWidget):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        super().__init__()
        self.take_in = button(tr("Nhập từ Excel"), kind="primary", icon_name="import")
        self.add = button(tr("Thêm đồng chí"), icon_name="plus")
        self.export = _export_button()
        self.header = PageHeader(tr("Đảng viên"), self.export, self.add, self.take_in)
        self.model = RecordModel(columns(with_cell=False), identity=lambda m: m.id, key=_key)
        self.cells = ChoiceBox(tr("Lọc theo chi bộ"))
        # On a line of its own, where the others leave it no room, it takes all of it.
        self.cells.setMaximumWidth(_WIDE)
        self.states = ChoiceBox(tr("Lọc theo trạng thái"))
        self.posts = ChoiceBox(tr("Lọc theo chức vụ"))
        self.finder = Finder(
            self.model,
            self.states,
            self.posts,
            self.cells,
            name=tr("Danh sách đảng viên"),
            hint=tr("Tìm tên, không cần dấu"),
        )
        self.panel = MemberPanel()
        self.empty = EmptyPage(
            "members", tr("Danh sách trống. Bấm “Nhập từ Excel”."), tr("Nhập từ Excel")
        )
        self.add_first = button(tr("Thêm từng đồng chí"), icon_name="plus")
        changing(self.take_in, self.add, self.add_first)
        self.template = button(tr("Tệp mẫu danh sách…"), icon_name="save")
        for step in (self.add_first, self.template):
            self.empty.add_step(step)
        self.detail = Detail(scrolling_card(self.panel))
        body = split(list_card(self.finder), self.detail, left_part=7, right_part=3)
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, body):
            self._stack.addWidget(part)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def show_list(self, *, is_empty: bool) -> None:
        """Show the list, or what to do while there is none."""
        self._stack.setCurrentIndex(1 if is_empty else 2)
        for step in (self.export, self.add, self.take_in):
            step.setVisible(not is_empty)
