"""Full disks and folders that refuse: one clear sentence, nothing lost, and on it goes later.

As root a small disk of its own is filled; otherwise the pages of the file are limited.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from studycompanion.domain.people import Member
from studycompanion.errors import EnvironmentProblem
from studycompanion.services import safekeeping
from studycompanion.services.desk import Desk
from studycompanion.storage import backup, chain, check, lock, vault
from studycompanion.storage.files import takes_files
from studycompanion.storage.store import DATA, KEYS, Entry
from studycompanion.storage.vault import FileState
from tests.factories import given
from tests.storage.conftest import ACTOR, PASSWORD, ROOT, contents

SIZE_KB = 4_096


@pytest.fixture(scope="session")
def can_mount(tmp_path_factory):
    """Whether this process may mount a disk of its own."""
    folder = tmp_path_factory.mktemp("probe")
    return _mount(folder) and _unmount(folder)


def _mount(folder: Path) -> bool:
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KB}k", "tmpfs", os.fspath(folder)]
    return subprocess.run(words, capture_output=True).returncode == 0


def _unmount(folder: Path) -> bool:
    return subprocess.run(["umount", "-l", os.fspath(folder)]).returncode == 0


@pytest.fixture
def small_disk(can_mount, tmp_path):
    """A folder on a disk of four MB."""
    if not can_mount:
        pytest.skip("only root may mount a disk; the limit of pages is tried instead")
    folder = tmp_path / "USB"
    folder.mkdir()
    assert _mount(folder)
    yield folder
    _unmount(folder)


class Filler:
    """A file that takes the rest of a disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ảnh.jpg"

    def fill(self, *, but_kb: int = 0) -> None:
        """Leave only ``but_kb`` on the disk."""
        with self.path.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 1_024)
            except OSError:
                file.truncate(max(0, file.tell() - but_kb * 1_024))

    def free(self) -> None:
        """Give all of it back."""
        self.path.unlink(missing_ok=True)


@pytest.fixture
def filler(small_disk):
    return Filler(small_disk)


@pytest.fixture
def desk(new_store, small_disk, clock, password):
    """A desk on the small disk, with one member."""
    one = Desk(new_store(password, folder=small_disk), clock, ACTOR)
    with one.write("setup") as tx:
        given(tx.uow, Member)
    return one


@pytest.fixture(params=[None, PASSWORD], ids=["plain", "password"])
def password(request):
    return request.param


def add_until_full(desk):
    """Add members one by one; returns the ids of those that were acknowledged."""
    done = []

    def add():
        while len(done) < 3_000:
            with desk.write("setup") as tx:
                member = given(tx.uow, Member, note="x" * 500)
            done.append(member.id)

    with pytest.raises(EnvironmentProblem, match="disk_full"):
        add()
    return done


def ids(store):
    with store.read() as reader:
        return {member.id for member in reader.find(Member)}


def is_whole(store):
    with store.read() as reader:
        return not list(chain.broken_links(reader.connection))


def test_a_disk_that_fills_up_loses_nothing_and_work_goes_on_after_it_has_room(desk, filler):
    filler.fill(but_kb=200)
    before = ids(desk.store)
    done = add_until_full(desk)
    assert ids(desk.store) == before | set(done)
    with pytest.raises(EnvironmentProblem, match="disk_full"), desk.write("setup") as tx:
        given(tx.uow, Member, note="x" * 5_000)
    filler.free()
    with desk.write("setup") as tx:
        new = given(tx.uow, Member, note="x" * 5_000)
    assert ids(desk.store) == before | set(done) | {new.id}
    assert check.problems(desk.store) == []


def test_what_was_acknowledged_on_a_full_disk_is_there_after_a_new_start(
    desk, filler, reopen, password
):
    filler.fill(but_kb=200)
    done = add_until_full(desk)
    desk.store.close()
    filler.fill()
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        reopen(password, folder=desk.folder)
    filler.free()
    again = reopen(password, folder=desk.folder)
    assert set(done) <= ids(again)
    assert check.problems(again) == []


@pytest.mark.parametrize("room_kb", [0, 8, 100, 300])
def test_a_file_that_finds_no_room_is_not_half_made(
    new_store, small_disk, filler, password, room_kb, clock
):
    def fill(store):
        with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
            for _ in range(100):
                given(uow, Member, note="x" * 3_000)

    filler.fill(but_kb=room_kb)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        new_store(password, folder=small_disk, fill=fill)
    assert vault.state(small_disk) is FileState.MISSING
    left = {path.name for path in small_disk.iterdir()}
    assert left <= {lock.NAME, filler.path.name}
    filler.free()
    new_store(password, folder=small_disk)


