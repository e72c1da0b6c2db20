"""Layout of the plans' page: people at the left, the tasks of one person at the right."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studycompanion.domain.plan import ClaritySet
from studycompanion.services.plans import PlanCard
from studycompanion.services.reviews import PersonLine
from studycompanion.ui.carrying import UNKEPT
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.plans.item_card import ItemCard
from studycompanion.ui.person_view import PersonView
from studycompanion.ui.signs import plan_sign
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.person_head import PersonHead
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.words import tr


def clearness_of(line: PersonLine) -> Cell:
    """The sign of a person's plan."""
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
        self.head = PersonHead()
        self.clarity = label("", "muted")
        self.nothing = label("", "muted")
        self.cards: dict[str, ItemCard] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(current().px(SPACE.medium))
        self.new_task = QLineEdit()
        self.new_task.setProperty(UNKEPT, "yes")
        self.new_task.setPlaceholderText(tr("Viết việc sẽ làm, rồi bấm Enter"))
        self.new_task.setAccessibleName(tr("Việc làm theo mới"))
        self.new_task.returnPressed.connect(self._add)
        self.add = button(tr("Thêm việc"), self._add, icon_name="plus")
        whole = column(self.head, self.clarity, self.nothing, spacing=SPACE.medium)
        whole.addLayout(self._column)
        whole.addWidget(label(tr("Thêm việc làm theo"), "field"))
        line = row(self.new_task, self.add)
        line.setStretch(0, 1)
        whole.addLayout(line)
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
        for card in self.cards.values():
            card.let_type(may_type=False)

    def has_focus(self) -> bool:
        """Whether the keyboard is in one of the fields here."""
        focused = cast("QWidget | None", self.window().focusWidget())
        return focused is not None and self.isAncestorOf(focused)

    def build(self, plan: PlanCard) -> None:
        """A fresh card for every task of the plan."""
        for old in self.cards.values():
            self._column.removeWidget(old)
            old.deleteLater()
        self.cards = {line.item.id: ItemCard(plan.clarity) for line in plan.items}
        for card in self.cards.values():
            self._column.addWidget(card)
            card.show()  # else Qt shows it only later, and the keyboard could not go there yet
            before: QWidget = card.due.edit
            for after in (self.new_task, self.add):
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
        super().__init__(
            tr("Kế hoạch làm theo Bác"), _columns(), scrolling_card(self.panel), icon_name="plans"
        )
