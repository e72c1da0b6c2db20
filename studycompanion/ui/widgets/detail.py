"""What stands beside a list: the papers of whoever is chosen, or a calm word while nobody is."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget
from shiboken6 import isValid

from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, label
from studycompanion.ui.words import tr

_GROWS_MS = 500
"""For how long a part that was brought into view is followed: texts get their height late."""


class Detail(QStackedWidget):
    """Shows ``content`` only while there is somebody whose it is."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.sentence = label(
            tr("Chưa chọn ai. Bỏ chữ đang tìm hoặc bấm “Tất cả” để thấy lại danh sách."), "muted"
        )
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        nobody = Card(padding=SPACE.large)
        nobody.column.addWidget(self.sentence)
        nobody.column.addStretch(1)
        for part in (content, nobody):
            self.addWidget(part)

    def show_content(self, *, is_there: bool) -> None:
        """Show the content, or that nobody is chosen."""
        self.setCurrentIndex(0 if is_there else 1)

    def scroll_to(self, part: QWidget) -> None:
        """Bring a part of the content into view, and keep it there while what is above it grows."""
        for area in self._content.findChildren(QScrollArea):
            if area.isAncestorOf(part):
                _follow(area, part)

    def scroll_up(self) -> None:
        """Begin at the top: somebody else is shown."""
        for area in self._content.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)


def _follow(area: QScrollArea, part: QWidget) -> None:
    show, bar = partial(_show_top, area, part), area.verticalScrollBar()
    QTimer.singleShot(0, part, show)
    grown = bar.rangeChanged.connect(lambda *_range: show())
    QTimer.singleShot(_GROWS_MS, bar, partial(bar.disconnect, grown))


def _show_top(area: QScrollArea, part: QWidget) -> None:
    content = area.widget() if isValid(part) else None
    if content is not None:
        area.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y())