def test_a_backup_that_finds_no_room_leaves_the_older_ones_and_no_rest(desk, filler):
    with desk.write("setup") as tx:
        tx.uow.keep_blob(os.urandom(150_000))
    old = safekeeping.backup(desk)
    kept = old.read_bytes()
    for room_kb in (0, 100, 250):
        filler.fill(but_kb=room_kb)
        with pytest.raises(EnvironmentProblem, match="disk_full"):
            safekeeping.backup(desk)
        assert list((desk.folder / backup.FOLDER).iterdir()) == [old]
        filler.free()
    assert old.read_bytes() == kept
    safekeeping.backup(desk)
    assert len(backup.every(desk.folder)) == 2


def test_a_password_that_finds_no_room_is_not_set(desk, filler, password):
    before = contents(desk.store)
    filler.fill()
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        safekeeping.change_password(desk, password, None if password else PASSWORD)
    state = vault.state(desk.folder)
    assert state is (FileState.LOCKED if password else FileState.PLAIN)
    assert contents(desk.store) == before
    assert not list(desk.folder.glob("*.part*"))


@pytest.mark.parametrize("password", [PASSWORD], indirect=True)
def test_a_changed_password_that_finds_no_room_leaves_the_old_one(desk, filler, password):
    filler.fill()
    keys = (desk.folder / KEYS).read_bytes()
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        safekeeping.change_password(desk, password, "mới")
    assert (desk.folder / KEYS).read_bytes() == keys


def test_a_file_that_may_not_grow_loses_nothing(new_store, clock, password):
    """Stands in for the full disk where no disk can be mounted."""
    desk = Desk(new_store(password), clock, ACTOR)
    with desk.write("setup") as tx:
        pages = tx.uow.connection.exec_driver_sql("PRAGMA page_count").scalar()
        tx.uow.connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 12}")
        given(tx.uow, Member)
    before = ids(desk.store)
    done = add_until_full(desk)
    assert ids(desk.store) == before | set(done)
    with desk.read() as reader:
        reader.connection.exec_driver_sql("PRAGMA max_page_count=100000")
    with desk.write("setup") as tx:
        given(tx.uow, Member, note="x" * 5_000)
    assert is_whole(desk.store)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from datetime import datetime, UTC
from tests.factories import given
from studycompanion.domain.people import Member
from studycompanion.domain.record import Actor
from studycompanion.errors import EnvironmentProblem
from studycompanion.storage import lock, vault
from studycompanion.storage.store import Entry

folder, now = Path(sys.argv[1]), datetime(2026, 11, 20, 19, tzinfo=UTC)
store = vault.open_file(folder, lock.take(folder, "x", now), key=None, now=now)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    for number in range(3_000):
        with store.write(Entry("setup"), actor=Actor("x", "y"), clock=lambda: now) as uow:
            member = given(uow, Member, note="x" * 500)
        print(member.id, flush=True)
except EnvironmentProblem as problem:
    print(problem.code)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no such limit on this system")
def test_a_limit_on_the_size_of_files_loses_nothing(new_store, reopen, data_folder):
    new_store().close()
    words = [sys.executable, "-c", LIMITED, os.fspath(data_folder)]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    *done, code = run.stdout.split()
    # SQLite takes this limit for a fault of the disk, because only a full one says so by number.
    assert code == "disk_trouble"
    assert len(done) > 10
    store = reopen()
    assert ids(store) == set(done)
    assert check.problems(store) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder here that refuses even root")
def test_a_folder_that_refuses_is_told_plainly(new_store):
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        new_store(folder=Path("/proc"))


def test_a_file_that_became_unreachable_is_told_plainly(file, data_folder):
    file.engine.dispose()
    (data_folder / DATA).unlink()
    (data_folder / DATA).mkdir()
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        file.fact("origin")


def malformed():
    return dbapi2.DatabaseError("database disk image is malformed")


@pytest.mark.parametrize("way", ["read", "unlogged"])
def test_a_disk_that_went_away_is_not_taken_for_a_damaged_file(file, data_folder, way):
    with pytest.raises(EnvironmentProblem, match="damaged"), getattr(file, way)():
        raise malformed()
    away = data_folder.with_name("rút ra")
    data_folder.rename(away)
    with pytest.raises(EnvironmentProblem, match="disk_trouble"), getattr(file, way)():
        raise malformed()
    # What was open on it is dead: the next look opens all anew.
    with pytest.raises(EnvironmentProblem, match="disk_trouble"):
        file.fact("origin")
    away.rename(data_folder)
    assert file.fact("file")
    file.note("sau khi cắm lại", "ghi được")
    assert file.fact("sau khi cắm lại") == "ghi được"


def test_a_file_that_is_only_read_is_told_as_damaged_where_nothing_can_be_written(
    file, monkeypatch
):
    monkeypatch.setattr("studycompanion.storage.store.takes_files", lambda _folder: False)
    file.why_read_only = "moved_away"
    with pytest.raises(EnvironmentProblem, match="damaged"), file.read():
        raise malformed()


def test_whether_a_folder_takes_files_is_tried_without_leaving_any(tmp_path):
    assert takes_files(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not takes_files(tmp_path / "không có")
