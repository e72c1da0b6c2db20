"""The lock: nothing is asked, nothing is lost, and nobody's name is left to be seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from studycompanion.errors import EnvironmentProblem
from studycompanion.services import leaving, moving, opening, reviews
from studycompanion.storage.store import Store
from studycompanion.ui.dialogs import Message
from studycompanion.ui.left_sheet import LeftSheet
from studycompanion.ui.locking import clear_clipboard
from studycompanion.ui.pages.members.new_dialog import NewMemberDialog
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.wizards.covers import Cover
from studycompanion.ui.wizards.unlock_dialog import UnlockDialog
from tests.ui.fixtures import ACTOR, SETUP, settle, wait_for_window
from tests.ui.keyboard import CTRL, compose, press, type_letters
from tests.ui.people import NAMES, enrol, topic_of

PASSWORD = "mật khẩu rất dài"
CHOSEN = NAMES[2]


@pytest.fixture
def locked_file(data_folder, clock):
    """A file with a password, five people and a topic, closed."""
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password=PASSWORD)
    enrol(made.desk, *NAMES)
    topic_of(made.desk)
    opening.close(made.desk)
    return data_folder


@pytest.fixture
def unlock(qtbot, start, dialogs):
    """``unlock()``: start the program and tell it the password; returns the application."""

    def run():
        running = start()
        dialog = dialogs.expect(UnlockDialog)
        dialog.password.edit.setText(PASSWORD)
        dialog.open_button.click()
        wait_for_window(qtbot, running)
        return running

    return run


def on_person(qtbot, window, name=CHOSEN):
    """The reviews' page on one person, the keyboard in the first field."""
    window.visit("reviews")
    settle(qtbot, window)
    page = window.pages["reviews"]
    finder = page.people_view.finder
    people = page.people_view.model.records
    finder.table.go_to(next(one.member_id for one in people if one.full_name == name))
    settle(qtbot, window)
    assert page.person.full_name == name
    field = page.view.panel.findChildren(QPlainTextEdit)[0]
    field.setFocus()
    return page, field


def lock(qtbot, running):
    with qtbot.waitSignal(running.window.closed, timeout=20_000):
        running.window.gate.lock_now()
    assert running.is_locked


def in_sight():
    """Everything that can be read on the screen or in a title."""
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    return " ".join(
        [one.windowTitle() for one in tops]
        + [label.text() for one in tops for label in one.findChildren(QLabel)]
    )


def open_new_member(qtbot, window, dialogs, letters):
    """A dialog with half a name in it."""
    window.visit("members")
    settle(qtbot, window)
    window.pages["members"].actions_here.add("")
    dialog = dialogs.expect(NewMemberDialog)
    type_letters(letters)
    return dialog


def test_page_person_and_half_a_sentence_come_back(qtbot, locked_file, unlock, dialogs):
    running = unlock()
    on_person(qtbot, running.window)
    type_letters("Tôi còn ngại")
    compose("góp")
    lock(qtbot, running)
    assert running.tasks.gate._desk.store.lock is None
    dialogs.expect(Cover).close()
    again = unlock()
    window = again.window
    settle(qtbot, window)
    assert window.page_key() == "reviews"
    page = window.pages["reviews"]
    assert page.person.full_name == CHOSEN
    assert page.view.panel.findChildren(QPlainTextEdit)[0].toPlainText() == "Tôi còn ngạigóp"
    settle(qtbot, window)
    assert leaving.find_left(window.context.tasks.gate.desk()) is None


