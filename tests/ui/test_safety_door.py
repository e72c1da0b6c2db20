"""A damaged file at start: the newest good backup is offered, and nothing is overwritten."""

import pytest

from studycompanion.services import members, opening, safekeeping
from studycompanion.ui.wizards.rescue_dialog import RescueDialog
from studycompanion.ui.wizards.unlock_dialog import UnlockDialog
from tests.ui.fixtures import ACTOR, SETUP, wait_for_window
from tests.ui.people import NAMES, enrol

KEY = "một hai ba bốn"


def break_file(folder) -> bytes:
    """Spoil the data file; returns what lies there then."""
    path = folder / "data.db"
    path.write_bytes(b"\x00spoiled\xff" * 4096)
    for left in ("data.db-wal", "data.db-shm"):
        (folder / left).unlink(missing_ok=True)
    return path.read_bytes()


@pytest.fixture
def make(data_folder, clock):
    def made(password=None, *, is_backed_up=True):
        desk = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password=password).desk
        enrol(desk, *NAMES)
        if is_backed_up:
            safekeeping.backup(desk)
        desk.store.close()
        if not is_backed_up:
            for path in (data_folder / "backups").glob("*"):
                path.unlink()
        return break_file(data_folder)

    return made


def test_a_damaged_file_is_put_aside_and_the_newest_backup_opens(
    qtbot, start, make, data_folder, dialogs
):
    spoiled = make()
    running = start()
    offered = dialogs.expect(RescueDialog)
    assert "Bản sao lưu 20/11 19:00" in offered.sentence.text()
    assert "5 người" in offered.sentence.text()
    offered.restore.click()
    window = wait_for_window(qtbot, running)
    desk = window.context.tasks.gate.desk()
    assert {line.full_name for line in members.list_members(desk)} == set(NAMES)
    kept = list(data_folder.glob("damaged/*/data.db"))
    assert [path.read_bytes() for path in kept] == [spoiled]


def test_without_any_good_backup_one_can_only_leave(qtbot, start, make, data_folder, dialogs):
    spoiled = make(is_backed_up=False)
    start()
    offered = dialogs.expect(RescueDialog)
    assert not offered.restore.isVisible()
    assert "Không có bản sao lưu nào mở được ở đây" in offered.sentence.text()
    offered.reject()
    assert (data_folder / "data.db").read_bytes() == spoiled


def test_a_damaged_file_with_a_password_is_restored_with_the_one_just_typed(
    qtbot, start, make, dialogs
):
    make(KEY)
    running = start()
    lock = dialogs.expect(UnlockDialog)
    lock.password.edit.setText(KEY)
    lock.open_button.click()
    offered = dialogs.expect(RescueDialog)
    offered.restore.click()
    window = wait_for_window(qtbot, running)
    desk = window.context.tasks.gate.desk()
    assert len(members.list_members(desk)) == len(NAMES)
    assert safekeeping.has_password(desk)


def test_a_backup_of_another_password_asks_for_it(qtbot, start, make, data_folder, dialogs):
    make(KEY)
    running = start()
    lock = dialogs.expect(UnlockDialog)
    lock.password.edit.setText(KEY)
    lock.open_button.click()
    offered = dialogs.expect(RescueDialog)
    running.doorway._password = None
    offered.restore.click()
    qtbot.waitUntil(offered.password.isVisible, timeout=10_000)
    offered.password.edit.setText(KEY)
    offered.restore.click()
    wait_for_window(qtbot, running)
