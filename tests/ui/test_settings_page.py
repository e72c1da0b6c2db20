"""The settings: names of units, signers, rules, comforts, backups and the password."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from studycompanion.services import safekeeping, units
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.settings.password_dialog import PasswordDialog
from studycompanion.ui.pages.settings.unit_dialogs import MergeDialog, RenameDialog, SignerDialog
from studycompanion.ui.signing.trust_dialog import TrustDialog
from studycompanion.ui.wizards.recovery_sheet import RecoverySheet
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press
from tests.ui.people import enrol, person


@pytest.fixture
def window(qtbot, desk, open_window):
    window = open_window(desk, "settings")
    listed = window.pages["settings"].view.units.model
    qtbot.waitUntil(lambda: bool(listed.records), timeout=10_000)
    settle(qtbot, window)
    return window


@pytest.fixture
def view(window):
    return window.pages["settings"].view


def names(desk):
    return {unit.name for unit in units.list_units(desk)}


def words_in(section) -> str:
    return "\n".join(label.text() for label in section.findChildren(QLabel))


def test_the_trusted_certificates_are_reached_from_the_settings(view, dialogs):
    view.trust.click()
    dialogs.expect(TrustDialog).reject()


def test_the_sections_are_reached_by_arrows(window, view):
    assert focused() is view.tabs.tabBar()
    press(Qt.Key.Key_Right)
    assert view.tabs.currentWidget() is view.clarity


def test_units_are_listed_with_their_signers(view):
    listed = [unit.name for unit in view.units.model.records]
    assert listed == ["Đảng bộ phường Vĩnh Tuy", "Chi bộ Tổ dân phố số 9"]
    assert view.units.name.text() == "Đảng bộ phường Vĩnh Tuy"


def test_a_unit_takes_a_new_name_from_a_day_on(qtbot, window, view, desk, dialogs):
    view.units.finder.table.go_to_row(1)
    view.units.rename.click()
    dialog = dialogs.expect(RenameDialog)
    dialog.name.edit.setText("Chi bộ Tổ dân phố số 10")
    dialog.since.edit.setText("1/7/2026")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(view.units.model.records[1].earlier), timeout=10_000)
    assert "Chi bộ Tổ dân phố số 10" in names(desk)
    unit = view.units.model.records[1]
    assert (unit.since, unit.earlier[0][0]) == (date(2026, 7, 1), "Chi bộ Tổ dân phố số 9")
    assert "01/07/2026" in view.units.since.text()
    assert "Chi bộ Tổ dân phố số 9" in view.units.earlier.text()


def test_a_name_from_an_unreadable_day_is_refused_and_nothing_is_lost(window, view, dialogs):
    view.units.rename.click()
    dialog = dialogs.expect(RenameDialog)
    dialog.name.edit.setText("Đảng bộ mới")
    dialog.since.edit.setText("hôm nào")
    dialog.accept_button.click()
    assert "hôm nào" in dialog.problem.text()
    assert dialog.name.text == "Đảng bộ mới"
    dialog.reject()


@pytest.fixture
def wrong(qtbot, desk, open_window):
    """The settings on the wrong one of two cells, which has one person."""
    enrol(desk, "Lê An", person("Vũ Bình", cell_name="Chi bộ 1"))
    window = open_window(desk, "settings")
    units_shown = window.pages["settings"].view.units
    qtbot.waitUntil(lambda: len(units_shown.model.records) == 3, timeout=10_000)
    units_shown.finder.table.go_to_row(2)
    settle(qtbot, window)
    assert units_shown.name.text() == "Chi bộ 1"
    return window, units_shown


def test_a_taken_name_offers_to_merge_and_enter_never_throws_it_away(qtbot, wrong, desk, dialogs):
    window, shown = wrong
    shown.rename.click()
    dialog = dialogs.expect(RenameDialog)
    dialog.name.edit.setText("Chi bộ Tổ dân phố số 9")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert "Đã có một chi bộ khác" in dialog.problem.text()
    assert focused() is dialog.name.edit
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert (dialog.isVisible(), dialog.name.text) == (True, "Chi bộ Tổ dân phố số 9")
    dialog.merge.click()
    merge = dialogs.expect(MergeDialog)
    assert merge.into.currentText() == "Chi bộ Tổ dân phố số 9"
    merge.accept_button.click()
    settle(qtbot, window)
    assert names(desk) == {"Đảng bộ phường Vĩnh Tuy", "Chi bộ Tổ dân phố số 9"}
    qtbot.waitUntil(lambda: len(shown.model.records) == 2, timeout=10_000)


def test_a_wrong_cell_is_merged_from_its_button_and_then_it_is_empty(qtbot, wrong, desk, dialogs):
    window, shown = wrong
    assert (shown.merge.isVisible(), shown.remove.isVisible()) == (True, False)
    shown.merge.click()
    merge = dialogs.expect(MergeDialog)
    told = " ".join(one.text() for one in merge.findChildren(QLabel))
    assert "1 đồng chí, 0 buổi học" in told
    merge.accept_button.click()
    settle(qtbot, window)
    assert "Chi bộ 1" not in names(desk)


def test_the_signer_of_a_unit_is_chosen(qtbot, window, view, desk, dialogs):
    view.units.finder.table.go_to_row(1)
    settle(qtbot, window)
    assert view.units.signer_name.text() == "Trần Văn Mẫu"
    view.units.choose_signer.click()
    dialog = dialogs.expect(SignerDialog)
    dialog.name.edit.setText("Nguyễn Thị Thay")
    dialog.title.edit.setText("PHÓ BÍ THƯ")
    dialog.accept_button.click()
    signer = view.units.signer_name
    qtbot.waitUntil(lambda: signer.text() == "Nguyễn Thị Thay", timeout=10_000)
    settle(qtbot, window)
    assert view.units.signer_title.text().startswith("PHÓ BÍ THƯ")
    assert units.signer(desk, view.units.model.records[1].id).is_chosen


def test_clarity_sets_stand_with_their_points_and_presets_with_their_days(view):
    clarity, due = words_in(view.clarity), words_in(view.due)
    for point in ("rõ người", "rõ việc", "rõ quy trình", "rõ trách nhiệm", "rõ hiệu quả"):
        assert point in clarity
    assert "Bộ 5 rõ (từ năm 2026)" in clarity
    assert "Ngay sau buổi học" in due
    assert "7 ngày sau buổi học" in due
    assert "ngày 30/12 của năm" in due


def test_another_scheme_and_size_dress_the_window_and_keep_the_section(qtbot, window, view):
    view.show_section("comforts")
    view.comforts.scheme.choose("dark")
    view.comforts.scheme.picked.emit("dark")
    qtbot.waitUntil(lambda: window.pages["settings"].view is not view)
    settle(qtbot, window)
    fresh = window.pages["settings"].view
    assert fresh.tabs.currentWidget() is fresh.comforts
    assert QApplication.palette().window().color().name() == "#14181f"
    fresh.comforts.scheme.picked.emit("light")
    qtbot.waitUntil(lambda: window.pages["settings"].view is not fresh)
    last = window.pages["settings"].view
    last.comforts.scale.picked.emit("125")
    qtbot.waitUntil(lambda: window.pages["settings"].view is not last)
    assert window.context.preferences.comforts.scale == 125
    window.context.preferences.change(scale=100)
    window.redress()


def test_a_backup_is_made_and_shown_everywhere(qtbot, window, view, desk, dialogs):
    assert "Chưa có bản sao lưu" in view.safety.keeping[0].accessibleName()
    view.safety.back_up.click()
    said = view.safety.keeping[0].accessibleName
    qtbot.waitUntil(lambda: "20/11 19:00" in said(), timeout=10_000)
    settle(qtbot, window)
    told = dialogs.expect(Message)
    assert any(one.text() == "Mở thư mục" for one in told.findChildren(QPushButton))
    told.accept()
    assert safekeeping.last_backup(desk) is not None
    assert "mở được, 20/11 19:00" in view.safety.keeping[0].accessibleName()
    assert window.status.facts.text().endswith("Sao lưu gần nhất, mở được: hôm nay 19:00")
    assert view.safety.back_up.isEnabled()


def test_a_password_is_set_changed_and_removed(qtbot, window, view, desk, dialogs):
    safekeeping.backup(desk)
    view.show_section("safety")
    view.safety.set_password.click()
    dialog = dialogs.expect(PasswordDialog)
    assert not dialog.old.isVisible()
    dialog.new.edit.setText("mật khẩu dài")
    dialog.again.edit.setText("khác")
    dialog.accept_button.click()
    assert "chưa giống nhau" in dialog.problem.text()
    dialog.again.edit.setText("mật khẩu dài")
    dialog.accept_button.click()
    sheet = dialogs.expect(RecoverySheet)
    sheet.kept.setChecked(True)
    sheet.go_on.click()
    message = dialogs.expect(Message)
    assert "1 bản sao lưu cũ" in message.sentence.text()
    message.accept()
    settle(qtbot, window)
    assert safekeeping.has_password(desk)
    qtbot.waitUntil(view.safety.change_password.isVisible, timeout=10_000)
    assert not view.safety.set_password.isVisible()
    view.safety.change_password.click()
    dialog = dialogs.expect(PasswordDialog)
    dialog.old.edit.setText("sai")
    dialog.new.edit.setText("mật khẩu mới")
    dialog.again.edit.setText("mật khẩu mới")
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=10_000)
    dialog.old.edit.setText("mật khẩu dài")
    dialog.accept_button.click()
    settle(qtbot, window)
    view.safety.remove_password.click()
    dialog = dialogs.expect(PasswordDialog)
    assert not dialog.new.isVisible()
    dialog.old.edit.setText("mật khẩu mới")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not safekeeping.has_password(desk), timeout=10_000)
    qtbot.waitUntil(view.safety.set_password.isVisible, timeout=10_000)


def test_an_empty_password_is_refused(window, view, dialogs):
    view.show_section("safety")
    view.safety.set_password.click()
    dialog = dialogs.expect(PasswordDialog)
    dialog.accept_button.click()
    assert "Chưa nhập mật khẩu mới" in dialog.problem.text()
    dialog.reject()
