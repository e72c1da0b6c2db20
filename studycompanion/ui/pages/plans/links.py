"""Who answers for a task and who helps, and what it mends."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.plan import ActionItem
from studycompanion.services.plans import Source
from studycompanion.ui.holding import changing
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_WIDE = 16777215


class Links(QWidget):
    """Tells that another person is to be picked, who helps, and which text is mended."""

    pick_wanted = Signal()
    helpers_left = Signal(str)
    source_picked = Signal(str)
    review_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.accountable = button(" ", self.pick_wanted.emit)
        self.helpers = LineField(tr("Người phối hợp"))
        self.helpers.left.connect(self.helpers_left)
        self.source = ChoiceBox(tr("Khắc phục điều đã tự soi"))
        changing(self.accountable, self.helpers.edit, self.source)
        self.source.setMaximumWidth(_WIDE)
        self.source.setMinimumContentsLength(4)
        self.source.picked.connect(self._on_source)
        self.review = button(tr("Mở bản tự soi"), self.review_wanted.emit, kind="quiet")
        who, what = QWidget(), QWidget()
        name = label(tr("Chịu trách nhiệm chính"), "field")
        who.setLayout(column(name, self.accountable, None, spacing=SPACE.hair))
        self._what = what
        caption = label(tr("Khắc phục điều đã tự soi"), "field")
        caption.setBuddy(self.source)
        what.setLayout(column(caption, self.source, spacing=SPACE.hair))
        self.setLayout(
            column(
                TurningRow(who, self.helpers, stretch=1),
                TurningRow(what, self.review),
                spacing=SPACE.small,
            )
        )

    def show_item(
        self, item: ActionItem, owner: str, names: Mapping[str, str], sources: Sequence[Source]
    ) -> None:
        """Show the stored links; ``owner`` answers where nobody else does."""
        self.show_accountable(names.get(item.accountable_id or "", owner))
        self.helpers.show_text(item.helpers)
        choices = [(s.text_id, f"{s.title}: {s.words}") for s in sources]
        self.source.fill([("", tr("Không gắn")), *choices], item.from_review_text_id or "")
        self._what.setVisible(bool(sources))
        self.review.setVisible(bool(sources))

    def show_accountable(self, name: str) -> None:
        """Show who answers for the task."""
        self.accountable.setText(name.replace("&", "&&"))
        words = tr("Người chịu trách nhiệm chính: {name}. Bấm để đổi.", name=name)
        self.accountable.setAccessibleName(words)

    def let_type(self, *, may_type: bool) -> None:
        """Lock or unlock what can be changed."""
        self.accountable.setEnabled(may_type)
        self.source.setEnabled(may_type)
        self.helpers.edit.setReadOnly(not may_type)

    def _on_source(self, text_id: str) -> None:
        self.source_picked.emit(text_id)
