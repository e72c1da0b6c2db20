"""Which backups go when a new one is there, and which never do."""

from datetime import timedelta

import pytest

from studycompanion.domain.people import Member
from studycompanion.domain.retention import Policy
from studycompanion.errors import EnvironmentProblem
from studycompanion.storage import backup, backup_rotation, notes
from studycompanion.storage.backup import Cause
from studycompanion.storage.files import replace_file
from studycompanion.storage.store import Entry
from tests.factories import given
from tests.storage.conftest import ACTOR, empty

PEOPLE = 12
FEW = {"newest": 2, "hours": 0, "days": 2, "weeks": 0, "months": 0}


@pytest.fixture
def kept(file, clock):
    """An open data file with some people, of whose backups only the newest few are kept."""
    notes.write(file.folder, keep=Policy(**FEW))
    enrol(file, clock, PEOPLE)
    return file


def enrol(store, clock, count):
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        for _ in range(count):
            given(uow, Member)


def made_after(store, clock, cause=Cause.TIMER, **passed):
    clock.advance(**passed)
    return backup_rotation.make_and_rotate(store, clock(), cause=cause)


def names(store):
    return sorted(one.path.name for one in backup.every(store.folder))


def test_only_what_the_policy_keeps_is_left(kept, clock):
    made = [made_after(kept, clock, hours=1).path.name for _ in range(4)]
    assert names(kept) == made[2:]
    tomorrow = [made_after(kept, clock, days=1).path.name for _ in range(3)]
    assert names(kept) == tomorrow[1:]


def test_a_clock_that_was_set_back_does_not_cost_the_backup_just_made(kept, clock):
    made = [made_after(kept, clock, minutes=1) for _ in range(3)]
    late = [made_after(kept, clock, days=-400), made_after(kept, clock, minutes=1)]
    assert {one.path for one in late} <= {one.path for one in backup.every(kept.folder)}
    assert late[0].serial == made[-1].serial + 1


def test_a_file_that_shrank_displaces_no_good_copy(kept, clock):
    good = [made_after(kept, clock, minutes=1).path.name for _ in range(2)]
    empty(kept)
    shrunken = [made_after(kept, clock, days=1).path.name for _ in range(6)]
    assert names(kept) == sorted([*good, *shrunken[-2:]])


def test_half_of_the_people_missing_is_a_shrunken_file_whatever_else_grew(kept, clock):
    good = made_after(kept, clock)
    empty(kept)
    enrol(kept, clock, PEOPLE // 2 - 1)
    with kept.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        for number in range(40):
            uow.keep_blob(b"%d" % number)
    assert made_after(kept, clock).rows > good.rows
    assert backup_rotation.has_shrunk(good, made_after(kept, clock, days=9))
    assert good.path.name in names(kept)


def test_a_shrunken_file_that_somebody_confirmed_rotates_again(kept, clock):
    good = [made_after(kept, clock, minutes=1).path.name for _ in range(2)]
    empty(kept)
    now = made_after(kept, clock, days=1)
    notes.write(kept.folder, fewer_rows=now.rows)
    for _ in range(3):
        made_after(kept, clock, days=1)
    assert not set(good) & set(names(kept))


def test_copies_of_another_data_file_are_never_touched(kept, clock):
    other = made_after(kept, clock)
    kept.note("file", "another")
    for _ in range(4):
        made_after(kept, clock, days=1)
    assert other.path.name in names(kept)


@pytest.mark.parametrize("cause", [Cause.UPGRADE, Cause.RESTORE, Cause.REPAIR])
def test_a_backup_before_surgery_comes_on_top(kept, clock, cause):
    for _ in range(5):
        made_after(kept, clock, cause, days=1)
    assert len(names(kept)) == 5


def test_surgery_that_is_tried_again_makes_no_second_copy(kept, clock):
    def made():
        return backup_rotation.make_unless_there(kept, clock(), cause=Cause.UPGRADE).path

    first = made()
    assert made() == first
    raw = bytearray(first.read_bytes())
    raw[len(raw) // 3] ^= 0xFF
    replace_file(first, bytes(raw))
    second = made()
    assert second != first
    clock.advance(minutes=1)
    enrol(kept, clock, 1)
    assert made() not in (first, second)


def test_each_backup_says_why_it_was_made_and_of_which_step(kept, clock):
    made = made_after(kept, clock, Cause.IMPORT)
    enrol(kept, clock, 1)
    later = made_after(kept, clock, hours=1)
    found = {one.path: one for one in backup.every(kept.folder)}
    assert found[made.path].cause is Cause.IMPORT
    assert found[made.path].file == kept.fact("file")
    assert (made.head[0], later.head[0]) == (1, 2)
    assert found == {made.path: made, later.path: later}


def test_a_copy_that_is_not_sound_costs_no_older_one(kept, clock, monkeypatch):
    made = [made_after(kept, clock, minutes=1).path.name for _ in range(2)]

    def not_sound(*_):
        raise EnvironmentProblem("backup_bad")

    monkeypatch.setattr(backup, "verify", not_sound)
    with pytest.raises(EnvironmentProblem, match="backup_bad"):
        made_after(kept, clock, days=30)
    assert names(kept) == made


NOTES = {
    "nothing": None,
    "not json": b"{",
    "a list": b"[]",
    "wrong types": b'{"second_place": 7, "keep": {"days": "many"}, "fewer_rows": true}',
}


@pytest.mark.parametrize("text", NOTES.values(), ids=NOTES)
def test_notes_that_cannot_be_read_are_the_defaults(data_folder, text):
    if text is not None:
        replace_file(data_folder / notes.NAME, text)
    assert notes.read(data_folder) == notes.Notes()


def test_numbers_of_the_policy_stay_within_reason(data_folder):
    replace_file(data_folder / notes.NAME, b'{"keep": {"days": -5, "months": 99999}}')
    keep = notes.read(data_folder).keep
    assert (keep.days, keep.months, keep.weeks) == (0, 1_000, 5)


def test_what_is_noted_is_read_again(data_folder):
    wanted = notes.write(data_folder, second_place="E:/", keep=Policy(days=3))
    assert notes.read(data_folder) == wanted
    assert notes.write(data_folder, fewer_rows=3).second_place == "E:/"


def test_the_age_of_a_backup_is_told_by_its_own_zone(kept, clock):
    made = made_after(kept, clock)
    assert made.made_at.utcoffset() == timedelta(hours=7)
