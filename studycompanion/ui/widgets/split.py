"""List at the left, detail at the right, with a handle between them."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card
from studycompanion.ui.widgets.viewports import clear_inside


def split(left: QWidget, right: QWidget, *, left_part: int, right_part: int) -> QSplitter:
    """Two cards whose widths start in the given proportion."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(current().px(SPACE.medium))
    for part, share in ((left, left_part), (right, right_part)):
        made.addWidget(part)
        made.setStretchFactor(made.count() - 1, share)
    made.setSizes([left_part * 100, right_part * 100])
    for part in (right, made.handle(1)):
        part.raise_()  # a splitter turns its parts round; screen readers go by this order
    return made


def list_card(content: QWidget) -> Card:
    """A card that holds a list up to its edges."""
    card = Card(padding=SPACE.medium)
    card.column.addWidget(content)
    return card


class ScrollColumn(QScrollArea):
    """Scrolls up and down only, so it is never narrower than what it holds."""

    def minimumSizeHint(self) -> QSize:
        """The width of the content beside a scroll bar."""
        content, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        wanted = content.minimumSizeHint().width() if content is not None else 0
        return QSize(wanted + bar, current().px(120))

    def event(self, event: QEvent) -> bool:
        """Pass on that the content has other wishes now."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def scrolling_card(content: QWidget) -> Card:
    """A card whose content scrolls up and down when it is too high."""
    card = Card(padding=SPACE.hair)
    area = ScrollColumn()
    clear_inside(area)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    room = current().px(SPACE.large - SPACE.hair)
    content.setContentsMargins(room, room, room, room)
    card.column.addWidget(area)
    return card
