"""One task of a plan: a field for every clarity point, and in words what is still unclear."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QWidget

from studycompanion.domain.hints import DUE as DUE_POINT
from studycompanion.domain.hints import Hint, hints_for
from studycompanion.domain.plan import ActionItem, ClarityPoint, ClaritySet
from studycompanion.domain.vietnamese import display_date
from studycompanion.services.drafts import Draft
from studycompanion.services.plans import PlanCard
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell
from studycompanion.ui.pages.plans.links import Links
from studycompanion.ui.pages.plans.point_field import PointField, hint_words
from studycompanion.ui.pages.plans.standing import standing_sign
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import Card, button, column, label
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

DUE, HELPERS, ACCOUNTABLE, SOURCE = "@due", "@helpers", "@accountable", "@source"
"""The names under which all else is told beside the clarity points."""
_COLUMNS, _TWO_FIT = 2, 440


class ItemCard(Card):
    """Tells which point paused, was left or went back, and what is to be done with the task.

    ``acted`` tells up, down, copy or keep; ``follow_wanted`` that its progress is to be seen.
    """

    paused = Signal(str, str)
    left = Signal(str, str)
    reverted = Signal(str)
    removal_wanted = Signal()
    follow_wanted = Signal()
    pick_wanted = Signal()
    review_wanted = Signal()
    acted = Signal(str)

    def __init__(self, clarity: ClaritySet, hints: tuple[Hint, ...] = ()) -> None:
        super().__init__(padding=SPACE.medium)
        self._clarity, self._hints = clarity, hints
        self._item: ActionItem | None = None
        self.title = label("", "section", wraps=False)
        self.clearness = Sign(wraps=True)
        self.standing = Sign()
        self.follow = button(tr("Theo dõi"), self.follow_wanted.emit, icon_name="tasks")
        self.more = button(tr("Thao tác khác"), kind="quiet")
        self.more.setMenu(self._menu())
        self.edits: dict[str, DraftEdit] = {}
        self.captions: dict[str, QLabel] = {}
        self.due = LineField(tr("Thời hạn"), tr("ngày/tháng/năm"))
        changing(self.remove, self.due.edit)
        self.due.left.connect(lambda text: self.left.emit(DUE, text))
        self.due.edit.textChanged.connect(lambda _text: self._show_clearness())
        self.due_note = label("", "muted")
        self.due_note.hide()
        self.links = Links()
        self.links.helpers_left.connect(lambda text: self.left.emit(HELPERS, text))
        self.links.source_picked.connect(lambda text: self.left.emit(SOURCE, text))
        self.links.pick_wanted.connect(self.pick_wanted)
        self.links.review_wanted.connect(self.review_wanted)
        self.note = label("", "muted")
        self.note.hide()
        self.column.addWidget(
            TurningRow(self.title, self.standing, QWidget(), self.follow, self.more, stretch=2)
        )
        self.column.addWidget(self.clearness)
        self.column.addLayout(self._points())
        self.column.addWidget(self.links)
        self.column.addWidget(self.note)

    def _points(self) -> QGridLayout:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(current().px(SPACE.medium))
        self._grid.setVerticalSpacing(current().px(SPACE.small))
        self._cells: list[QWidget] = []
        self.fields: dict[str, PointField] = {}
        for point in self._clarity.points:
            field = PointField(point, self._hints)
            self.fields[point.key] = field
            self.captions[point.key], self.edits[point.key] = field.caption, field.edit
            self._cells.append(field)
            self._connect(point.key, field.edit)
        self._due_cell = QWidget()
        self._due_cell.setLayout(column(self.due, self.due_note, None, spacing=SPACE.hair))
        self._cells.append(self._due_cell)
        self._place(_COLUMNS)
        return self._grid

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for action, words in (
            ("up", tr("Đưa lên")),
            ("down", tr("Đưa xuống")),
            ("copy", tr("Nhân đôi việc này")),
            ("keep", tr("Lưu làm việc thường dùng")),
        ):
            menu.addAction(words).triggered.connect(partial(self._act, action))
        menu.addSeparator()
        self.remove = menu.addAction(tr("Bỏ việc này"))
        self.remove.triggered.connect(lambda _checked=False: self.removal_wanted.emit())
        return menu

    def _act(self, action: str, _checked: object = None) -> None:
        self.acted.emit(action)

    def _place(self, columns: int) -> None:
        self._columns = columns
        for place, cell in enumerate(self._cells):
            top = Qt.AlignmentFlag.AlignTop if cell is self._due_cell else Qt.AlignmentFlag(0)
            self._grid.addWidget(cell, place // columns, place % columns, top)
        for side in range(_COLUMNS):
            self._grid.setColumnStretch(side, 1 if side < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields side by side where there is room, else one under another."""
        super().resizeEvent(event)
        columns = _COLUMNS if event.size().width() >= current().wide(_TWO_FIT) else 1
        if columns != self._columns:
            self._place(columns)

    def _connect(self, key: str, edit: DraftEdit) -> None:
        edit.paused.connect(lambda text: self.paused.emit(key, text))
        edit.left.connect(lambda text: self.left.emit(key, text))
        edit.reverted.connect(lambda: self.reverted.emit(key))
        edit.textChanged.connect(self._show_clearness)

    def show_item(
        self, item: ActionItem, number: int, drafts: dict[str, Draft], *, plan: PlanCard, owner: str
    ) -> None:
        """Show the stored task, and drafts (by point) in place of what they continue."""
        self._item = item
        self.let_type(may_type=plan.stage.is_writable)
        self.standing.show_cell(standing_sign(item, plan.today))
        self.links.show_item(item, owner, plan.names, plan.sources)
        self.title.setText(tr("Việc {number}", number=number))
        self.setAccessibleName(self.title.text())
        for key, edit in self.edits.items():
            draft = drafts.get(key)
            edit.show_stored(item.points.get(key, ""), draft=draft.text if draft else None)
        refused = drafts.get(DUE)
        stored = display_date(item.due) if item.due else ""
        self.due.show_text(refused.text if refused else stored)
        self.note.setText(tr("Đã đưa lại chữ đang viết dở. Rời ô là lưu."))
        self.note.setVisible(bool(drafts.keys() - {DUE, HELPERS}))
        if (helpers := drafts.get(HELPERS)) is not None:
            self.links.helpers.show_refused(
                helpers.text, tr("Chữ này chưa lưu được. Sửa lại nếu cần; rời ô là lưu.")
            )
        self._show_clearness()
        for field in self.fields.values():
            field.advise()
        self._advise_due()

    def _advise_due(self) -> None:
        hint = hints_for(self._hints, {DUE_POINT: self.due.text}).get(DUE_POINT)
        self.due_note.setText(hint_words(hint))
        self.due_note.setVisible(hint is not None)

    def refuse_due(self, sentence: str) -> None:
        """Say under the field why its day was not taken; what was typed stays."""
        self.due.show_problem(sentence)

    def show_due(self, day: date | None) -> None:
        """Show a day as it is kept."""
        self.due.problem.hide()
        self.due.show_text(display_date(day) if day else "")
        self._advise_due()

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock every field."""
        for edit in self.edits.values():
            edit.setReadOnly(not may_type)
        self.due.edit.setReadOnly(not may_type)
        self.links.let_type(may_type=may_type)
        self.more.setEnabled(may_type)
        self.remove.setEnabled(may_type)

    def missing(self) -> tuple[ClarityPoint, ...]:
        """What is still unclear with the texts as they stand in the fields."""
        if self._item is None:
            return ()
        live = {key: edit.toPlainText() for key, edit in self.edits.items()}
        return replace(self._item, points=live).missing_clears(self._clarity)

    def accountable_id(self) -> str:
        """Who answers for the task besides the plan's own member, "" for nobody else."""
        return (self._item.accountable_id or "") if self._item else ""

    def go_to_missing(self) -> None:
        """Put the keyboard into the first field that is still empty, the due day last."""
        missing = self.missing()
        if missing:
            self.edits[missing[0].key].setFocus()
        elif not self.due.text.strip():
            self.due.setFocus()

    def first_field(self) -> DraftEdit:
        """The field of the first point."""
        return next(iter(self.edits.values()))

    def leave(self) -> None:
        """Tell every text that is not stored yet."""
        for edit in self.edits.values():
            edit.leave()
        self.due.leave()
        self.links.helpers.leave()

    def _short(self, point: ClarityPoint) -> str:
        """``quy trình`` of ``rõ quy trình``: the word of ``5 rõ`` is said before."""
        return point.name.removeprefix(f"{self._clarity.name.rpartition(' ')[2]} ")

    def _show_clearness(self) -> None:
        missing = self.missing()
        names = ", ".join(self._short(point) for point in missing)
        lacks_due = not self.due.text.strip()
        self.due.show_lack(is_missing=lacks_due)
        if missing:
            cell = Cell(tr("Chưa rõ: {points}", points=names), Tone.CAUTION, "warning")
        elif lacks_due:
            cell = Cell(tr("Đã rõ mọi điểm, chưa có thời hạn"), Tone.CAUTION, "warning")
        else:
            cell = Cell(tr("Đã rõ mọi điểm"), Tone.GOOD, "present")
        self.clearness.show_cell(cell)
        keys = {point.key for point in missing}
        for key, field in self.fields.items():
            field.show_lack(is_missing=key in keys)
