"""Making a data file and opening it, with and without a password."""

import subprocess
import sys
import zipfile

import pytest

from studycompanion.domain.people import Member
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import backup, check, lock, vault
from studycompanion.storage.files import replace_file
from studycompanion.storage.store import DATA, KEYS, Entry
from studycompanion.storage.vault import FileState
from tests.factories import given
from tests.storage.conftest import ACTOR, PASSWORD, ROOT

NAME = "Nguyễn Thị Bảo Mật"


@pytest.fixture
def with_a_member(clock):
    """Fills a new file with one member."""

    def fill(store):
        with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
            given(uow, Member, full_name=NAME)

    return fill


def names(store):
    with store.read() as reader:
        return [member.full_name for member in reader.find(Member)]


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_folder_has_no_data(data_folder, tmp_path):
    assert vault.state(data_folder) is FileState.MISSING
    assert vault.state(tmp_path / "not there") is FileState.MISSING
    assert vault.data_key(data_folder, None) is None


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_a_new_file_holds_what_was_put_in_and_nothing_lies_beside_it(
    new_store, reopen, data_folder, with_a_member, password
):
    new_store(password, fill=with_a_member).close()
    assert files(data_folder) == [DATA, *[KEYS] * bool(password), lock.NAME]
    assert names(reopen(password)) == [NAME]


def test_a_plain_file_is_known_by_its_header(new_store, data_folder):
    new_store().close()
    assert vault.state(data_folder) is FileState.PLAIN
    assert vault.data_key(data_folder, "anything") is None
    assert (data_folder / DATA).read_bytes().startswith(b"SQLite format 3")


def test_a_file_with_a_password_shows_no_header(new_store, data_folder):
    new_store(PASSWORD).close()
    assert vault.state(data_folder) is FileState.LOCKED
    assert b"SQLite" not in (data_folder / DATA).read_bytes()


def test_a_file_with_a_password_opens_with_no_other(new_store, reopen):
    new_store(PASSWORD).close()
    with pytest.raises(UserError, match="password_needed"):
        reopen()
    with pytest.raises(UserError, match="wrong_password"):
        reopen("sai")
    reopen(PASSWORD)


def test_an_encrypted_file_names_nobody_anywhere(new_store, data_folder, clock, with_a_member):
    store = new_store(PASSWORD, fill=with_a_member)
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        given(uow, Member, full_name=NAME)
        uow.keep_blob(NAME.encode() * 500)
    backup.make(store, clock())
    wal = data_folder / f"{DATA}-wal"
    assert wal.stat().st_size
    kept = [path for path in data_folder.rglob("*") if path.is_file() and path.name != lock.NAME]
    pieces = [path.read_bytes() for path in kept]
    (box,) = (data_folder / backup.FOLDER).iterdir()
    with zipfile.ZipFile(box) as opened:
        pieces += [opened.read(name) for name in opened.namelist()]
    # Data, its log and index, keys, the backup, and the three files in it.
    assert len(pieces) == 8
    for secret in (NAME, NAME.split()[-1], "CREATE TABLE", ACTOR.name, ACTOR.pc_user):
        assert not [piece for piece in pieces if secret.encode() in piece]


def test_the_same_search_finds_the_name_in_a_plain_file(new_store, data_folder, with_a_member):
    new_store(fill=with_a_member)
    assert any(NAME.encode() in p.read_bytes() for p in data_folder.iterdir())


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_a_failure_while_making_the_file_leaves_none_and_can_be_tried_again(
    new_store, data_folder, with_a_member, password
):
    def stumble(store):
        with_a_member(store)
        raise EnvironmentProblem("disk_full")

    with pytest.raises(EnvironmentProblem, match="disk_full"):
        new_store(password, fill=stumble)
    assert files(data_folder) == [lock.NAME]
    assert vault.state(data_folder) is FileState.MISSING
    new_store(password, fill=with_a_member)


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_a_failure_at_the_last_step_leaves_neither_data_nor_keys(
    new_store, data_folder, monkeypatch, password
):
    def refused(_):
        raise PermissionError(13, "x")

    monkeypatch.setattr(vault, "sync_folder", refused)
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        new_store(password)
    assert files(data_folder) == [lock.NAME]
    monkeypatch.undo()
    new_store(password)


def test_a_data_file_is_never_made_over_another(new_store, data_folder, with_a_member, reopen):
    new_store(fill=with_a_member).close()
    with pytest.raises(UserError, match="data_exists"):
        new_store(PASSWORD)
    assert names(reopen()) == [NAME]