def test_what_was_typed_in_a_dialog_is_shown_and_can_be_copied(qtbot, locked_file, unlock, dialogs):
    running = unlock()
    running.window.context.choice.filters["members"] = "all"
    dialog = open_new_member(qtbot, running.window, dialogs, "Phạm Thị Dở Dang")
    title = dialog.windowTitle()
    lock(qtbot, running)
    assert "Dở Dang" not in in_sight()
    assert title not in in_sight()
    dialogs.expect(Cover).close()
    again = unlock()
    sheet = dialogs.expect(LeftSheet)
    assert again.window.page_key() == "members"
    assert again.window.context.choice.filters["members"] == "all"
    assert title in in_sight()
    assert sheet.shown[0].toPlainText() == "Phạm Thị Dở Dang"
    sheet.copy.click()
    assert "Phạm Thị Dở Dang" in QGuiApplication.clipboard().text()
    # Who locks once more before having copied it finds it again.
    lock(qtbot, again)
    dialogs.expect(Cover).close()
    third = unlock()
    sheet = dialogs.expect(LeftSheet)
    assert sheet.shown[0].toPlainText() == "Phạm Thị Dở Dang"
    sheet.accept()
    settle(qtbot, third.window)
    assert leaving.find_left(third.tasks.gate.desk()) is None


def test_a_dialog_that_nobody_typed_in_leaves_nothing(qtbot, locked_file, unlock, dialogs):
    running = unlock()
    open_new_member(qtbot, running.window, dialogs, "")
    lock(qtbot, running)
    dialogs.expect(Cover).close()
    settle(qtbot, unlock().window)
    assert not any(isinstance(one, LeftSheet) for one in dialogs.shown)


def test_no_name_is_in_sight_once_it_is_locked(qtbot, locked_file, unlock, dialogs, monkeypatch):
    # The offscreen clipboard never says whose it is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    running = unlock()
    on_person(qtbot, running.window)
    QGuiApplication.clipboard().setText(CHOSEN)
    running.window.gate.locking.begin()
    seen = in_sight()
    with qtbot.waitSignal(running.window.closed, timeout=20_000):
        pass
    for text in (seen, in_sight()):
        assert "Đang khóa" in text
        assert not any(name in text for name in NAMES)
        assert "Vĩnh Tuy" not in text
        assert "Chi bộ" not in text
    assert QGuiApplication.clipboard().text() == ""
    cover = dialogs.expect(Cover)
    QTest.keyClick(cover, Qt.Key.Key_Escape)
    assert cover.isVisible()
    cover.close()


def test_another_programs_clipboard_is_left_alone(qtbot, monkeypatch):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("của chương trình khác")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: False)
    clear_clipboard()
    assert clipboard.text() == "của chương trình khác"


def test_jobs_are_cancelled_and_waiting_writes_finish(qtbot, locked_file, unlock, dialogs):
    running = unlock()
    seen = []

    def work(_desk, job):
        while True:
            job.report(1, 2, "")

    on_person(qtbot, running.window)
    type_letters("x")
    running.tasks.start_job(work, seen.append, failed=seen.append)
    qtbot.waitUntil(lambda: running.tasks.has_jobs)
    lock(qtbot, running)
    dialogs.expect(Cover).close()
    assert type(seen[0]).__name__ == "Cancelled"
    again = unlock()
    settle(qtbot, again.window)
    fields = again.window.pages["reviews"].view.panel.findChildren(QPlainTextEdit)
    assert fields[0].toPlainText() == "x"


def test_a_record_that_does_not_take_the_text_leaves_it_to_be_copied(
    qtbot, locked_file, unlock, dialogs, monkeypatch
):
    running = unlock()
    on_person(qtbot, running.window)
    type_letters("giữ lấy")

    def refuse(*_words, **_options):
        raise EnvironmentProblem("disk_trouble")

    monkeypatch.setattr(reviews, "write_section", refuse)
    lock(qtbot, running)
    strays = [one for one in dialogs.shown if isinstance(one, Message)]
    dialogs.welcome += strays
    dialogs.expect(Cover).close()
    monkeypatch.undo()
    unlock()
    sheet = dialogs.expect(LeftSheet)
    assert [field.toPlainText() for field in sheet.shown] == ["giữ lấy"]
    sheet.accept()


