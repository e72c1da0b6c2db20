"""Ctrl+K: one box that finds people, topics, sessions and commands."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from studycompanion.ui.finding_box import FindingBox
from studycompanion.ui.help_sheet import HelpSheet
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, compose, focused, press, type_letters
from tests.ui.people import NAMES, enrol, session_of, topic_of


@pytest.fixture
def full_desk(desk):
    enrol(desk, *NAMES)
    session_of(desk, topic_of(desk))
    return desk


@pytest.fixture
def window(open_window, full_desk):
    return open_window(full_desk, "plans")


def open_box(dialogs) -> FindingBox:
    press(Qt.Key.Key_K, CTRL)
    return dialogs.expect(FindingBox)


def found(box) -> list[tuple[str, str]]:
    model = box.model
    return [tuple(model.cell_at(row, c).text for c in (0, 1)) for row in range(model.rowCount())]


def test_a_person_is_found_without_dau_and_opened_with_enter(qtbot, window, dialogs):
    box = open_box(dialogs)
    type_letters("thu ha")
    settle(qtbot, window)
    assert found(box)[0] == ("Đồng chí", "Đỗ Thu Hà")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.page_key() == "members"
    assert window.pages["members"].view.finder.table.current().full_name == "Đỗ Thu Hà"


def test_a_person_is_opened_although_the_list_was_narrowed(qtbot, window, dialogs):
    window.visit("members")
    settle(qtbot, window)
    type_letters("zzz")
    box = open_box(dialogs)
    type_letters("tuan")
    settle(qtbot, window)
    box.open_chosen()
    settle(qtbot, window)
    view = window.pages["members"].view
    assert view.finder.table.current().full_name == "Nguyễn Anh Tuấn"
    assert view.finder.box.text() == ""
    assert view.panel.isVisible()


def test_enter_before_the_answer_waits_for_it(qtbot, window, dialogs):
    open_box(dialogs)
    type_letters("duc y")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.pages["members"].view.finder.table.current().full_name == "Lê Đức Ý"


def test_a_topic_opens_the_topics_and_a_session_its_roll(qtbot, window, full_desk, dialogs):
    other = topic_of(full_desk, "Trách nhiệm nêu gương")
    later = session_of(full_desk, other)
    for row, page in ((0, "topics"), (1, "rollcall")):
        box = open_box(dialogs)
        type_letters("neu guong")
        settle(qtbot, window)
        assert [what for what, _ in found(box)[:2]] == ["Chuyên đề", "Buổi học"]
        if row:
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        settle(qtbot, window)
        assert window.page_key() == page
    assert window.pages["topics"].view.finder.table.current().id == other.id
    assert window.pages["rollcall"].view.session.chosen == later.id


def test_a_session_is_opened_where_another_one_was_in_view(qtbot, window, full_desk, dialogs):
    window.visit("rollcall")
    settle(qtbot, window)
    later = session_of(full_desk, topic_of(full_desk, "Trách nhiệm nêu gương"))
    open_box(dialogs)
    type_letters("neu guong")
    settle(qtbot, window)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.pages["rollcall"].view.session.chosen == later.id


def test_a_page_and_a_command_of_a_menu_are_found(qtbot, window, dialogs):
    box = open_box(dialogs)
    type_letters("diem danh")
    settle(qtbot, window)
    assert ("Lệnh", "Điểm danh") in found(box)
    box.reject()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    box = open_box(dialogs)
    type_letters("tro giup trang")
    settle(qtbot, window)
    assert found(box) == [("Lệnh", "Trợ giúp trang này")]
    press(Qt.Key.Key_Return)
    dialogs.expect(HelpSheet).accept()


def test_what_cannot_be_done_now_is_not_offered(qtbot, open_window, desk, dialogs):
    window = open_window(desk)
    box = open_box(dialogs)
    type_letters("lam lai")
    settle(qtbot, window)
    assert ("Lệnh", "Làm lại") not in found(box)
    box.reject()


def test_esc_closes_and_gives_the_keyboard_back(qtbot, window, dialogs):
    before = focused()
    box = open_box(dialogs)
    type_letters("ha")
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not box.isVisible())
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_what_is_being_composed_is_found_too(qtbot, window, dialogs):
    box = open_box(dialogs)
    compose("đỗ")
    settle(qtbot, window)
    assert found(box)[0] == ("Đồng chí", "Đỗ Thu Hà")
    compose("", commit="đỗ")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.page_key() == "members"


def test_nothing_found_is_said(qtbot, window, dialogs):
    box = open_box(dialogs)
    type_letters("zzz")
    settle(qtbot, window)
    assert box.sentence.text() == "Không tìm thấy “zzz”."
    press(Qt.Key.Key_Return)
    assert box.isVisible()
    box.reject()


class Greedy(QLineEdit):
    """A field that cuts its line with Ctrl+K, as they do on some desktops."""

    def event(self, event):
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_a_field_that_wants_ctrl_k_for_itself_does_not_get_it(qtbot, window, dialogs):
    field = Greedy(window.pages["plans"])
    field.show()
    field.setFocus()
    open_box(dialogs).reject()


def test_a_form_is_found_without_dau_and_opened_for_its_topic_and_person(
    qtbot, window, full_desk, dialogs
):
    other = topic_of(full_desk, "Trách nhiệm nêu gương")
    box = open_box(dialogs)
    type_letters("cam ket thu ha neu guong")
    settle(qtbot, window)
    [(what, title)] = found(box)
    assert what == "Bản cam kết"
    assert "Đỗ Thu Hà" in title
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    page = window.pages["commitments"]
    assert window.page_key() == "commitments"
    assert (page.topic_id, page.person.full_name) == (other.id, "Đỗ Thu Hà")


def test_a_form_is_opened_although_its_page_shows_another_topic_and_is_filtered(
    qtbot, window, full_desk, dialogs
):
    window.visit("commitments")
    settle(qtbot, window)
    page = window.pages["commitments"]
    page.view.states.picked.emit("outside")
    other = topic_of(full_desk, "Trách nhiệm nêu gương")
    open_box(dialogs)
    type_letters("cam ket duc y neu guong")
    settle(qtbot, window)
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert (page.topic_id, page.person.full_name) == (other.id, "Lê Đức Ý")
