"""The pages of the window in one place: each is built at its first visit, one is in view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from studycompanion.ui.carrying import Carried, carried
from studycompanion.ui.context import Context
from studycompanion.ui.list_tools import ListTools
from studycompanion.ui.page import Page
from studycompanion.ui.pages import Entry, entries


class PageStack(QStackedWidget):
    """Made anew with every look and language; ``kept`` is what the pages before left behind."""

    built = Signal(object)
    """A page at its first visit, before it is shown."""

    def __init__(self, context: Context, kept: dict[str, Carried]) -> None:
        super().__init__()
        self._context, self._kept = context, kept
        self.entries: dict[str, Entry] = {entry.key: entry for entry in entries()}
        self.pages: dict[str, Page] = {}

    def bring(self, key: str) -> Page:
        """Put a page in view."""
        if key not in self.pages:
            self._build(key)
        self.setCurrentWidget(self.pages[key])
        return self.pages[key]

    def key(self) -> str:
        """The key of the page in view."""
        return next(key for key, page in self.pages.items() if page is self.currentWidget())

    def in_view(self) -> Page:
        """The page in view."""
        return self.pages[self.key()]

    def leave(self) -> None:
        """Write what is typed on the page in view."""
        page = self.currentWidget()
        if isinstance(page, Page):
            page.leave()

    def reload(self) -> None:
        """Let every page read again."""
        for page in self.pages.values():
            page.mark_stale()

    def left_behind(self) -> dict[str, Carried]:
        """What is to outlive these pages, and what no page has taken up yet."""
        return self._kept | {key: carried(page) for key, page in self.pages.items()}

    def _build(self, key: str) -> None:
        page = self.entries[key].build(self._context)
        self.built.emit(page)
        ListTools(page, key)
        if key in self._kept:
            self._kept.pop(key).give_to(page)
        self.pages[key] = page
        self.addWidget(page)
