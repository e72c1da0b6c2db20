"""One writer at a time; who has the file is named, and an unclean stop is remembered."""

import json
import os
import subprocess
import sys
from datetime import datetime

import pytest

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import lock
from studycompanion.storage.files import replace_file
from tests.storage.conftest import ROOT

NOW = datetime(2026, 11, 20, 19, 0)
HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from studycompanion.storage import lock

held = lock.take(Path(sys.argv[1]), "chị Lan", datetime(2026, 11, 20, 18, 30))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def another_process(data_folder):
    """Another program that has the folder open; kill it, or close its stdin to end it."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(data_folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout.readline() == b"held\n"
    yield child
    child.kill()
    child.communicate()


def take(folder, **options):
    return lock.take(folder, "anh Bình", NOW, **options)


def left_by(folder, **facts):
    holder = {"user": "chị Lan", "pc": "VAN-PHONG", "since": "2026-11-19T18:30"} | facts
    replace_file(folder / lock.NAME, json.dumps(holder).encode())


def test_a_folder_that_another_process_has_open_is_in_use(data_folder, another_process):
    with pytest.raises(UserError, match="in_use") as refused:
        take(data_folder)
    assert refused.value.params["user"] == "chị Lan"
    assert refused.value.params["since"] == "20/11/2026 18:30"


def test_taking_over_does_not_push_a_living_process_out(data_folder, another_process):
    with pytest.raises(UserError, match="in_use"):
        take(data_folder, take_over=True)


def test_the_lock_of_a_killed_process_is_taken_in_silence_and_remembered(
    data_folder, another_process
):
    another_process.kill()
    another_process.wait()
    held = take(data_folder)
    assert held.was_unclean
    held.release()


def test_a_clean_end_leaves_nothing_to_remember(data_folder):
    take(data_folder).release()
    held = take(data_folder)
    assert not held.was_unclean
    held.release()


def test_an_unclean_stop_is_remembered_until_the_file_was_looked_at(data_folder, another_process):
    another_process.kill()
    another_process.wait()
    take(data_folder).release()
    held = take(data_folder)
    assert held.was_unclean
    held.settle()
    held.release()
    held = take(data_folder)
    assert not held.was_unclean
    held.release()


def test_the_lock_of_another_pc_is_a_question(data_folder):
    left_by(data_folder, user="chị Lan ở văn phòng đảng ủy")
    with pytest.raises(UserError, match="lock_stale") as asked:
        take(data_folder)
    assert asked.value.params == {
        "user": "chị Lan ở văn phòng đảng ủy",
        "pc": "VAN-PHONG",
        "since": "19/11/2026 18:30",
    }
    with pytest.raises(UserError, match="lock_stale"):
        take(data_folder)
    held = take(data_folder, take_over=True)
    assert held.was_unclean
    # The name of the one before was longer.
    assert json.loads((data_folder / lock.NAME).read_bytes())["user"] == "anh Bình"
    held.release()


def test_two_starts_at_once_leave_one_with_the_lock(data_folder):
    first = take(data_folder)
    with pytest.raises(UserError, match="in_use") as refused:
        take(data_folder)
    assert refused.value.params["user"] == "anh Bình"
    first.release()
    take(data_folder).release()


@pytest.mark.parametrize("left", [b"{", b'"x"', b'{"user": "x"}', b"\xff"])
def test_an_unreadable_lock_counts_as_an_unclean_stop(data_folder, left):
    replace_file(data_folder / lock.NAME, left)
    held = take(data_folder)
    assert held.was_unclean
    held.release()


def test_an_unreadable_lock_that_is_held_names_nobody(data_folder):
    held = take(data_folder)
    (data_folder / lock.NAME).write_bytes(b"")
    with pytest.raises(UserError, match="in_use") as refused:
        take(data_folder)
    assert refused.value.params["user"] == "?"
    held.release()


def test_a_folder_that_is_none_cannot_be_locked(tmp_path):
    in_the_way = tmp_path / "tệp"
    in_the_way.write_text("x")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        take(in_the_way)
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        take(tmp_path / "not there")


def test_a_full_disk_does_not_forget_who_had_the_file(data_folder, monkeypatch):
    left_by(data_folder)

    def no_room(_):
        raise OSError(28, "x")

    monkeypatch.setattr(lock.os, "fsync", no_room)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        take(data_folder, take_over=True)
    monkeypatch.undo()
    held = take(data_folder)
    assert held.was_unclean
    held.release()


def test_a_second_start_can_ask_the_first_window_forward(data_folder):
    held = take(data_folder)
    assert not lock.was_asked_to_raise(data_folder)
    lock.ask_to_raise(data_folder)
    assert lock.was_asked_to_raise(data_folder)
    assert not lock.was_asked_to_raise(data_folder)
    lock.ask_to_raise(data_folder)
    held.release()
    assert not lock.was_asked_to_raise(data_folder)


def test_asking_in_a_folder_that_refuses_is_told_plainly(tmp_path):
    in_the_way = tmp_path / "tệp"
    in_the_way.write_text("x")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        lock.ask_to_raise(in_the_way)


class FakeLocking:
    """What Windows offers instead: one byte at a place of the file is held."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: list[tuple[int, int, int]] = []
        self.is_held_by_another = False

    def locking(self, number: int, mode: int, count: int) -> None:
        if self.is_held_by_another:
            raise OSError(36, "x")
        self.held.append((os.lseek(number, 0, os.SEEK_CUR), mode, count))


def test_on_windows_a_byte_far_behind_the_text_is_held(data_folder, monkeypatch):
    fake = FakeLocking()
    monkeypatch.setitem(sys.modules, "msvcrt", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    held = take(data_folder)
    assert fake.held == [(1 << 20, FakeLocking.LK_NBLCK, 1)]
    assert (data_folder / lock.NAME).stat().st_size < 200
    fake.is_held_by_another = True
    with pytest.raises(UserError, match="in_use"):
        take(data_folder)
    held.release()
