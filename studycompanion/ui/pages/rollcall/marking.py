"""Marks and what is noted beside them, from a key or a click to the line that shows them kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services import apologies, rollcall
from studycompanion.services.changes import Done
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.announcing import announce
from studycompanion.ui.reading import clock_time
from studycompanion.ui.signs import mark_sign

if TYPE_CHECKING:
    from studycompanion.ui.pages.rollcall.page import RollCallPage

NOTED = (Mark.LATE, Mark.EXCUSED)
"""Marks beside which an hour or a reason is noted."""
Wanted = tuple[Mark, str, datetime | None]


class Marking(QObject):
    """Writes the marks of the roll on the screen; knows those on their way to the disk."""

    def __init__(self, page: RollCallPage) -> None:
        super().__init__(page)
        self._page, self._view = page, page.view
        self._sent: dict[str, Wanted] = {}

    def forget(self) -> None:
        """Another roll has other marks on their way."""
        self._sent.clear()

    def mark_current(self, mark: Mark) -> None:
        """Mark whoever is current, then be ready for the next name or the next row."""
        line = self._view.panel.line
        if self._page.refuses() or line is None:
            return
        self._write(line, mark)
        if self._view.finder.box.sought:
            self._view.finder.box.empty()
            self._view.finder.table.go_to(line.member_id)
        else:
            self._view.finder.table.move_by(1)

    def mark_and_note(self, mark: Mark) -> None:
        """Mark whoever is current, stay there, and open the field of what is noted beside it."""
        line = self._view.panel.line
        if self._page.refuses() or line is None:
            return
        self._write(line, mark)
        self._view.panel.expect_note(mark)

    def mark_found(self, member_id: str) -> None:
        """Mark somebody present who was found by a card."""
        line = self._view.model.record(member_id)
        if isinstance(line, RollLine) and line.mark is not Mark.PRESENT:
            self._send(member_id, (Mark.PRESENT, line.reason, None))
        self._view.finder.table.go_to(member_id)

    def _write(self, line: RollLine, mark: Mark) -> None:
        """Send a mark with what is typed beside it; an hour belongs to the late alone."""
        try:
            arrived = self._typed_hour() if mark is Mark.LATE else None
        except UserError as error:
            self._view.panel.arrival.show_problem(say(error))
            return
        wanted: Wanted = (mark, self._view.panel.reason.take(), arrived)
        known = self._sent.get(line.member_id, (line.mark, line.reason, line.arrived_at))
        if wanted != known:
            self._send(line.member_id, wanted)

    def _typed_hour(self) -> datetime | None:
        typed = self._view.panel.arrival.take().strip()
        if not typed or self._page.session is None:
            return None
        return clock_time(typed, self._page.session.at.date())

    def _send(self, member_id: str, wanted: Wanted) -> None:
        if self._page.session is None:
            return
        session_id, (mark, reason, arrived) = self._page.session.id, wanted
        self._sent[member_id] = wanted
        self._page.context.tasks.write(
            lambda desk: rollcall.mark(
                desk, session_id, member_id, mark, reason=reason, arrived_at=arrived
            ),
            self._on_written,
            failed=self._on_refused,
            origin=self._page,
        )

    def _on_refused(self, error: CodedError) -> None:
        self._sent.clear()
        self._page.context.tasks.troubled.emit(error)

    def _on_written(self, done: Done[Attendance]) -> None:
        written = done.value
        sent = self._sent.get(written.member_id)
        if sent is not None and sent[0] is written.mark:
            del self._sent[written.member_id]
        line = self._view.model.record(written.member_id)
        if (
            line is None
            or self._page.session is None
            or written.session_id != self._page.session.id
        ):
            return
        new = replace(
            line,
            mark=written.mark,
            reason=written.reason,
            arrived_at=written.arrived_at,
            apology=written.apology,
            revision=written.revision,
        )
        self._view.model.replace(new)
        self._page.turn(line, new)
        words = mark_sign(written.mark).text
        announce(self._page, f"{line.full_name}: {words}. {self._view.figures.said}")
        current = self._view.finder.table.current()
        if isinstance(current, RollLine) and current.member_id == written.member_id:
            self._view.panel.show_line(current)

    def on_button(self, mark: Mark) -> None:
        """A click goes on to the next person, but stays where something is noted beside a mark."""
        line = self._view.panel.line
        if line is not None:
            self._write(line, mark)
            self._view.finder.box.empty()
            self._view.finder.table.go_to(line.member_id)
            if mark not in (*NOTED, Mark.UNMARKED):
                self._view.finder.table.move_by(1)

    def on_note(self, _text: str) -> None:
        """Keep a reason or an hour that was typed beside a mark."""
        line = self._view.panel.line
        if line is not None and not self._page.is_closed:
            self._write(line, self._mark_of(line))

    def _mark_of(self, line: RollLine) -> Mark:
        """The mark of a line, the one on its way to the disk included."""
        sent = self._sent.get(line.member_id)
        return sent[0] if sent else line.mark

    def seek_next(self) -> None:
        """Back to the find box; what is typed there next replaces what was sought."""
        self._view.finder.setFocus()
        self._view.finder.box.selectAll()

    def on_reason_picked(self) -> None:
        """Keep a usual reason beside a mark, and go on."""
        line = self._view.panel.line
        if line is not None and self._mark_of(line) is not Mark.UNMARKED:
            self._view.panel.reason.leave()
        self.seek_next()

    def on_apologised(self, reason: str) -> None:
        """Note that somebody asks to be excused."""
        line = self._view.panel.line
        if line is None or self._page.session is None:
            return
        session_id, member_id = self._page.session.id, line.member_id
        self._view.panel.reason.take()
        self._page.context.tasks.write(
            lambda desk: apologies.note_apology(desk, session_id, member_id, reason),
            self._on_apology,
            origin=self._page,
        )

    def _on_apology(self, done: Done[Attendance]) -> None:
        self._view.panel.reason.edit.clear()
        self._view.panel.reason.take()
        self._on_written(done)
        self.seek_next()
