"""Asks for a new topic, or changes one that is there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from studycompanion.domain.due import DuePreset
from studycompanion.domain.study import Audience, Topic
from studycompanion.errors import UserError
from studycompanion.services import due, members, sessions, topics
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine
from studycompanion.services.topics import RuleChoice
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.pages.topics.audience_fields import AudienceFields
from studycompanion.ui.pages.topics.due_fields import DueFields
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_WIDTH = 820
"""Pixels in which everything stands on a small screen without scrolling."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog has to know; ``topic`` is None for a new one."""

    choices: tuple[RuleChoice, ...]
    presets: tuple[DuePreset, ...]
    session_on: date
    people: tuple[MemberLine, ...]
    topic: Topic | None = None
    clarity: str = ""
    called: frozenset[str] = frozenset()
    has_session: bool = False
    """Whether the days are counted from a session that is there."""
    is_copy: bool = False
    """The topic is only what a new one begins with."""


def read_asked(desk: Desk, topic_id: str = "", clarity: str = "") -> Asked:
    """What can be chosen, with the topic of this id if there is one; ``not_there``."""
    choices = topics.clarity_choices(desk)
    presets = due.presets(desk, desk.today.year)
    people = members.list_members(desk)
    if not topic_id:
        return Asked(choices, presets, desk.today, people)
    days = [line.at.date() for line in sessions.list_sessions(desk, topic_id)]
    topic = topics.topic_card(desk, topic_id)
    called = topics.chosen_members(desk, topic_id)
    return Asked(
        choices,
        presets,
        min(days, default=desk.today),
        people,
        topic,
        clarity,
        called,
        has_session=bool(days),
    )


def read_copied(desk: Desk, topic_id: str, clarity: str) -> Asked:
    """The same for a new topic that begins as a copy of an earlier one, in a later year."""
    asked = read_asked(desk, topic_id, clarity)
    source = topics.topic_card(desk, topic_id)
    copy = topics.copied(source, max(source.year + 1, desk.today.year))
    return replace(asked, topic=copy, session_on=desk.today, has_session=False, is_copy=True)


class TopicDialog(FormDialog):
    """Title, year, audience, clarity set, due dates; issuing body, document, speaker if known."""

    def __init__(self, parent: QWidget, context: Context, asked: Asked) -> None:
        self._is_new = asked.topic is None or asked.is_copy
        title = tr("Thêm chuyên đề") if self._is_new else tr("Sửa chuyên đề")
        step = title if self._is_new else tr("Lưu")
        super().__init__(parent, context, title, step=step, width=_WIDTH)
        self._topic, self._clarity = asked.topic, asked.clarity
        self.title = LineField(tr("Tên chuyên đề"))
        self.year = LineField(tr("Năm"))
        self.year.show_text(str(context.today.year))
        self.clarity = ChoiceBox(tr("Mỗi việc làm theo phải"))
        self.clarity.setMaximumWidth(16777215)
        self.clarity.fill([(c.code, c.name) for c in asked.choices], asked.clarity)
        self._points = {c.code: c.points for c in asked.choices}
        self.points = label("", "muted")
        self.clarity.picked.connect(self._name_points)
        self._name_points(self.clarity.chosen)
        self.issuing_body = LineField(tr("Cơ quan ban hành (nếu có)"))
        self.document = LineField(tr("Văn bản (nếu có)"))
        self.speaker = LineField(tr("Người báo cáo (nếu có)"))
        audience = asked.topic.audience if asked.topic else Audience.ALL
        self.audience = AudienceFields(asked.people, audience, asked.called)
        self.due = DueFields(asked.presets, session_on=asked.session_on, year=self._year_or_now)
        self.due.note.setVisible(asked.has_session)
        self._lay_out()
        self._show_topic()
        if asked.is_copy:
            self.year.edit.textEdited.connect(self._on_year)
        self.title.setFocus()

    def _lay_out(self) -> None:
        self.fields.addWidget(self.title)
        caption = label(tr("Mỗi việc làm theo phải"), "field")
        clarity = QWidget()
        clarity.setLayout(column(caption, self.clarity, spacing=SPACE.hair))
        beside = row(self.year, clarity, spacing=SPACE.medium)
        beside.setStretch(1, 2)
        self.fields.addLayout(beside)
        self.fields.addWidget(self.points)
        self.fields.addWidget(self.audience)
        self.fields.addWidget(self.due)
        known = (self.issuing_body, self.document, self.speaker)
        self.fields.addLayout(row(*known, spacing=SPACE.medium))

    def _name_points(self, code: str) -> None:
        """Say what the chosen set asks of every task."""
        points = self._points.get(code, ())
        self.points.setText(tr("Gồm: {points}.", points=", ".join(points)))
        self.points.setVisible(bool(points))

    def _show_topic(self) -> None:
        topic = self._topic
        if topic is None:
            return
        self.year.show_text(str(topic.year))
        for name in ("title", "issuing_body", "document", "speaker"):
            getattr(self, name).show_text(getattr(topic, name))
        self.due.show_topic(topic)

    def _on_year(self) -> None:
        """The due dates of a copy go with its year."""
        if self._topic is not None:
            self._topic = topics.copied(self._topic, self._year_or_now())
            self.due.show_topic(self._topic)

    def work(self) -> Callable[[Desk], Done[Topic]]:
        """The call that adds or changes the topic."""
        title, year, clarity = self.title.text, _year(self.year.text), self.clarity.chosen
        fields: dict[str, Any] = {
            "issuing_body": self.issuing_body.text,
            "document": self.document.text,
            "speaker": self.speaker.text,
            "audience": self.audience.audience,
            "called": self.audience.called,
            **self.due.dates(),
        }
        known = self._topic
        if known is None or self._is_new:
            fields["copied_from"] = known.id if known else None
            return lambda desk: topics.add_topic(desk, title, year, clarity=clarity, **fields)
        fields["clarity"] = clarity if clarity != self._clarity else None
        return lambda desk: topics.change_topic(
            desk, known.id, known.revision, title=title, year=year, **fields
        )

    def _year_or_now(self) -> int:
        typed = self.year.text.strip()
        is_year = typed.isdecimal() and int(typed) in topics.YEARS
        return int(typed) if is_year else self.context.today.year


def _year(typed: str) -> int:
    if not typed.strip().isdigit():
        raise UserError("topic_year", year=typed.strip())
    return int(typed)
