"""The list of pages at the left."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from studycompanion.ui.icons import picture
from studycompanion.ui.models.records import Index
from studycompanion.ui.pages import Entry
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import RADIUS, SPACE, TARGET, TYPE
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.row_delegate import mark_chosen
from studycompanion.ui.widgets.viewports import clear_inside
from studycompanion.ui.words import program_name, tr

_WIDTH, _GROWTH = 240, 60
_WRAPS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


def _width() -> int:
    """Grows less than the text: long words go on in a second line."""
    return _WIDTH + _GROWTH * (current().scale - 100) // 100


class Navigation(QFrame):
    """Tells which page is wanted; arrows move, the current page is marked."""

    wanted = Signal(str)

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        theme = current()
        self.setFixedWidth(_width())
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Các trang"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_PageDelegate(self.list))
        clear_inside(self.list)
        for entry in entries:
            item = QListWidgetItem(entry.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
        self.list.currentItemChanged.connect(self._on_current)
        column = QVBoxLayout(self)
        room = theme.px(SPACE.small)
        column.setContentsMargins(room, theme.px(SPACE.large), room, room)
        column.setSpacing(theme.px(SPACE.medium))
        name = label(program_name(), "section")
        name.setContentsMargins(room + theme.px(4), 0, 0, 0)
        column.addWidget(name)
        column.addWidget(self.list, 1)

    def show_page(self, key: str) -> None:
        """Mark a page as current without asking for it again."""
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
                self.list.setCurrentRow(row)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))


class _PageDelegate(QStyledItemDelegate):
    """A row: icon and words; words that are too long go on in a second line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """At least a target high; as high as the wrapped words need."""
        words = QRect(0, 0, _width() - self._text_start() - current().px(28), 1000)
        metrics = QFontMetrics(current().font(TYPE.body))
        needed = metrics.boundingRect(words, int(_WRAPS), index.data()).height()
        height = max(current().px(TARGET + 4), needed + current().px(SPACE.medium))
        return QSize(0, height + current().px(SPACE.hair))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        colours, state = current().colours, option.state  # type: ignore[attr-defined]
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        shape = option.rect.adjusted(0, 0, 0, -current().px(SPACE.hair))  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_current:
            self._draw_ground(painter, shape, colours.chosen.ground)
            mark_chosen(painter, shape.adjusted(0, RADIUS.field, 0, -RADIUS.field))
        elif state & QStyle.StateFlag.State_MouseOver:
            self._draw_ground(painter, shape, colours.hover)
        if state & QStyle.StateFlag.State_HasFocus:
            self._draw_ring(painter, shape)
        ink = colours.chosen.ink if is_current else colours.text
        self._draw_words(painter, shape, index, ink)
        painter.restore()

    def _draw_ground(self, painter: QPainter, shape: QRect, ground: str) -> None:
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(shape, RADIUS.field, RADIUS.field)

    def _draw_ring(self, painter: QPainter, shape: QRect) -> None:
        painter.setPen(QColor(current().colours.focus))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), RADIUS.field, RADIUS.field)

    def _draw_words(self, painter: QPainter, shape: QRect, index: Index, ink: str) -> None:
        side = current().px(20)
        sign = picture(index.data(Qt.ItemDataRole.UserRole), ink, side)
        top = shape.center().y() - side // 2
        painter.drawPixmap(shape.x() + current().px(SPACE.medium), top, sign)
        painter.setPen(QColor(ink))
        painter.setFont(current().font(TYPE.body))
        words = shape.adjusted(self._text_start(), 0, -current().px(SPACE.hair), 0)
        painter.drawText(words, int(_WRAPS), index.data())

    def _text_start(self) -> int:
        return current().px(20 + 2 * SPACE.medium)