def test_a_full_disk_only_covers_the_window_and_the_password_uncovers_it(
    qtbot, locked_file, unlock, dialogs, monkeypatch
):
    running = unlock()
    dialog = open_new_member(qtbot, running.window, dialogs, "Phạm Thị Dở Dang")

    def full(*_words, **_options):
        raise EnvironmentProblem("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "unlogged", full)
        running.window.gate.lock_now()
        cover = dialogs.expect(Cover)
        qtbot.waitUntil(cover.password.isVisible, timeout=20_000)
    assert not running.is_locked or running.window.isHidden()
    assert "Dở Dang" not in in_sight()
    cover.password.edit.setText("sai rồi")
    cover.open_button.click()
    qtbot.waitUntil(cover.problem.isVisible, timeout=20_000)
    cover.password.edit.setText(PASSWORD)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: running.window.isVisible() and dialog.isVisible(), timeout=20_000)
    assert not running.is_locked
    assert dialog.form.name.text == "Phạm Thị Dở Dang"
    dialog.reject()


def test_after_the_allowed_minutes_without_a_touch_it_locks(
    qtbot, locked_file, unlock, dialogs, clock
):
    running = unlock()
    idleness = running.window.gate.idleness
    running.window.context.preferences.change(lock_after=5)
    idleness.begin()
    clock.advance(minutes=4, seconds=59)
    idleness.look()
    settle(qtbot, running.window)
    QTest.keyClick(running.window.windowHandle(), Qt.Key.Key_Shift)
    clock.advance(minutes=4, seconds=59)
    idleness.look()
    settle(qtbot, running.window)
    assert not running.is_locked
    clock.advance(seconds=1)
    with qtbot.waitSignal(running.window.closed, timeout=20_000):
        idleness.look()
    dialogs.expect(Cover).close()


def test_long_work_gets_as_much_time_again(qtbot, locked_file, unlock, dialogs, clock):
    running = unlock()
    idleness = running.window.gate.idleness
    running.window.context.preferences.change(lock_after=5)
    idleness.begin()
    told = []
    idleness.over.disconnect()
    idleness.over.connect(lambda: told.append(True))

    def work(_desk, job):
        while True:
            job.report(1, 2, "")

    handle = running.tasks.start_job(work, print, failed=lambda _error: None)
    clock.advance(minutes=9)
    idleness.look()
    assert not told
    clock.advance(minutes=1)
    idleness.look()
    assert told == [True]
    handle.cancel()
    settle(qtbot, running.window)


def test_without_a_time_nothing_is_watched(qtbot, locked_file, unlock, clock):
    running = unlock()
    idleness = running.window.gate.idleness
    assert idleness._front is None
    clock.advance(hours=9)
    idleness.look()
    settle(qtbot, running.window)
    assert not running.is_locked


def test_a_file_without_a_password_is_not_locked_and_says_what_it_needs(
    qtbot, open_window, desk, dialogs, clock
):
    window = open_window(desk)
    press(Qt.Key.Key_L, CTRL)
    message = dialogs.expect(Message)
    assert "Hãy đặt mật khẩu" in message.sentence.text()
    message.accept()
    window.context.preferences.change(lock_after=5)
    window.gate.begin()
    clock.advance(hours=1)
    window.gate.idleness.look()
    settle(qtbot, window)
    assert window.isVisible()


def test_a_moved_copy_is_locked_too_though_nothing_can_be_kept_in_it(
    qtbot, locked_file, unlock, dialogs, clock, tmp_path
):
    desk = opening.open_desk(locked_file, actor=ACTOR, clock=clock, password=PASSWORD)
    moving.move_to_another_pc(desk, tmp_path / "usb")
    opening.close(desk)
    running = unlock()
    lock(qtbot, running)
    dialogs.expect(Cover).close()


@pytest.mark.parametrize("minutes", [1, 7, -5, "5", None])
def test_a_time_that_nobody_could_choose_counts_as_never(data_folder, minutes):
    preferences = Preferences(data_folder)
    preferences.change(lock_after=minutes)
    assert Preferences(data_folder).comforts.lock_after == 0
