"""What every page shares: it reloads when something that it shows changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from studycompanion.ui.context import Context

if TYPE_CHECKING:
    from studycompanion.services.changes import Changes


class Page(QWidget):
    """One goal of the user; reloads at once while visible, else at its next visit."""

    kinds: ClassVar[tuple[str, ...]] = ()
    """Kinds of records that this page shows."""
    follows: ClassVar[tuple[str, ...]] = ()
    """Fields of the shared choice that this page shows: another choice makes it read again."""
    page_wanted = Signal(str)
    """Key of another page that holds the next step."""
    record_wanted = Signal(str, str)
    """Key of another page, and the record that it is to show (see ``open_record``)."""
    noted = Signal(str)
    """A short sentence for the status line."""
    look_chosen = Signal()
    """Another language, text size or scheme was chosen: everything is to be built anew."""

    lock_chosen = Signal()
    """Another time was chosen after which the window is locked."""
    lock_wanted = Signal()
    """The window is to be locked now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._is_stale = True
        self._wants_focus = self._is_awaited = False
        self._arrived_at: QWidget | None = None
        self._left_at: tuple[str, ...] | None = None
        context.hub.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read everything again; started from the GUI thread, ends in the page's own slots."""
        raise NotImplementedError

    def reload_after_own(self, changes: Changes) -> None:
        """Read again what this page's own change left behind; by default nothing."""

    def leave(self) -> None:
        """Write what is typed but not kept yet; called before the page is left."""

    def open_record(self, record_id: str) -> None:
        """Show one record of this page that was found elsewhere."""

    def first_place(self) -> QWidget:
        """The control that gets the keyboard when the page is visited."""
        return self

    def want_focus(self) -> None:
        """Take the keyboard on arrival, and once more when the content that is awaited is there.

        Nothing later does: a page that is only saved or read again leaves the keyboard alone.
        """
        self._wants_focus = self._is_awaited or not self.isVisible()
        self._arrived_at = self.first_place()
        self._arrived_at.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to where the page begins; what is typed is kept as when it is left."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.first_place().setFocus()
        else:
            super().keyPressEvent(event)

    def settle_focus(self) -> None:
        """The content is there: give it the keyboard on a visit, or where nobody has it now."""
        if not self.isVisible():
            return
        holder = cast("QWidget | None", self.window().focusWidget())
        wanted = self._wants_focus and not self._has_gone_on(holder)
        self._wants_focus = self._is_awaited = False
        self._arrived_at = None
        if wanted or holder is None or not holder.isVisible():
            self.first_place().setFocus()

    def _has_gone_on(self, holder: QWidget | None) -> bool:
        """Whether the user chose another control here before the content came."""
        arrived = self._arrived_at
        if holder is None or arrived is None or not holder.isVisible():
            return False
        places = (self, arrived, arrived.focusProxy(), self.first_place().focusProxy())
        return self.isAncestorOf(holder) and holder not in places

    def mark_stale(self) -> None:
        """Reload now, or at the next visit."""
        self._is_stale = not self.isVisible()
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        if self._is_stale or self._left_at not in (None, self._choice()):
            self._is_stale = False
            self._is_awaited = True
            self.reload()
        elif not self._is_awaited:
            self._wants_focus = False

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember what was chosen when the page was left."""
        super().hideEvent(event)
        self._left_at = self._choice()

    def _choice(self) -> tuple[str, ...]:
        return tuple(getattr(self.context.choice, name) for name in self.follows)

    def _on_changed(self, changes: Changes, origin: object) -> None:
        if not changes.touches(*self.kinds):
            return
        if origin is self:
            self.reload_after_own(changes)
        else:
            self.mark_stale()
