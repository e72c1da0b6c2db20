"""The head of a page: its title, a line under it, and what one can do there."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.widgets.cut import cut


class OneLine(QLabel):
    """Words in one line that end in an ellipsis where the room ends; the tip has them all."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        room = self.contentsRect()
        words = cut(QFontMetrics(self.font()), self.text(), room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class PageHeader(QWidget):
    """Title and subtitle at the left, controls at the right; the last is the next step.

    Where there is little room the controls go under the title.
    """

    def __init__(self, title: str, *controls: QWidget) -> None:
        super().__init__()
        self.title = label(title, "title", wraps=False)
        self.subtitle = OneLine()
        words = column(self.title, self.subtitle, None, spacing=SPACE.hair)
        self._all = controls
        self._controls = row(*controls, spacing=SPACE.medium)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(current().px(SPACE.medium))
        self._whole.addLayout(words, 1)
        expanding = QSizePolicy.Policy.Expanding
        grows = any(c.sizePolicy().horizontalPolicy() is expanding for c in controls)
        share = 2 if len(controls) > 2 else 1  # else the one that grows has too little of it
        self._whole.addLayout(self._controls, share if grows else 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another where there is room for both, else one under the other."""
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        """Controls that come, go or say something longer may need another way."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        """Reckoned with the gaps that they have beside the title, or it would turn for ever."""
        gaps = max(sum(not control.isHidden() for control in self._all) - 1, 0)
        wider = gaps * (current().px(SPACE.medium) - self._controls.spacing())
        needed = self.title.sizeHint().width() + self._controls.sizeHint().width() + wider
        fits = needed + current().wide(20) <= self.width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way is not self._whole.direction():
            self._whole.setDirection(way)
            self._controls.setSpacing(current().px(SPACE.medium if fits else SPACE.small))
            self.updateGeometry()
