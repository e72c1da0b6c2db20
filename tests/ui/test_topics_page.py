"""Topics and their sessions."""

from datetime import date, datetime

from PySide6.QtCore import Qt

from studycompanion.services import sessions, topics
from studycompanion.ui.pages.topics.session_dialog import SessionDialog
from studycompanion.ui.pages.topics.topic_dialog import TopicDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import press, type_letters
from tests.ui.people import NAMES, enrol, session_of, topic_of


def test_a_topic_is_added_by_keyboard(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    window = open_window(desk, "topics")
    view = window.pages["topics"].view
    assert view.empty.sentence.text() == "Chưa có chuyên đề. Bấm “Thêm chuyên đề”."
    press(Qt.Key.Key_Space)
    dialog = dialogs.expect(TopicDialog)
    assert dialog.year.text == "2026"
    type_letters("Trách nhiệm nêu gương")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert [t.title for t in topics.list_topics(desk)] == ["Trách nhiệm nêu gương"]
    assert view.title.text() == "Trách nhiệm nêu gương"
    assert view.no_session.isVisible()


def test_a_topic_without_a_title_is_refused_and_nothing_typed_is_lost(
    qtbot, open_window, desk, dialogs
):
    window = open_window(desk, "topics")
    window.pages["topics"].view.empty.step.click()
    dialog = dialogs.expect(TopicDialog)
    dialog.speaker.edit.setText("Báo cáo viên")
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "tên chuyên đề" in dialog.problem.text()
    assert dialog.speaker.text == "Báo cáo viên"
    dialog.year.edit.setText("năm nay")
    dialog.accept_button.click()
    assert "năm nay" in dialog.problem.text()
    dialog.reject()


def test_a_session_is_added_and_its_roll_opened(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    window = open_window(desk, "topics")
    window.pages["topics"].view.add_session.click()
    dialog = dialogs.expect(SessionDialog)
    assert dialog.day.text == "20/11/2026"
    dialog.hour.edit.setText("7h30")
    dialog.place.edit.setText("Nhà văn hóa")
    dialog.accept_button.click()
    settle(qtbot, window)
    line = sessions.list_sessions(desk, topic.id)[0]
    assert (line.at, line.place, line.called) == (
        datetime(2026, 11, 20, 7, 30), "Nhà văn hóa", len(NAMES),
    )  # fmt: skip
    window.pages["topics"].view.open_roll.click()
    settle(qtbot, window)
    page = window.stack.currentWidget()
    assert page is window.pages["rollcall"]
    assert page.view.session.chosen == line.id


def test_an_unreadable_day_or_hour_is_said(qtbot, open_window, desk, dialogs):
    topic_of(desk)
    window = open_window(desk, "topics")
    window.pages["topics"].view.add_session.click()
    dialog = dialogs.expect(SessionDialog)
    dialog.hour.edit.setText("tối")
    dialog.accept_button.click()
    assert "tối" in dialog.problem.text()
    dialog.day.edit.setText("mai")
    dialog.accept_button.click()
    assert "mai" in dialog.problem.text()
    dialog.reject()


def test_enter_on_a_session_opens_its_roll(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    first = session_of(desk, topic)
    later = session_of(desk, topic, datetime(2026, 11, 27, 19))
    window = open_window(desk, "topics")
    table = window.pages["topics"].view.table
    table.setFocus()
    table.go_to(later.id)
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.pages["rollcall"].view.session.chosen == later.id != first.id


def test_the_session_nearest_in_time_is_proposed(open_window, desk):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    session_of(desk, topic, datetime(2026, 10, 1, 19))
    tonight = session_of(desk, topic)
    session_of(desk, topic, datetime(2026, 12, 1, 19))
    page = open_window(desk, "rollcall").pages["rollcall"]
    assert page.view.session.chosen == tonight.id


def test_a_preset_fills_the_due_dates_and_each_can_be_changed(qtbot, open_window, desk, dialogs):
    window = open_window(desk, "topics")
    window.pages["topics"].view.empty.step.click()
    dialog = dialogs.expect(TopicDialog)
    dialog.title.edit.setText("Nêu gương")
    dialog.due.preset.choose("0")
    dialog.due.preset.picked.emit("0")
    shown = [field.text for field in dialog.due.fields.values()]
    assert shown == ["27/11/2026", "30/11/2026", "30/11/2026", "05/12/2026"]
    dialog.due.fields["due_plan"].edit.setText("1/12/2026")
    dialog.due.fields["due_report"].edit.setText("")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(topics.list_topics(desk)), timeout=10_000)
    card = topics.topic_card(desk, topics.list_topics(desk)[0].id)
    assert (card.due_report, card.due_review, card.due_plan, card.due_commitment) == (
        None, date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 5),
    )  # fmt: skip
    settle(qtbot, window)


def test_an_unreadable_due_date_is_said_and_nothing_typed_is_lost(open_window, desk, dialogs):
    window = open_window(desk, "topics")
    window.pages["topics"].view.empty.step.click()
    dialog = dialogs.expect(TopicDialog)
    dialog.title.edit.setText("Nêu gương")
    dialog.due.fields["due_plan"].edit.setText("cuối tháng")
    dialog.accept_button.click()
    assert "cuối tháng" in dialog.problem.text()
    assert dialog.title.text == "Nêu gương"
    dialog.reject()


def test_a_topic_is_changed_and_its_dates_count_from_its_first_session(
    qtbot, open_window, desk, dialogs
):
    topic = topic_of(desk)
    session_of(desk, topic, datetime(2026, 11, 5, 19))
    window = open_window(desk, "topics")
    view = window.pages["topics"].view
    view.change_topic.click()
    dialog = dialogs.expect(TopicDialog)
    assert (dialog.title.text, dialog.clarity.chosen) == (topic.title, "5ro")
    dialog.title.edit.setText("Tên đã sửa")
    dialog.clarity.choose("6ro-a")
    dialog.due.preset.picked.emit("0")
    assert dialog.due.fields["due_report"].text == "12/11/2026"
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: view.title.text() == "Tên đã sửa", timeout=10_000)
    line = topics.list_topics(desk)[0]
    assert (line.title, line.clarity_code) == ("Tên đã sửa", "6ro-a")
    assert topics.topic_card(desk, topic.id).due_report == date(2026, 11, 12)
    settle(qtbot, window)
