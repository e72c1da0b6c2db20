"""An evening through the window: closing, reopening, make-up, the door, cards, the projector."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studycompanion.domain.attendance import Mark
from studycompanion.domain.card_code import card_code
from studycompanion.domain.study import SessionKind, SessionState
from studycompanion.services import closing, rollcall, sessions
from studycompanion.ui.pages.rollcall import totals_screen
from studycompanion.ui.pages.rollcall.arrival_dialog import ArrivalDialog
from studycompanion.ui.pages.rollcall.closing_dialogs import CloseDialog, ReopenDialog
from studycompanion.ui.pages.rollcall.make_up_dialog import MakeUpDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, focused, press, type_letters
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
    return {line.full_name: line.mark for line in rollcall.read_roll(desk, session.id).lines}


def back(qtbot, window) -> None:
    """The dialog is gone; the window has the keyboard again."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def state(desk, session) -> SessionState:
    return sessions.session_card(desk, session.id).state


@pytest.fixture
def closed(qtbot, desk, session, window, page):
    """Bình absent without a reason, all others present, closed."""
    rollcall.mark_many(
        desk,
        session.id,
        [line.member_id for line in page.view.model.records if line.full_name == "Trần Văn Bình"],
        Mark.UNEXCUSED,
    )
    closing.close_session(desk, session.id, rest=Mark.PRESENT)
    page.reload()
    settle(qtbot, window)
    return session


def test_closing_asks_what_the_unmarked_are_and_names_them(
    qtbot, window, page, desk, session, dialogs
):
    press(KEY.Key_Return)
    settle(qtbot, window)
    page.view.finish.click()
    dialog = dialogs.expect(CloseDialog)
    assert [line.full_name for line in dialog.model.records] == list(marks(desk, session))[1:]
    press(KEY.Key_Return)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "4" in dialog.problem.text()
    assert state(desk, session) is SessionState.OPEN
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert state(desk, session) is SessionState.CLOSED
    assert list(marks(desk, session).values()).count(Mark.UNEXCUSED) == 4


def test_a_closed_session_refuses_marks_with_a_sentence(qtbot, window, page, desk, closed):
    before = marks(desk, closed)
    said = []
    page.noted.connect(said.append)
    for key in (KEY.Key_Return, KEY.Key_F2):
        page.view.finder.setFocus()
        type_letters("binh")
        press(key)
        settle(qtbot, window)
    assert marks(desk, closed) == before
    assert said == ["Buổi học đã kết thúc điểm danh. Hãy mở lại buổi học trước khi sửa."] * 2
    assert page.view.lock.isVisible()
    assert not page.view.panel.isVisible()


def test_reopening_needs_a_reason_that_is_kept(qtbot, window, page, desk, closed, dialogs):
    page.view.lock.reopen.click()
    dialog = dialogs.expect(ReopenDialog)
    press(KEY.Key_Return)
    qtbot.waitUntil(dialog.problem.isVisible)
    type_letters("Ghi nhầm đồng chí Bình")
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert state(desk, closed) is SessionState.OPEN
    assert closing.session_steps(desk, closed.id)[-1].reason == "Ghi nhầm đồng chí Bình"
    assert page.view.panel.isVisible()
    back(qtbot, window)
    assert focused() is page.view.finder.box


def test_a_make_up_calls_who_missed_and_settles_them_when_they_come(
    qtbot, window, page, desk, closed, dialogs
):
    page.view.lock.make_up.click()
    dialog = dialogs.expect(MakeUpDialog)
    assert [line.full_name for line in dialog.model.records] == ["Trần Văn Bình"]
    press(KEY.Key_Return)
    settle(qtbot, window)
    made = sessions.session_card(desk, page.context.choice.session_id)
    assert (made.kind, made.makes_up_id) == (SessionKind.MAKE_UP, closed.id)
    assert [line.full_name for line in page.view.model.records] == ["Trần Văn Bình"]
    back(qtbot, window)
    press(KEY.Key_Return)
    settle(qtbot, window)
    first = {line.full_name: line.counted for line in rollcall.read_roll(desk, closed.id).lines}
    assert first["Trần Văn Bình"] is Mark.MADE_UP
    page.open_record(closed.id)
    settle(qtbot, window)
    assert page.view.figures.complete.figure.text() == "100,00%"
    assert not page.view.lock.make_up.isVisible()


def test_undo_takes_a_make_up_session_away_again(qtbot, window, page, desk, closed, dialogs):
    page.view.lock.make_up.click()
    dialogs.expect(MakeUpDialog)
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert len(sessions.list_sessions(desk)) == 2
    back(qtbot, window)
    press(KEY.Key_Z, CTRL)
    settle(qtbot, window)
    assert [line.id for line in sessions.list_sessions(desk)] == [closed.id]
    assert page.session.id == closed.id


