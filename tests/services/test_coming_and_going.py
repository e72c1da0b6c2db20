"""Newer files, other PCs, other clocks, wrong passwords, and damage: what a start meets."""

import errno
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from studycompanion.domain.told_clock import ToldClock
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import say
from studycompanion.services import (
    backups,
    history_list,
    members,
    moving,
    opening,
    rescue,
    restoring,
    safekeeping,
    topics,
)
from studycompanion.storage import backup as files
from studycompanion.storage import epochs, lock, tries
from studycompanion.storage.engine import bare_connect
from studycompanion.storage.files import replace_file
from studycompanion.storage.store import DATA, KEYS
from tests.services.conftest import ACTOR, SETUP, enrol


def reopen(folder, clock, **options):
    return opening.open_desk(folder, actor=ACTOR, clock=clock, **options)


def names(desk):
    return sorted(line.full_name for line in members.list_members(desk))


@pytest.fixture
def newer(desk):
    """A closed file of a newer program, with one person in it."""
    enrol(desk, "Lê An")
    opening.close(desk)
    with closing(bare_connect(desk.folder / DATA, None)) as connection:
        connection.execute("UPDATE meta SET value = '9.0' WHERE key = 'format'")
        connection.execute("PRAGMA journal_mode=DELETE")
    return desk.folder


@pytest.fixture
def unwritable(desk, monkeypatch):
    """The closed folder of ``desk``, where no file can be made; the tests' user may be root."""

    def refused(path):
        raise EnvironmentProblem("folder_unwritable")

    enrol(desk, "Lê An")
    opening.close(desk)
    monkeypatch.setattr(lock, "_opened", refused)
    return desk.folder


