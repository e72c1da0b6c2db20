"""The head of the printed papers, growing while one types: black on white in any theme."""

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studycompanion.domain.vietnamese import date_in_words, tidy
from studycompanion.paths import resource
from studycompanion.services.opening import Setup
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import RADIUS
from studycompanion.ui.words import tr

_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_PAPER, _INK, _FAINT = "#ffffff", "#000000", "#6b6b6b"
_FACES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf")
_POINTS, _HEIGHT, _EDGE = 12.0, 70, 14
_CENTRED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class HeaderPreview(QWidget):
    """Left the bodies, right the Party's name, place and date; what is missing stands in grey."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._setup = Setup("", "", "")
        for name in _FACES:
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        self.setMinimumHeight(current().wide(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_setup(self, setup: Setup) -> None:
        """Show other names."""
        self._setup = setup
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, high enough for three lines."""
        return QSize(current().wide(520), current().wide(_HEIGHT))

    @property
    def lines(self) -> tuple[tuple[str, bool], ...]:
        """Superior, issuer, Party, place with date: the words, and whether they were typed."""
        setup = self._setup
        cell = setup.cell if setup.cell is not None else ""
        superior = (tidy(setup.superior).upper(), tr("ĐẢNG BỘ …"))
        issuer = (tidy(cell).upper(), tr("CHI BỘ …"))
        if setup.cell is None:
            superior, issuer = ("", ""), superior
        place = tidy(setup.place)
        dated = date_in_words(place or "…", self._today)
        return (
            _or(*superior),
            _or(*issuer),
            (_PARTY, True),
            (dated, bool(place)),
        )

    def _tell(self) -> None:
        words = ", ".join(text for text, _ in self.lines if text)
        self.setAccessibleName(tr("Đầu trang khi in: {words}", words=words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet and its head."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(current().colours.field_line))
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS.field, RADIUS.field)
        edge = current().px(_EDGE)
        half = self.width() // 2
        superior, issuer, party, dated = self.lines
        left = QRect(edge, edge, half - edge * 3 // 2, self.height())
        right = QRect(half + edge // 2, edge, half - edge * 3 // 2, self.height())
        y = self._line(painter, left, superior) if superior[0] else left.y()
        self._line(painter, left.adjusted(0, y - left.y(), 0, 0), issuer, bold=True)
        y = self._line(painter, right, party, bold=True)
        self._rule(painter, right, y, 0.9)
        below = right.adjusted(0, y - right.y() + current().px(6), 0, 0)
        self._line(painter, below, dated, italic=True)
        painter.end()

    def _line(
        self,
        painter: QPainter,
        room: QRect,
        line: tuple[str, bool],
        *,
        bold: bool = False,
        italic: bool = False,
    ) -> int:
        """Draw one line, smaller where it is long; returns where the next may begin."""
        text, is_typed = line
        font = _face(bold=bold, italic=italic)
        while QFontMetrics(font).horizontalAdvance(text) > room.width() and font.pointSizeF() > 7:
            font.setPointSizeF(font.pointSizeF() - 0.5)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(_INK if is_typed else _FAINT))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_CENTRED), shown)
        return room.y() + metrics.height()

    def _rule(self, painter: QPainter, room: QRect, y: int, part: float) -> None:
        width = round(room.width() * part)
        start = room.x() + (room.width() - width) // 2
        painter.setPen(QColor(_INK))
        painter.drawLine(start, y + 2, start + width, y + 2)


def _or(words: str, instead: str) -> tuple[str, bool]:
    return (words, True) if words else (instead, False)


def _face(*, bold: bool, italic: bool) -> QFont:
    font = QFont("Tinos")
    font.setPointSizeF(_POINTS * current().scale / 100)
    font.setBold(bold)
    font.setItalic(italic)
    return font