def test_a_guest_is_added_at_the_door_by_keyboard_and_undone(
    qtbot, window, page, desk, session, dialogs
):
    page.actions_.ask_arrival()
    dialogs.expect(ArrivalDialog)
    type_letters("Phạm Văn Khách")
    press(KEY.Key_Return)
    settle(qtbot, window)
    line = rollcall.read_roll(desk, session.id).lines[-1]
    assert (line.full_name, line.is_guest, line.mark) == ("Phạm Văn Khách", True, Mark.PRESENT)
    assert line.number == len(NAMES) + 1
    assert page.view.finder.table.current().full_name == "Phạm Văn Khách"
    assert page.view.figures.called.figure.text() == str(len(NAMES))
    back(qtbot, window)
    press(KEY.Key_Z, CTRL)
    settle(qtbot, window)
    assert "Phạm Văn Khách" not in marks(desk, session)
    assert page.view.model.rowCount() == len(NAMES)


def test_a_scanned_card_marks_present_with_a_line_that_says_who(qtbot, window, page, desk, session):
    line = page.view.model.records[3]
    type_letters(card_code(line.member_id))
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert marks(desk, session)[line.full_name] is Mark.PRESENT
    assert list(marks(desk, session).values()).count(Mark.PRESENT) == 1
    assert page.view.scanned.isVisible()
    assert line.full_name in page.view.scanned.accessibleName()
    assert page.view.finder.box.text() == ""
    type_letters(card_code("nobody-here"))
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert "không thuộc đồng chí nào" in page.view.scanned.accessibleName()
    assert list(marks(desk, session).values()).count(Mark.PRESENT) == 1


def test_an_apology_is_noted_beforehand_and_accepted_for_all_together(
    qtbot, window, page, desk, session
):
    page.view.finder.table.go_to_row(1)
    page.view.panel.reason.edit.setText("Đi công tác")
    page.view.panel.apology.click()
    settle(qtbot, window)
    assert marks(desk, session)["Trần Văn Bình"] is Mark.UNMARKED
    page.view.all_present.click()
    settle(qtbot, window)
    assert marks(desk, session)["Trần Văn Bình"] is Mark.UNMARKED
    assert page.view.accept_apologies.isVisible()
    page.view.accept_apologies.click()
    settle(qtbot, window)
    line = rollcall.read_roll(desk, session.id).lines[1]
    assert (line.mark, line.reason) == (Mark.EXCUSED, "Đi công tác")
    assert not page.view.accept_apologies.isVisible()


def test_the_hour_of_who_is_late_can_be_set(qtbot, window, page, desk, session):
    type_letters("binh")
    press(KEY.Key_F2)
    settle(qtbot, window)
    assert page.view.panel.arrival.isVisible()
    page.view.panel.arrival.setFocus()
    page.view.panel.arrival.edit.selectAll()
    type_letters("19h25")
    press(KEY.Key_Return)
    settle(qtbot, window)
    line = rollcall.read_roll(desk, session.id).lines[1]
    assert (line.mark, f"{line.arrived_at:%H:%M}") == (Mark.LATE, "19:25")


def test_the_rest_can_be_marked_alike_and_taken_back(qtbot, window, page, desk, session):
    press(KEY.Key_Return)
    settle(qtbot, window)
    page.actions_.mark_rest(Mark.UNEXCUSED)
    settle(qtbot, window)
    assert list(marks(desk, session).values()) == [Mark.PRESENT] + [Mark.UNEXCUSED] * 4
    press(KEY.Key_Z, CTRL)
    settle(qtbot, window)
    assert list(marks(desk, session).values()) == [Mark.PRESENT] + [Mark.UNMARKED] * 4


def test_the_projector_shows_totals_that_follow_and_no_names(qtbot, window, page, session, dialogs):
    page.actions_.show_totals()
    screen = dialogs.expect(totals_screen.TotalsScreen)
    assert screen.isFullScreen()
    page.marking.mark_current(Mark.PRESENT)
    settle(qtbot, window)
    words = [label.text() for label in screen.findChildren(totals_screen.QLabel)]
    assert "1" in words
    assert "20,00%" in words
    assert not [name for name in NAMES for text in words if name in text]
    press(KEY.Key_Escape)
    assert not screen.isVisible()


def test_usual_reasons_are_offered_and_taken_over(qtbot, window, page, desk, session):
    press(KEY.Key_F4)
    press(KEY.Key_Up)
    settle(qtbot, window)
    assert page.view.panel.reasons[Mark.EXCUSED]
    page.view.panel._take("Việc gia đình")
    settle(qtbot, window)
    line = rollcall.read_roll(desk, session.id).lines[0]
    assert (line.mark, line.reason) == (Mark.EXCUSED, "Việc gia đình")
    assert focused() is page.view.finder.box


def test_a_session_that_calls_nobody_says_so_and_closes(qtbot, open_window, desk, dialogs):
    session = session_of(desk, topic_of(desk))
    window = open_window(desk, "rollcall")
    page = window.pages["rollcall"]
    press(KEY.Key_Return)
    assert page.view.figures.called.figure.text() == "0"
    page.view.finish.click()
    dialog = dialogs.expect(CloseDialog)
    assert dialog.count.text() == "Mọi người đều đã có dấu."
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert state(desk, session) is SessionState.CLOSED
