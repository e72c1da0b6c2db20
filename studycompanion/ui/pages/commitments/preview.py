"""The pages of a form as pictures, one under another, as wide as there is room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.words import tr

A4_WIDTH_PT = 595.0
Pictures = tuple[tuple[int, int, bytes], ...]
"""Width, height and RGB bytes of each page."""


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
        """Pixels per point at which an A4 page fills the width."""
        room = self.viewport().width() - current().px(SPACE.small)
        return max(room, 200) * self.devicePixelRatioF() / A4_WIDTH_PT

    def show_pages(self, pictures: Pictures) -> None:
        """Show pages from the first on."""
        self._clear()
        for number, (width, height, rgb) in enumerate(pictures, start=1):
            image = QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888)
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            page = QLabel()
            page.setPixmap(picture)
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.setAccessibleName(tr("Trang {n}", n=number))
            self._pages.addWidget(page)
        self._pages.addStretch(1)
        self.verticalScrollBar().setValue(0)

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
        while (item := self._pages.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
