"""A box to choose one of a few things; it keeps its choice when the things change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from studycompanion.ui.theme import current
from studycompanion.ui.widgets.cut import cut


class ChoiceBox(QComboBox):
    """Tells the id of what the user chose; filling it anew tells nothing."""

    picked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(current().wide(380))
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.activated.connect(self._tell)

    def fill(self, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> None:
        """Offer ``(id, words)``; keeps what was chosen where it is still there."""
        wanted = self.chosen if chosen is None else chosen
        self.clear()
        for identity, words in choices:
            self.addItem(words, identity)
        place = self.findData(wanted)
        self.setCurrentIndex(max(place, 0) if choices else -1)

    @property
    def chosen(self) -> str:
        """The id of the choice, "" for none."""
        return self.currentData() or ""

    def choose(self, identity: str) -> None:
        """Choose without telling."""
        self.setCurrentIndex(self.findData(identity))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words that are too long get an ellipsis."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        shown = cut(self.fontMetrics(), self.currentText(), room.width() - current().px(4))
        option.currentText = shown  # type: ignore[attr-defined]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Rolling over the box scrolls the page, never the choice."""
        event.ignore()

    def _tell(self) -> None:
        self.picked.emit(self.chosen)
