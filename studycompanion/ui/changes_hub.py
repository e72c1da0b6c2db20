"""Tells every page what a service call changed, so that no page shows yesterday's truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from studycompanion.services.changes import Changes


class ChangesHub(QObject):
    """Passes on the changes of each finished write with the page that asked for it."""

    changed = Signal(object, object)
    replaced = Signal(str)
    """Other data stands in the place of all that was shown; with a sentence that says so."""

    def announce(self, changes: Changes, origin: object = None) -> None:
        """Tell all pages; ``origin`` already shows what it changed itself."""
        self.changed.emit(changes, origin)
