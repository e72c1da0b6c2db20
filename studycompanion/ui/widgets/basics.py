"""Labels, buttons and cards in the few kinds that the style sheet knows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studycompanion.ui.icons import button_icon, icon, icon_size
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE


def label(text: str = "", kind: str = "body", *, wraps: bool = True) -> QLabel:
    """Plain words; ``kind`` is title, section, figure, field, muted or body."""
    made = QLabel(text)
    made.setProperty("kind", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    return made


def button(
    text: str,
    pressed: Callable[[], object] | None = None,
    *,
    kind: str = "normal",
    icon_name: str = "",
) -> QPushButton:
    """A push button; ``kind`` is primary, mark, quiet or normal."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if icon_name:
        ink = current().colours.on_accent if kind == "primary" else None
        made.setIcon(button_icon(icon_name, ink) if text else icon(icon_name, ink))
        made.setIconSize(icon_size())
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made


class Card(QFrame):
    """A white sheet with round corners and a column of contents."""

    def __init__(self, *, padding: int = SPACE.large) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.column = QVBoxLayout(self)
        room = current().px(padding)
        self.column.setContentsMargins(room, room, room, room)
        self.column.setSpacing(current().px(SPACE.small))


def row(*parts: QWidget | None, spacing: int = SPACE.small) -> QHBoxLayout:
    """Widgets side by side; None takes the room that is left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(current().px(spacing))
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made


def column(*parts: QWidget | None, spacing: int = SPACE.small) -> QVBoxLayout:
    """Widgets one under another; None takes the room that is left."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(current().px(spacing))
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made
