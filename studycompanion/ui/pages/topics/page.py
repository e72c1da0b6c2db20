"""Behaviour of the topics' page: add a topic, add a session, open its roll."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from studycompanion.domain.study import StudySession, Topic
from studycompanion.services import members, removal, sessions, topics
from studycompanion.services.members import CellLine
from studycompanion.services.sessions import SessionLine
from studycompanion.services.topics import TopicLine
from studycompanion.ui.context import Context
from studycompanion.ui.page import Page
from studycompanion.ui.pages.topics.audience_fields import audience_words
from studycompanion.ui.pages.topics.session_dialog import SessionDialog
from studycompanion.ui.pages.topics.topic_dialog import (
    Asked,
    TopicDialog,
    read_asked,
    read_copied,
)
from studycompanion.ui.pages.topics.view import TopicsView
from studycompanion.ui.removing import Removal
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.words import short_moment, tr


class TopicsPage(Page):
    """The topics of the file and the sessions of each."""

    kinds: ClassVar[tuple[str, ...]] = ("topic", "session", "attendance")
    follows: ClassVar[tuple[str, ...]] = ("topic_id",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = TopicsView()
        self.setLayout(column(self.view))
        self._topic: TopicLine | None = None
        self.view.add_topic.clicked.connect(self._on_add_topic)
        self.view.empty.step.clicked.connect(self._on_add_topic)
        self.view.change_topic.clicked.connect(self._on_change_topic)
        self.view.copy_topic.clicked.connect(self._on_copy_topic)
        self.view.add_session.clicked.connect(self._on_add_session)
        self.view.open_roll.clicked.connect(self._on_open_roll)
        self.view.table.entered.connect(self._on_open_roll)
        self.view.table.doubleClicked.connect(self._on_open_roll)
        self.view.finder.chosen.connect(self._on_topic)
        self.view.finder.entered.connect(self.view.table.setFocus)
        self._add_removals()

    def _add_removals(self) -> None:
        for table in (self.view.finder.table, self.view.table):
            table.allow_many()
        Removal(
            self,
            self.view.finder.table,
            words=tr("Bỏ chuyên đề đã chọn khỏi danh sách…"),
            question=_topic_question,
            work=removal.remove_topics,
        )
        Removal(
            self,
            self.view.table,
            words=tr("Bỏ buổi học đã chọn khỏi danh sách…"),
            question=_session_question,
            work=removal.remove_sessions,
        )

    def open_record(self, record_id: str) -> None:
        """Select a topic, whatever was looked for before."""
        self.view.finder.box.empty()
        self.context.choice.topic_id = record_id
        self.mark_stale()

    def first_place(self) -> QWidget:
        """The find box, or the button of the empty page."""
        return self.view.finder if self.view.topics.records else self.view.empty.step

    def reload(self) -> None:
        """Read the topics; the sessions follow the current one."""
        self.context.tasks.read(topics.list_topics, self._on_topics, key=self)

    def _on_topics(self, lines: tuple[TopicLine, ...]) -> None:
        self._topic, wanted = None, self.context.choice.topic_id
        self.view.show_topics(is_empty=not lines)
        self.view.topics.fill(lines)
        self.view.finder.table.go_to(wanted)
        self.view.finder.refresh()
        self.view.header.subtitle.setText(tr("{n} chuyên đề", n=len(lines)))
        self.settle_focus()

    def _on_topic(self, topic: TopicLine | None) -> None:
        self._topic = topic
        if topic is None:
            return
        self.context.choice.topic_id = topic.id
        self.view.title.setText(topic.title)
        self.view.facts.setText(
            tr(
                "Năm {year} · Yêu cầu {clarity} · {audience}",
                year=topic.year,
                clarity=topic.clarity_name,
                audience=audience_words(topic.audience),
            )
        )
        topic_id = topic.id
        self.context.tasks.read(
            lambda desk: sessions.list_sessions(desk, topic_id),
            self._on_sessions,
            key=self.view.table,
        )

    def _on_sessions(self, lines: tuple[SessionLine, ...]) -> None:
        self.view.show_sessions(is_empty=not lines)
        self.view.sessions.fill(lines)

    def _on_add_topic(self) -> None:
        self.context.tasks.read(read_asked, self._ask_topic)

    def _on_change_topic(self) -> None:
        if self._topic is not None:
            topic_id, clarity = self._topic.id, self._topic.clarity_code
            self.context.tasks.read(
                lambda desk: read_asked(desk, topic_id, clarity), self._ask_topic
            )

    def _on_copy_topic(self) -> None:
        if self._topic is not None:
            topic_id, clarity = self._topic.id, self._topic.clarity_code
            self.context.tasks.read(
                lambda desk: read_copied(desk, topic_id, clarity), self._ask_topic
            )

    def _ask_topic(self, asked: Asked) -> None:
        dialog = TopicDialog(self, self.context, asked)
        is_new = asked.topic is None or asked.is_copy
        dialog.done_with.connect(self._on_topic_added if is_new else self._on_topic_changed)
        dialog.open()

    def _on_topic_added(self, topic: Topic) -> None:
        self.context.choice.topic_id = topic.id
        self.noted.emit(tr("Đã thêm chuyên đề."))

    def _on_topic_changed(self, _topic: Topic) -> None:
        self.noted.emit(tr("Đã lưu chuyên đề."))

    def _on_add_session(self) -> None:
        self.context.tasks.read(members.list_cells, self._ask_session)

    def _ask_session(self, cells: tuple[CellLine, ...]) -> None:
        if self._topic is not None:
            dialog = SessionDialog(self, self.context, self._topic.id, cells=cells)
            dialog.done_with.connect(self._on_session_added)
            dialog.open()

    def _on_session_added(self, session: StudySession) -> None:
        self.context.choice.session_id = session.id
        self.noted.emit(tr("Đã thêm buổi học."))

    def _on_open_roll(self) -> None:
        session = self.view.table.current()
        if isinstance(session, SessionLine):
            self.context.choice.session_id = session.id
            self.page_wanted.emit("rollcall")


def _topic_question(lines: Sequence[TopicLine]) -> str:
    if len(lines) > 1:
        return tr(
            "Bỏ {n} chuyên đề khỏi danh sách, cùng với buổi học, bản tự soi và kế hoạch?",
            n=len(lines),
        )
    return tr(
        "Bỏ chuyên đề “{title}” khỏi danh sách, cùng với buổi học, bản tự soi và kế hoạch?",
        title=lines[0].title,
    )


def _session_question(lines: Sequence[SessionLine]) -> str:
    if len(lines) > 1:
        return tr(
            "Bỏ {n} buổi học khỏi danh sách, cùng với điểm danh của các buổi ấy?", n=len(lines)
        )
    return tr(
        "Bỏ buổi học {at} khỏi danh sách, cùng với điểm danh của buổi ấy?",
        at=short_moment(lines[0].at),
    )
