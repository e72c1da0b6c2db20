"""Totals on the whole screen, for a projector: large figures, no names."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from studycompanion.domain.attendance import Mark, Totals
from studycompanion.domain.vietnamese import group_thousands, percent
from studycompanion.services.sessions import SessionLine
from studycompanion.ui.announcing import announce
from studycompanion.ui.pages.rollcall.figures import rate_formulas
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TYPE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.words import moment, tr

_FIGURE_SHARE, _WORDS_SHARE = 0.085, 0.028
"""Heights of the letters as parts of the screen's height."""


class TotalsScreen(QDialog):
    """Follows each mark; Esc or the button leaves."""

    def __init__(self, parent: QWidget, session: SessionLine) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tổng số buổi học"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._figures: dict[str, tuple[QLabel, QLabel]] = {}
        self._title = label(session.topic_title, wraps=True)
        self._when = label(moment(session.at), "muted")
        self._grid = QGridLayout()
        attended, complete = rate_formulas()
        for place, (key, name) in enumerate(_names()):
            self._add(key, name, place // 4, place % 4)
        self._formulas = label(
            f"{tr('Tỉ lệ dự học = {formula}', formula=attended)}\n"
            f"{tr('Tỉ lệ đã học = {formula}', formula=complete)}",
            "muted",
        )
        self.leave = button(tr("Thôi chiếu (Esc)"), self.reject)
        whole = column(self._title, self._when, spacing=SPACE.medium)
        whole.addLayout(self._grid, 1)
        whole.addWidget(self._formulas)
        whole.addLayout(row(None, self.leave))
        room = current().px(SPACE.large * 2)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)

    def _add(self, key: str, name: str, line: int, place: int) -> None:
        figure, words = label("–", wraps=False), label(name)
        self._figures[key] = (figure, words)
        inside = column(None, figure, words, None, spacing=SPACE.hair)
        self._grid.addLayout(inside, line, place)
        self._grid.setColumnStretch(place, 1)

    def open_whole(self) -> None:
        """Show on the whole screen."""
        self.showFullScreen()
        self.leave.setFocus()

    def show_totals(self, totals: Totals) -> None:
        """Show the counts and both rates as they stand."""
        shown = {
            "called": group_thousands(totals.called),
            "attended": group_thousands(totals.attended),
            "excused": group_thousands(totals.of(Mark.EXCUSED)),
            "unexcused": group_thousands(totals.of(Mark.UNEXCUSED)),
            "unmarked": group_thousands(totals.of(Mark.UNMARKED)),
            "guests": group_thousands(totals.guests),
            "rate": percent(totals.rate_attended),
            "complete": percent(totals.rate_complete),
        }
        for key, text in shown.items():
            figure, words = self._figures[key]
            figure.setText(text)
            figure.setAccessibleName(f"{words.text()}: {text}")
        announce(self, f"{self._figures['attended'][0].accessibleName()}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters as large as the screen allows."""
        super().resizeEvent(event)
        size = event.size()
        height = min(size.height(), size.width() * 9 // 16)
        large, small = int(height * _FIGURE_SHARE), int(height * _WORDS_SHARE)
        for figure, words in self._figures.values():
            _set_size(figure, large, bold=True)
            _set_size(words, small, bold=False)
        _set_size(self._title, int(small * 1.3), bold=True)
        for words in (self._when, self._formulas):
            _set_size(words, small, bold=False)


def _set_size(words: QLabel, pixels: int, *, bold: bool) -> None:
    """A size of its own, never smaller than the chosen text size."""
    font = QFont(current().font(11))
    font.setBold(bold)
    points = pixels * 72 / words.logicalDpiY()
    font.setPointSizeF(max(points, TYPE.body * current().scale / 100))
    words.setFont(font)


def _names() -> tuple[tuple[str, str], ...]:
    return (
        ("called", tr("Triệu tập")),
        ("attended", tr("Đã dự")),
        ("unmarked", tr("Chưa điểm danh")),
        ("rate", tr("Tỉ lệ dự học")),
        ("excused", tr("Vắng có lý do")),
        ("unexcused", tr("Vắng không lý do")),
        ("guests", tr("Khách")),
        ("complete", tr("Tỉ lệ đã học")),
    )
