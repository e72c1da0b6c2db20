"""Asks when and where those who missed a session make it up, and who of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.study import StudySession
from studycompanion.domain.vietnamese import display_date, group_thousands
from studycompanion.errors import UserError
from studycompanion.services import make_up, sessions
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.page import Page
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.reading import clock_time, whole_day
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import label, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import moment, tr

_LATER = timedelta(days=7)
_WIDTH = 680


@dataclass(frozen=True, slots=True)
class Missed:
    """A session and who missed it."""

    session: StudySession
    lines: tuple[RollLine, ...]


def read_missed(desk: Desk, session_id: str) -> Missed:
    """Who still has to make up a session; raises ``UserError("not_there")``."""
    return Missed(sessions.session_card(desk, session_id), make_up.missed(desk, session_id))


class MakeUpAsker(QObject):
    """Reads who missed a session and opens the dialog over a page."""

    made = Signal(object)
    """The new session."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask(self, session_id: str) -> None:
        """Ask when those who missed this session make it up."""
        self._page.context.tasks.read(
            lambda desk: read_missed(desk, session_id), self._on_missed, key=self
        )

    def _on_missed(self, missed: Missed) -> None:
        if not missed.lines:
            self._page.context.tasks.troubled.emit(UserError("nobody_missed"))
            return
        dialog = MakeUpDialog(self._page, self._page.context, missed)
        dialog.done_with.connect(self.made)
        dialog.open()


class MakeUpDialog(FormDialog):
    """Everyone who missed the session is called, unless they are taken out of the list."""

    def __init__(self, parent: QWidget, context: Context, missed: Missed) -> None:
        title = tr("Lập buổi học bù")
        super().__init__(parent, context, title, step=title, width=_WIDTH)
        self._missed = missed
        self.called = {line.member_id for line in missed.lines}
        session = missed.session
        day = max(context.today, session.at.date()) + _LATER
        self.day = LineField(tr("Ngày"), tr("ngày/tháng/năm"))
        self.day.show_text(display_date(day))
        self.hour = LineField(tr("Giờ"), tr("giờ:phút"))
        self.hour.show_text(f"{session.at:%H:%M}")
        self.place = LineField(tr("Nơi học"))
        self.place.show_text(session.place)
        self.model = RecordModel(
            self._columns(), identity=lambda r: r.member_id, key=lambda r: r.search_key
        )
        self.names = names_list(self.model, tr("Những đồng chí học bù"))
        self.names.entered.connect(self._turn_current)
        self.names.clicked.connect(self._turn_current)
        self.count = label("", "field")
        self._lay_out()
        self.model.fill(missed.lines)
        show_rows(self.names, len(missed.lines))
        self._show_count()
        self.day.setFocus()

    def _lay_out(self) -> None:
        at = moment(self._missed.session.at)
        self.fields.addWidget(label(tr("Học bù cho buổi {at}.", at=at), "muted"))
        self.fields.addLayout(row(self.day, self.hour))
        self.fields.addWidget(self.place)
        self.fields.addWidget(self.count)
        self.fields.addWidget(self.names)
        hint = tr("Bấm vào tên, hoặc bấm Enter ở tên, để bỏ ra hay gọi lại.")
        self.fields.addWidget(label(hint, "muted"))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Họ và tên"), lambda r: Cell(r.full_name, is_strong=True), is_name=True),
            Column(tr("Buổi trước"), lambda r: mark_sign(r.mark), 24, rank=1),
            Column(tr("Học bù"), self._sign, 12),
        )

    def _sign(self, line: RollLine) -> Cell:
        if line.member_id in self.called:
            return Cell(tr("Gọi"), Tone.GOOD, "present")
        return Cell(tr("Không"), Tone.NEUTRAL, "unmarked")

    def _turn_current(self) -> None:
        line = self.names.current()
        if isinstance(line, RollLine):
            self.called ^= {line.member_id}
            self.model.replace(line)
            self._show_count()

    def _show_count(self) -> None:
        n = group_thousands(len(self.called))
        self.count.setText(tr("Gọi {n} đồng chí", n=n))

    def work(self) -> Callable[[Desk], Done[StudySession]]:
        """The call that makes the session."""
        day = whole_day(self.day.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        at, place = clock_time(self.hour.text, day), self.place.text
        session_id = self._missed.session.id
        wanted = [line.member_id for line in self._missed.lines if line.member_id in self.called]
        return lambda desk: make_up.add_make_up(
            desk, session_id, at, place=place, member_ids=wanted
        )
