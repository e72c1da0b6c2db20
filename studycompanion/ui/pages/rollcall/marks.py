"""The keys of the roll call: Enter for present, F2 to F8 for every other mark."""

from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark

MARK_KEYS: dict[Mark, tuple[str, Qt.Key]] = {
    Mark.PRESENT: ("Enter", Qt.Key.Key_Return),
    Mark.LATE: ("F2", Qt.Key.Key_F2),
    Mark.ONLINE: ("F3", Qt.Key.Key_F3),
    Mark.EXCUSED: ("F4", Qt.Key.Key_F4),
    Mark.UNEXCUSED: ("F5", Qt.Key.Key_F5),
    Mark.MADE_UP: ("F6", Qt.Key.Key_F6),
    Mark.EXEMPT: ("F7", Qt.Key.Key_F7),
    Mark.UNMARKED: ("F8", Qt.Key.Key_F8),
}
"""Mark -> (the key as the button shows it, the key)."""
