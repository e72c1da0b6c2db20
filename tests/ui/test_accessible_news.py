"""What changes on the screen is said aloud: saved, totals, what is wrong, how far a job is."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from studycompanion.domain.attendance import Mark
from studycompanion.errors import EnvironmentProblem
from studycompanion.ui import announcing
from studycompanion.ui import dialogs as messages
from studycompanion.ui.dialogs import Message
from studycompanion.ui.jobs import JobHandle
from studycompanion.ui.progress import ProgressWindow
from studycompanion.ui.status_line import StatusLine
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from tests.ui.fixtures import settle
from tests.ui.keyboard import type_letters
from tests.ui.people import NAMES, enrol, session_of, topic_of

URGENT = QAccessible.AnnouncementPoliteness.Assertive


@pytest.fixture
def said(monkeypatch):
    """Every announcement in its order: the sentence, and whether it is urgent."""
    heard: list[tuple[str, bool]] = []

    def note(event):
        heard.append((event.message(), event.politeness() is URGENT))

    monkeypatch.setattr(announcing, "_send", note)
    return heard


def test_qt_takes_announcements(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    announcing.announce(widget, "Đã lưu")
    announcing.announce(widget, "Lỗi", is_urgent=True)


def test_nothing_is_said_for_no_words(qtbot, said):
    widget = QWidget()
    qtbot.addWidget(widget)
    announcing.announce(widget, "")
    assert said == []


def test_saved_and_not_saved_are_said(qtbot, clock, said):
    line = StatusLine(clock)
    qtbot.addWidget(line)
    line.show_saved()
    line.show_not_saved()
    line.note("Đã xuất 3 tệp.")
    assert said == [
        ("Đã lưu", False),
        ("Lần ghi cuối chưa lưu được", True),
        ("Đã xuất 3 tệp.", False),
    ]


def test_a_mark_is_said_with_the_totals_after_it(qtbot, open_window, desk, said):
    enrol(desk, *NAMES)
    session_of(desk, topic_of(desk))
    window = open_window(desk, "rollcall")
    said.clear()
    window.pages["rollcall"].marking.mark_current(Mark.PRESENT)
    settle(qtbot, window)
    mark = "Bùi Thị An: Có mặt. Đã dự 1 trên 5, chưa điểm danh 4"
    assert {(mark, False), ("Đã lưu", False)} <= set(said)


def test_how_many_are_found_is_said_while_one_types(qtbot, open_window, desk, said):
    enrol(desk, *NAMES)
    window = open_window(desk, "members")
    window.pages["members"].view.finder.setFocus()
    said.clear()
    type_letters("an")
    assert said[-1] == ("Tìm thấy 3 dòng", False)
    type_letters("xyz")
    assert said[-1] == ("Không tìm thấy “anxyz”.", False)


def test_an_error_is_said_at_once(qtbot, dialogs, said):
    messages.say_error(None, EnvironmentProblem("disk_full"))
    message = dialogs.expect(Message)
    assert said == [(message.sentence.text(), True)]
    message.accept()


def test_what_is_wrong_with_a_field_or_a_dialog_is_said_at_once(qtbot, said):
    field, sheet = LineField("Ngày"), Sheet(None, "Thêm buổi học")
    for made in (field, sheet):
        qtbot.addWidget(made)
    field.show_problem("Không có ngày này.")
    sheet.say_problem("Chưa có tên.")
    assert said == [("Không có ngày này.", True), ("Chưa có tên.", True)]


def test_a_job_says_each_quarter_once(qtbot, dialogs, said):
    owner = QWidget()
    qtbot.addWidget(owner)
    job = JobHandle(lambda: None)
    window = ProgressWindow(owner, job, "Xuất bản cam kết")
    window.open()
    for done in range(0, 101):
        window._on_progressed(done, 100, "Chi bộ 1")
    assert [words for words, _ in said] == [
        f"Xuất bản cam kết: {n}/100 · Chi bộ 1" for n in (25, 50, 75, 100)
    ]
    window._on_ended()


def test_a_job_that_nobody_sees_says_nothing(qtbot, said):
    owner = QWidget()
    qtbot.addWidget(owner)
    window = ProgressWindow(owner, JobHandle(lambda: None), "Xuất bản cam kết")
    window._on_progressed(100, 100, "Chi bộ 1")
    assert said == []
    window._on_ended()


def test_dialogs_that_only_tell_are_left_to_the_screen_reader(qtbot, dialogs, said):
    messages.tell(None, "Đã sao lưu.")
    message = dialogs.expect(Message)
    assert message.accessibleName() == "Đã sao lưu."
    assert said == []
    message.accept()