def test_a_file_in_a_folder_that_cannot_be_written_to_opens_to_be_read(
    unwritable, clock, monkeypatch
):
    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "no")

    before = {path: path.read_bytes() for path in unwritable.rglob("*") if path.is_file()}
    desk = reopen(unwritable, clock)
    assert "Không ghi được vào thư mục dữ liệu" in opening.why_read_only(desk)
    assert names(desk) == ["Lê An"]
    backup = next((unwritable / files.FOLDER).glob(f"*{files.SUFFIX}"))
    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        restoring.preview(desk, backup)
    with pytest.raises(UserError, match="folder_read_only"):
        topics.add_topic(desk, "Chuyên đề", 2026)
    opening.close(desk)
    assert {path: path.read_bytes() for path in unwritable.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("left", ["data.lock", "data.db-wal"])
def test_a_file_that_may_be_open_elsewhere_is_not_read_without_a_lock(unwritable, clock, left):
    (unwritable / left).write_bytes(b"x")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        reopen(unwritable, clock)


def test_without_a_lock_an_old_file_stays_shut_and_a_newer_one_can_be_read(unwritable, clock):
    with closing(bare_connect(unwritable / DATA, None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        reopen(unwritable, clock)
    with closing(bare_connect(unwritable / DATA, None)) as connection:
        connection.execute("UPDATE meta SET value = '9.0' WHERE key = 'format'")
    desk = reopen(unwritable, clock)
    assert desk.store.why_read_only == "newer_file_open"
    opening.close(desk)


def test_without_a_lock_a_damaged_file_is_told_as_damaged(unwritable, clock):
    with closing(bare_connect(unwritable / DATA, None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'x'")
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen(unwritable, clock)


def test_another_trouble_of_the_lock_opens_nothing(desk, clock, monkeypatch):
    def full(path):
        raise EnvironmentProblem("disk_full")

    opening.close(desk)
    monkeypatch.setattr(lock, "_opened", full)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        reopen(desk.folder, clock)


def test_a_newer_file_opens_to_be_read_only_with_a_sentence(newer, clock):
    before = (newer / DATA).read_bytes()
    desk = reopen(newer, clock)
    assert "chỉ xem được" in opening.why_read_only(desk)
    assert names(desk) == ["Lê An"]
    with pytest.raises(UserError, match="newer_file_open"):
        topics.add_topic(desk, "Chuyên đề", 2026)
    with pytest.raises(UserError, match="newer_file_open"):
        safekeeping.change_password(desk, None, "một")
    opening.close(desk)
    assert (newer / DATA).read_bytes() == before


def test_what_a_newer_program_keeps_in_another_way_is_a_sentence_and_no_fault(newer, clock):
    with closing(bare_connect(newer / DATA, None)) as connection:
        connection.execute("ALTER TABLE member RENAME COLUMN full_name TO names")
        connection.execute("UPDATE unit SET kind = 'region'")
    desk = reopen(newer, clock)
    for look in (members.list_members, opening.setup_of):
        with pytest.raises(UserError, match="newer_file_part"):
            look(desk)
    opening.close(desk)


def test_a_newer_file_that_was_left_uncleanly_is_checked_too(newer, clock):
    replace_file(newer / lock.NAME, b"{")
    raw = bytearray((newer / DATA).read_bytes())
    raw[len(raw) // 2 :] = bytes(len(raw) - len(raw) // 2)
    replace_file(newer / DATA, bytes(raw))
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen(newer, clock)


def test_an_ordinary_file_says_no_such_thing(desk):
    assert opening.why_read_only(desk) is None


def test_moving_leaves_the_old_copy_to_be_read_only_and_the_new_one_to_work_in(
    desk, clock, tmp_path
):
    enrol(desk, "Lê An")
    copy = moving.move_to_another_pc(desk, tmp_path / "USB")
    with pytest.raises(UserError, match="moved_away") as refused:
        enrol(desk, "Ai đó")
    assert "máy khác" in say(refused.value)
    opening.close(desk)
    old = reopen(desk.folder, clock)
    assert opening.why_read_only(old) is not None
    assert moving.moved_at(old) == clock()
    assert names(old) == ["Lê An"]
    opening.close(old)
    safekeeping.restore(copy, tmp_path / "máy mới")
    new = reopen(tmp_path / "máy mới", clock)
    assert moving.moved_at(new) is None
    enrol(new, "Trần Bình")
    assert new.store.origin != old.store.origin
    opening.close(new)


def test_who_never_went_can_use_the_old_copy_again(desk, clock, tmp_path):
    moving.use_here_again(desk)
    moving.move_to_another_pc(desk, tmp_path / "USB")
    opening.close(desk)
    again = reopen(desk.folder, clock)
    moving.use_here_again(again)
    topics.add_topic(again, "Chuyên đề", 2026)
    opening.close(again)
    once_more = reopen(desk.folder, clock)
    assert opening.why_read_only(once_more) is None
    opening.close(once_more)


def test_a_disk_that_refuses_leaves_the_data_as_it_was(desk, tmp_path):
    (tmp_path / "USB").write_text("a file, no folder")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        moving.move_to_another_pc(desk, tmp_path / "USB" / "x")
    topics.add_topic(desk, "Chuyên đề", 2026)


def test_a_clock_before_the_last_record_asks_for_the_date(desk, clock):
    enrol(desk, "Lê An")
    last = clock()
    assert moving.clock_behind(desk) is None
    clock.advance(days=-400)
    assert moving.clock_behind(desk) == last
    with pytest.raises(UserError, match="clock_still_behind") as refused:
        moving.go_on_from(desk, last - timedelta(days=1))
    assert "20/11/2026 19:00" in say(refused.value)
    moving.go_on_from(desk, last + timedelta(days=2))
    clock.advance(minutes=5)
    assert desk.clock() == last + timedelta(days=2, minutes=5)
    assert moving.clock_behind(desk) is None


def steps_of(desk):
    return [(one.step, one.at) for one in history_list.entries(desk)]


def test_what_was_answered_stands_in_the_history_and_is_asked_again_next_time(desk, clock):
    enrol(desk, "Lê An")
    opening.close(desk)
    last = clock()
    clock.advance(days=-400)
    again = reopen(desk.folder, clock)
    now = last + timedelta(hours=1)
    opening.settle_clock(again, now)
    assert steps_of(again)[0] == (
        "Nhập ngày giờ thay đồng hồ máy (máy chỉ 16/10/2025 19:00)",
        now,
    )
    topics.add_topic(again, "Chuyên đề", 2026)
    assert steps_of(again)[0][1] == now
    assert not history_list.verify(again).problems
    opening.close(again)
    once_more = reopen(desk.folder, clock)
    assert moving.clock_behind(once_more) == now
    opening.close(once_more)


def test_a_last_record_that_was_dated_wrongly_is_not_asked_about_for_ever(desk, clock):
    clock.advance(days=3_000)
    enrol(desk, "Lê An")
    wrong = clock()
    opening.close(desk)
    clock.advance(days=-3_000)
    again = reopen(desk.folder, clock)
    assert moving.clock_behind(again) == wrong
    opening.settle_clock(again, None)
    assert moving.clock_behind(again) is None
    assert (
        f"Xác nhận đồng hồ máy đúng (lần ghi trước đề {wrong:%d/%m/%Y %H:%M})",
        clock(),
    ) in steps_of(again)
    assert again.clock() == clock()
    opening.close(again)
    once_more = reopen(desk.folder, clock)
    assert moving.clock_behind(once_more) is None
    assert not history_list.verify(once_more).problems
    opening.close(once_more)


def test_rules_of_a_newer_program_come_in_once_the_date_is_known(desk, clock):
    desk.store.note("seeded_by", "0.0.1")
    opening.close(desk)
    clock.advance(days=-400)
    again = reopen(desk.folder, clock)
    opening.settle_clock(again, clock() + timedelta(days=401))
    assert again.store.fact("seeded_by") != "0.0.1"
    opening.close(again)


def test_everybody_who_holds_a_told_clock_goes_along(clock):
    told = ToldClock(clock)
    before = told()
    told.tell(before + timedelta(days=5))
    clock.advance(minutes=1)
    assert told() == before + timedelta(days=5, minutes=1)
    told.tell(before)
    assert told() == before


def test_a_few_minutes_of_difference_ask_nothing(desk, clock):
    enrol(desk, "Lê An")
    clock.advance(minutes=-4)
    assert moving.clock_behind(desk) is None


def test_nothing_is_dated_by_a_clock_that_is_behind(desk, clock):
    desk.store.note("seeded_by", "0.0.1")
    opening.close(desk)
    clock.advance(days=-400)
    again = reopen(desk.folder, clock)
    assert again.store.fact("seeded_by") == "0.0.1"
    opening.close(again)


@pytest.fixture
def locked(data_folder, clock):
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock, password="một")
    opening.close(made.desk)
    return data_folder


def guess(folder, clock, code, password="sai"):
    with pytest.raises(UserError, match=code) as refused:
        reopen(folder, clock, password=password)
    return refused.value.params


def test_wrong_passwords_slow_down_more_and_more(locked, clock):
    for wait in (0, 0, 2, 4, 8):
        guess(locked, clock, "wrong_password")
        if wait:
            assert guess(locked, clock, "wait_to_try", "một")["seconds"] == wait
        clock.advance(seconds=wait)
    desk = reopen(locked, clock, password="một")
    opening.close(desk)
    guess(locked, clock, "wrong_password")
    opening.close(reopen(locked, clock, password="một"))


def test_waiting_never_takes_longer_than_five_minutes():
    assert [tries.wait_after(n) for n in (0, 2, 3, 4, 30, 10_000)] == [0, 0, 2, 4, 300, 300]


def test_setting_the_clock_back_or_on_does_not_lock_anybody_out_for_ever(locked, clock):
    for _ in range(3):
        guess(locked, clock, "wrong_password")
    clock.advance(days=-30)
    assert guess(locked, clock, "wait_to_try", "một")["seconds"] == 2
    clock.advance(days=60)
    opening.close(reopen(locked, clock, password="một"))


@pytest.mark.parametrize("text", [b"{", b"[]", b'{"wrong": 9, "last": "2026-11-20T19:00:00"}'])
def test_a_count_of_tries_that_cannot_be_read_hinders_nobody(locked, clock, text):
    replace_file(locked / tries.NAME, text)
    opening.close(reopen(locked, clock, password="một"))


def test_changing_the_password_counts_wrong_tries_too(locked, clock):
    desk = reopen(locked, clock, password="một")
    for _ in range(3):
        with pytest.raises(UserError, match="wrong_password"):
            safekeeping.change_password(desk, "sai", "mới")
    with pytest.raises(UserError, match="wait_to_try"):
        safekeeping.change_password(desk, "một", "mới")
    clock.advance(seconds=2)
    safekeeping.change_password(desk, "một", "mới")
    opening.close(desk)


@pytest.fixture
def damaged(desk, clock):
    """A closed file whose pages were overwritten after its last backup, which has one person."""
    enrol(desk, "Lê An")
    safekeeping.backup(desk)
    enrol(desk, "Trần Bình")
    desk.store.close()
    raw = (desk.folder / DATA).read_bytes()
    replace_file(desk.folder / DATA, raw[: len(raw) // 2])
    replace_file(desk.folder / lock.NAME, b"{")
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen(desk.folder, clock)
    return desk.folder


def test_the_newest_good_backup_is_offered_for_a_damaged_file(damaged, clock):
    offered = rescue.offer(damaged)
    assert (offered.people, offered.tasks) == (1, 0)
    assert offered.made_at == clock()
    assert "19:00" in offered.missing


def test_a_spoiled_backup_is_passed_over(damaged, clock):
    newest = rescue.offer(damaged).path
    raw = bytearray(newest.read_bytes())
    raw[len(raw) // 3] ^= 0xFF
    replace_file(newest, bytes(raw))
    assert rescue.offer(damaged) is None
    with pytest.raises(EnvironmentProblem, match="backup_unreadable"):
        rescue.restore(damaged, newest, actor=ACTOR, clock=clock)
    assert (damaged / DATA).exists()


def test_the_damaged_file_is_kept_whole_and_work_goes_on_with_the_backup(damaged, clock):
    broken = (damaged / DATA).read_bytes()
    desk = rescue.restore(damaged, rescue.offer(damaged).path, actor=ACTOR, clock=clock)
    assert names(desk) == ["Lê An"]
    assert epochs.of(desk.store) == 1
    (aside,) = (damaged / "damaged").iterdir()
    assert (aside / DATA).read_bytes() == broken
    opening.close(desk)


def test_a_backup_in_the_second_place_is_offered_too(desk, tmp_path, clock):
    enrol(desk, "Lê An")
    backups.choose_second_place(desk, tmp_path / "USB")
    made = safekeeping.backup(desk)
    desk.store.close()
    made.unlink()
    assert rescue.offer(desk.folder).path.is_relative_to(tmp_path / "USB")


def test_nothing_written_after_the_backup_is_said_too(desk, clock, monkeypatch):
    safekeeping.backup(desk)
    desk.store.close()
    monkeypatch.setattr("studycompanion.storage.asides.last_written", lambda _: None)
    assert "mới nhất" in rescue.offer(desk.folder).missing


def test_an_encrypted_backup_needs_its_password_before_anything_moves(locked, clock):
    desk = reopen(locked, clock, password="một")
    made = safekeeping.backup(desk)
    desk.store.close()
    for secret, code in ((None, "password_needed"), ("sai", "wrong_password")):
        with pytest.raises(UserError, match=code):
            rescue.restore(locked, made, actor=ACTOR, clock=clock, password=secret)
        assert (locked / DATA).exists()
    again = rescue.restore(locked, made, actor=ACTOR, clock=clock, password="một")
    (aside,) = (locked / "damaged").iterdir()
    assert {path.name for path in aside.iterdir()} == {DATA, KEYS}
    opening.close(again)


def test_a_file_that_somebody_has_open_is_not_put_aside(desk, clock):
    with pytest.raises(UserError, match="in_use"):
        rescue.put_aside(desk.folder, actor=ACTOR, clock=clock)
    assert (desk.folder / DATA).exists()
    assert files.every(desk.folder) == []
