"""The second place: a disk that comes and goes."""

import shutil

import pytest

from studycompanion.domain.people import Member
from studycompanion.domain.retention import Policy
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import backup, backup_places, backup_rotation, notes
from studycompanion.storage.files import PART
from studycompanion.storage.store import Entry
from tests.factories import given
from tests.storage.conftest import ACTOR, empty


@pytest.fixture
def usb(tmp_path):
    return tmp_path / "ổ USB"


@pytest.fixture
def kept(file, clock, usb):
    """An open data file with people whose second place is the USB disk."""
    with file.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        for _ in range(12):
            given(uow, Member)
    backup_places.choose(file.folder, usb)
    return file


@pytest.fixture
def made(kept, clock):
    def make(**passed):
        clock.advance(**passed)
        return backup_rotation.make_and_rotate(kept, clock())

    return make


def there(store, usb):
    home = backup_places.home_in(usb, store.fact("file"))
    return sorted(one.path.name for one in backup.lying_in(home))


def here(store):
    return sorted(one.path.name for one in backup.every(store.folder))


def test_a_place_that_comes_back_gets_all_that_it_missed(kept, made, usb, tmp_path):
    assert backup_places.catch_up(kept.folder, usb, made()) == 1
    usb.rename(tmp_path / "pulled")
    assert not backup_places.is_there(usb)
    missed = [made(days=1) for _ in range(3)]
    (tmp_path / "pulled").rename(usb)
    assert backup_places.is_there(usb)
    assert backup_places.catch_up(kept.folder, usb, missed[-1]) == 3
    assert there(kept, usb) == here(kept)
    assert backup_places.catch_up(kept.folder, usb, missed[-1]) == 0


def test_the_folder_that_a_pulled_disk_leaves_is_not_the_place(kept, usb):
    shutil.rmtree(usb)
    usb.mkdir()
    assert not backup_places.is_there(usb)
    assert backup_places.second_place(kept.folder) == usb


def test_a_place_that_cannot_even_be_asked_is_not_there(tmp_path):
    assert not backup_places.is_there(tmp_path / ("x" * 300))


def test_both_places_keep_by_the_same_rules(kept, made, usb):
    notes.write(kept.folder, keep=Policy(newest=2, hours=0, days=0, weeks=0, months=0))
    for _ in range(4):
        backup_places.catch_up(kept.folder, usb, made(days=1))
    assert there(kept, usb) == here(kept)
    assert len(there(kept, usb)) == 2


def test_a_file_that_shrank_displaces_nothing_there_either(kept, made, usb):
    notes.write(kept.folder, keep=Policy(newest=1, hours=0, days=0, weeks=0, months=0))
    good = made()
    backup_places.catch_up(kept.folder, usb, good)
    empty(kept)
    for _ in range(3):
        backup_places.catch_up(kept.folder, usb, made(days=1))
    assert good.path.name in there(kept, usb)


def test_cells_that_share_a_disk_do_not_push_each_other_out(kept, made, usb):
    notes.write(kept.folder, keep=Policy(newest=1, hours=0, days=0, weeks=0, months=0))
    backup_places.catch_up(kept.folder, usb, made())
    first = there(kept, usb)
    other = backup_places.home_in(usb, kept.fact("file"))
    kept.note("file", "f" * 32)
    backup_places.catch_up(kept.folder, usb, made(days=1))
    assert [one.path.name for one in backup.lying_in(other)] == first
    assert len(there(kept, usb)) == 1


def test_a_copy_that_arrives_spoiled_is_told_and_not_kept(kept, made, usb, monkeypatch):
    real = shutil.copyfile

    def spoiled(source, target):
        real(source, target)
        raw = bytearray(target.read_bytes())
        raw[len(raw) // 3] ^= 0xFF
        target.write_bytes(raw)

    monkeypatch.setattr(shutil, "copyfile", spoiled)
    with pytest.raises(EnvironmentProblem, match="backup_bad"):
        backup_places.catch_up(kept.folder, usb, made())
    home = backup_places.home_in(usb, kept.fact("file"))
    assert list(home.iterdir()) == []


def test_what_a_pulled_disk_left_half_copied_is_swept_away(kept, made, usb):
    newest = made()
    home = backup_places.home_in(usb, newest.file)
    home.mkdir()
    (home / f"abc{PART}").write_bytes(b"x")
    backup_places.catch_up(kept.folder, usb, newest)
    assert [path.name for path in home.iterdir()] == [newest.path.name]


def test_the_datas_own_folder_is_no_second_place(kept):
    with pytest.raises(UserError, match="second_place_same"):
        backup_places.choose(kept.folder, kept.folder / "bản sao")


def test_the_second_place_can_be_given_up(kept):
    backup_places.choose(kept.folder, None)
    assert backup_places.second_place(kept.folder) is None
