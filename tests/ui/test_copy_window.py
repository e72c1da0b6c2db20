"""A backup in a window of its own: everything to be read, nothing to be changed."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from studycompanion.domain.record import Actor
from studycompanion.services import demo, members, moving, restoring, safekeeping
from studycompanion.ui.copy_window import CopyWindow
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.plans.follow_dialog import FollowDialog
from studycompanion.ui.pages.settings.backups.dialog import BackupsDialog
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.search_box import SearchBox
from tests.ui.fixtures import close, seen_copy, settle

READING = {
    "Mở điểm danh", "Tài liệu", "Ai chưa học", "Theo chi bộ", "Việc khác", "Mở kế hoạch",
    "Xem năm trước", "Thao tác khác", "Phiếu nhắc…", "Theo dõi", "Lịch sử…", "Lưu hồ sơ…",
    "Xuất Excel…", "Xuất Excel", "Xuất PDF", "Giấy tờ", "Khôi phục bản này",
    "Thu gọn", "Mở bản tự soi",
}  # fmt: skip
"""Buttons with words that change nothing in the data."""


@pytest.fixture
def desk(data_folder, clock, desks):
    """A cell with something on every page."""
    actor = Actor("may-tinh", "Trần Văn Mẫu")
    desks.append(demo.build(data_folder, members=8, actor=actor, clock=clock))
    return desks[-1]


@pytest.fixture
def window(qtbot, desk, open_window):
    return open_window(desk, "members")


@pytest.fixture
def copy(qtbot, window, desk):
    """The window over a backup; closed at the end."""
    seen = restoring.preview(desk, safekeeping.backup(desk))
    made = CopyWindow(window, window.context, seen, "20/11/2026 19:00")
    made.show()
    settle(qtbot, made)
    yield made
    if not made.parting.is_over:
        close(qtbot, made)


def visible(page, kind):
    return [one for one in page.findChildren(kind) if one.isVisible()]


def is_search(field) -> bool:
    return isinstance(field, SearchBox) or isinstance(field.parent(), SearchBox)


PAGES = "tasks topics rollcall reviews plans commitments members reports settings"


@pytest.mark.parametrize("key", PAGES.split())
def test_every_page_can_be_read_and_nothing_on_it_changes_anything(qtbot, copy, key):
    copy.visit(key)
    settle(qtbot, copy)
    page = copy.pages[key]
    offered = {
        one.text().replace("&", "")
        for one in visible(page, QPushButton)
        if one.isEnabled() and one.text().strip()
    }
    assert offered - READING == set()
    typed = [one for one in visible(page, DraftEdit) if one.isEnabled()]
    typed += [one for one in visible(page, QLineEdit) if one.isEnabled() and not is_search(one)]
    assert [one.accessibleName() for one in typed if not one.isReadOnly()] == []
    held = [one for one in visible(page, QPushButton) if not one.isEnabled()]
    said = [one.toolTip() for one in held if "Chỉ để xem" in one.toolTip()]
    assert said or key in ("tasks", "reports", "settings")


def test_what_changes_data_is_off_in_the_dialogs_too(qtbot, copy, dialogs):
    copy.visit("plans")
    settle(qtbot, copy)
    follow = next(b for b in visible(copy, QPushButton) if b.text() == "Theo dõi")
    follow.click()
    dialog = dialogs.expect(FollowDialog)
    settle(qtbot, copy)
    held = dialog.notes.add, dialog.evidence.add, dialog.time.extend, dialog.outcome.settle
    for tab, part in enumerate(held):
        dialog.tabs.setCurrentIndex(tab)
        assert not part.isEnabled()
        assert "Chỉ để xem" in part.accessibleDescription()
    assert dialog.notes.text.isReadOnly()
    assert dialog.time.day.edit.isReadOnly()
    assert dialog.close_button.isEnabled()
    dialog.reject()


def test_the_window_says_what_it_is(copy, window):
    assert copy.windowTitle().startswith("Bản sao lưu, chỉ xem – ")
    assert copy.read_only.isVisible()
    assert "20/11/2026 19:00" in copy.read_only.words.text()
    assert not copy.status.isVisible()
    assert copy.parent() is window
    actions = [one.text() for menu in copy.menuBar().actions() for one in menu.menu().actions()]
    assert "Sao lưu ngay" not in actions
    assert "Đóng bản sao lưu" in actions
    assert not copy.history.undo.isEnabled()


def test_what_is_not_marked_is_refused_by_the_data(qtbot, copy, dialogs):
    copy.visit("members")
    settle(qtbot, copy)
    copy.pages["members"].actions_here._page.context.tasks.write(
        lambda desk: members.change_member(desk, members.list_members(desk)[0].id, 1, note="x")
    )
    settle(qtbot, copy)
    message = dialogs.expect(Message)
    assert "xem thử" in message.sentence.text()
    message.accept()


def test_closing_removes_the_copy_and_leaves_the_data_alone(qtbot, copy, window, desk):
    folder = copy.context.folder
    assert folder.exists()
    before = len(members.list_members(desk))
    close(qtbot, copy)
    assert not folder.exists()
    window.visit("members")
    settle(qtbot, window)
    assert len(window.pages["members"].view.model.records) == before
    assert window.pages["members"].view.add.isEnabled()


def test_the_copy_that_is_looked_at_is_restored_by_its_button(qtbot, window, desk, dialogs):
    safekeeping.backup(desk)
    gone = members.list_members(desk)[0]
    window.visit("settings")
    window.pages["settings"].view.show_section("safety")
    window.pages["settings"].view.safety.restore.click()
    listed = dialogs.expect(BackupsDialog)
    settle(qtbot, window)
    members.change_member(desk, gone.id, 1, full_name="Đổi Tên")
    listed.look()
    seen = seen_copy(qtbot)
    with qtbot.waitSignal(seen.closed, timeout=10_000):
        seen.read_only.restore.click()
    question = dialogs.expect(Message)
    assert question.sentence.text().startswith("Khôi phục bản")
    question.accept()
    settle(qtbot, window)
    assert gone.full_name in {one.full_name for one in members.list_members(desk)}


def test_data_that_went_elsewhere_is_held_until_it_is_used_here_again(qtbot, window, desk, dialogs):
    page = window.pages["members"]
    assert page.view.add.isEnabled()
    place = desk.folder.parent / "mang đi"
    place.mkdir()
    moving.move_to_another_pc(desk, place)
    window.read_only.look()
    settle(qtbot, window)
    assert not page.view.add.isEnabled()
    assert page.view.add.accessibleDescription() == window.read_only.words.text()
    assert page.view.panel.fields["phone"].edit.isReadOnly()
    assert not page.remove_action.isEnabled()
    page.view.add.setEnabled(True)
    assert not page.view.add.isEnabled()
    window.read_only.again.click()
    dialogs.expect(Message).accept()
    settle(qtbot, window)
    assert page.view.add.isEnabled()
    assert not page.view.panel.fields["phone"].edit.isReadOnly()
    assert page.remove_action.isEnabled()
