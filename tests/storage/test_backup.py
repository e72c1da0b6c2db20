"""Backups: whole, verified and encrypted like the data."""

import json
import shutil
import threading
import zipfile
import zlib

import pytest

from studycompanion.domain.people import Member
from studycompanion.domain.settings import Setting
from studycompanion.errors import EnvironmentProblem
from studycompanion.storage import backup, backup_rotation, check, vault
from studycompanion.storage.engine import bare_connect
from studycompanion.storage.files import replace_file
from studycompanion.storage.store import DATA, KEYS, Entry
from tests.factories import given, make
from tests.storage.conftest import ACTOR, PASSWORD, contents


@pytest.fixture(params=[None, PASSWORD], ids=["plain", "password"])
def password(request):
    return request.param


@pytest.fixture
def kept(new_store, password, clock):
    """An open data file with some people and a scan."""
    store = new_store(password)
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        for _ in range(30):
            given(uow, Member)
        uow.keep_blob(b"scan" * 5_000)
    return store


def folder_of(store):
    return store.folder / backup.FOLDER


def unpack(path, folder):
    with zipfile.ZipFile(path) as box:
        box.extractall(folder)


def test_an_unpacked_backup_opens_as_a_data_file(kept, clock, reopen, password, tmp_path):
    made = backup.make(kept, clock())
    again = tmp_path / "lấy lại"
    unpack(made.path, again)
    store = reopen(password, folder=again)
    assert contents(store) == contents(kept)
    assert check.problems(store) == []
    assert store.origin == kept.origin


def test_a_backup_is_encrypted_like_the_data_and_has_its_keys(kept, clock, password, tmp_path):
    made = backup.make(kept, clock())
    unpack(made.path, tmp_path / "b")
    assert made.is_encrypted is bool(password)
    assert (tmp_path / "b" / KEYS).exists() is bool(password)
    assert (b"SQLite" in (tmp_path / "b" / DATA).read_bytes()) is not bool(password)
    if password:
        assert (tmp_path / "b" / KEYS).read_bytes() == (kept.folder / KEYS).read_bytes()


def test_a_backup_says_what_it_holds(kept, clock, evening):
    made = backup.make(kept, clock())
    (found,) = backup.every(kept.folder)
    assert found == made
    assert found.made_at == evening
    assert (found.counts["member"], found.counts["blob"], found.counts["change"]) == (30, 1, 30)
    assert found.path.name.startswith("2026-11-20_190000_")
    assert list(folder_of(kept).iterdir()) == [made.path]


def test_two_backups_of_the_same_second_are_both_kept(kept, clock):
    assert backup.make(kept, clock()).path != backup.make(kept, clock()).path
    assert len(backup.every(kept.folder)) == 2


UNREADABLE = {
    "text": lambda box: box.write_bytes(b"x"),
    "empty": lambda box: box.write_bytes(b""),
    "no manifest": lambda box: zipfile.ZipFile(box, "w").close(),
    "not json": lambda box: with_manifest(box, "{"),
    "a list": lambda box: with_manifest(box, "[]"),
    "not a day": lambda box: with_manifest(box, '{"made_at": "hôm qua"}'),
    "no counts": lambda box: with_manifest(box, '{"made_at": "2026-01-01T00:00:00+00:00"}'),
}


def with_manifest(path, text):
    with zipfile.ZipFile(path, "w") as box:
        box.writestr(backup.MANIFEST, text)


