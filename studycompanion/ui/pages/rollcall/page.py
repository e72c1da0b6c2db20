"""Behaviour of the roll call: each mark is on disk before it shows, and the keyboard is enough."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from studycompanion.domain.attendance import Counting, Mark, Totals
from studycompanion.domain.study import SessionState
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.services import sessions
from studycompanion.services.rollcall import RollLine
from studycompanion.services.sessions import SessionLine
from studycompanion.ui.announcing import announce
from studycompanion.ui.context import Context
from studycompanion.ui.mark_keys import keys_in_force, use_keys
from studycompanion.ui.page import Page
from studycompanion.ui.pages.rollcall.actions import SessionActions
from studycompanion.ui.pages.rollcall.evening import Evening, read_evening
from studycompanion.ui.pages.rollcall.figures import Tally, bases
from studycompanion.ui.pages.rollcall.marking import NOTED, Marking
from studycompanion.ui.pages.rollcall.proposal import proposed
from studycompanion.ui.pages.rollcall.scanner import Scanner
from studycompanion.ui.pages.rollcall.view import RollCallView, columns
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
        self._next, self._has_none = "", False
        self.actions_ = SessionActions(self)
        self.marking = Marking(self)
        self.scanner = Scanner(self)
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        view, panel = self.view, self.view.panel
        view.session.picked.connect(self._open)
        view.empty.step.clicked.connect(self._on_no_session)
        view.finder.chosen.connect(self._on_chosen)
        view.finder.entered.connect(self._on_entered)
        panel.marked.connect(self.marking.on_button)
        panel.apologised.connect(self.marking.on_apologised)
        for field in (panel.reason, panel.arrival):
            field.left.connect(self.marking.on_note)
            field.edit.returnPressed.connect(self.marking.seek_next)
        panel.reason_picked.connect(self.marking.on_reason_picked)
        LetterWatch(view.finder.take_key, view.session)

    def _bind_keys(self) -> None:
        for mark, (_shown, key) in keys_in_force().items():
            if key not in _ENTER:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self.marking.mark_current, mark))
            if mark in NOTED:
                noting = QShortcut(QKeySequence(Qt.KeyboardModifier.ShiftModifier | key), self)
                noting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                noting.activated.connect(partial(self.marking.mark_and_note, mark))

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters pressed anywhere search; Enter on a button presses it."""
        focused = self.focusWidget()
        if is_letter(event) and self.session is not None:
            self.view.finder.take_key(event)
        elif event.key() in _ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def refuses(self) -> bool:
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
            if not self.refuses():
                self.scanner.take(typed)
        else:
            self.marking.mark_current(Mark.PRESENT)

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
            self.marking.forget()
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

    def turn(self, old: RollLine, new: RollLine) -> None:
        """Count a line that was marked anew."""
        self.tally.turn(old, new)
        self._show_totals()

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

    def _on_no_session(self) -> None:
        self.page_wanted.emit("topics")
