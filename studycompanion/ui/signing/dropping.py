"""Files dropped anywhere on the window: PDF, and pictures, which are scanned papers."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class PdfDrop(QObject):
    """Tells the paths of dropped PDF files or pictures; other things are not taken."""

    dropped = Signal(list)
    pictures_dropped = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say yes to PDF files that are dragged over the window, and take them when dropped."""
        kind = event.type()
        if kind not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return super().eventFilter(watched, event)
        drop = cast("QDropEvent", event)
        paths, pictures = pdf_paths(drop.mimeData()), picture_paths(drop.mimeData())
        if not (paths or pictures):
            return False
        drop.acceptProposedAction()
        if kind is QEvent.Type.Drop and pictures:
            self.pictures_dropped.emit([*pictures, *paths])
        elif kind is QEvent.Type.Drop:
            self.dropped.emit(paths)
        return True


def pdf_paths(data: QMimeData) -> list[Path]:
    """The PDF files among what is dragged."""
    return _paths(data, (".pdf",))


def picture_paths(data: QMimeData) -> list[Path]:
    """The pictures among what is dragged, as scanners make them."""
    return _paths(data, (".jpg", ".jpeg", ".png", ".tif", ".tiff"))


def _paths(data: QMimeData, suffixes: tuple[str, ...]) -> list[Path]:
    found = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in found if path.suffix.lower() in suffixes]
