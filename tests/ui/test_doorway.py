"""From first start, a password or a lock to the open window."""

import json
import platform

from PySide6.QtCore import Qt

from studycompanion.services import agenda, members, opening, safekeeping
from studycompanion.ui.crash_form import CrashForm
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.wizards.lock_dialog import LockDialog
from studycompanion.ui.wizards.recovery_sheet import RecoverySheet
from studycompanion.ui.wizards.rescue_dialog import RescueDialog
from studycompanion.ui.wizards.start_dialog import StartDialog
from studycompanion.ui.wizards.unlock_dialog import UnlockDialog
from tests.ui.fixtures import ACTOR, SETUP, close, settle, wait_for_window
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.people import NAMES, enrol

PASSWORD = "mật khẩu rất dài"


def locked(data_folder, clock):
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password=PASSWORD)
    opening.close(made.desk)
    return made.recovery_key


def test_a_recovery_key_that_cannot_be_saved_there_is_said(qtbot, dialogs, tmp_path):
    sheet = RecoverySheet("AAAA-BBBB")
    qtbot.addWidget(sheet)
    sheet.show()
    dialogs.expect(RecoverySheet)
    sheet.write_to(tmp_path / "không có" / "khoa.txt")
    assert "Không ghi được" in sheet.problem.text()


def test_a_wrong_password_is_one_sentence_and_the_field_keeps_the_keyboard(
    qtbot, start, dialogs, data_folder, clock
):
    locked(data_folder, clock)
    running = start()
    dialog = dialogs.expect(UnlockDialog)
    type_letters("sai rồi")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=9000)
    assert dialog.problem.text() == (
        "Mật khẩu không đúng. Hãy thử lại, hoặc dùng khóa khôi phục đã in."
    )
    assert focused() is dialog.password.edit
    assert dialog.password.edit.selectedText()
    dialog.password.edit.setText(PASSWORD)
    press(Qt.Key.Key_Return)
    wait_for_window(qtbot, running)


def test_the_recovery_key_opens_too(qtbot, start, dialogs, data_folder, clock):
    key = locked(data_folder, clock)
    running = start()
    dialog = dialogs.expect(UnlockDialog)
    dialog.password.edit.setText(key)
    dialog.open_button.click()
    wait_for_window(qtbot, running)


def test_a_file_that_somebody_has_open_says_who_and_asks_him_forward(
    qtbot, start, dialogs, data_folder, clock
):
    other = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    running = start()
    dialog = dialogs.expect(LockDialog)
    assert "may-tinh" in dialog.sentence.text()
    assert opening.was_asked_to_raise(data_folder)
    assert running.window is None or not running.window.isVisible()
    opening.close(other)
    dialog.buttons.itemAt(1).widget().click()
    wait_for_window(qtbot, running)


def test_a_lock_left_by_another_pc_is_taken_over_after_a_question(
    qtbot, start, dialogs, data_folder, clock
):
    opening.close(opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk)
    holder = {"user": "hanh", "pc": f"không phải {platform.node()}", "since": "2026-11-19T08:00"}
    (data_folder / "data.lock").write_text(json.dumps(holder), "utf-8")
    running = start()
    dialog = dialogs.expect(LockDialog)
    assert "hanh" in dialog.sentence.text()
    dialog.buttons.itemAt(1).widget().click()
    wait_for_window(qtbot, running)


def test_a_damaged_file_is_said_and_left_as_it_was(qtbot, start, dialogs, data_folder):
    (data_folder / "data.db").write_bytes(b"SQLite format 3\x00" + b"hong" * 500)
    before = (data_folder / "data.db").read_bytes()
    running = start()
    offered = dialogs.expect(RescueDialog)
    assert "hỏng" in offered.sentence.text()
    with qtbot.waitSignal(running.doorway.given_up):
        offered.reject()
    assert (data_folder / "data.db").read_bytes() == before


def test_the_first_rows_stay_when_the_file_is_open(qtbot, start, data_folder, clock):
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    enrol(made, *NAMES)
    opening.close(made)
    Preferences(data_folder).change(page="members", starts_on="last")
    running = start()
    assert running.window.pages["members"].view.model.rowCount() == len(NAMES)
    with qtbot.waitSignal(running.doorway.opened, timeout=9000):
        pass
    settle(qtbot, running.window)
    view = running.window.pages["members"].view
    assert view.model.rowCount() == len(NAMES)
    assert view.panel.fields["full_name"].text == "Bùi Thị An"
    assert members.list_members(running.tasks.gate.desk())


def test_leaving_the_first_question_leaves_nothing_behind(qtbot, start, dialogs, data_folder):
    running = start()
    dialog = dialogs.expect(StartDialog)
    with qtbot.waitSignal(running.doorway.given_up):
        dialog.reject()
    assert not (data_folder / "data.db").exists()


def test_a_password_set_later_is_asked_for(qtbot, start, dialogs, data_folder, clock):
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    safekeeping.change_password(made, None, PASSWORD)
    opening.close(made)
    running = start()
    dialog = dialogs.expect(UnlockDialog)
    dialog.password.edit.setText(PASSWORD)
    dialog.open_button.click()
    wait_for_window(qtbot, running)


def test_a_bug_while_opening_without_a_window_ends_the_program_once_it_was_read(
    qtbot, start, dialogs, data_folder, clock, monkeypatch
):
    opening.close(opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk)

    def fail(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(opening, "open_desk", fail)
    running, left = start(), []
    monkeypatch.setattr(running.app, "quit", lambda: left.append(True), raising=False)
    form = dialogs.expect(CrashForm)
    assert not left
    form.reject()
    qtbot.waitUntil(lambda: bool(left))


def test_a_bug_while_opening_ends_in_the_crash_form_and_the_window_still_closes(
    qtbot, start, dialogs, data_folder, clock, monkeypatch
):
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    enrol(made, *NAMES)
    agenda.remember(made)
    opening.close(made)

    def fail(*_args, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(opening, "open_desk", fail)
    running = start()
    form = dialogs.expect(CrashForm)
    assert "ZeroDivisionError" in form.text.toPlainText()
    form.reject()
    close(qtbot, running.window)
