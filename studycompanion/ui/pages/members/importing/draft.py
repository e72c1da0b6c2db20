"""The roster that is being looked at; each thing said of it is worked out off the GUI thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from studycompanion.errors import CodedError
from studycompanion.services.desk import Desk
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.ui.context import Context

Change = Callable[[Desk, RosterPreview], RosterPreview]


class ImportDraft(QObject):
    """Holds the newest preview; what is said quickly one after the other is done in that order."""

    changed = Signal()
    """There is another preview."""
    busy_changed = Signal()
    refused = Signal(object)
    """The ``CodedError`` of what could not be done; the preview is the one before."""

    def __init__(self, parent: QObject, context: Context, preview: RosterPreview) -> None:
        super().__init__(parent)
        self.context, self.preview = context, preview
        self.is_touched = False
        self._waiting: list[Change] = []
        self._is_working = False

    @property
    def is_busy(self) -> bool:
        """Whether something said is not in the preview yet."""
        return self._is_working or bool(self._waiting)

    @property
    def undecided(self) -> int:
        """How many columns of old letters wait for the user's word."""
        return sum(not one.is_decided for one in self.preview.old_letters)

    @property
    def leaving(self) -> int:
        """Of how many missing members the user said what became of them."""
        return sum(one.leaves_as is not None for one in self.preview.missing)

    @property
    def writes(self) -> bool:
        """Whether taking the file in would change anything."""
        return bool(self.preview.new or self.preview.changed or self.leaving)

    def ask(self, change: Change) -> None:
        """Work out another preview, after those that are asked for already."""
        self._waiting.append(change)
        self._go_on()

    def _go_on(self) -> None:
        if self._is_working or not self._waiting:
            self.busy_changed.emit()
            return
        change, seen = self._waiting.pop(0), self.preview
        self._is_working = True
        self.busy_changed.emit()
        self.context.tasks.compute(
            lambda desk: change(desk, seen), self._on_seen, failed=self._on_refused
        )

    def _on_seen(self, preview: RosterPreview) -> None:
        self._is_working = False
        self.is_touched = True
        self.preview = preview
        self.changed.emit()
        self._go_on()

    def _on_refused(self, error: CodedError) -> None:
        self._is_working = False
        self._waiting.clear()
        self.changed.emit()
        self.refused.emit(error)
        self._go_on()
