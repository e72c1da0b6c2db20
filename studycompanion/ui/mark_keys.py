"""The keys of the roll call: Enter for present, a function key for every other mark.

The function keys may be given to other marks; the choice is remembered on this PC.
"""

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark
from studycompanion.errors import UserError

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
"""Mark -> (the key as the button shows it, the key), as the program comes."""
CHOICES = {name: key for name, key in MARK_KEYS.values() if name != "Enter"} | {
    "F9": Qt.Key.Key_F9,
    "F11": Qt.Key.Key_F11,
    "F12": Qt.Key.Key_F12,
}
"""The keys that a mark may have: F1 is help, and F10 opens menus."""
CHANGEABLE: tuple[Mark, ...] = tuple(mark for mark in MARK_KEYS if mark is not Mark.PRESENT)
_in_force = dict(MARK_KEYS)


def keys_in_force() -> Mapping[Mark, tuple[str, Qt.Key]]:
    """The keys as they are now."""
    return _in_force


def use_keys(chosen: Mapping[str, str]) -> None:
    """Take the keys that were chosen, mark by its value; what makes no sense is left as it came."""
    global _in_force
    wanted = {mark: chosen.get(mark.value, MARK_KEYS[mark][0]) for mark in CHANGEABLE}
    if len(set(wanted.values())) < len(wanted) or not set(wanted.values()) <= CHOICES.keys():
        wanted = {}
    _in_force = MARK_KEYS | {mark: (name, CHOICES[name]) for mark, name in wanted.items()}


def check_keys(chosen: Mapping[Mark, str]) -> None:
    """Raise ``UserError("key_twice")`` where one key would give two marks."""
    seen: set[str] = set()
    for name in chosen.values():
        if name in seen:
            raise UserError("key_twice", key=name)
        seen.add(name)


def with_keys_in_force(text: str) -> str:
    """A help page with the keys in force in place of those that the program comes with."""
    named = {MARK_KEYS[mark][0]: _in_force[mark][0] for mark in CHANGEABLE}
    return re.sub(r"\*\*(F\d+)\*\*", lambda m: f"**{named.get(m[1], m[1])}**", text)
