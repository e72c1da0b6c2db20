"""Backups by themselves: when they are due, the second place, and what the status says."""

import shutil
from dataclasses import replace

import pytest

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import say
from studycompanion.services import backups, opening, safekeeping, topics
from studycompanion.services.backups import Cause
from studycompanion.services.members import change_member, list_members
from studycompanion.storage import backup as files
from studycompanion.storage import backup_places, backup_rotation
from tests.services.conftest import ACTOR, enrol
from tests.storage.conftest import empty


@pytest.fixture
def usb(tmp_path):
    return tmp_path / "USB"


def change(desk, title="Chuyên đề"):
    topics.add_topic(desk, title, 2026)


def test_the_timer_backs_up_what_changed_after_half_an_hour(desk, clock):
    assert safekeeping.backup_if_due(desk) is not None
    clock.advance(minutes=31)
    assert safekeeping.backup_if_due(desk) is None
    change(desk)
    assert safekeeping.backup_if_due(desk) is not None
    change(desk)
    clock.advance(minutes=29)
    assert safekeeping.backup_if_due(desk) is None
    clock.advance(minutes=2)
    assert safekeeping.backup_if_due(desk) is not None
    assert {one.cause for one in files.every(desk.folder)} == {Cause.TIMER}


def test_a_clock_that_was_set_back_does_not_stop_the_timer(desk, clock):
    safekeeping.backup(desk)
    change(desk)
    clock.advance(days=-3)
    assert safekeeping.backup_if_due(desk) is not None


