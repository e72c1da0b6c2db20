"""Setting, changing and removing a password, and stops in the middle of it."""

import os
import subprocess
import sys

import pytest

from studycompanion.domain.people import Member
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import safekeeping
from studycompanion.services.desk import Desk
from studycompanion.storage import backup, check, lock, recoding, vault
from studycompanion.storage.engine import connect
from studycompanion.storage.store import DATA, KEYS, Entry
from studycompanion.storage.vault import FileState
from tests.factories import given
from tests.storage.conftest import ACTOR, PASSWORD, ROOT, contents


@pytest.fixture
def fill(clock):
    def fill(store):
        with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
            for _ in range(20):
                given(uow, Member)
            uow.keep_blob(b"scan" * 5_000)

    return fill


@pytest.fixture
def plain(new_store, fill, clock):
    """A desk on a plain file with people in it."""
    return Desk(new_store(fill=fill), clock, ACTOR)


@pytest.fixture
def locked(new_store, fill, clock):
    """A desk on a file with a password."""
    return Desk(new_store(PASSWORD, fill=fill), clock, ACTOR)


def test_a_password_set_later_encrypts_everything(plain, reopen, opened):
    before = contents(plain.store)
    recovery_key = safekeeping.change_password(plain, None, PASSWORD).recovery_key
    opened.append(plain.store)
    assert vault.state(plain.folder) is FileState.LOCKED
    assert contents(plain.store) == before
    assert check.problems(plain.store) == []
    plain.store.close()
    for secret in (PASSWORD, recovery_key):
        store = reopen(secret)
        assert contents(store) == before
        store.close()


def test_a_removed_password_leaves_a_plain_file(locked, reopen, opened):
    before = contents(locked.store)
    safekeeping.change_password(locked, PASSWORD, None)
    opened.append(locked.store)
    assert vault.state(locked.folder) is FileState.PLAIN
    assert not (locked.folder / KEYS).exists()
    assert contents(locked.store) == before
    locked.store.close()
    assert contents(reopen()) == before


def test_a_changed_password_does_not_touch_the_data(locked, reopen):
    locked.store.engine.dispose()
    data = (locked.folder / DATA).read_bytes()
    safekeeping.change_password(locked, PASSWORD, "mới")
    assert (locked.folder / DATA).read_bytes() == data
    locked.store.close()
    with pytest.raises(UserError, match="wrong_password"):
        reopen(PASSWORD)
    reopen("mới")


def test_work_goes_on_after_the_password_is_set(plain, clock, opened):
    safekeeping.change_password(plain, None, PASSWORD)
    opened.append(plain.store)
    with plain.write("setup") as tx:
        given(tx.uow, Member)
    with pytest.raises(UserError, match="in_use"):
        lock.take(plain.folder, "x", clock())


def test_older_backups_without_a_password_are_named(plain, opened):
    old = safekeeping.backup(plain)
    done = safekeeping.change_password(plain, None, PASSWORD)
    opened.append(plain.store)
    new = safekeeping.backup(plain)
    assert done.plain_backups == (old,)
    assert {b.path: b.is_encrypted for b in backup.every(plain.folder)} == {old: False, new: True}


def test_nothing_of_the_copy_stays_behind(plain, opened):
    safekeeping.change_password(plain, None, PASSWORD)
    safekeeping.change_password(plain, PASSWORD, None)
    opened.append(plain.store)
    plain.store.engine.dispose()
    assert sorted(p.name for p in plain.folder.iterdir()) == [DATA, lock.NAME]


@pytest.mark.parametrize("broken", ["backup.verify", "sync_file"])
def test_a_copy_that_is_not_sound_is_not_taken(plain, monkeypatch, broken):
    before = contents(plain.store)

    def bad(*_):
        raise EnvironmentProblem("backup_bad")

    monkeypatch.setattr(f"studycompanion.storage.recoding.{broken}", bad)
    with pytest.raises(EnvironmentProblem, match="backup_bad"):
        recoding.encrypt(plain.store, PASSWORD)
    assert vault.state(plain.folder) is FileState.PLAIN
    assert contents(plain.store) == before
    assert not list(plain.folder.glob("*.part*"))


