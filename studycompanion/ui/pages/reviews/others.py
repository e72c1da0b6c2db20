"""What was written on another form: kept, and offered to the sections of this one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.services.reviews import SectionText
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class OthersCard(QWidget):
    """Tells which text is to go into which section, or is not wanted; hidden while there is none.

    Keys are those of the parts: ``taken`` has the old and the new one.
    """

    taken = Signal(str, str)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[OtherText] = []
        self._column = column(
            label(tr("Phần viết theo mẫu trước"), "section"),
            label(
                tr("Mẫu hiện nay không có các mục này nên bản in không có. Chữ vẫn được giữ."),
                "muted",
            ),
            spacing=SPACE.small,
        )
        self.setLayout(self._column)
        self.hide()

    def show_others(
        self, others: Sequence[SectionText], sections: Sequence[SectionText], *, may_type: bool
    ) -> None:
        """Show the texts, each with the sections of its own side to go into."""
        for old in self.parts:
            self._column.removeWidget(old)
            old.deleteLater()
        self.parts = []
        for other in others:
            places = [s for s in sections if s.side is other.side and s.part.kind.is_prose]
            part = OtherText(other, places)
            part.take.clicked.connect(lambda _checked=False, part=part: self._on_take(part))
            part.drop.clicked.connect(lambda _checked=False, key=other.key: self.dropped.emit(key))
            part.setEnabled(may_type)
            self._column.addWidget(part)
            part.show()
            self.parts.append(part)
        self.setVisible(bool(others))

    def follow(self, before: QWidget) -> None:
        """Let the keyboard come here after ``before``."""
        for part in self.parts:
            for after in (part.places, part.take, part.drop):
                self.setTabOrder(before, after)
                before = after

    def _on_take(self, part: "OtherText") -> None:
        if part.places.chosen:
            self.taken.emit(part.key, part.places.chosen)


class OtherText(QWidget):
    """One such text and what can be done with it."""

    def __init__(self, other: SectionText, places: Sequence[SectionText]) -> None:
        super().__init__()
        self.key = other.key
        self.places = ChoiceBox(tr("Đưa vào mục nào"))
        self.places.setMaximumWidth(16777215)
        self.places.setMinimumContentsLength(4)
        self.places.fill([(place.key, place.title) for place in places])
        self.take = button(tr("Đưa vào mục này"))
        self.take.setEnabled(bool(places))
        self.drop = button(tr("Bỏ phần này"), kind="quiet")
        whole = column(
            label(other.title, "field"),
            label(other.text),
            TurningRow(self.places, self.take, self.drop),
            spacing=SPACE.hair,
        )
        self.setLayout(whole)
