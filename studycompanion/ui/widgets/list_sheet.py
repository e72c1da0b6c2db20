"""The frame of every dialog around something large: a list, pages, a text that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label

_FRAME = 80
"""Pixels that are left of the screen for the system's frame and bar."""


class ListSheet(QDialog):
    """Modal, thrown away at its end, as large as asked for and never larger than the screen."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int, height: int) -> None:
        super().__init__(parent)
        if parent is not None:
            self.finished.connect(parent.activateWindow)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._size = width, height

    def lay_out(
        self, *parts: QWidget | QLayout | None, grows: QWidget | QLayout, has_title: bool = True
    ) -> None:
        """Put the parts under the title; ``grows`` takes the room, None what it leaves."""
        theme, screen = current(), self.screen().availableSize()
        whole = column(spacing=SPACE.medium)
        if has_title:
            whole.addWidget(label(self.windowTitle(), "section"))
        for part in parts:
            if part is None:
                whole.addStretch()
            elif isinstance(part, QLayout):
                whole.addLayout(part, 1 if part is grows else 0)
            else:
                whole.addWidget(part, 1 if part is grows else 0)
        room = theme.px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        width, height = self._size
        self.resize(
            min(theme.wide(width), screen.width() - _FRAME),
            min(theme.px(height), screen.height() - _FRAME),
        )
