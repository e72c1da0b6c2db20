"""Layout of the plans' page: people at the left, the tasks of one person at the right."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from studycompanion.domain.plan import ClaritySet
from studycompanion.services.plans import PlanCard
from studycompanion.services.reviews import PersonLine
from studycompanion.ui.carrying import UNKEPT
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.plans.card_column import CardColumn
from studycompanion.ui.pages.plans.item_card import ItemCard
from studycompanion.ui.person_view import PersonView
from studycompanion.ui.signs import plan_sign
from studycompanion.ui.stage_bar import StageBar
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.person_head import PersonHead
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


def clearness_of(line: PersonLine) -> Cell:
    """The sign of a person's plan: what is late stands before what is clear."""
    if line.overdue and not line.unclear:
        return Cell(tr("{n} việc quá hạn", n=line.overdue), Tone.BAD, "warning")
    return plan_sign(line.items, line.unclear, owes=line.owes)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda p: Cell(p.full_name, is_strong=True), is_name=True),
        Column(tr("Kế hoạch"), clearness_of, 18),
    )


class PlanPanel(QWidget):
    """The tasks of one person and a line for a further one."""

    task_added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.stages = StageBar(tr("Khóa kế hoạch"))
        self.head = PersonHead()
        self.clarity = label("", "muted")
        self.nothing = label("", "muted")
        self.column = CardColumn()
        self.column.built.connect(self._on_built)
        self.new_task = QLineEdit()
        self.new_task.setProperty(UNKEPT, "yes")
        self.new_task.setPlaceholderText(tr("Viết việc sẽ làm, rồi bấm Enter"))
        self.new_task.setAccessibleName(tr("Việc làm theo mới"))
        self.new_task.returnPressed.connect(self._add)
        self.add = button(tr("Thêm việc"), self._add, icon_name="plus")
        self.usual = button(tr("Việc thường dùng"))
        whole = column(self.head, self.stages, self.clarity, self.nothing, spacing=SPACE.medium)
        whole.addWidget(self.column)
        self.adding = QWidget()
        inside = column(label(tr("Thêm việc làm theo"), "field"), spacing=SPACE.hair)
        inside.addWidget(self.new_task)
        inside.addWidget(TurningRow(self.add, self.usual, QWidget(), stretch=2))
        self.adding.setLayout(inside)
        changing(self.adding)
        whole.addWidget(self.adding)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_person(self, line: PersonLine | None) -> None:
        """Show who it is; the tasks come with the plan."""
        self.head.show_person(line, clearness_of(line) if line else Cell(""))
        self.setEnabled(line is not None and line.owes)

    def show_clarity(self, clarity: ClaritySet, *, is_empty: bool) -> None:
        """Name what every task must make clear."""
        points = ", ".join(point.name for point in clarity.points)
        self.clarity.setText(tr("Mỗi việc cần {name}: {points}.", name=clarity.name, points=points))
        self.nothing.setText(tr("Chưa có việc làm theo. Viết việc đầu tiên vào ô dưới đây."))
        self.nothing.setVisible(is_empty)

    def wait(self) -> None:
        """Nothing is typed into tasks that still are somebody else's."""
        self.column.stop()
        for card in self.cards.values():
            card.let_type(may_type=False)

    def has_focus(self) -> bool:
        """Whether the keyboard is in one of the fields here."""
        focused = cast("QWidget | None", self.window().focusWidget())
        return focused is not None and self.isAncestorOf(focused)

    def show_plan(self, plan: PlanCard) -> None:
        """How far the plan is; further tasks are added while it is being written."""
        self.stages.show_stage(plan.stage, plan.steps, is_there=bool(plan.items))
        self.adding.setVisible(plan.stage.is_writable)

    @property
    def cards(self) -> dict[str, ItemCard]:
        """The cards that are there, by the ids of their tasks."""
        return self.column.cards

    def build(self, plan: PlanCard, *, with_hints: bool, until: str = "") -> None:
        """A card for every task of the plan, up to that of ``until`` at once."""
        hints = plan.hints if with_hints else ()
        self.column.show_ids(
            [line.item.id for line in plan.items],
            lambda: ItemCard(plan.clarity, hints),
            kind=(plan.clarity, hints),
            until=until,
        )

    def _on_built(self, item_id: str) -> None:
        """The keyboard comes from the last card to the line for a further task."""
        before: QWidget = self.cards[item_id].links.review
        for after in (self.new_task, self.add, self.usual):
            self.setTabOrder(before, after)
            before = after

    def leave(self) -> None:
        """Tell every text that is not stored yet."""
        for card in self.cards.values():
            card.leave()

    def _add(self) -> None:
        if self.new_task.text().strip():
            self.task_added.emit(self.new_task.text().strip())


class PlansView(PersonView):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        self.panel = PlanPanel()
        self.slips = button(tr("Phiếu nhắc…"), icon_name="paper")
        super().__init__(
            tr("Kế hoạch làm theo Bác"),
            _columns(),
            scrolling_card(self.panel),
            self.slips,
            icon_name="plans",
        )
