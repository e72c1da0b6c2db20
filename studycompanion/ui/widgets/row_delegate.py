"""Draws the rows of every list: ground, words, and signs of icon and words in a tone."""

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studycompanion.ui.icons import picture
from studycompanion.ui.models.records import Cell, Index, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TARGET, TYPE, Colours, Tone
from studycompanion.ui.widgets.cut import cut

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SELECTED = QStyle.StateFlag.State_Selected
_KEPT = 600
"""Drawn cells; a screen holds about a hundred."""


class RowDelegate(QStyledItemDelegate):
    """Asks the model for cells instead of roles, which is several times faster."""

    def __init__(self, model: RecordModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.dress()

    def dress(self) -> None:
        """Take fonts and lengths of the theme in force."""
        theme = current()
        self._plain = theme.font(TYPE.body)
        self._strong = theme.font(TYPE.body, bold=True)
        self._metrics = QFontMetrics(self._plain)
        self._gap = theme.px(SPACE.small + 2)
        self._icon = theme.px(16)
        self._drawn: dict[tuple[object, ...], QPixmap] = {}
        self._boards: dict[tuple[int, int, float], QPixmap] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are as high as a target; widths come from the columns."""
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Show a cell as it was drawn before: one key shows dozens of cells anew."""
        row, column = index.row(), index.column()
        cell = self._model.cell_at(row, column)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        ratio = painter.device().devicePixelRatio()
        key = (
            *(cell.text, cell.tone, cell.icon, cell.is_strong, column, row % 2, ratio),
            *(rect.width(), rect.height(), rect.x() <= 0, bool(_state(option) & _SELECTED)),
        )
        drawn = self._drawn.get(key)
        if drawn is None:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            drawn = self._drawn[key] = self._picture(rect, ratio, option, index)
        painter.drawPixmap(rect.topLeft(), drawn)

    def _picture(
        self, rect: QRect, ratio: float, option: QStyleOptionViewItem, index: Index
    ) -> QPixmap:
        """A cell by itself, as fine as the screen: a copy of one board for all cells of its size.

        PySide6 6.11 never gives back six references for each picture that it paints on.
        """
        size = (rect.width(), rect.height(), ratio)
        if size not in self._boards:
            self._boards[size] = QPixmap(rect.size() * ratio)
            self._boards[size].setDevicePixelRatio(ratio)
        painter = QPainter(self._boards[size])
        try:
            painter.translate(-rect.topLeft())
            self.draw(painter, option, index)
        finally:
            painter.end()
        return self._boards[size].copy()

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        row, column = index.row(), index.column()
        cell = self._model.cell_at(row, column)
        colours = current().colours
        rect: QRect = option.rect  # type: ignore[attr-defined]
        is_chosen = bool(_state(option) & _SELECTED)
        painter.fillRect(rect, QColor(_ground(row, colours, is_chosen=is_chosen)))
        if is_chosen and rect.x() <= 0:
            mark_chosen(painter, rect)
        if cell.tone is not None and cell.text:
            self._draw_sign(painter, rect, cell, cell.tone)
        else:
            ink = colours.chosen.ink if is_chosen else colours.text
            is_figure = self._model.columns[column].is_figure
            self._draw_words(painter, rect, cell, QColor(ink), is_figure)

    def _draw_words(
        self, painter: QPainter, rect: QRect, cell: Cell, ink: QColor, is_figure: bool
    ) -> None:
        inner = rect.adjusted(self._gap, 0, -self._gap, 0)
        font: QFont = self._strong if cell.is_strong else self._plain
        painter.setFont(font)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if is_figure else Qt.AlignmentFlag.AlignLeft
        words = cut(painter.fontMetrics(), cell.text, inner.width())
        painter.drawText(inner, side | _MIDDLE, words)

    def _draw_sign(self, painter: QPainter, rect: QRect, cell: Cell, tone: Tone) -> None:
        colours = current().colours.tones[tone]
        room = self._gap if cell.icon else self._gap // 2
        start = self._icon + room + room // 2 if cell.icon else self._gap
        width = min(self._metrics.horizontalAdvance(cell.text) + start + self._gap, rect.width())
        height = min(self._metrics.height() + self._gap // 2 + 2, rect.height() - 4)
        shape = QRect(rect.x(), rect.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ground))
        painter.drawRoundedRect(shape, height / 2, height / 2)
        if cell.icon:
            top = shape.center().y() - self._icon // 2
            sign = picture(cell.icon, colours.ink, self._icon)
            painter.drawPixmap(shape.x() + room * 3 // 4, top, sign)
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._plain)
        inner = shape.adjusted(start, 0, -self._gap // 2, 0)
        words = self._metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | _MIDDLE, words)


def _state(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    return state


def mark_chosen(painter: QPainter, rect: QRect) -> None:
    """A bar at the left edge of a chosen row, for whoever does not see its colour."""
    colours = current().colours
    painter.fillRect(rect.x(), rect.y(), current().px(SPACE.hair), rect.height(),
                     QColor(colours.chosen.ink))  # fmt: skip


def row_height() -> int:
    """The height of a row at the chosen text size, in pixels."""
    return current().px(TARGET)


def _ground(row: int, colours: Colours, *, is_chosen: bool) -> str:
    if is_chosen:
        return colours.chosen.ground
    return colours.stripe if row % 2 else colours.card
