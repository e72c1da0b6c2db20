"""Keeps the fields of one record as they are left: one change set at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from studycompanion.errors import CodedError
from studycompanion.ui.context import Context

if TYPE_CHECKING:
    from studycompanion.services.changes import Done
    from studycompanion.services.desk import Desk

Write = Callable[["Desk", dict[str, str], int], "Done[Any]"]


class Keeper(QObject):
    """Sends left fields with the newest revision; lives on until the last is on disk."""

    saved = Signal(object)
    """The record after a change set."""
    refused = Signal(object, object)
    """The error, and the texts by field that were not kept."""

    def __init__(
        self,
        context: Context,
        write: Write,
        *,
        revision: int,
        page: QObject,
        draft_of: Callable[[str], str] | None = None,
    ) -> None:
        """``draft_of`` gives the key of a field's draft, which goes once its text is stored."""
        super().__init__(page)
        self.revision = revision
        self._draft_of = draft_of
        self._context, self._write, self._page = context, write, page
        self._waiting: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        self._is_released = False

    def put(self, name: str, text: str) -> None:
        """Keep ``text`` of a field that was left."""
        self._waiting[name] = text
        self._send()

    def release(self) -> None:
        """Nobody types here any more: go away once everything is kept."""
        self._is_released = True
        self._go_if_idle()

    def _send(self) -> None:
        if self._sent or not self._waiting:
            self._go_if_idle()
            return
        self._sent, self._waiting = self._waiting, {}
        texts, revision, write = self._sent, self.revision, self._write
        self._context.tasks.write(
            lambda desk: write(desk, texts, revision),
            self._on_saved,
            failed=self._on_refused,
            origin=self._page,
        )

    def _on_saved(self, done: Done[Any]) -> None:
        self.revision = done.value.revision
        if self._draft_of is not None:
            for name in self._sent:
                self._context.unkept.pop(self._draft_of(name), None)
        self._sent = {}
        self.saved.emit(done.value)
        self._send()

    def _on_refused(self, error: CodedError) -> None:
        texts, self._sent = self._sent, {}
        self.refused.emit(error, texts)
        self._send()

    def _go_if_idle(self) -> None:
        if self._is_released and not self._sent and not self._waiting:
            self.deleteLater()
