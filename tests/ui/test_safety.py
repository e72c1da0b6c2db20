"""The section on safety: backups by themselves, the second place, and what the status says."""

from datetime import timedelta

import pytest

from studycompanion.services import backups, folder_sense, rehearsal, safekeeping
from studycompanion.services.folder_sense import FolderKind, FolderWarning
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.settings.safety.keeping_dialog import KeepingDialog
from tests.ui.fixtures import settle
from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def window(qtbot, desk, open_window):
    enrol(desk, *NAMES)
    window = open_window(desk, "settings")
    window.pages["settings"].view.show_section("safety")
    settle(qtbot, window)
    return window


@pytest.fixture
def section(window):
    return window.pages["settings"].view.safety


def said(section) -> list[str]:
    return [sign.accessibleName() for sign in section.keeping if not sign.isHidden()]


def later(desk, **ago) -> None:
    """Let the clock of the file go on."""
    clock = desk.clock
    desk.clock = lambda: clock() + timedelta(**ago)


def count_backups(desk) -> int:
    return len(backups.lines(desk))


def test_the_timer_backs_up_after_half_an_hour_only_what_changed(qtbot, window, section, desk):
    window.watch.look()
    settle(qtbot, window)
    before = count_backups(desk)
    later(desk, minutes=31)
    window.watch.look()
    settle(qtbot, window)
    assert count_backups(desk) == before
    topic_of(desk)
    window.watch.look()
    settle(qtbot, window)
    assert count_backups(desk) == before + 1
    assert "mở được, 20/11 19:31, 5 người" in said(section)[0]


def test_a_month_later_the_timer_rehearses_and_says_so(qtbot, window, section, desk):
    safekeeping.backup(desk)
    window.watch.look()
    settle(qtbot, window)
    assert not rehearsal.is_due(desk)
    assert "Đã thử khôi phục ngày 20/11 19:00: mở được, đủ và đúng" in said(section)


def test_how_many_are_kept_is_chosen_with_the_limits_in_sight(
    qtbot, window, section, desk, dialogs
):
    section.numbers.click()
    dialog = dialogs.expect(KeepingDialog)
    days = dialog.numbers["days"]
    assert (days.edit.accessibleName(), days.text) == ("Ngày gần nhất (1–90)", "7")
    for wrong in ("", "nhiều", "91", "99999"):
        days.edit.setText(wrong)
        dialog.accept_button.click()
        settle(qtbot, window)
        assert dialog.problem.text() == "Số ngày gần nhất phải từ 1 đến 90. Hãy sửa lại."
        assert dialog.focusWidget() is days.edit
    days.edit.setText(" 30 ")
    dialog.numbers["minutes"].edit.setText("15")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert backups.keeping(desk).policy.days == 30
    assert "15 phút một lần" in section.itself.text()


def test_trouble_of_the_timer_stops_nobody_and_the_next_look_tries_again(
    qtbot, window, desk, monkeypatch
):
    from studycompanion.errors import EnvironmentProblem

    def full(_desk):
        raise EnvironmentProblem("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(safekeeping, "backup_if_due", full)
        window.watch.look()
        settle(qtbot, window)
    later(desk, minutes=31)
    topic_of(desk)
    before = count_backups(desk)
    window.watch.look()
    settle(qtbot, window)
    assert count_backups(desk) == before + 1


def test_a_second_place_is_chosen_caught_up_and_dropped(
    qtbot, window, section, desk, dialogs, tmp_path
):
    stick = tmp_path / "USB"
    stick.mkdir()
    safekeeping.backup(desk)
    assert not section.forget_second.isVisible()
    section.choose_second.click()
    dialogs.choose(stick)
    settle(qtbot, window)
    assert said(section)[1].startswith("Bản trên USB: mở được, 20/11 19:00, 5 người")
    assert list(stick.rglob("*.scbackup"))
    section.forget_second.click()
    dialogs.expect(Message).accept()
    settle(qtbot, window)
    assert backups.second_place(desk) is None
    assert said(section)[1] == "Chưa có nơi sao lưu thứ hai. Nên chọn một ổ USB."
    assert list(stick.rglob("*.scbackup"))


def test_a_second_place_inside_the_data_is_refused(qtbot, window, section, desk, dialogs):
    section.choose_second.click()
    dialogs.choose(desk.folder)
    assert "Nơi thứ hai nằm ngay trong" in dialogs.expect(Message).sentence.text()
    settle(qtbot, window)
    assert backups.second_place(desk) is None


def test_a_sudden_loss_is_told_and_confirmed(qtbot, window, section, desk, dialogs, monkeypatch):
    made = backups.newest(desk) or safekeeping.backup(desk)
    is_told = []
    monkeypatch.setattr(
        backups, "shrunken_against", lambda _desk: None if is_told else backups.newest(desk)
    )
    monkeypatch.setattr(backups, "confirm_shrunken", is_told.append)
    assert made
    window.pages["settings"].reload()
    settle(qtbot, window)
    assert said(section)[-1].startswith("Dữ liệu ít hẳn đi: bản 20/11 19:00 có 5 người, nay 5")
    section.confirm_fewer.click()
    dialogs.expect(Message).accept()
    settle(qtbot, window)
    assert is_told == [desk]
    assert not section.confirm_fewer.isVisible()


def test_a_folder_that_a_cloud_copies_is_warned_of_with_a_better_one(
    qtbot, window, section, tmp_path, monkeypatch
):
    assert section.warning.isHidden()
    warning = FolderWarning(FolderKind.CLOUD, "Thư mục này được chép lên mạng.", tmp_path)
    monkeypatch.setattr(folder_sense, "sense", lambda _folder: warning)
    window.pages["settings"].reload()
    settle(qtbot, window)
    words = section.warning.accessibleName()
    assert words.startswith("Thư mục này được chép lên mạng.")
    assert words.endswith(f"Chỗ tốt hơn trên máy này: {tmp_path}")
