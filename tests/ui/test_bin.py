"""Taking people, topics and sessions off their lists, and bringing them back."""

from PySide6.QtCore import Qt

from studycompanion.services import history, members, removal, sessions, topics
from studycompanion.ui.bin_dialog import BinDialog
from studycompanion.ui.dialogs import Message
from tests.ui.fixtures import settle
from tests.ui.keyboard import press
from tests.ui.people import NAMES, enrol, session_of, topic_of

SHIFT = Qt.KeyboardModifier.ShiftModifier


def names(desk) -> list[str]:
    return [line.full_name for line in members.list_members(desk)]


def open_bin(window, dialogs) -> BinDialog:
    menu = next(a for a in window.menuBar().actions() if a.text() == "&Sửa").menu()
    next(a for a in menu.actions() if a.text() == "Đã bỏ khỏi danh sách…").trigger()
    return dialogs.expect(BinDialog)


def shown(dialog, row) -> list[str]:
    model = dialog.model
    return [model.cell_at(row, column).text for column in range(model.columnCount())]


def test_several_people_are_taken_off_the_list_after_a_question(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    window = open_window(desk, "members")
    table = window.pages["members"].view.finder.table
    table.setFocus()
    table.go_to_row(0)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Delete)
    question = dialogs.expect(Message)
    assert question.sentence.text().startswith("Bỏ 2 đồng chí khỏi danh sách?")
    assert names(desk) == list(members_in_order())
    question.accept()
    settle(qtbot, window)
    assert names(desk) == list(members_in_order())[2:]
    assert table.records.rowCount() == len(NAMES) - 2
    assert history.next_steps(desk).undo == "Bỏ 2 đồng chí khỏi danh sách"


def members_in_order():
    return ("Bùi Thị An", "Trần Văn Bình", "Đỗ Thu Hà", "Nguyễn Anh Tuấn", "Lê Đức Ý")


def test_a_no_takes_nobody_off(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    window = open_window(desk, "members")
    window.pages["members"].remove_action.trigger()
    question = dialogs.expect(Message)
    assert "Bùi Thị An" in question.sentence.text()
    question.reject()
    settle(qtbot, window)
    assert len(names(desk)) == len(NAMES)


def test_a_session_and_a_topic_are_taken_off_from_the_topics_page(
    qtbot, open_window, desk, dialogs
):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    session_of(desk, topic)
    window = open_window(desk, "topics")
    view = window.pages["topics"].view
    view.table.setFocus()
    press(Qt.Key.Key_Delete)
    question = dialogs.expect(Message)
    assert "20/11/2026 19:00" in question.sentence.text()
    question.accept()
    settle(qtbot, window)
    assert sessions.list_sessions(desk) == ()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(qtbot, window)
    view.finder.table.setFocus()
    qtbot.waitUntil(view.finder.table.hasFocus)
    press(Qt.Key.Key_Delete)
    dialogs.expect(Message).accept()
    settle(qtbot, window)
    assert topics.list_topics(desk) == ()
    assert view.empty.isVisible()


def test_the_bin_says_what_when_and_by_whom_and_brings_back(qtbot, open_window, desk, dialogs):
    ids = enrol(desk, *NAMES)
    topic = topic_of(desk)
    session = session_of(desk, topic)
    removal.remove_members(desk, [ids["Lê Đức Ý"], ids["Bùi Thị An"]])
    removal.remove_session(desk, session.id)
    window = open_window(desk, "members")
    dialog = open_bin(window, dialogs)
    settle(qtbot, window)
    assert shown(dialog, 0) == ["20/11/2026 19:00", "Buổi học", "20/11/2026 19:00", "Trần Văn Mẫu"]
    assert shown(dialog, 1)[0].endswith("và 1 đồng chí khác")
    assert shown(dialog, 1)[1] == "Đồng chí"
    dialog.table.setFocus()
    dialog.table.go_to_row(0)
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert len(sessions.list_sessions(desk)) == 1
    assert dialog.model.rowCount() == 1
    dialog.back.click()
    settle(qtbot, window)
    assert names(desk) == list(members_in_order())
    assert window.pages["members"].view.model.rowCount() == len(NAMES)
    assert dialog.sentence.text() == "Chưa bỏ gì khỏi danh sách."
    assert not dialog.back.isEnabled()
    dialog.accept()


def test_what_cannot_be_brought_back_is_said(qtbot, open_window, desk, dialogs):
    topic = topic_of(desk)
    session = session_of(desk, topic)
    removal.remove_session(desk, session.id)
    removal.remove_topic(desk, topic.id)
    window = open_window(desk, "topics")
    dialog = open_bin(window, dialogs)
    settle(qtbot, window)
    dialog.table.go_to_row(1)
    dialog.bring_back()
    dialogs.expect(Message).accept()
    settle(qtbot, window)
    assert dialog.model.rowCount() == 2
    assert dialog.back.isEnabled()
    dialog.accept()
