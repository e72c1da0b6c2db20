"""Asks for a new session of a topic, or changes one that is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studycompanion.domain.study import Calling, SessionKind, StudySession
from studycompanion.domain.vietnamese import display_date, group_thousands
from studycompanion.errors import UserError
from studycompanion.services import members, rollcall, sessions
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import CellLine, MemberLine
from studycompanion.services.sessions import SessionLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.pages.topics.people_picker import PeoplePicker
from studycompanion.ui.reading import clock_time, whole_day
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import short_moment, tr

_EVENING = "19:00"
_CHOSEN = "chosen"
_REPEATING = (SessionKind.SECOND, SessionKind.MAKE_UP)
_WIDTH = 820
_TEXTS = ("place", "chair", "minute_taker", "speaker")


@dataclass(frozen=True, slots=True)
class AskedSession:
    """What the dialog has to know; ``session`` is None for a new one."""

    topic_id: str
    cells: tuple[CellLine, ...]
    people: tuple[MemberLine, ...]
    others: tuple[SessionLine, ...]
    session: StudySession | None = None
    called: frozenset[str] = frozenset()


def read_asked_session(desk: Desk, topic_id: str, session_id: str = "") -> AskedSession:
    """What can be chosen, with the session of this id if there is one; ``not_there``."""
    cells, people = members.list_cells(desk), members.list_members(desk)
    lines = sessions.list_sessions(desk, topic_id)
    others = tuple(s for s in lines if s.makes_up_id is None and s.id != session_id)
    if not session_id:
        return AskedSession(topic_id, cells, people, others)
    session = sessions.session_card(desk, session_id)
    is_chosen = session.calling is Calling.CHOSEN
    roll = rollcall.read_roll(desk, session_id).lines if is_chosen else ()
    called = frozenset(line.member_id for line in roll)
    return AskedSession(topic_id, cells, people, others, session, called)


class SessionDialog(FormDialog):
    """Day, hour, place and kind; who comes; chair, minute-taker, speaker and agenda if known."""

    def __init__(self, parent: QWidget, context: Context, asked: AskedSession) -> None:
        is_new = asked.session is None
        title = tr("Thêm buổi học") if is_new else tr("Sửa buổi học")
        step = title if is_new else tr("Lưu")
        super().__init__(parent, context, title, step=step, width=_WIDTH)
        self._asked, self.called = asked, asked.called
        self._meant = ""
        self.day = LineField(tr("Ngày"), tr("ngày/tháng/năm"))
        self.hour = LineField(tr("Giờ"), tr("giờ:phút"))
        self.place = LineField(tr("Nơi học"))
        self.chair = LineField(tr("Chủ trì (nếu biết)"))
        self.minute_taker = LineField(tr("Thư ký (nếu biết)"))
        self.speaker = LineField(tr("Người báo cáo (nếu có)"))
        self.agenda = QPlainTextEdit()
        self.agenda.setAccessibleName(tr("Nội dung, mỗi việc một dòng (nếu có)"))
        self.agenda.setTabChangesFocus(True)
        self.agenda.setFixedHeight(current().px(84))
        self._make_choices()
        self._lay_out()
        self._show_session(asked.session)
        self.day.setFocus()

    def _make_choices(self) -> None:
        asked = self._asked
        self.kind = _wide_box(tr("Loại buổi"), list(kind_names().items()))
        self.repeats = _wide_box(
            tr("Thay cho buổi"),
            [("", tr("Chọn buổi…")), *((s.id, short_moment(s.at)) for s in asked.others)],
        )
        cells = [(c.id, c.name) for c in asked.cells] if len(asked.cells) > 1 else []
        whole = [("", tr("Toàn thể đảng viên")), *cells]
        if asked.session is not None:
            whole = [("", tr("Như khi lập buổi học"))]
        self.cell = _wide_box(tr("Ai dự"), [*whole, (_CHOSEN, tr("Những người được chọn"))])
        self.choose = button("", self.open_picker)
        self.kind.picked.connect(self._show_choices)
        self.cell.picked.connect(self._on_cell)

    def _lay_out(self) -> None:
        self._repeats = _captioned(self.repeats)
        kinds = row(_captioned(self.kind), self._repeats, spacing=SPACE.medium)
        who = row(self.cell, self.choose)
        who.setStretch(0, 1)
        self.fields.addLayout(row(self.day, self.hour, self.place, spacing=SPACE.medium))
        self.fields.addLayout(kinds)
        caption = column(label(tr("Ai dự"), "field"), spacing=SPACE.hair)
        caption.addLayout(who)
        self.fields.addLayout(caption)
        known = (self.chair, self.minute_taker, self.speaker)
        self.fields.addLayout(row(*known, spacing=SPACE.medium))
        words = label(self.agenda.accessibleName(), "field")
        self.fields.addLayout(column(words, self.agenda, spacing=SPACE.hair))

    def _show_session(self, session: StudySession | None) -> None:
        self.day.show_text(display_date(session.at.date() if session else self.context.today))
        self.hour.show_text(f"{session.at:%H:%M}" if session else _EVENING)
        if session is not None:
            for name in _TEXTS:
                getattr(self, name).show_text(getattr(session, name))
            self.agenda.setPlainText(session.agenda)
            self.kind.choose(session.kind.value)
            self.repeats.choose(session.makes_up_id or "")
            self.cell.choose(_CHOSEN if session.calling is Calling.CHOSEN else "")
        self._show_choices()

    def _show_choices(self, _key: str = "") -> None:
        self._repeats.setVisible(SessionKind(self.kind.chosen) in _REPEATING)
        count = group_thousands(len(self.called))
        self.choose.setText(tr("Chọn người… ({count})", count=count))
        self.choose.setVisible(self.cell.chosen == _CHOSEN)

    def _on_cell(self, key: str) -> None:
        self._show_choices()
        if key == _CHOSEN and not self.called:
            self.open_picker()

    def open_picker(self) -> None:
        """Let the people be chosen."""
        picker = PeoplePicker(self, self._asked.people, self.called)
        picker.agreed.connect(self._on_agreed)
        picker.open()

    def _on_agreed(self, called: frozenset[str]) -> None:
        self.called = called
        self._show_choices()

    def work(self) -> Callable[[Desk], Done[StudySession]]:
        """The call that adds or changes the session."""
        day = whole_day(self.day.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        at, fields, known = clock_time(self.hour.text, day), self._fields(), self._asked.session
        is_chosen = self.cell.chosen == _CHOSEN
        wanted = sorted(self.called) if is_chosen else None
        if known is None:
            self._ask_about_twins(at)
            topic_id = self._asked.topic_id
            cell_id = None if is_chosen else self.cell.chosen or None
            return lambda desk: sessions.add_session(
                desk, topic_id, at, cell_id=cell_id, member_ids=wanted, **fields
            )
        if not is_chosen:
            fields["calling"] = Calling.UNIT
        return lambda desk: sessions.change_session(
            desk, known.id, known.revision, member_ids=wanted, at=at, **fields
        )

    def _ask_about_twins(self, at: datetime) -> None:
        """Two sessions of a topic at one hour are rarely meant: the second press means it."""
        alike = at.strftime("%d/%m/%Y %H:%M")
        if alike != self._meant and any(other.at == at for other in self._asked.others):
            self._meant = alike
            raise UserError("session_same_hour", at=alike)

    def _fields(self) -> dict[str, Any]:
        kind = SessionKind(self.kind.chosen)
        texts = {name: getattr(self, name).text for name in _TEXTS}
        if not texts["speaker"].strip() and self._asked.session is None:
            del texts["speaker"]
        repeated = self.repeats.chosen if kind in _REPEATING else ""
        agenda = self.agenda.toPlainText()
        return {**texts, "agenda": agenda, "kind": kind, "makes_up_id": repeated or None}


def kind_names() -> dict[str, str]:
    """What each kind of session is called."""
    return {
        SessionKind.FIRST.value: tr("Buổi chính"),
        SessionKind.SECOND.value: tr("Ca thứ hai"),
        SessionKind.MAKE_UP.value: tr("Học bù"),
        SessionKind.ONLINE.value: tr("Trực tuyến"),
    }


def _wide_box(name: str, choices: Sequence[tuple[str, str]]) -> ChoiceBox:
    made = ChoiceBox(name)
    made.setMaximumWidth(16777215)
    made.fill(choices)
    return made


def _captioned(box: ChoiceBox) -> QWidget:
    made = QWidget()
    made.setLayout(column(label(box.accessibleName(), "field"), box, spacing=SPACE.hair))
    return made
