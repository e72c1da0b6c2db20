"""Going back to a backup by the window: the list, a look inside, the restore and its undoing."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.services import backups, checking, members, restoring, safekeeping, topics
from studycompanion.services.checking import Problem, Repaired
from studycompanion.ui.dialogs import Message
from studycompanion.ui.history_dialog import HistoryDialog
from studycompanion.ui.pages.settings.backups.dialog import BackupsDialog
from studycompanion.ui.pages.settings.backups.opening_key import BackupKeyDialog
from studycompanion.ui.pages.settings.safety.check_dialog import CheckDialog
from tests.ui.fixtures import close, seen_copy, settle
from tests.ui.keyboard import press
from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def made(desk):
    """A backup of five people, after which a sixth came and a topic."""
    enrol(desk, *NAMES)
    path = safekeeping.backup(desk)
    enrol(desk, "Vũ Thị Mới")
    topic_of(desk)
    return path


@pytest.fixture
def window(qtbot, desk, made, open_window):
    window = open_window(desk, "members")
    window.visit("settings")
    window.pages["settings"].view.show_section("safety")
    settle(qtbot, window)
    return window


@pytest.fixture
def section(window):
    return window.pages["settings"].view.safety


def names(desk) -> set[str]:
    return {line.full_name for line in members.list_members(desk)}


def go_to(dialog, path) -> None:
    assert dialog.table.go_to(str(path))


def test_backups_are_listed_looked_into_restored_and_the_restore_undone(
    qtbot, window, section, desk, made, dialogs
):
    section.restore.click()
    listed = dialogs.expect(BackupsDialog)
    settle(qtbot, window)
    go_to(listed, made)
    row = listed.model.row_of(str(made))
    shown = [listed.model.cell_at(row, place).text for place in range(7)]
    assert shown[0] == "20/11/2026 19:00"
    assert shown[3] == "5"
    assert shown[6] == "ít hơn nay 1 người, ít hơn nay 1 chuyên đề"
    listed.table.setFocus()
    press(Qt.Key.Key_Return)
    inside = seen_copy(qtbot)
    inside.visit("members")
    settle(qtbot, inside)
    lines = inside.pages["members"].view.model.records
    assert {line.full_name for line in lines} == set(NAMES)
    folder = inside.context.folder
    close(qtbot, inside)
    assert not folder.exists()
    listed.restore.click()
    question = dialogs.expect(Message)
    assert "ít hơn nay 1 người" in question.sentence.text()
    question.accept()
    settle(qtbot, window)
    assert names(desk) == set(NAMES)
    assert section.undo_restore.isVisible()
    window.visit("members")
    settle(qtbot, window)
    assert len(window.pages["members"].view.model.records) == 5
    window.visit("settings")
    section.undo_restore.click()
    dialogs.expect(Message).accept()
    settle(qtbot, window)
    assert names(desk) == {*NAMES, "Vũ Thị Mới"}


def test_a_no_restores_nothing(qtbot, window, section, desk, dialogs):
    section.restore.click()
    listed = dialogs.expect(BackupsDialog)
    settle(qtbot, window)
    listed.restore.click()
    dialogs.expect(Message).reject()
    settle(qtbot, window)
    assert "Vũ Thị Mới" in names(desk)
    listed.reject()


def test_a_backup_from_elsewhere_is_chosen_and_one_that_is_none_is_said(
    qtbot, window, section, desk, made, dialogs, tmp_path
):
    stick = tmp_path / "chép tay.scbackup"
    stick.write_bytes(made.read_bytes())
    section.restore.click()
    listed = dialogs.expect(BackupsDialog)
    settle(qtbot, window)
    listed.other.click()
    dialogs.choose(stick)
    settle(qtbot, window)
    assert listed.model.records[0].path == stick
    assert listed.table.current_identity() == str(stick)
    stick.write_text("không phải bản sao lưu")
    listed.other.click()
    dialogs.choose(stick)
    assert stick.name in dialogs.expect(Message).sentence.text()
    listed.reject()


def test_a_backup_of_before_another_password_asks_for_the_one_of_then(
    qtbot, window, section, desk, dialogs
):
    safekeeping.change_password(desk, None, "một hai ba")
    old = safekeeping.backup(desk)
    safekeeping.change_password(desk, "một hai ba", None)
    section.restore.click()
    listed = dialogs.expect(BackupsDialog)
    settle(qtbot, window)
    go_to(listed, old)
    listed.see.click()
    asked = dialogs.expect(BackupKeyDialog)
    asked.password.edit.setText("sai")
    asked.open_button.click()
    again = dialogs.expect(BackupKeyDialog)
    assert again.problem.isVisible()
    again.password.edit.setText("một hai ba")
    again.open_button.click()
    close(qtbot, seen_copy(qtbot))
    listed.reject()


def test_nothing_else_can_be_pressed_and_nobody_leaves_while_data_is_exchanged(
    qtbot, window, section, dialogs
):
    section.restore.click()
    listed = dialogs.expect(BackupsDialog)
    settle(qtbot, window)
    listed.show_busy(is_busy=True)
    assert listed.bar.isVisible()
    assert not listed.restore.isEnabled()
    press(Qt.Key.Key_Escape)
    assert listed.isVisible()
    listed.show_busy(is_busy=False)
    listed.reject()


def test_trouble_while_restoring_is_said_and_the_data_stays(
    qtbot, window, section, desk, made, dialogs
):
    section.restore.click()
    listed = dialogs.expect(BackupsDialog)
    settle(qtbot, window)
    go_to(listed, made)
    made.write_text("hỏng")
    listed.restore.click()
    dialogs.expect(Message).accept()
    assert made.name in dialogs.expect(Message).sentence.text()
    assert listed.restore.isEnabled()
    assert "Vũ Thị Mới" in names(desk)
    assert not restoring.can_undo_restore(desk) or backups.lines(desk)
    listed.reject()


def test_problems_are_listed_with_advice_and_mended_after_a_backup(
    qtbot, window, section, dialogs, monkeypatch
):
    found = (
        Problem("orphan", "Một bản ghi không thuộc đồng chí nào.", True, "item", "1"),
        Problem("journal", "Nhật ký đứt ở việc 3.", False, "", ""),
    )
    monkeypatch.setattr(checking, "problems", lambda _desk: found)
    monkeypatch.setattr(
        checking,
        "repair",
        lambda _desk: Repaired((found[0].words,), (found[1].words,), None),
    )
    section.check.click()
    dialog = dialogs.expect(CheckDialog)
    assert [dialog.model.cell_at(row, 1).text for row in (0, 1)] == ["Sửa được", "Cần khôi phục"]
    dialog.mend.click()
    told = dialogs.expect(Message)
    assert told.sentence.text().endswith(found[1].words)
    told.accept()
    settle(qtbot, window)


def test_what_cannot_be_mended_is_only_told(qtbot, window, section, dialogs, monkeypatch):
    found = (Problem("journal", "Nhật ký đứt ở việc 3.", False, "", ""),)
    monkeypatch.setattr(checking, "problems", lambda _desk: found)
    section.check.click()
    dialog = dialogs.expect(CheckDialog)
    assert not dialog.mend.isEnabled()
    assert "khôi phục một bản sao lưu" in dialog.sentence.text()
    dialog.reject()


def test_the_history_is_listed_narrowed_and_proved(qtbot, window, section, dialogs):
    section.history.click()
    dialog = dialogs.expect(HistoryDialog)
    settle(qtbot, window)
    every = len(dialog.model.records)
    assert every >= 3
    dialog.step.choose("topic_add")
    dialog.step.picked.emit("topic_add")
    settle(qtbot, window)
    assert [one.code for one in dialog.model.records] == ["topic_add"]
    dialog.step.choose("")
    dialog.until.edit.setText("19/11/2026")
    dialog.until.leave()
    settle(qtbot, window)
    assert dialog.model.records == []
    dialog.until.edit.setText("hôm nào")
    dialog.until.leave()
    settle(qtbot, window)
    assert "hôm nào" in dialog.until.problem.text()
    assert len(dialog.model.records) == every
    dialog.proof.click()
    settle(qtbot, window)
    assert dialog.sentence.text().startswith("Nhật ký nguyên vẹn")
    dialog.accept()


def test_a_step_of_the_history_is_taken_back_after_a_question(
    qtbot, window, section, desk, dialogs
):
    section.history.click()
    dialog = dialogs.expect(HistoryDialog)
    settle(qtbot, window)
    codes = [one.code for one in dialog.model.records]
    dialog.table.go_to_row(codes.index("setup"))
    assert not dialog.take_back.isEnabled()
    dialog.table.go_to_row(codes.index("topic_add"))
    dialog.take_back.click()
    question = dialogs.expect(Message)
    assert question.sentence.text().startswith("Hoàn tác “Thêm chuyên đề")
    question.accept()
    told = dialogs.expect(Message)
    assert told.sentence.text().startswith("Đã hoàn tác: Thêm chuyên đề")
    told.accept()
    settle(qtbot, window)
    assert topics.list_topics(desk) == ()
    assert dialog.model.records[0].step.startswith("Hoàn tác: ")
    roster = [one.code for one in dialog.model.records].index("roster_import")
    dialog.table.go_to_row(roster)
    [late] = [one for one in members.list_members(desk) if one.full_name == "Vũ Thị Mới"]
    members.change_member(desk, late.id, 1, note="x")
    dialog.table.go_to_row(roster)
    dialog.take_back.click()
    dialogs.expect(Message).accept()
    refused = dialogs.expect(Message)
    assert "dựa vào việc này" in refused.sentence.text()
    refused.accept()
    dialog.accept()


def test_a_changed_history_is_told(qtbot, window, section, desk, dialogs, monkeypatch):
    found = (Problem("journal", "Nhật ký đứt ở việc 3.", False, "", ""),)
    monkeypatch.setattr(checking, "problems", lambda _desk: found)
    section.history.click()
    dialog = dialogs.expect(HistoryDialog)
    dialog.proof.click()
    assert dialogs.expect(Message).sentence.text() == "Nhật ký đứt ở việc 3."
    assert dialog.sentence.text() == "Nhật ký không còn nguyên vẹn."
    dialog.accept()
