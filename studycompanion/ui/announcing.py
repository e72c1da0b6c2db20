"""Says live changes to whoever hears the screen: saved, totals after a mark, errors, progress.

Screen readers get an announcement event, which they read without moving anybody's keyboard. A
polite one waits for what is being read; an urgent one does not.
"""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_send = QAccessible.updateAccessibility


def announce(widget: QWidget, sentence: str, *, is_urgent: bool = False) -> None:
    """Say a sentence that belongs to ``widget``; nothing is said for an empty one."""
    if not sentence:
        return
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if is_urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    _send(event)
