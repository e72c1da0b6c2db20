"""Behaviour of the roll call: each mark is on disk before it shows, and the keyboard is enough."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from studycompanion.domain.attendance import Attendance, Counting, Mark, Totals
from studycompanion.domain.study import SessionState
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import CodedError, UserError
from studycompanion.messages import say
from studycompanion.services import apologies, rollcall, sessions
from studycompanion.services.changes import Done
from studycompanion.services.rollcall import RollLine
from studycompanion.services.sessions import SessionLine
from studycompanion.ui.announcing import announce
from studycompanion.ui.context import Context
from studycompanion.ui.mark_keys import keys_in_force, use_keys
from studycompanion.ui.page import Page
from studycompanion.ui.pages.rollcall.actions import SessionActions
from studycompanion.ui.pages.rollcall.evening import Evening, read_evening
from studycompanion.ui.pages.rollcall.figures import Tally, bases
from studycompanion.ui.pages.rollcall.proposal import proposed
from studycompanion.ui.pages.rollcall.scanner import Scanner
from studycompanion.ui.pages.rollcall.view import RollCallView, columns
from studycompanion.ui.reading import clock_time
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.widgets.keys import LetterWatch, is_letter
from studycompanion.ui.words import moment, short_moment, tr

_NOTED = (Mark.LATE, Mark.EXCUSED)
"""Marks beside which an hour or a reason is noted."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Wanted = tuple[Mark, str, datetime | None]


