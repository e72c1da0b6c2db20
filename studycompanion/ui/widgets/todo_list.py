"""A calm list of things to do: icon, words over what they are about, and the sign of the day."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studycompanion.ui.icons import picture
from studycompanion.ui.models.records import Cell, Index, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import RADIUS, SPACE, TYPE, Colours, Ink, Tone
from studycompanion.ui.widgets.cut import cut
from studycompanion.ui.widgets.row_delegate import mark_chosen
from studycompanion.ui.widgets.viewports import clear_inside

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DISC = 40
_SIGN_PART = 0.42
"""The most of a row's width that the sign of its day may take."""


class TodoList(QListView):
    """Shows a model of one column whose values have ``icon``, ``words``, ``about`` and ``due``."""

    entered_line = Signal(object)
    """The value that was clicked, or on which Enter was pressed."""

    def __init__(self, model: RecordModel, name: str) -> None:
        super().__init__()
        self.records = model
        self.setModel(model)
        self.setItemDelegate(_TodoDelegate(model, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        clear_inside(self).setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._tell)

    def go_to_row(self, row: int) -> None:
        """Make a row current."""
        self.setCurrentIndex(self.records.index(row, 0))

    def refill(self, todos: Sequence[Any]) -> None:
        """Show other values; the current one stays so, and what is in view does not move."""
        model, row = self.records, self.currentIndex().row()
        if todos and model.records == list(todos):
            return
        was = model.identity(model.record_at(row)) if row >= 0 else ""
        scrolled = self.verticalScrollBar().value()
        model.fill(todos)
        found = model.row_of(was)
        self.go_to_row(min(max(row, 0), len(todos) - 1) if found is None else found)
        if row >= 0:
            self.verticalScrollBar().setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what the arrows chose."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._tell(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Two rows, as wide as a short line of words."""
        return QSize(current().wide(280), 2 * _row_height())

    def _tell(self, index: Index) -> None:
        self.entered_line.emit(self.records.record_at(index.row()))


def _row_height() -> int:
    theme = current()
    strong = QFontMetrics(theme.font(TYPE.body, bold=True)).height()
    plain = QFontMetrics(theme.font(TYPE.body)).height()
    return strong + plain + theme.px(2 * SPACE.medium + SPACE.hair)


class _TodoDelegate(QStyledItemDelegate):
    """Draws a row; late days differ in words, icon and colour."""

    def __init__(self, model: RecordModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of words with room around them."""
        return QSize(0, _row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        todo = self._model.record_at(index.row())
        theme, state = current(), option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        shape = rect.adjusted(theme.px(2), theme.px(2), -theme.px(2), -theme.px(2))
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, shape, state)
        if index.row():
            painter.setPen(QColor(theme.colours.line))
            painter.drawLine(shape.left(), rect.top(), shape.right(), rect.top())
        inner = shape.adjusted(theme.px(SPACE.medium), 0, -theme.px(SPACE.medium), 0)
        self._draw_icon(painter, inner, todo, is_chosen=is_chosen)
        inner.setLeft(inner.left() + theme.px(_DISC + SPACE.medium))
        inner.setRight(self._draw_next(painter, inner))
        inner.setRight(self._draw_sign(painter, inner, todo.due, is_chosen=is_chosen))
        self._draw_words(painter, inner, todo.words, todo.about, is_chosen=is_chosen)
        painter.restore()

    def _draw_ground(self, painter: QPainter, shape: QRect, state: QStyle.StateFlag) -> None:
        colours = current().colours
        flag = QStyle.StateFlag
        ground = _ground(colours, state)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(shape, RADIUS.field, RADIUS.field)
        if state & flag.State_Selected:
            mark_chosen(painter, shape.adjusted(0, RADIUS.field, 0, -RADIUS.field))
        if state & flag.State_HasFocus:
            painter.setPen(QColor(colours.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(shape.adjusted(1, 1, -1, -1), RADIUS.field, RADIUS.field)

    def _draw_icon(self, painter: QPainter, room: QRect, todo: Any, *, is_chosen: bool) -> None:
        theme = current()
        side, icon = theme.px(_DISC), theme.px(20)
        ink = _ink(todo.due, is_chosen=is_chosen)
        disc = QRect(room.left(), room.center().y() - side // 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.ground))
        painter.drawEllipse(disc)
        middle = disc.center()
        painter.drawPixmap(
            middle.x() - icon // 2, middle.y() - icon // 2, picture(todo.icon, ink.ink, icon)
        )

    def _draw_next(self, painter: QPainter, room: QRect) -> int:
        """The arrow that says that a row opens something; returns where it begins."""
        theme = current()
        side = theme.px(16)
        left = room.right() - side
        sign = picture("next", theme.colours.muted, side)
        painter.drawPixmap(left, room.center().y() - side // 2, sign)
        return left - theme.px(SPACE.medium)

    def _draw_sign(self, painter: QPainter, room: QRect, due: Cell, *, is_chosen: bool) -> int:
        """The day at the right; returns where the words have to end."""
        if not due.text:
            return room.right()
        theme = current()
        ink = _ink(due, is_chosen=is_chosen)
        metrics = QFontMetrics(theme.font(TYPE.body))
        side, gap = theme.px(16), theme.px(SPACE.small)
        wanted = metrics.horizontalAdvance(due.text) + side + 3 * gap + 2
        width = min(wanted, int(room.width() * _SIGN_PART))
        height = metrics.height() + gap
        shape = QRect(room.right() - width, room.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.ground))
        painter.drawRoundedRect(shape, height / 2, height / 2)
        sign = picture(due.icon, ink.ink, side)
        painter.drawPixmap(shape.x() + gap, shape.center().y() - side // 2, sign)
        painter.setPen(QColor(ink.ink))
        painter.setFont(theme.font(TYPE.body))
        inner = shape.adjusted(side + 2 * gap, 0, -gap // 2, 0)
        words = metrics.elidedText(due.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(_LEFT), words)
        return shape.left() - theme.px(SPACE.medium)

    def _draw_words(
        self, painter: QPainter, room: QRect, words: str, about: str, *, is_chosen: bool
    ) -> None:
        theme = current()
        colours = theme.colours
        half = room.height() // 2
        top = room.adjusted(0, theme.px(SPACE.small), 0, -half) if about else room
        low = room.adjusted(0, half, 0, -theme.px(SPACE.small))
        inks = (colours.chosen.ink if is_chosen else colours.text, colours.muted)
        for text, place, ink, is_bold in (
            (words, top, inks[0], True),
            (about, low, colours.chosen.ink if is_chosen else inks[1], False),
        ):
            painter.setFont(theme.font(TYPE.body, bold=is_bold))
            painter.setPen(QColor(ink))
            shown = cut(painter.fontMetrics(), text, place.width())
            painter.drawText(place, int(_LEFT), shown)


def _ink(due: Cell, *, is_chosen: bool) -> Ink:
    """The colours of a sign; on a chosen row it stands on the card's ground to be seen."""
    colours = current().colours
    ink = colours.tones[due.tone or Tone.NEUTRAL]
    return Ink(ink.ink, colours.card) if is_chosen else ink


def _ground(colours: Colours, state: QStyle.StateFlag) -> str:
    if state & QStyle.StateFlag.State_Selected:
        return colours.chosen.ground
    return colours.hover if state & QStyle.StateFlag.State_MouseOver else ""
