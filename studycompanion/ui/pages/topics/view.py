"""Layout of the topics' page: topics at the left, the sessions of one at the right."""

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from studycompanion.domain.study import SessionState
from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.services.sessions import SessionLine
from studycompanion.services.topics import TopicLine
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.topics.life import LifePanel
from studycompanion.ui.pages.topics.session_dialog import kind_names
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import Card, button, column, label
from studycompanion.ui.widgets.empty import EmptyPage
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.widgets.split import list_card, scrolling_card, split
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import short_moment, tr


def _topic_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Chuyên đề"), lambda t: Cell(_title(t), is_strong=True)),
        Column(tr("Năm"), lambda t: Cell(str(t.year)), 5, rank=1),
        Column(tr("Buổi học"), lambda t: Cell(str(t.sessions)), 8, is_figure=True, rank=2),
    )


def _title(topic: TopicLine) -> str:
    return tr("{title} (đã cất)", title=topic.title) if topic.is_archived else topic.title


def _roll_sign(session: SessionLine) -> Cell:
    if session.unmarked == session.called:
        return Cell(tr("Chưa gọi"), Tone.NEUTRAL, "unmarked")
    words = f"{group_thousands(session.attended)}/{group_thousands(session.called)}"
    if session.unmarked:
        return Cell(words, Tone.CAUTION, "pen")
    return Cell(words, Tone.GOOD, "present")


def _state_sign(session: SessionLine) -> Cell:
    if session.state is SessionState.CLOSED:
        return Cell(tr("Đã khóa"), Tone.INFO, "lock")
    return Cell(tr("Đang mở"), Tone.NEUTRAL, "pen")


def _session_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Thời gian"), lambda s: Cell(short_moment(s.at), is_strong=True)),
        Column(tr("Loại buổi"), lambda s: Cell(kind_names()[s.kind.value]), 11, rank=3),
        Column(tr("Nơi học"), lambda s: Cell(s.place), 18, rank=5),
        Column(tr("Thành phần"), lambda s: Cell(s.unit_name), 18, rank=4),
        Column(tr("Khóa"), _state_sign, 11, rank=1, order=lambda s: s.state.value),
        Column(tr("Đã dự"), _roll_sign, 15, order=lambda s: s.attended),
    )


class TopicsView(QWidget):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        super().__init__()
        self.add_topic = button(tr("Thêm chuyên đề"), kind="primary", icon_name="plus")
        self.with_archived = QCheckBox(tr("Hiện chuyên đề đã cất"))
        self.with_archived.hide()
        self.header = PageHeader(tr("Chuyên đề"), self.with_archived, self.add_topic)
        self.topics = RecordModel(
            _topic_columns(), identity=lambda t: t.id, key=lambda t: f"{fold(t.title)} |{t.year}"
        )
        self.finder = Finder(
            self.topics, name=tr("Các chuyên đề"), hint=tr("Tìm chuyên đề, không cần dấu")
        )
        self.empty = EmptyPage(
            "topics", tr("Chưa có chuyên đề. Bấm “Thêm chuyên đề”."), tr("Thêm chuyên đề")
        )
        body = split(list_card(self.finder), self._detail(), left_part=4, right_part=6)
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, body):
            self._stack.addWidget(part)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def _detail(self) -> Card:
        inside = QWidget()
        whole = column(spacing=SPACE.small)
        self.title = label("", "section")
        self.facts = label("", "muted")
        self.add_session = button(tr("Thêm buổi học"), icon_name="plus")
        self.change_topic = button(tr("Sửa chuyên đề"), icon_name="pen")
        self.files = button(tr("Tài liệu"), icon_name="paper")
        self.copy_topic = button(tr("Chép sang năm khác"), icon_name="copy")
        self.open_roll = button(tr("Mở điểm danh"), icon_name="rollcall")
        self.sessions = RecordModel(
            _session_columns(), identity=lambda s: s.id, key=lambda s: fold(s.place)
        )
        self.table = RecordTable(self.sessions, tr("Các buổi học"))
        self.change_session = button(tr("Sửa buổi học"), icon_name="calendar")
        changing(self.add_topic, self.change_topic, self.copy_topic)
        changing(self.add_session, self.change_session)
        self.owing = button(tr("Ai chưa học"), icon_name="members")
        self.by_cell = button(tr("Theo chi bộ"), icon_name="reports")
        self.by_cell.hide()
        self.life = LifePanel()
        self.no_session = label(tr("Chưa có buổi học. Thêm buổi học để điểm danh."), "muted")
        for part in (self.title, self.facts, self.life, self._buttons(), self.no_session):
            whole.addWidget(part)
        whole.addWidget(self.table, 1)
        whole.addStretch()
        inside.setLayout(whole)
        return scrolling_card(inside)

    def _buttons(self) -> TurningRow:
        return TurningRow(
            self.add_session,
            self.open_roll,
            self.change_session,
            self.owing,
            self.by_cell,
            self.files,
            self.change_topic,
            self.copy_topic,
            QWidget(),
            stretch=8,
        )

    def show_topics(self, *, is_empty: bool) -> None:
        """Show the topics, or what to do while there is none."""
        self._stack.setCurrentIndex(1 if is_empty else 2)
        self.add_topic.setVisible(not is_empty)

    def show_sessions(self, *, is_empty: bool) -> None:
        """Show the sessions, or what to do while there is none."""
        self.no_session.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        for made in (self.open_roll, self.change_session, self.owing):
            made.setVisible(not is_empty)
