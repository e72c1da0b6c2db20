"""Buttons inside a line of text: as large as any other target, with a name, reached by Tab."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QToolButton

from studycompanion.ui.icons import icon
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE

_SIDE, _PICTURE = 32, 18


class InsideButton(QToolButton):
    """A picture to press; Qt's own actions in a line edit stay at 24 pixels and have no name."""

    def __init__(self, line: QLineEdit, icon_name: str, name: str) -> None:
        super().__init__(line)
        theme = current()
        self.setProperty("kind", "inside")
        self.setIcon(icon(icon_name, theme.colours.muted))
        self.setIconSize(QSize(theme.px(_PICTURE), theme.px(_PICTURE)))
        self.setFixedSize(theme.px(_SIDE), theme.px(_SIDE))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setToolTip(name)


class Ends(QObject):
    """Keeps a button at either end of a line edit and the words between them."""

    def __init__(self, line: QLineEdit, first: InsideButton, last: InsideButton) -> None:
        super().__init__(line)
        self._line, self._first, self._last = line, first, last
        line.installEventFilter(self)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another size, another place."""
        if event.type() is QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Put the buttons at the ends; a hidden one leaves its room to the words."""
        side, room = self._first.width(), current().px(SPACE.hair)
        top = (self._line.height() - self._first.height()) // 2
        self._first.move(2, top)
        self._last.move(self._line.width() - self._last.width() - 2, top)
        words = side - room
        self._line.setTextMargins(words, 0, 0 if self._last.isHidden() else words, 0)
