"""Topics and their sessions."""

from datetime import date, datetime

from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark
from studycompanion.domain.study import Audience, SessionKind
from studycompanion.services import closing, reviews, rollcall, sessions, topics
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.rollcall.make_up_dialog import MakeUpDialog
from studycompanion.ui.pages.topics.people_picker import PeoplePicker
from studycompanion.ui.pages.topics.session_dialog import SessionDialog
from studycompanion.ui.pages.topics.sheets import OwingSheet
from studycompanion.ui.pages.topics.topic_dialog import TopicDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, press, type_letters
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


def test_a_second_session_at_the_same_hour_is_asked_about(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    session_of(desk, topic, datetime(2026, 11, 20, 19))
    window = open_window(desk, "topics")
    window.pages["topics"].view.add_session.click()
    dialog = dialogs.expect(SessionDialog)
    settle(qtbot, window)
    dialog.accept_button.click()
    assert "đã có một buổi học lúc 20/11/2026 19:00" in dialog.problem.text()
    assert len(sessions.list_sessions(desk, topic.id)) == 1
    dialog.accept_button.click()
    settle(qtbot, window)
    assert len(sessions.list_sessions(desk, topic.id)) == 2


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


def pick_audience(dialog, audience: Audience) -> None:
    dialog.audience.box.choose(audience.value)
    dialog.audience.box.picked.emit(audience.value)


def test_a_topic_is_given_to_chosen_people_by_keyboard(qtbot, open_window, desk, dialogs):
    ids = enrol(desk, *NAMES)
    topic = topic_of(desk)
    window = open_window(desk, "topics")
    view = window.pages["topics"].view
    view.change_topic.click()
    dialog = dialogs.expect(TopicDialog)
    pick_audience(dialog, Audience.CHOSEN)
    picker = dialogs.expect(PeoplePicker)
    for name in ("thu ha", "duc y"):
        picker.finder.box.empty()
        type_letters(name)
        press(Qt.Key.Key_Return)
    assert picker.count.text() == "Đã chọn 2 đồng chí"
    picker.accept_button.click()
    assert dialog.audience.choose.text() == "Chọn người… (2)"
    dialog.accept_button.click()
    settle(qtbot, window)
    assert topics.chosen_members(desk, topic.id) == {ids["Đỗ Thu Hà"], ids["Lê Đức Ý"]}
    assert view.facts.text().endswith("Những người được chọn")
    window.visit("reviews")
    settle(qtbot, window)
    owing = {line.full_name for line in reviews.overview(desk, topic.id) if line.owes}
    assert owing == {"Đỗ Thu Hà", "Lê Đức Ý"}


def test_all_who_are_shown_are_chosen_and_let_go_together(open_window, desk, dialogs):
    enrol(desk, *NAMES)
    topic_of(desk)
    open_window(desk, "topics").pages["topics"].view.change_topic.click()
    dialog = dialogs.expect(TopicDialog)
    pick_audience(dialog, Audience.CHOSEN)
    picker = dialogs.expect(PeoplePicker)
    picker._take_all()
    assert len(picker.chosen) == len(NAMES)
    picker.finder.box.setText("thu ha")
    picker._drop_all()
    assert len(picker.chosen) == len(NAMES) - 1
    picker.reject()
    assert dialog.audience.called == frozenset()
    dialog.reject()


def test_a_topic_for_nobody_is_refused(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    topic_of(desk)
    open_window(desk, "topics").pages["topics"].view.change_topic.click()
    dialog = dialogs.expect(TopicDialog)
    pick_audience(dialog, Audience.CHOSEN)
    dialogs.expect(PeoplePicker).reject()
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "Chưa chọn ai" in dialog.problem.text()
    dialog.reject()


def test_a_topic_is_copied_and_its_due_dates_go_with_the_year(qtbot, open_window, desk, dialogs):
    source = topics.add_topic(
        desk, "Nêu gương", 2026, speaker="Báo cáo viên", due_plan=date(2026, 11, 30),
        audience=Audience.OFFICIAL,
    ).value  # fmt: skip
    window = open_window(desk, "topics")
    window.pages["topics"].view.copy_topic.click()
    dialog = dialogs.expect(TopicDialog)
    assert dialog.windowTitle() == "Thêm chuyên đề"
    assert (dialog.title.text, dialog.year.text) == ("Nêu gương", "2027")
    assert dialog.due.fields["due_plan"].text == "30/11/2027"
    dialog.year.setFocus()
    dialog.year.edit.selectAll()
    type_letters("2028")
    assert dialog.due.fields["due_plan"].text == "30/11/2028"
    dialog.accept_button.click()
    settle(qtbot, window)
    new = topics.topic_card(desk, topics.list_topics(desk)[0].id)
    assert (new.year, new.due_plan, new.copied_from) == (2028, date(2028, 11, 30), source.id)
    assert (new.speaker, new.audience) == ("Báo cáo viên", Audience.OFFICIAL)
    assert topics.topic_card(desk, source.id) == source


def test_several_sessions_go_in_one_step_and_come_back_together(qtbot, open_window, desk, dialogs):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    for day in (5, 12, 19):
        session_of(desk, topic, datetime(2026, 11, day, 19))
    window = open_window(desk, "topics")
    table = window.pages["topics"].view.table
    table.setFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    message = dialogs.expect(Message)
    assert message.sentence.text().startswith("Bỏ 3 buổi học khỏi danh sách")
    message.accept()
    settle(qtbot, window)
    assert sessions.list_sessions(desk) == ()
    assert window.history.undo.text() == "Hoàn tác: Bỏ 3 buổi học khỏi danh sách"
    window.history.undo.trigger()
    settle(qtbot, window)
    assert len(sessions.list_sessions(desk)) == 3


def test_the_points_of_the_chosen_set_are_named(open_window, desk, dialogs):
    window = open_window(desk, "topics")
    window.pages["topics"].view.empty.step.click()
    dialog = dialogs.expect(TopicDialog)
    five = "Gồm: rõ người, rõ việc, rõ quy trình, rõ trách nhiệm, rõ hiệu quả."
    assert dialog.points.text() == five
    dialog.clarity.choose(dialog.clarity.itemData(1))
    dialog.clarity.picked.emit(dialog.clarity.chosen)
    assert dialog.points.text().startswith("Gồm: ")
    assert dialog.points.text() != five
    dialog.reject()


def test_days_are_counted_aloud_only_from_a_session_that_is_there(open_window, desk, dialogs):
    topic = topic_of(desk)
    window = open_window(desk, "topics")
    view = window.pages["topics"].view
    view.change_topic.click()
    dialog = dialogs.expect(TopicDialog)
    assert not dialog.due.note.isVisible()
    dialog.reject()
    session_of(desk, topic)
    view.change_topic.click()
    dialog = dialogs.expect(TopicDialog)
    assert dialog.due.note.isVisible()
    dialog.reject()


def test_the_next_step_of_a_topic_leads_from_its_first_session_to_the_make_up(
    qtbot, open_window, desk, dialogs
):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    window = open_window(desk, "topics")
    life = window.pages["topics"].view.life
    assert life.sentence.text() == "Tiếp theo: thêm buổi học đầu tiên."
    session = session_of(desk, topic)
    window.pages["topics"].reload()
    settle(qtbot, window)
    assert life.step.text() == "Mở điểm danh"
    closing.close_session(desk, session.id, rest=Mark.UNEXCUSED)
    window.pages["topics"].reload()
    settle(qtbot, window)
    assert life.sentence.text() == "Tiếp theo: 5 đồng chí cần học bù."
    assert life.cards["owing"].figure.text() == "5"
    window.pages["topics"].view.owing.click()
    sheet = dialogs.expect(OwingSheet)
    assert {line.full_name for line in sheet.model.records} == set(NAMES)
    sheet.make_up.click()
    dialog = dialogs.expect(MakeUpDialog)
    dialog.accept_button.click()
    settle(qtbot, window)
    kinds = {line.kind for line in sessions.list_sessions(desk)}
    assert kinds == {SessionKind.FIRST, SessionKind.MAKE_UP}


def test_chair_minute_taker_and_agenda_are_asked_and_can_be_changed(
    qtbot, open_window, desk, dialogs
):
    enrol(desk, *NAMES)
    session = session_of(desk, topic_of(desk))
    window = open_window(desk, "topics")
    window.pages["topics"].view.change_session.click()
    dialog = dialogs.expect(SessionDialog)
    assert dialog.place.text == "Nhà văn hóa"
    dialog.chair.edit.setText("Lê Chủ Trì")
    dialog.agenda.setPlainText("Nghe báo cáo\nThảo luận")
    dialog.accept_button.click()
    settle(qtbot, window)
    card = sessions.session_card(desk, session.id)
    assert (card.chair, card.agenda) == ("Lê Chủ Trì", "Nghe báo cáo\nThảo luận")
    assert {line.full_name for line in rollcall.read_roll(desk, session.id).lines} == set(NAMES)