class RollCallPage(Page):
    """The roll of one session."""

    kinds: ClassVar[tuple[str, ...]] = (
        "session", "attendance", "member", "membership", "member_status",
    )  # fmt: skip
    follows: ClassVar[tuple[str, ...]] = ("session_id",)
    totals_shown = Signal(object)
    """The totals after each change."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        use_keys(context.preferences.comforts.mark_keys)
        self.view = RollCallView()
        self.setLayout(column(self.view))
        self.session: SessionLine | None = None
        self.tally = Tally()
        self._formulas = ("", "")
        self._sent: dict[str, Wanted] = {}
        self._next, self._has_none = "", False
        self.actions_ = SessionActions(self)
        self.scanner = Scanner(self)
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        view, panel = self.view, self.view.panel
        view.session.picked.connect(self._open)
        view.empty.step.clicked.connect(self._on_no_session)
        view.finder.chosen.connect(self._on_chosen)
        view.finder.entered.connect(self._on_entered)
        panel.marked.connect(self._on_button)
        panel.apologised.connect(self._on_apologised)
        for field in (panel.reason, panel.arrival):
            field.left.connect(self._on_note)
            field.edit.returnPressed.connect(self._seek_next)
        panel.reason_picked.connect(self._on_reason_picked)
        LetterWatch(view.finder.take_key, view.session)

    def _bind_keys(self) -> None:
        for mark, (_shown, key) in keys_in_force().items():
            if key not in _ENTER:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self.mark_current, mark))
            if mark in _NOTED:
                noting = QShortcut(QKeySequence(Qt.KeyboardModifier.ShiftModifier | key), self)
                noting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                noting.activated.connect(partial(self.mark_and_note, mark))

    @property
    def totals(self) -> Totals:
        """How the roll on the screen stands."""
        return self.tally.totals

    @property
    def counting(self) -> Counting:
        """How the session counts."""
        return self.tally.counting

    @property
    def has_cells(self) -> bool:
        """Whether people of several cells are on the roll."""
        return any(column.title == tr("Chi bộ") for column in self.view.model.columns)

    @property
    def is_closed(self) -> bool:
        """Whether the session on the screen takes no marks."""
        return self.session is not None and self.session.state is SessionState.CLOSED

    def first_place(self) -> QWidget:
        """The find box, or the button of the empty page."""
        return self.view.empty.step if self._has_none else self.view.finder

    def leave(self) -> None:
        """Keep a reason or an hour that is being typed."""
        self.view.panel.reason.leave()
        self.view.panel.arrival.leave()

    def reload(self) -> None:
        """Read the sessions, then the roll of the chosen or nearest one."""
        self.context.tasks.read(sessions.list_sessions, self._on_sessions, key=self)

    def open_record(self, record_id: str) -> None:
        """Open the roll of a session, whatever was looked for before."""
        self.leave()
        self.view.finder.box.empty()
        self.context.choice.session_id = record_id
        self.mark_stale()

    def go_to_next(self, member_id: str) -> None:
        """Select somebody as soon as the roll has them."""
        self._next = member_id
        self.view.finder.box.empty()
        self.view.finder.setFocus()

    def mark_current(self, mark: Mark) -> None:
        """Mark whoever is current, then be ready for the next name or the next row."""
        line = self.view.panel.line
        if self._refuses() or line is None:
            return
        self._write(line, mark)
        if self.view.finder.box.sought:
            self.view.finder.box.empty()
            self.view.finder.table.go_to(line.member_id)
        else:
            self.view.finder.table.move_by(1)

    def mark_and_note(self, mark: Mark) -> None:
        """Mark whoever is current, stay there, and open the field of what is noted beside it."""
        line = self.view.panel.line
        if self._refuses() or line is None:
            return
        self._write(line, mark)
        self.view.panel.expect_note(mark)

    def mark_found(self, member_id: str) -> None:
        """Mark somebody present who was found by a card."""
        line = self.view.model.record(member_id)
        if isinstance(line, RollLine) and line.mark is not Mark.PRESENT:
            self._send(member_id, (Mark.PRESENT, line.reason, None))
        self.view.finder.table.go_to(member_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters pressed anywhere search; Enter on a button presses it."""
        focused = self.focusWidget()
        if is_letter(event) and self.session is not None:
            self.view.finder.take_key(event)
        elif event.key() in _ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _refuses(self) -> bool:
        """Say in a sentence that a closed session takes no marks."""
        if self.is_closed:
            sentence = say(UserError("session_closed"))
            self.noted.emit(sentence)
            announce(self, sentence, is_urgent=True)
        return self.is_closed

    def _on_entered(self) -> None:
        typed = self.view.finder.box.sought
        if self.scanner.is_card(typed):
            self.view.finder.box.empty()
            if not self._refuses():
                self.scanner.take(typed)
        else:
            self.mark_current(Mark.PRESENT)

    def _on_chosen(self, line: RollLine | None) -> None:
        shown = self.view.panel.line
        if shown is not None and (line is None or line.member_id != shown.member_id):
            self.leave()
        self.view.panel.show_line(line)

    def _on_sessions(self, lines: tuple[SessionLine, ...]) -> None:
        self._has_none = not lines
        self.view.show_roll(is_empty=self._has_none)
        choices = [(s.id, f"{short_moment(s.at)} · {s.topic_title}") for s in lines]
        wanted = self.context.choice.session_id
        if wanted not in {line.id for line in lines}:
            nearest = proposed(lines, self.context.clock())
            wanted = nearest.id if nearest else ""
        self.view.session.fill(choices, wanted)
        if wanted:
            self._open(wanted)
        else:
            self.session = None
            self.settle_focus()

    def _open(self, session_id: str) -> None:
        self.context.choice.session_id = session_id
        self.context.tasks.keep(lambda desk: read_evening(desk, session_id), self._on_evening)

    def _on_evening(self, evening: Evening) -> None:
        session, lines = evening.roll.session, evening.roll.lines
        if session.id != self.context.choice.session_id:
            return
        if self.session is None or self.session.id != session.id:
            self._sent.clear()
            self.scanner.forget()
        self.session, self._formulas = session, evening.formulas
        self.view.panel.reasons = evening.reasons
        facts = (moment(session.at), session.place, session.topic_title)
        self.view.header.subtitle.setText(" · ".join(filter(None, facts)))
        self._show_state()
        self.view.model.fill(lines)
        self._show_columns(len({line.cell_id for line in lines}) > 1)
        self.view.finder.refresh()
        self.tally.begin(lines, evening.counting)
        self._show_totals()
        if self._next and self.view.finder.table.go_to(self._next):
            self._next = ""
        self.settle_focus()

    def _show_state(self) -> None:
        was_shown = self.view.lock.isVisibleTo(self.view)
        self.view.show_state(is_closed=self.is_closed)
        if was_shown != self.is_closed and self.isVisible():
            self._wants_focus = True

    def _show_columns(self, with_cell: bool) -> None:
        wanted = columns(with_cell=with_cell)
        if len(wanted) != len(self.view.model.columns):
            self.view.model.set_columns(wanted)
            self.view.finder.table.lay_columns()

    def _write(self, line: RollLine, mark: Mark) -> None:
        """Send a mark with what is typed beside it; an hour belongs to the late alone."""
        try:
            arrived = self._typed_hour() if mark is Mark.LATE else None
        except UserError as error:
            self.view.panel.arrival.show_problem(say(error))
            return
        wanted: Wanted = (mark, self.view.panel.reason.take(), arrived)
        known = self._sent.get(line.member_id, (line.mark, line.reason, line.arrived_at))
        if wanted != known:
            self._send(line.member_id, wanted)

    def _typed_hour(self) -> datetime | None:
        typed = self.view.panel.arrival.take().strip()
        if not typed or self.session is None:
            return None
        return clock_time(typed, self.session.at.date())

    def _send(self, member_id: str, wanted: Wanted) -> None:
        if self.session is None:
            return
        session_id, (mark, reason, arrived) = self.session.id, wanted
        self._sent[member_id] = wanted
        self.context.tasks.write(
            lambda desk: rollcall.mark(
                desk, session_id, member_id, mark, reason=reason, arrived_at=arrived
            ),
            self._on_written,
            failed=self._on_refused,
            origin=self,
        )

    def _on_refused(self, error: CodedError) -> None:
        self._sent.clear()
        self.context.tasks.troubled.emit(error)

    def _on_written(self, done: Done[Attendance]) -> None:
        written = done.value
        sent = self._sent.get(written.member_id)
        if sent is not None and sent[0] is written.mark:
            del self._sent[written.member_id]
        line = self.view.model.record(written.member_id)
        if line is None or self.session is None or written.session_id != self.session.id:
            return
        new = replace(
            line,
            mark=written.mark,
            reason=written.reason,
            arrived_at=written.arrived_at,
            apology=written.apology,
            revision=written.revision,
        )
        self.view.model.replace(new)
        self.tally.turn(line, new)
        self._show_totals()
        words = mark_sign(written.mark).text
        announce(self, f"{line.full_name}: {words}. {self.view.figures.said}")
        current = self.view.finder.table.current()
        if isinstance(current, RollLine) and current.member_id == written.member_id:
            self.view.panel.show_line(current)

    def _show_totals(self) -> None:
        totals, asked = self.totals, self.tally.asked
        self.view.figures.show_totals(totals)
        self.view.show_rules(bases(totals), self._formulas)
        self.view.all_present.setEnabled(totals.of(Mark.UNMARKED) > asked)
        words = tr("Nhận xin vắng ({count})", count=group_thousands(asked))
        self.view.accept_apologies.setText(words)
        self.view.accept_apologies.setVisible(asked > 0 and not self.is_closed)
        if self.session is not None and self.is_closed:
            self.view.lock.show_closed(self.session.closed_at, missed=totals.waiting)
        self.totals_shown.emit(totals)

    def _on_button(self, mark: Mark) -> None:
        """A click goes on to the next person, but stays where something is noted beside a mark."""
        line = self.view.panel.line
        if line is not None:
            self._write(line, mark)
            self.view.finder.box.empty()
            self.view.finder.table.go_to(line.member_id)
            if mark not in (*_NOTED, Mark.UNMARKED):
                self.view.finder.table.move_by(1)

    def _on_note(self, _text: str) -> None:
        line = self.view.panel.line
        if line is not None and not self.is_closed:
            self._write(line, self._mark_of(line))

    def _mark_of(self, line: RollLine) -> Mark:
        """The mark of a line, the one on its way to the disk included."""
        sent = self._sent.get(line.member_id)
        return sent[0] if sent else line.mark

    def _seek_next(self) -> None:
        """Back to the find box; what is typed there next replaces what was sought."""
        self.view.finder.setFocus()
        self.view.finder.box.selectAll()

    def _on_reason_picked(self) -> None:
        line = self.view.panel.line
        if line is not None and self._mark_of(line) is not Mark.UNMARKED:
            self.view.panel.reason.leave()
        self._seek_next()

    def _on_apologised(self, reason: str) -> None:
        line = self.view.panel.line
        if line is None or self.session is None:
            return
        session_id, member_id = self.session.id, line.member_id
        self.view.panel.reason.take()
        self.context.tasks.write(
            lambda desk: apologies.note_apology(desk, session_id, member_id, reason),
            self._on_apology,
            origin=self,
        )

    def _on_apology(self, done: Done[Attendance]) -> None:
        self.view.panel.reason.edit.clear()
        self.view.panel.reason.take()
        self._on_written(done)
        self._seek_next()

    def _on_no_session(self) -> None:
        self.page_wanted.emit("topics")
