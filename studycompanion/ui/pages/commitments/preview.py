"""The pages of a form as pictures, one under another, as wide as there is room."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.words import tr

A4_WIDTH_PT = 595.0
Pictures = tuple[tuple[int, int, bytes], ...]
"""Width, height and RGB bytes of each page."""
Hits = tuple[tuple[Any, ...], ...]
"""Places of found words, each as boxes by line in parts of their page."""
ZOOMS = (1.0, 1.25, 1.5, 2.0, 3.0)
"""How many times the width of the room a page is wide."""


class PagePreview(QScrollArea):
    """Shows pictures of pages; ``resized`` asks for sharper ones after the width changed."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setProperty("kind", "reading")
        self.setAccessibleName(tr("Xem trước bản cam kết"))
        self._zoom = 0
        self._hits: Hits = ()
        self._at = 0
        self._labels: list[QLabel] = []
        self._plain: list[QPixmap] = []
        self._sheet = QWidget()
        self._pages = QVBoxLayout(self._sheet)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.setSpacing(current().px(SPACE.medium))
        self.setWidget(self._sheet)
        self._wait = QTimer(self, singleShot=True, interval=200)
        self._wait.timeout.connect(self.resized)
        self.viewport().installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """A glimpse is enough where the text is very large."""
        return QSize(200, current().px(40))

    @property
    def scale(self) -> float:
        """Pixels per point at which an A4 page fills the width, times the zoom."""
        room = max(self.viewport().width() - current().px(SPACE.small), 200)
        return room * ZOOMS[self._zoom] * self.devicePixelRatioF() / A4_WIDTH_PT

    def can_zoom(self, by: int) -> bool:
        """Whether pages can be shown one step smaller (-1) or larger (1)."""
        return 0 <= self._zoom + by < len(ZOOMS)

    def zoom_by(self, by: int) -> None:
        """Show pages a step smaller or larger."""
        if self.can_zoom(by):
            self._zoom += by
            policy = Qt.ScrollBarPolicy
            is_wide = self._zoom > 0
            self.setHorizontalScrollBarPolicy(
                policy.ScrollBarAsNeeded if is_wide else policy.ScrollBarAlwaysOff
            )
            self.resized.emit()

    def show_pages(self, pictures: Pictures) -> None:
        """Show pages from the first on."""
        self._clear()
        for number, (width, height, rgb) in enumerate(pictures, start=1):
            image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            page = QLabel()
            page.setPixmap(picture)
            self._labels.append(page)
            self._plain.append(picture)
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.setAccessibleName(tr("Trang {n}", n=number))
            self._pages.addWidget(page)
        self._pages.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self._show_marks()

    def mark(self, hits: Hits, at: int) -> None:
        """Colour found words, the one at ``at`` stronger and in view; () takes colours away."""
        self._hits, self._at = hits, at
        self._show_marks()

    def _show_marks(self) -> None:
        for number, (page, plain) in enumerate(zip(self._labels, self._plain, strict=True)):
            boxes = [(n == self._at, b) for n, hit in enumerate(self._hits) for b in hit]
            page.setPixmap(_coloured(plain, [(s, b) for s, b in boxes if b.page == number]))
        if self._at < len(self._hits):
            self._bring_into_view(self._hits[self._at][0])

    def _bring_into_view(self, box: Any) -> None:
        if box.page < len(self._labels):
            self._sheet.adjustSize()
            page = self._labels[box.page]
            size = page.pixmap().deviceIndependentSize()
            left = page.x() + (page.width() - size.width()) / 2
            x = round(left + box.left * size.width())
            y = round(page.y() + box.top * size.height())
            self.ensureVisible(x, y, current().px(60), current().px(60))

    def show_sentence(self, sentence: str) -> None:
        """Say why there are no pages."""
        self._clear()
        self._pages.addWidget(label(sentence, "muted"))
        self._pages.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the width to settle before asking for other pictures."""
        if event.type() is QEvent.Type.Resize and watched is self.viewport():
            self._wait.start()
        return super().eventFilter(watched, event)

    def _clear(self) -> None:
        self._labels, self._plain = [], []
        while (item := self._pages.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()


def _coloured(plain: QPixmap, boxes: list[tuple[bool, Any]]) -> QPixmap:
    """A page with light bars over found words, the strong one with a frame besides."""
    if not boxes:
        return plain
    made = QPixmap(plain)
    size = made.deviceIndependentSize()
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for is_strong, box in boxes:
        area = QRectF(
            box.left * size.width(),
            box.top * size.height(),
            (box.right - box.left) * size.width(),
            (box.bottom - box.top) * size.height(),
        )
        painter.fillRect(area, QColor("#ffd54a" if is_strong else "#fff3b8"))
        if is_strong:
            painter.setPen(QColor("#7a4b00"))
            painter.drawRect(area)
    painter.end()
    return made