KILLED = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from studycompanion.storage import keys, lock, vault

folder, where = Path(sys.argv[1]), sys.argv[2]

def die(*_):
    os._exit(9)

if where == "before_swap":
    Path.replace = die
held = lock.take(folder, "x", datetime.now(UTC))
vault.create(folder, held, made=keys.make("x"), now=datetime.now(UTC),
             fill=die if where == "filling" else lambda _: None)
"""


@pytest.mark.parametrize("where", ["filling", "before_swap"])
def test_a_stop_while_making_the_file_leaves_none_and_the_next_start_tidies_up(
    new_store, data_folder, with_a_member, where
):
    done = subprocess.run([sys.executable, "-c", KILLED, str(data_folder), where], cwd=ROOT)
    assert done.returncode == 9
    assert any(".part" in name for name in files(data_folder))
    assert vault.state(data_folder) is FileState.MISSING
    store = new_store(PASSWORD, fill=with_a_member)
    assert names(store) == [NAME]
    store.close()
    assert not [name for name in files(data_folder) if ".part" in name]


def test_keys_of_a_file_that_was_taken_away_are_not_lost(new_store, data_folder, tmp_path, reopen):
    new_store(PASSWORD).close()
    (data_folder / DATA).rename(tmp_path / DATA)
    new_store("khác").close()
    (old,) = data_folder.glob(f"{KEYS}.*.old")
    (data_folder / DATA).unlink()
    (tmp_path / DATA).rename(data_folder / DATA)
    old.rename(data_folder / KEYS)
    reopen(PASSWORD)


def test_the_log_of_a_file_that_was_taken_away_does_not_get_into_the_new_one(
    new_store, data_folder, with_a_member, reopen, tmp_path
):
    old = new_store(fill=with_a_member)
    with_a_member(old)
    wal = data_folder / f"{DATA}-wal"
    log = wal.read_bytes()
    assert NAME.encode() in log
    old.close()
    (data_folder / DATA).rename(tmp_path / DATA)
    wal.write_bytes(log)
    new_store().close()
    store = reopen()
    assert names(store) == []
    assert check.problems(store) == []
    (aside,) = data_folder.glob("*.old")
    assert aside.read_bytes() == log


def test_missing_keys_are_told_plainly(new_store, reopen, data_folder):
    new_store(PASSWORD).close()
    data = (data_folder / DATA).read_bytes()
    (data_folder / KEYS).unlink()
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen(PASSWORD)
    assert (data_folder / DATA).read_bytes() == data


@pytest.mark.parametrize("left", [b"", b"\xff", b"{}"])
def test_damaged_keys_are_told_plainly(new_store, reopen, data_folder, left):
    new_store(PASSWORD).close()
    data = (data_folder / DATA).read_bytes()
    replace_file(data_folder / KEYS, left)
    with pytest.raises(EnvironmentProblem, match="keys_damaged"):
        reopen(PASSWORD)
    assert (data_folder / DATA).read_bytes() == data


def test_keys_of_another_file_do_not_open_this_one(new_store, reopen, data_folder, tmp_path):
    new_store(PASSWORD).close()
    (data_folder / DATA).rename(tmp_path / DATA)
    new_store(PASSWORD).close()
    (tmp_path / DATA).rename(data_folder / DATA)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen(PASSWORD)


def test_a_file_that_vanishes_is_not_made_anew(new_store, data_folder):
    store = new_store()
    store.close()
    (data_folder / DATA).unlink()
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        store.fact("origin")
    assert not (data_folder / DATA).exists()


def test_half_written_files_of_an_unclean_stop_are_swept_away(new_store, reopen, data_folder):
    new_store(PASSWORD).close()
    (data_folder / backup.FOLDER).mkdir()
    left = [
        data_folder / f"{DATA}.1234.part",
        data_folder / f"{DATA}.1234.part-journal",
        data_folder / f"{KEYS}.part",
        data_folder / backup.FOLDER / "1234.part",
    ]
    mine = [data_folder / "Báo cáo.part", data_folder / backup.FOLDER / "note.txt"]
    for path in left + mine:
        path.write_bytes(b"x")
    reopen(PASSWORD)
    assert not [path for path in left if path.exists()]
    assert [path for path in mine if path.exists()] == mine


def test_half_written_notes_are_swept_away_at_the_next_start(new_store, reopen, data_folder):
    new_store().close()
    (data_folder / "keeping.json.part").write_text("{")
    reopen().close()
    assert files(data_folder) == [DATA, lock.NAME]
