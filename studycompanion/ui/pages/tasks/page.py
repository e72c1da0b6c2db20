"""Behaviour of the start page: each line opens the place that mends it.

The services are loaded in the workers, so that the first lines need not wait for them.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from studycompanion.domain.agenda import Line
from studycompanion.domain.vietnamese import display_date, group_thousands
from studycompanion.ui.context import SAFETY, Context
from studycompanion.ui.page import Page
from studycompanion.ui.pages.tasks import work
from studycompanion.ui.pages.tasks.lines import Todo, todo
from studycompanion.ui.pages.tasks.view import TasksView
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.agenda import Seen


class TasksPage(Page):
    """What waits today, the most pressing first."""

    kinds: ClassVar[tuple[str, ...]] = (
        "topic", "session", "attendance", "member", "membership", "member_status", "review",
        "review_text", "plan", "item", "issued_form", "backup",
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = TasksView()
        self.setLayout(column(self.view))
        self.view.list.entered_line.connect(self._on_entered)
        self.view.empty.step.clicked.connect(self._on_nothing)

    def first_place(self) -> QWidget:
        """The list, or the button of the empty page."""
        return self.view.list if self.view.model.records else self.view.empty.step

    def reload(self) -> None:
        """Read what waits; what was kept of it for this start shows meanwhile."""
        kept, self.context.first_lines = self.context.first_lines, None
        if kept:
            # Where nothing was kept, something may wait all the same: no word before it is read.
            self._show(kept)
        self.context.tasks.read(work.look, self._on_seen, key=self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Days and hours pass without a change in the file: each visit reads anew."""
        super().hideEvent(event)
        self._is_stale = True

    def _on_seen(self, seen: Seen) -> None:
        self._show(seen.lines)
        self.context.tasks.keep(lambda desk: work.remember(desk, seen))

    def _show(self, lines: tuple[Line, ...]) -> None:
        today = self.context.today
        shown = [todo(line, today) for line in lines]
        self.view.show_list(is_empty=not shown)
        self.view.list.refill(shown)
        self.view.header.subtitle.setText(_summary(shown, today))
        self.settle_focus()

    def _on_entered(self, wanted: Todo) -> None:
        choice, line = self.context.choice, wanted.line
        choice.topic_id = line.topic_id or choice.topic_id
        choice.session_id = line.session_id or choice.session_id
        if line.member_id:
            self.record_wanted.emit(wanted.page, line.member_id)
            return
        if wanted.state:
            choice.filters[wanted.page], choice.begins = wanted.state, wanted.page
        if wanted.page == "settings":
            choice.section = SAFETY
        self.page_wanted.emit(wanted.page)

    def _on_nothing(self) -> None:
        self.page_wanted.emit("topics")


def _summary(shown: list[Todo], today: date) -> str:
    day = display_date(today)
    late = sum(line.line.is_late(today) for line in shown)
    parts = [tr("Hôm nay {day}", day=day)]
    if shown:
        parts.append(tr("{n} việc", n=group_thousands(len(shown))))
    if late:
        parts.append(tr("{n} việc quá hạn", n=group_thousands(late)))
    return " · ".join(parts)