def test_a_backup_that_failed_is_still_due(desk, clock, monkeypatch):
    def no_room(*_, **__):
        raise EnvironmentProblem("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(files, "make", no_room)
        with pytest.raises(EnvironmentProblem, match="disk_full"):
            safekeeping.backup_if_due(desk)
    assert safekeeping.backup_if_due(desk) is not None


def test_what_an_unclean_stop_left_without_a_backup_is_backed_up_at_the_next_occasion(desk, clock):
    desk.store.engine.dispose()
    desk.store.lock._file.close()
    desk.store.lock = None
    again = opening.open_desk(desk.folder, actor=ACTOR, clock=clock)
    assert again.is_changed
    assert opening.close(again) is not None


def test_before_two_big_steps_in_a_row_one_backup_serves(desk):
    enrol(desk, "Lê An")
    first = backups.before(desk, Cause.REMOVAL)
    assert backups.before(desk, Cause.TEMPLATE) == first
    change(desk)
    assert backups.before(desk, Cause.TEMPLATE) != first


def test_the_status_tells_in_words_where_copies_are(desk, usb):
    enrol(desk, "Lê An", "Trần Bình")

    def words():
        return [line.words for line in backups.status(desk)]

    assert words()[0].startswith("Chưa có bản sao lưu nào")
    assert words()[1].startswith("Chưa có nơi sao lưu thứ hai")
    safekeeping.backup(desk)
    backups.choose_second_place(desk, usb)
    told = "mở được, 20/11 19:00, 2 người, 0 việc"
    assert words() == [f"Bản trên máy này: {told}", f"Bản trên USB: {told}"]
    assert all(line.is_good for line in backups.status(desk))
    shutil.rmtree(usb)
    assert words()[1].startswith("USB chưa cắm")
    usb.mkdir()
    assert words()[1].startswith("USB chưa cắm")


def test_a_disk_that_comes_back_is_caught_up_by_the_timer(desk, clock, usb, tmp_path):
    enrol(desk, "Lê An")
    backups.choose_second_place(desk, usb)
    safekeeping.backup(desk)
    usb.rename(tmp_path / "rút ra")
    for _ in range(3):
        clock.advance(hours=1)
        change(desk)
        safekeeping.backup_if_due(desk)
    (tmp_path / "rút ra").rename(usb)
    status = backups.status(desk)[1]
    assert (status.is_good, "cũ hơn: 20/11 19:00" in status.words) == (False, True)
    assert safekeeping.backup_if_due(desk) is None
    assert backups.status(desk)[1].is_good
    assert not any(line.is_in_second_place for line in backups.lines(desk))


def test_trouble_of_the_second_place_does_not_cost_the_backup_here(desk, usb, monkeypatch):
    backups.choose_second_place(desk, usb)
    assert backups.second_place(desk) == usb

    def pulled(*_):
        raise EnvironmentProblem("disk_trouble")

    monkeypatch.setattr(backup_places, "bring", pulled)
    assert safekeeping.backup(desk).exists()
    assert not backups.status(desk)[1].is_good
    assert "chưa có bản sao lưu nào" in backups.status(desk)[1].words


def test_a_text_changed_since_is_no_backup_like_now(desk):
    enrol(desk, "Lê An")
    safekeeping.backup(desk)
    assert backups.lines(desk)[0].difference == ""
    [person] = list_members(desk)
    change_member(desk, person.id, 1, note="Đã chuyển chỗ ở")
    assert backups.lines(desk)[0].difference == "ít hơn nay 1 lần ghi"
    now = backup_rotation.facts_now(desk.store)
    elsewhere = replace(backups.newest(desk), counts=now.counts)
    assert backups.difference(elsewhere, now) == "số lượng như nay, nội dung khác"


def test_a_list_of_backups_says_what_differs_from_now(desk, clock, usb):
    enrol(desk, "Lê An", "Trần Bình")
    backups.choose_second_place(desk, usb)
    first = safekeeping.backup(desk)
    clock.advance(hours=1)
    enrol(desk, "Ngô Chi")
    change(desk)
    second = safekeeping.backup(desk)
    newest, *_, oldest = backups.lines(desk)
    assert (newest.path, newest.difference, newest.people) == (second, "", 3)
    assert oldest.path == first
    assert oldest.difference == "ít hơn nay 1 người, ít hơn nay 1 chuyên đề"
    assert oldest.size == first.stat().st_size
    first.unlink()
    assert [line.is_in_second_place for line in backups.lines(desk) if line.made_at < clock()] == [
        True
    ]


def test_a_shrunken_file_is_told_and_can_be_confirmed(desk):
    enrol(desk, *(f"Lê An {n}" for n in range(8)))
    safekeeping.backup(desk)
    empty(desk.store)
    last = backups.status(desk)[-1]
    assert not last.is_good
    assert "8 người, nay 0 người" in last.words
    backups.confirm_shrunken(desk)
    assert len(backups.status(desk)) == 2


def test_the_second_place_can_be_given_up(desk, usb):
    backups.choose_second_place(desk, usb)
    backups.choose_second_place(desk, None)
    assert backups.second_place(desk) is None


def test_a_copy_can_be_taken_to_any_folder(desk, tmp_path):
    copy = safekeeping.backup_to(desk, tmp_path / "E" / "sao lưu")
    assert files.is_whole(files.read_manifest(copy))


def test_a_drive_is_called_by_its_letter():
    from pathlib import PureWindowsPath

    assert backups.name_of(PureWindowsPath("E:\\")) == "ổ E"
    assert backups.name_of(PureWindowsPath("E:\\Chi bộ")) == "Chi bộ"


def test_a_file_without_people_needs_no_backup_before_a_big_step(desk):
    assert backups.before(desk, Cause.IMPORT) is None


def test_taking_several_people_off_the_list_is_preceded_by_a_backup(desk):
    from studycompanion.services import removal

    ids = enrol(desk, "Lê An", "Trần Bình", "Ngô Chi")
    removal.remove_members(desk, ids[:1])
    assert files.every(desk.folder) == []
    removal.remove_members(desk, ids[1:])
    (made,) = files.every(desk.folder)
    assert (made.cause, made.people) == (Cause.REMOVAL, 2)


def test_how_many_are_kept_can_be_chosen(desk, clock):
    chosen = backups.Keeping(backups.Policy(newest=3, hours=0, days=1, weeks=1, months=1), 5)
    backups.change_keeping(desk, chosen)
    assert backups.keeping(desk) == chosen
    for _ in range(5):
        clock.advance(minutes=1)
        safekeeping.backup(desk)
    assert len(files.every(desk.folder)) == 3


def test_the_timer_goes_by_the_minutes_chosen(desk, clock):
    backups.change_keeping(desk, replace(backups.keeping(desk), minutes=60))
    safekeeping.backup(desk)
    topics.add_topic(desk, "Chuyên đề", 2026)
    clock.advance(minutes=59)
    assert not backups.is_due(desk)
    clock.advance(minutes=1)
    assert backups.is_due(desk)


@pytest.mark.parametrize("name", backups.LIMITS)
@pytest.mark.parametrize("beyond", [-1, 1])
def test_a_number_beyond_its_limits_is_refused_and_nothing_changes(desk, name, beyond):
    least, most = backups.LIMITS[name]
    known = backups.keeping(desk)
    number = least - 1 if beyond < 0 else most + 1
    wrong = (
        replace(known, minutes=number)
        if name == "minutes"
        else replace(known, policy=replace(known.policy, **{name: number}))
    )
    with pytest.raises(UserError, match="keep_number") as refused:
        backups.change_keeping(desk, wrong)
    assert f"từ {least} đến {most}" in say(refused.value)
    assert backups.keeping(desk) == known


def test_a_backup_of_nobody_is_none_once_people_came_in(desk, clock):
    safekeeping.backup(desk)
    clock.advance(minutes=1)
    assert safekeeping.backup_if_due(desk) is None
    enrol(desk, "Lê An")
    assert not backups.status(desk)[0].is_good
    assert safekeeping.backup_if_due(desk) is not None
    assert backups.status(desk)[0].is_good
    assert safekeeping.backup_if_due(desk) is None