@pytest.mark.parametrize("write", UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_left_alone(kept, clock, write):
    backup.make(kept, clock())
    strange = folder_of(kept) / f"strange{backup.SUFFIX}"
    write(strange)
    with pytest.raises(EnvironmentProblem, match="backup_bad"):
        backup.read_manifest(strange)
    for _ in range(11):
        clock.advance(minutes=1)
        backup_rotation.make_and_rotate(kept, clock())
    assert strange.exists()
    assert len(backup.every(kept.folder)) == 10


def test_a_container_under_somebodys_own_password_is_left_alone(kept, clock):
    made = backup.make(kept, clock())
    data = bytearray(made.path.read_bytes())
    # Bit 0 of the flags of an entry of the central directory says "encrypted".
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    replace_file(made.path, bytes(data))
    assert backup.every(kept.folder) == []


def test_a_manifest_without_a_zone_still_has_its_place(kept, clock):
    made = backup.make(kept, clock())
    with zipfile.ZipFile(made.path) as box:
        body = json.loads(box.read(backup.MANIFEST))
    old = folder_of(kept) / f"old{backup.SUFFIX}"
    with_manifest(old, json.dumps(body | {"made_at": "2025-01-01T00:00:00"}))
    assert [b.path for b in backup.every(kept.folder)] == [made.path, old]


def spoil(path, key):
    """Overwrite a page in the middle."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4_096 * 4_096
    data[middle : middle + 4_096] = b"\x17" * 4_096
    path.write_bytes(bytes(data))


def lose_rows(path, key):
    """A copy that is sound but not complete."""
    connection = bare_connect(path, key)
    connection.execute("DELETE FROM change_value")
    connection.close()


@pytest.mark.parametrize("harm", [spoil, lose_rows])
def test_a_copy_that_is_not_sound_is_no_backup_and_older_ones_stay(kept, clock, monkeypatch, harm):
    old = [backup.make(kept, clock()).path for _ in range(10)]
    real = backup._copy

    def harmed(store, target):
        counts = real(store, target)
        harm(target, store.key)
        return counts

    monkeypatch.setattr(backup, "_copy", harmed)
    with pytest.raises(EnvironmentProblem, match="backup_bad"):
        backup.make(kept, clock())
    assert sorted(folder_of(kept).iterdir()) == sorted(old)


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.995, 0.999])
def test_a_container_that_the_disk_spoils_is_no_backup(kept, clock, monkeypatch, at):
    old = backup.make(kept, clock()).path
    real = backup.sync_file

    def spoiled(path):
        real(path)
        data = bytearray(path.read_bytes())
        where = int(len(data) * at)
        data[where : where + 40] = bytes(255 - b for b in data[where : where + 40])
        path.write_bytes(bytes(data))

    monkeypatch.setattr(backup, "sync_file", spoiled)
    with pytest.raises(EnvironmentProblem, match="backup_bad"):
        backup.make(kept, clock())
    assert list(folder_of(kept).iterdir()) == [old]


def test_a_backup_while_others_write_is_whole_and_of_one_moment(
    kept, clock, reopen, password, tmp_path
):
    """Two facts that always change together are never found apart."""
    stop = threading.Event()
    with kept.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        left, right = (uow.add(make(Setting, id=name, value="0")) for name in "ab")

    def write(left, right):
        number = 0
        while not stop.is_set():
            number += 1
            with kept.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
                left = uow.change(left, value=str(number))
                given(uow, Member)
                right = uow.change(right, value=str(number))

    writer = threading.Thread(target=write, args=(left, right))
    writer.start()
    try:
        made = [backup.make(kept, clock()) for _ in range(4)]
    finally:
        stop.set()
        writer.join()
    for number, one in enumerate(made):
        folder = tmp_path / str(number)
        unpack(one.path, folder)
        store = reopen(password, folder=folder)
        with store.read() as reader:
            assert reader.get(Setting, "a").value == reader.get(Setting, "b").value
            assert len(reader.find(Member)) == one.counts["member"]
        assert check.problems(store) == []
    assert made[0].counts != made[-1].counts


def test_a_folder_in_the_way_is_told_plainly(kept, clock):
    folder_of(kept).write_text("x")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        backup.make(kept, clock())


def test_a_data_folder_without_backups_has_none(tmp_path):
    assert backup.every(tmp_path) == []


def test_a_backup_of_an_encrypted_file_opens_with_the_password_of_its_day(
    new_store, reopen, clock, tmp_path
):
    store = new_store(PASSWORD)
    made = backup.make(store, clock())
    vault_folder = tmp_path / "lấy lại"
    unpack(made.path, vault_folder)
    shutil.rmtree(store.folder / backup.FOLDER)
    assert vault.state(vault_folder) is vault.FileState.LOCKED
    reopen(PASSWORD, folder=vault_folder)


def test_plain_data_is_packed_small(new_store, clock):
    store = new_store()
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        for _ in range(300):
            given(uow, Member, note="x" * 500)
    made = backup.make(store, clock())
    assert made.path.stat().st_size < len(zlib.compress(b"x")) + 150_000
