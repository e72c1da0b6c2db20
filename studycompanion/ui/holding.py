"""Where data can only be read, whatever would change them is off and says why.

A change that is not marked is refused by the data file all the same, with the same sentence.
"""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from shiboken6 import isValid

from studycompanion.ui.widgets.draft_edit import DraftEdit

_CHANGES = "changesData"
_MOMENTS = (
    QEvent.Type.Polish,
    QEvent.Type.Show,
    QEvent.Type.EnabledChange,
    QEvent.Type.ReadOnlyChange,
)


def changing(*parts: QWidget | QAction) -> None:
    """Mark what changes data: buttons, entries of menus, and parts of a page as a whole."""
    for part in parts:
        part.setProperty(_CHANGES, "yes")


class Hold(QObject):
    """Holds the marked parts of a window, those that come later too, for as long as it is asked."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._why = ""
        self._held: list[QWidget | QAction] = []

    def because(self, why: str) -> None:
        """Hold everything for a reason in words; "" lets go again."""
        if why == self._why:
            return
        self._why = why
        app = QApplication.instance()
        if app is None:
            return
        if why:
            app.installEventFilter(self)
            self.look_around()
        else:
            app.removeEventFilter(self)
            self._let_go()

    def look_around(self, place: QWidget | None = None) -> None:
        """Hold what has come since in the window or a place of it, such as entries of menus."""
        if self._why:
            for kind in (QWidget, QAction):
                for part in (place or self._window).findChildren(kind):
                    self._hold(cast("QWidget | QAction", part))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See to every part before it is shown, and to those that are switched on again."""
        is_part = event.type() in _MOMENTS and isinstance(watched, QWidget)
        if is_part and self._is_over(watched):  # type: ignore[arg-type]
            self._hold(watched)  # type: ignore[arg-type]
        return False

    def _is_over(self, part: QWidget) -> bool:
        """Whether a part lies in the window itself or in a dialog above it."""
        place: QWidget | None = part.window()
        while place is not None and place is not self._window:
            around = None if isinstance(place, QMainWindow) else place.parentWidget()
            place = around and around.window()
        return place is not None

    def _hold(self, part: QWidget | QAction) -> None:
        is_text = isinstance(part, DraftEdit) or (
            isinstance(part, QLineEdit) and part.property(_CHANGES) is not None
        )
        if is_text:
            self._hold_text(cast("DraftEdit | QLineEdit", part))
            return
        if part.property(_CHANGES) is None:
            return
        if isinstance(part, QAction) and part not in self._held:
            part.changed.connect(partial(self._on_changed, part))
            self._held.append(part)
        if part.isEnabled():
            self._turn_off(part)

    def _turn_off(self, part: QWidget | QAction) -> None:
        part.setEnabled(False)
        part.setToolTip(self._why)
        if isinstance(part, QWidget):
            part.setAccessibleDescription(self._why)
            self._held.append(part)

    def _hold_text(self, field: DraftEdit | QLineEdit) -> None:
        """A text stays to be read and copied."""
        if not field.isReadOnly():
            field.setReadOnly(True)
            self._held.append(field)

    def _on_changed(self, action: QAction) -> None:
        if self._why and action.isEnabled():
            self._turn_off(action)

    def _let_go(self) -> None:
        """What is on or off by itself is seen to by its page, which reads anew."""
        held, self._held = self._held, []
        for part in filter(isValid, held):
            if isinstance(part, DraftEdit | QLineEdit):
                part.setReadOnly(False)
                continue
            part.setEnabled(True)
            part.setToolTip("")
            if isinstance(part, QWidget):
                part.setAccessibleDescription("")
