"""Behaviour of the roll call: each mark is on disk before it shows, and the keyboard is enough."""

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from studycompanion.domain import attendance
from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.errors import CodedError
from studycompanion.services import rollcall, sessions
from studycompanion.services.changes import Done
from studycompanion.services.rollcall import Roll, RollLine
from studycompanion.services.sessions import SessionLine
from studycompanion.ui.announcing import announce
from studycompanion.ui.context import Context
from studycompanion.ui.page import Page
from studycompanion.ui.pages.rollcall.marks import MARK_KEYS
from studycompanion.ui.pages.rollcall.proposal import proposed
from studycompanion.ui.pages.rollcall.view import RollCallView, columns
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.widgets.keys import LetterWatch, is_letter
from studycompanion.ui.words import moment, short_moment, tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RollCallPage(Page):
    """The roll of one session."""

    kinds: ClassVar[tuple[str, ...]] = (
        "session", "attendance", "member", "membership", "member_status",
    )  # fmt: skip
    follows: ClassVar[tuple[str, ...]] = ("session_id",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = RollCallView()
        self.setLayout(column(self.view))
        self._session: SessionLine | None = None
        self._sent: dict[str, tuple[Mark, str]] = {}
        self.view.session.picked.connect(self._open)
        self.view.all_present.clicked.connect(self._on_all_present)
        self.view.empty.step.clicked.connect(self._on_no_session)
        self.view.finder.chosen.connect(self._on_chosen)
        self.view.finder.entered.connect(partial(self.mark_current, Mark.PRESENT))
        self.view.panel.marked.connect(self._on_button)
        self.view.panel.reason.left.connect(self._on_reason)
        self.view.panel.reason.edit.returnPressed.connect(self.view.finder.setFocus)
        LetterWatch(self.view.finder.take_key, self.view.session)
        self._bind_keys()

    def _bind_keys(self) -> None:
        for mark, (_shown, key) in MARK_KEYS.items():
            if key not in _ENTER:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self.mark_current, mark))

    def first_place(self) -> QWidget:
        """The find box, or the button of the empty page."""
        return self.view.finder if self._session else self.view.empty.step

    def leave(self) -> None:
        """Keep a reason that is being typed."""
        self.view.panel.reason.leave()

    def reload(self) -> None:
        """Read the sessions, then the roll of the chosen or nearest one."""
        self.context.tasks.read(sessions.list_sessions, self._on_sessions, key=self)

    def open_record(self, record_id: str) -> None:
        """Open the roll of a session, whatever was looked for before."""
        self.leave()
        self.view.finder.box.empty()
        self.context.choice.session_id = record_id
        self.mark_stale()

    def mark_current(self, mark: Mark) -> None:
        """Mark whoever is current, then be ready for the next name or the next row."""
        line = self.view.panel.line
        if line is None:
            return
        self._write(line, mark)
        if self.view.finder.box.sought:
            self.view.finder.box.empty()
            self.view.finder.table.go_to(line.member_id)
        else:
            self.view.finder.table.move_by(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters pressed anywhere search; Enter on a button presses it."""
        focused = self.focusWidget()
        if is_letter(event) and self._session is not None:
            self.view.finder.take_key(event)
        elif event.key() in _ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, line: RollLine | None) -> None:
        shown = self.view.panel.line
        if shown is not None and (line is None or line.member_id != shown.member_id):
            self.leave()
        self.view.panel.show_line(line)

    def _on_sessions(self, lines: tuple[SessionLine, ...]) -> None:
        self.view.show_roll(is_empty=not lines)
        choices = [(s.id, f"{short_moment(s.at)} · {s.topic_title}") for s in lines]
        wanted = self.context.choice.session_id
        if wanted not in {line.id for line in lines}:
            nearest = proposed(lines, self.context.clock())
            wanted = nearest.id if nearest else ""
        self.view.session.fill(choices, wanted)
        if wanted:
            self._open(wanted)
        else:
            self._session = None
            self.settle_focus()

    def _open(self, session_id: str) -> None:
        self.context.choice.session_id = session_id
        self.context.tasks.keep(lambda desk: rollcall.open_roll(desk, session_id), self._on_roll)

    def _on_roll(self, roll: Roll) -> None:
        if roll.session.id != self.context.choice.session_id:
            return
        if self._session is None or self._session.id != roll.session.id:
            self._sent.clear()
        self._session = roll.session
        where = f" · {roll.session.place}" if roll.session.place else ""
        self.view.header.subtitle.setText(moment(roll.session.at) + where)
        self.view.model.fill(roll.lines)
        self._show_columns(len({line.cell_name for line in roll.lines}) > 1)
        self.view.finder.refresh()
        self._show_totals()
        self.settle_focus()

    def _show_columns(self, with_cell: bool) -> None:
        wanted = columns(with_cell=with_cell)
        if len(wanted) != len(self.view.model.columns):
            self.view.model.set_columns(wanted)
            self.view.finder.table.lay_columns()

    def _write(self, line: RollLine, mark: Mark) -> None:
        wanted = (mark, self.view.panel.reason.take())
        known = self._sent.get(line.member_id, (line.mark, line.reason))
        if self._session is None or wanted == known:
            return
        self._sent[line.member_id] = wanted
        self._send(self._session.id, line.member_id, mark, reason=wanted[1])

    def _send(self, session_id: str, member_id: str, mark: Mark, *, reason: str) -> None:
        self.context.tasks.write(
            lambda desk: rollcall.mark(desk, session_id, member_id, mark, reason=reason),
            self._on_written,
            failed=self._on_refused,
            origin=self,
        )

    def _on_refused(self, error: CodedError) -> None:
        self._sent.clear()
        self.context.tasks.troubled.emit(error)

    def _on_written(self, done: Done[Attendance]) -> None:
        written = done.value
        if self._sent.get(written.member_id) == (written.mark, written.reason):
            del self._sent[written.member_id]
        line = self.view.model.record(written.member_id)
        if line is None or self._session is None or written.session_id != self._session.id:
            return
        self.view.model.replace(
            replace(line, mark=written.mark, reason=written.reason, revision=written.revision)
        )
        self._show_totals()
        words = mark_sign(written.mark).text
        announce(self, f"{line.full_name}: {words}. {self.view.figures.said}")
        current = self.view.finder.table.current()
        if isinstance(current, RollLine) and current.member_id == written.member_id:
            self.view.panel.show_line(current)

    def _show_totals(self) -> None:
        lines = self.view.model.records
        totals = attendance.count((line.mark, line.is_guest) for line in lines)
        self.view.figures.show_totals(totals)
        self.view.all_present.setEnabled(totals.of(Mark.UNMARKED) > 0)

    def _on_button(self, mark: Mark) -> None:
        line = self.view.panel.line
        if line is not None:
            self._write(line, mark)
            self.view.finder.box.empty()
            self.view.finder.table.go_to(line.member_id)

    def _on_reason(self, _text: str) -> None:
        line = self.view.panel.line
        if line is not None:
            self._write(line, line.mark)

    def _on_all_present(self) -> None:
        if self._session is not None:
            session_id = self._session.id
            self.context.tasks.write(
                lambda desk: rollcall.mark_unmarked(desk, session_id, Mark.PRESENT), self._on_all
            )
            self.view.finder.setFocus()

    def _on_all(self, done: Done[int]) -> None:
        self.noted.emit(
            tr("Đã ghi có mặt cho {n} đồng chí chưa điểm danh. Hoàn tác: Ctrl+Z.", n=done.value)
        )

    def _on_no_session(self) -> None:
        self.page_wanted.emit("topics")
