"""Behaviour of the topics' page: add a topic, add a session, open its roll."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from studycompanion.domain.study import SessionState, StudySession, Topic
from studycompanion.errors import UserError
from studycompanion.services import participation, removal, sessions, topics
from studycompanion.services.participation import Owing
from studycompanion.services.sessions import SessionLine
from studycompanion.services.topic_life import NextStep, Step, TopicLife, topic_life
from studycompanion.services.topics import TopicLine
from studycompanion.ui.context import Context
from studycompanion.ui.page import Page
from studycompanion.ui.pages.rollcall.make_up_dialog import MakeUpAsker
from studycompanion.ui.pages.topics.archiving import Archiving
from studycompanion.ui.pages.topics.audience_fields import audience_words
from studycompanion.ui.pages.topics.files_dialog import FilesDialog
from studycompanion.ui.pages.topics.life import STEPS
from studycompanion.ui.pages.topics.session_dialog import (
    AskedSession,
    SessionDialog,
    read_asked_session,
)
from studycompanion.ui.pages.topics.sheets import LifeSheet, OwingSheet
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

    kinds: ClassVar[tuple[str, ...]] = (
        "topic", "session", "attendance", "member", "membership", "member_status", "review",
        "plan", "item", "issued_form",
    )  # fmt: skip
    follows: ClassVar[tuple[str, ...]] = ("topic_id",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = TopicsView()
        self.setLayout(column(self.view))
        self._topic: TopicLine | None = None
        self._life: TopicLife | None = None
        self.view.add_topic.clicked.connect(self._on_add_topic)
        self.view.empty.step.clicked.connect(self._on_add_topic)
        self.view.change_topic.clicked.connect(self._on_change_topic)
        self.view.copy_topic.clicked.connect(self._on_copy_topic)
        self.view.add_session.clicked.connect(self._on_add_session)
        self.view.change_session.clicked.connect(self._on_change_session)
        self.view.owing.clicked.connect(self._on_owing)
        self.view.by_cell.clicked.connect(self._on_by_cell)
        self.view.life.step_wanted.connect(self._on_step)
        self._make_up = MakeUpAsker(self)
        self._make_up.made.connect(self._on_make_up)
        self.view.open_roll.clicked.connect(self._on_open_roll)
        self.view.table.entered.connect(self._on_open_roll)
        self.view.table.doubleClicked.connect(self._on_open_roll)
        self.view.finder.chosen.connect(self._on_topic)
        self.view.finder.entered.connect(self.view.table.setFocus)
        self._archiving = Archiving(self, self.view.finder.table)
        self.view.with_archived.toggled.connect(lambda _on: self.reload())
        self.view.files.clicked.connect(self._on_files)
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

    def _on_topics(self, every: tuple[TopicLine, ...]) -> None:
        self._topic, wanted = None, self.context.choice.topic_id
        lines = every
        if not self.view.with_archived.isChecked():
            lines = tuple(line for line in every if not line.is_archived)
        self.view.with_archived.setVisible(any(line.is_archived for line in every))
        self.view.show_topics(is_empty=not every)
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
        self.context.tasks.read(
            lambda desk: topic_life(desk, topic_id), self._on_life, key=self.view.life
        )

    def _on_life(self, life: TopicLife) -> None:
        self._life = life
        self.view.life.show_life(life)
        self.view.by_cell.setVisible(len(life.cells) > 1)

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
        if self._topic is not None:
            topic_id = self._topic.id
            self.context.tasks.read(
                lambda desk: read_asked_session(desk, topic_id), self._ask_session
            )

    def _on_change_session(self) -> None:
        session = self.view.table.current()
        if self._topic is None or not isinstance(session, SessionLine):
            return
        if session.state is SessionState.CLOSED:
            self.context.tasks.troubled.emit(UserError("session_closed"))
            return
        topic_id, session_id = self._topic.id, session.id
        self.context.tasks.read(
            lambda desk: read_asked_session(desk, topic_id, session_id), self._ask_session
        )

    def _ask_session(self, asked: AskedSession) -> None:
        dialog = SessionDialog(self, self.context, asked)
        is_new = asked.session is None
        dialog.done_with.connect(self._on_session_added if is_new else self._on_session_changed)
        dialog.open()

    def _on_session_changed(self, _session: StudySession) -> None:
        self.noted.emit(tr("Đã lưu buổi học."))

    def _on_files(self) -> None:
        if self._topic is not None:
            FilesDialog(self, self.context, self._topic.id, self._topic.title).open()

    def _on_owing(self) -> None:
        if self._topic is not None:
            topic_id = self._topic.id
            self.context.tasks.read(
                lambda desk: participation.owing(desk, topic_id=topic_id), self._show_owing
            )

    def _show_owing(self, owing: tuple[Owing, ...]) -> None:
        if self._topic is None:
            return
        lines: list[SessionLine] = self.view.sessions.records
        named = {s.id: short_moment(s.at) for s in lines}
        closed = {s.id for s in lines if s.state is SessionState.CLOSED}
        sheet = OwingSheet(self, self._topic.title, owing, named, closed=closed)
        sheet.make_up_wanted.connect(self._make_up.ask)
        sheet.open()

    def _on_by_cell(self) -> None:
        if self._life is not None:
            LifeSheet(self, self._life.topic.title, self._life.cells).open()

    def _on_step(self, step: NextStep) -> None:
        if step.step is Step.ADD_SESSION:
            self._on_add_session()
        elif step.step is Step.MAKE_UP and step.session_id is not None:
            self._make_up.ask(step.session_id)
        else:
            self.context.choice.session_id = step.session_id or self.context.choice.session_id
            self.page_wanted.emit(STEPS[step.step].page)

    def _on_make_up(self, session: StudySession) -> None:
        self.context.choice.session_id = session.id
        self.noted.emit(tr("Đã lập buổi học bù."))

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
