"""Says live changes to whoever hears the screen: saved, totals after a mark, errors, progress.

Screen readers get an announcement event, which they read without moving anybody's keyboard. A
polite one waits for what is being read; an urgent one does not. Qt's many names for what is heard
are loaded with the first word, which comes after the first picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleAnnouncementEvent


def announce(widget: QWidget, sentence: str, *, is_urgent: bool = False) -> None:
    """Say a sentence that belongs to ``widget``; nothing is said for an empty one."""
    if not sentence:
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    event = QAccessibleAnnouncementEvent(widget, sentence)
    if is_urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    _send(event)


def _send(event: QAccessibleAnnouncementEvent) -> None:
    from PySide6.QtGui import QAccessible

    QAccessible.updateAccessibility(event)
