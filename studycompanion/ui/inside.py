"""Keeps a window that grows while it stands on the screen, with its frame."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


def shifted(outside: QRect, room: QRect) -> QRect:
    """The frame moved into ``room``; one that is larger keeps its upper left corner in it."""
    left = max(min(outside.left(), room.right() + 1 - outside.width()), room.left())
    top = max(min(outside.top(), room.bottom() + 1 - outside.height()), room.top())
    return QRect(left, top, outside.width(), outside.height())


def keep_inside(window: QWidget) -> None:
    """Move a window whose frame reaches beyond the edge of its screen."""
    if not window.isVisible():
        return
    outside = window.frameGeometry()
    wanted = shifted(outside, window.screen().availableGeometry())
    if wanted != outside:
        window.move(wanted.topLeft())
