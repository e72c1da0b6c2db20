"""The roll call by keyboard."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from studycompanion.domain.attendance import Mark
from studycompanion.services import rollcall
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, compose, focused, press, type_letters
from tests.ui.people import NAMES, enrol, session_of, topic_of

KEY = Qt.Key


@pytest.fixture
def session(desk):
    enrol(desk, *NAMES)
    return session_of(desk, topic_of(desk))


@pytest.fixture
def window(desk, session, open_window):
    return open_window(desk, "rollcall")


@pytest.fixture
def page(window):
    return window.pages["rollcall"]


def marks(desk, session) -> dict[str, Mark]:
    return {line.full_name: line.mark for line in rollcall.open_roll(desk, session.id).lines}


def shown(page) -> dict[str, Mark]:
    return {line.full_name: line.mark for line in page.view.model.records}


def current_name(page) -> str:
    return page.view.finder.table.current().full_name


def test_the_roster_is_there_and_the_find_box_has_the_keyboard(page):
    assert list(shown(page)) == ["Bùi Thị An", "Trần Văn Bình", "Đỗ Thu Hà",
                                 "Nguyễn Anh Tuấn", "Lê Đức Ý"]  # fmt: skip
    assert focused() is page.view.finder.box


def test_a_name_without_dấu_and_enter_marks_present_and_empties_the_box(
    qtbot, window, page, desk, session
):
    type_letters("tuan")
    assert current_name(page) == "Nguyễn Anh Tuấn"
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert marks(desk, session)["Nguyễn Anh Tuấn"] is Mark.PRESENT
    assert shown(page)["Nguyễn Anh Tuấn"] is Mark.PRESENT
    assert page.view.finder.box.text() == ""
    assert page.view.model.rowCount() == len(NAMES)
    assert focused() is page.view.finder.box


def test_a_number_finds_by_its_place_on_the_sheet(qtbot, window, page, desk, session):
    type_letters("3")
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert marks(desk, session)["Đỗ Thu Hà"] is Mark.PRESENT


@pytest.mark.parametrize(
    ("key", "mark"),
    [
        (KEY.Key_F2, Mark.LATE),
        (KEY.Key_F3, Mark.ONLINE),
        (KEY.Key_F4, Mark.EXCUSED),
        (KEY.Key_F5, Mark.UNEXCUSED),
        (KEY.Key_F6, Mark.MADE_UP),
        (KEY.Key_F7, Mark.EXEMPT),
    ],
)
def test_each_function_key_sets_its_mark(qtbot, window, page, desk, session, key, mark):
    type_letters("binh")
    press(key)
    settle(qtbot, window)
    assert marks(desk, session)["Trần Văn Bình"] is mark
    assert page.view.finder.box.text() == ""


def test_f8_takes_a_mark_away(qtbot, window, page, desk, session):
    type_letters("binh")
    press(KEY.Key_Return)
    press(KEY.Key_F8)
    settle(qtbot, window)
    assert marks(desk, session)["Trần Văn Bình"] is Mark.UNMARKED


def test_enter_with_an_empty_box_goes_down_the_list(qtbot, window, page, desk, session):
    for _ in range(3):
        press(KEY.Key_Return)
    settle(qtbot, window)
    found = marks(desk, session)
    assert [found[name] for name in shown(page)][:4] == [Mark.PRESENT] * 3 + [Mark.UNMARKED]
    assert current_name(page) == "Nguyễn Anh Tuấn"


def test_a_mark_shows_only_when_it_is_on_disk(qtbot, window, page):
    gate = threading.Event()
    window.context.tasks.keep(lambda _desk: gate.wait(10))
    press(KEY.Key_Return)
    QApplication.processEvents()
    assert set(shown(page).values()) == {Mark.UNMARKED}
    gate.set()
    settle(qtbot, window)
    assert shown(page)["Bùi Thị An"] is Mark.PRESENT


def test_letters_pressed_on_any_control_search(page):
    for control in (page.view.session, page.view.all_present, page.view.finder.table,
                    page.view.panel.buttons[Mark.LATE]):  # fmt: skip
        page.view.finder.box.empty()
        control.setFocus()
        type_letters("ha")
        assert page.view.finder.box.text() == "ha", control
        assert focused() is page.view.finder.box
        assert current_name(page) == "Đỗ Thu Hà"


def test_clicking_a_mark_leaves_the_keyboard_in_the_find_box(qtbot, window, page, desk, session):
    press(KEY.Key_Down)
    qtbot.mouseClick(page.view.panel.buttons[Mark.EXCUSED], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert marks(desk, session)["Trần Văn Bình"] is Mark.EXCUSED
    assert focused() is page.view.finder.box
    assert current_name(page) == "Trần Văn Bình"


def test_clicking_a_mark_without_a_note_goes_on_to_the_next(qtbot, window, page, desk, session):
    for _ in range(2):
        qtbot.mouseClick(page.view.panel.buttons[Mark.PRESENT], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    found = marks(desk, session)
    assert [name for name in NAMES if found[name] is Mark.PRESENT] == list(NAMES[:2])
    assert current_name(page) == NAMES[2]
    assert focused() is page.view.finder.box


@pytest.mark.parametrize(
    ("key", "mark", "typed", "field"),
    [(KEY.Key_F4, Mark.EXCUSED, "Ốm", "reason"), (KEY.Key_F2, Mark.LATE, "19:20", "arrival")],
)
def test_shift_and_the_key_mark_and_open_the_field_beside(
    qtbot, window, page, desk, session, key, mark, typed, field
):
    press(key, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, window)
    assert current_name(page) == NAMES[0]
    assert focused() is getattr(page.view.panel, field).edit
    type_letters(typed)
    press(KEY.Key_Return)
    settle(qtbot, window)
    line = rollcall.open_roll(desk, session.id).lines[0]
    assert line.mark is mark
    assert typed in (line.reason, f"{line.arrived_at:%H:%M}" if line.arrived_at else "")
    assert focused() is page.view.finder.box


def test_a_number_typed_after_a_note_finds_that_person_alone(qtbot, window, page, desk, session):
    type_letters("1")
    press(KEY.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, window)
    type_letters("Ốm")
    press(KEY.Key_Return)
    type_letters("3")
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert marks(desk, session)[NAMES[0]] is Mark.EXCUSED
    assert marks(desk, session)[NAMES[2]] is Mark.PRESENT


def test_another_hour_takes_the_place_of_the_one_that_is_shown(qtbot, window, page, desk, session):
    for hour in ("19:20", "19:25"):
        press(KEY.Key_F2, Qt.KeyboardModifier.ShiftModifier)
        settle(qtbot, window)
        type_letters(hour)
        press(KEY.Key_Return)
        settle(qtbot, window)
    assert f"{rollcall.open_roll(desk, session.id).lines[0].arrived_at:%H:%M}" == "19:25"


def test_the_exempt_are_told_beside_those_who_are_called(qtbot, window, page):
    assert page.view.figures.called.name == "Triệu tập"
    press(KEY.Key_F7)
    settle(qtbot, window)
    assert page.view.figures.called.name == "Triệu tập, miễn 1"


def test_a_reason_belongs_to_the_person_for_whom_it_was_typed(qtbot, window, page, desk, session):
    page.view.panel.reason.setFocus()
    type_letters("Ốm")
    press(KEY.Key_F4)
    settle(qtbot, window)
    first, second = rollcall.open_roll(desk, session.id).lines[:2]
    assert (first.mark, first.reason) == (Mark.EXCUSED, "Ốm")
    assert second.reason == ""
    assert page.view.panel.reason.text == ""


def test_a_reason_is_kept_when_enter_leaves_its_field(qtbot, window, page, desk, session):
    page.view.panel.reason.setFocus()
    type_letters("Họp tổ")
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert rollcall.open_roll(desk, session.id).lines[0].reason == "Họp tổ"
    assert focused() is page.view.finder.box


def test_everyone_present_sets_only_the_unmarked_and_is_one_step(
    qtbot, window, page, desk, session
):
    type_letters("ha")
    press(KEY.Key_F4)
    page.view.all_present.click()
    settle(qtbot, window)
    found = marks(desk, session)
    assert found["Đỗ Thu Hà"] is Mark.EXCUSED
    assert list(found.values()).count(Mark.PRESENT) == 4
    assert not page.view.all_present.isEnabled()
    press(KEY.Key_Z, CTRL)
    settle(qtbot, window)
    assert list(marks(desk, session).values()).count(Mark.UNMARKED) == 4
    assert list(shown(page).values()).count(Mark.UNMARKED) == 4


def test_undo_and_redo_are_named_and_work_from_the_find_box(qtbot, window, page, desk, session):
    type_letters("tuan")
    press(KEY.Key_F2)
    settle(qtbot, window)
    assert window.history.undo.text() == "Hoàn tác: Điểm danh Nguyễn Anh Tuấn: Đến muộn"
    type_letters("b")
    press(KEY.Key_Z, CTRL)
    settle(qtbot, window)
    assert marks(desk, session)["Nguyễn Anh Tuấn"] is Mark.UNMARKED
    assert window.history.redo.text() == "Làm lại: Điểm danh Nguyễn Anh Tuấn: Đến muộn"
    press(KEY.Key_Y, CTRL)
    settle(qtbot, window)
    assert marks(desk, session)["Nguyễn Anh Tuấn"] is Mark.LATE


def test_figures_and_both_rates_follow_each_mark(qtbot, window, page):
    for key in (KEY.Key_Return, KEY.Key_F2, KEY.Key_F4, KEY.Key_F6, KEY.Key_F7):
        press(key)
    settle(qtbot, window)
    figures = page.view.figures
    cards = (figures.called, figures.attended, figures.excused, figures.unmarked)
    assert [card.figure.text() for card in cards] == ["5", "2", "1", "0"]
    assert figures.rate.figure.text() == "40,00%"
    assert figures.complete.figure.text() == "75,00%"
    assert figures.rate.formula == "(có mặt + đến muộn + trực tuyến) / triệu tập"


def test_composing_letters_search_and_do_not_meet_the_mark_keys(qtbot, window, page, desk, session):
    compose("Tuâ")
    compose("Tuấn")
    assert current_name(page) == "Nguyễn Anh Tuấn"
    press(KEY.Key_F3)
    settle(qtbot, window)
    assert marks(desk, session)["Nguyễn Anh Tuấn"] is Mark.ONLINE
    assert page.view.finder.box.sought == ""
    compose("", commit="Hà")
    assert current_name(page) == "Đỗ Thu Hà"
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert marks(desk, session)["Đỗ Thu Hà"] is Mark.PRESENT
    QApplication.sendEvent(focused(), QInputMethodEvent())
    assert page.view.finder.box.sought == ""


def test_nobody_found_is_said_and_enter_marks_nobody(qtbot, window, page, desk, session):
    type_letters("xyz")
    assert page.view.finder.nothing.isVisible()
    assert "xyz" in page.view.finder.nothing.text()
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert set(marks(desk, session).values()) == {Mark.UNMARKED}


def test_without_a_session_the_page_says_what_to_do(open_window, desk):
    enrol(desk, *NAMES)
    window = open_window(desk, "rollcall")
    view = window.pages["rollcall"].view
    assert view.empty.isVisible()
    assert view.empty.sentence.text() == "Chưa có buổi học. Thêm buổi học để điểm danh."
    view.empty.step.click()
    assert window.stack.currentWidget() is window.pages["topics"]
