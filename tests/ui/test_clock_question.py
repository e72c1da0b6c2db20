"""A clock behind the last record: the window asks before anything is dated."""

from datetime import timedelta

import pytest

from studycompanion.services import history_list, opening, topics
from studycompanion.ui.wizards.clock_dialog import ClockDialog
from studycompanion.ui.wizards.unlock_dialog import UnlockDialog
from tests.ui.fixtures import ACTOR, SETUP, settle, wait_for_window
from tests.ui.people import NAMES, enrol

PASSWORD = "mật khẩu rất dài"


@pytest.fixture(params=[None, PASSWORD], ids=["plain", "password"])
def password(request):
    return request.param


@pytest.fixture
def behind(data_folder, clock, password):
    """A file written at 19:00 on 20/11/2026, on a PC whose clock then fell back to 2020."""
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password=password)
    enrol(made.desk, *NAMES)
    opening.close(made.desk)
    clock.now = clock.now.replace(year=2020, hour=7)
    return data_folder


def ask(start, dialogs, password):
    running = start()
    if password:
        dialog = dialogs.expect(UnlockDialog)
        dialog.password.edit.setText(password)
        dialog.open_button.click()
    return running, dialogs.expect(ClockDialog)


def test_it_asks_and_goes_by_the_answer(qtbot, start, dialogs, behind, clock, password):
    running, dialog = ask(start, dialogs, password)
    assert running.window is None or running.window.isHidden()
    assert "20/11/2020 07:00" in dialog.sentence.text()
    assert "20/11/2026 19:00" in dialog.sentence.text()
    dialog.use.click()
    assert "ngày" in dialog.problem.text().lower()
    dialog.day.edit.setText("19/11")
    dialog.hour.edit.setText("8:00")
    dialog.use.click()
    qtbot.waitUntil(lambda: "vẫn trước lần ghi cuối" in dialog.problem.text(), timeout=9_000)
    dialog.day.edit.setText("21/11")
    dialog.use.click()
    window = wait_for_window(qtbot, running)
    assert f"{window.context.today:%d/%m/%Y}" == "21/11/2026"
    clock.advance(minutes=5)
    desk = window.context.tasks.gate.desk()
    topics.add_topic(desk, "Chuyên đề", 2026)
    first, second = history_list.entries(desk, limit=2)
    assert f"{first.at.astimezone(clock().tzinfo):%d/%m/%Y %H:%M}" == "21/11/2026 08:05"
    assert second.step == "Nhập ngày giờ thay đồng hồ máy (máy chỉ 20/11/2020 07:00)"
    settle(qtbot, window)


def test_a_clock_that_is_right_is_believed(qtbot, start, dialogs, behind, clock, password):
    running, dialog = ask(start, dialogs, password)
    dialog.is_right.click()
    window = wait_for_window(qtbot, running)
    assert window.context.today.year == 2020
    steps = [one.step for one in history_list.entries(window.context.tasks.gate.desk())]
    assert "Xác nhận đồng hồ máy đúng (lần ghi trước đề 20/11/2026 19:00)" in steps


def test_who_leaves_has_dated_nothing_and_left_the_file_closed(
    qtbot, start, dialogs, behind, clock, password
):
    running, dialog = ask(start, dialogs, password)
    dialog.reject()
    qtbot.waitUntil(lambda: running.tasks.is_idle, timeout=9_000)
    clock.now += timedelta(days=3_000)
    desk = opening.open_desk(behind, actor=ACTOR, clock=clock, password=password)
    assert all(one.at.year == 2026 for one in history_list.entries(desk))
    assert not desk.is_changed
    desk.store.close()
