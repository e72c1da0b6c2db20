"""Horizontal bars drawn by hand: each series has its own colour and pattern, each bar its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TYPE, Tone
from studycompanion.ui.widgets.cut import cut

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_PATTERNS = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern)
_TONES = (Tone.INFO, Tone.GOOD)
_WORDS = "100,00%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A share from 0 to 1, None where it has no base, and its words."""

    share: Fraction | None
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """What one name says: a bar for each series."""

    name: str
    bars: tuple[Bar, ...]


class BarChart(QWidget):
    """Groups one under another, as high as they need; the names stand above their bars."""

    def __init__(self, name: str, series: Sequence[str]) -> None:
        super().__init__()
        self._name, self._series = name, tuple(series)
        self.groups: tuple[Group, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Draw other groups, and tell them in words to those who hear the page."""
        self.groups = tuple(groups)
        self.setAccessibleDescription("\n".join(map(self._sentence, self.groups)))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """The height of the key and of all groups."""
        return QSize(current().wide(360), self._key_height() + len(self.groups) * self._group())

    def minimumSizeHint(self) -> QSize:
        """Room for a word and its bar."""
        return QSize(current().wide(280), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groups that are in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_key(painter)
        top = self._key_height()
        for group in self.groups:
            room = QRect(0, top, self.width(), self._group())
            if room.intersects(event.rect()):
                self._draw_group(painter, room, group)
            top += self._group()

    def _sentence(self, group: Group) -> str:
        pairs = zip(self._series, group.bars, strict=True)
        return f"{group.name}: " + "; ".join(f"{name} {bar.words}" for name, bar in pairs)

    def _line(self) -> int:
        return QFontMetrics(current().font(TYPE.body)).height() + current().px(SPACE.hair)

    def _group(self) -> int:
        return (1 + len(self._series)) * self._line() + current().px(SPACE.medium)

    def _key_height(self) -> int:
        return len(self._series) * self._line() + current().px(SPACE.medium)

    def _draw_key(self, painter: QPainter) -> None:
        side, gap = self._line(), current().px(SPACE.small)
        for place, words in enumerate(self._series):
            top = place * side
            self._draw_bar(painter, QRect(1, top + 3, 2 * side, side - 6), place)
            self._write(painter, QRect(2 * side + gap, top, self.width(), side), words)

    def _draw_group(self, painter: QPainter, room: QRect, group: Group) -> None:
        line = self._line()
        name = QRect(room.left(), room.top(), room.width(), line)
        self._write(painter, name, group.name, is_bold=True)
        metrics = QFontMetrics(current().font(TYPE.body))
        words = metrics.horizontalAdvance(_WORDS) + current().px(SPACE.medium)
        full = room.width() - words - 2
        for place, bar in enumerate(group.bars):
            top = name.bottom() + 1 + place * line
            track = QRect(room.left() + 1, top + 3, full, line - 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(current().colours.hover))
            painter.drawRect(track)
            width = round(full * min(float(bar.share or 0), 1.0))
            if width:
                self._draw_bar(painter, QRect(track.left(), track.top(), width, track.height()),
                               place)  # fmt: skip
            beside = QRect(full + current().px(SPACE.small), top, words, line)
            self._write(painter, beside, bar.words)

    def _draw_bar(self, painter: QPainter, shape: QRect, place: int) -> None:
        ink = QColor(current().colours.tones[_TONES[place]].ink)
        painter.setPen(QPen(ink, 1))
        painter.setBrush(QBrush(ink, _PATTERNS[place]))
        painter.drawRect(shape.adjusted(0, 0, -1, -1))

    def _write(self, painter: QPainter, room: QRect, words: str, *, is_bold: bool = False) -> None:
        painter.setFont(current().font(TYPE.body, bold=is_bold))
        painter.setPen(QColor(current().colours.text))
        shown = cut(painter.fontMetrics(), words, room.width())
        painter.drawText(room, _LEFT, shown)