def test_once_the_new_file_is_in_its_place_it_counts(plain, monkeypatch, opened):
    def refused(_):
        raise OSError(5, "x")

    monkeypatch.setattr(recoding, "sync_folder", refused)
    assert safekeeping.change_password(plain, None, PASSWORD).recovery_key
    opened.append(plain.store)
    with plain.read() as reader:
        assert reader.find(Member)


def test_the_password_is_not_set_while_somebody_writes(plain, monkeypatch):
    """What another connection wrote after the copy was made must not be lost."""
    other = connect(plain.folder / DATA, None)
    sync = recoding.sync_file

    def write_meanwhile(path):
        other.execute("UPDATE member SET phone = '1'")
        other.close()
        sync(path)

    monkeypatch.setattr(recoding, "sync_file", write_meanwhile)
    with pytest.raises(EnvironmentProblem, match="busy"):
        recoding.encrypt(plain.store, PASSWORD)
    assert vault.state(plain.folder) is FileState.PLAIN
    with plain.read() as reader:
        assert {m.phone for m in reader.find(Member)} == {"1"}


def test_the_password_is_not_set_while_somebody_reads(plain, monkeypatch):
    monkeypatch.setattr("studycompanion.storage.engine.BUSY_MS", 50)
    plain.store.engine.dispose()
    with plain.read() as reader:
        assert reader.find(Member)
        with pytest.raises(EnvironmentProblem, match="busy"):
            recoding.encrypt(plain.store, PASSWORD)
    assert vault.state(plain.folder) is FileState.PLAIN


STOPPED = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from studycompanion.storage import keys, lock, recoding, vault

folder, password, step = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
keys.ARGON2 = {"time_cost": 1, "memory_kib": 64, "lanes": 1}

def stop_after(module, name):
    real = getattr(module, name)
    def wrapped(*args, **options):
        real(*args, **options)
        os._exit(9)
    setattr(module, name, wrapped)

where = {"export": (recoding.backup, "verify"), "sync": (recoding, "sync_file"),
         "keys": (recoding.keys, "write"), "fold": (recoding, "fold_in_log"),
         "swap": (recoding, "sync_folder"), "end": (recoding, "forget")}
stop_after(*where[step])
now = datetime.now(UTC)
key = vault.data_key(folder, password)
store = vault.open_file(folder, lock.take(folder, "x", now), key=key, now=now)
recoding.decrypt(store) if key else recoding.encrypt(store, password)
"""


def stop_at(folder, step):
    words = [sys.executable, "-c", STOPPED, os.fspath(folder), PASSWORD, step]
    done = subprocess.run(words, cwd=ROOT)
    assert done.returncode == 9


@pytest.mark.parametrize("step", ["export", "sync", "keys", "fold", "swap"])
def test_a_stop_while_setting_the_password_leaves_a_file_that_opens(plain, reopen, step):
    before = contents(plain.store)
    plain.store.close()
    stop_at(plain.folder, step)
    is_set = step == "swap"
    assert vault.state(plain.folder) is (FileState.LOCKED if is_set else FileState.PLAIN)
    store = reopen(PASSWORD)
    assert contents(store) == before
    assert not list(plain.folder.glob("*.part*"))
    store.close()
    reopen(PASSWORD)


@pytest.mark.parametrize("step", ["export", "sync", "fold", "swap", "end"])
def test_a_stop_while_removing_the_password_leaves_a_file_that_opens(locked, reopen, step):
    before = contents(locked.store)
    locked.store.close()
    stop_at(locked.folder, step)
    is_gone = step in ("swap", "end")
    assert vault.state(locked.folder) is (FileState.PLAIN if is_gone else FileState.LOCKED)
    store = reopen(PASSWORD)
    assert contents(store) == before
    assert not list(locked.folder.glob("*.part*"))


def test_keys_left_from_a_stop_do_not_hinder_setting_a_password(plain, reopen, clock, opened):
    plain.store.close()
    stop_at(plain.folder, "keys")
    desk = Desk(reopen(), clock, ACTOR)
    safekeeping.change_password(desk, None, "mới")
    opened.append(desk.store)
    desk.store.close()
    reopen("mới")
