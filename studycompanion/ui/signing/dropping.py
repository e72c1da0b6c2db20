"""Files dropped anywhere: PDF are checked, pictures are scanned papers, Word files are forms."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class PdfDrop(QObject):
    """Tells the paths of dropped PDF, picture or Word files; other things are not taken."""

    dropped = Signal(list)
    pictures_dropped = Signal(list)
    words_dropped = Signal(list)

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
        words = word_paths(drop.mimeData())
        if not (paths or pictures or words):
            return False
        drop.acceptProposedAction()
        if kind is QEvent.Type.Drop and words:
            self.words_dropped.emit(words)
        elif kind is QEvent.Type.Drop and pictures:
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


def word_paths(data: QMimeData) -> list[Path]:
    """The files of writing programs; those that cannot be read are refused by name later."""
    return _paths(data, (".docx", ".doc", ".docm", ".rtf", ".odt"))


def _paths(data: QMimeData, suffixes: tuple[str, ...]) -> list[Path]:
    found = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in found if path.suffix.lower() in suffixes]
