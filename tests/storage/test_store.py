"""Connections, transactions side by side, and what the system says when it cannot go on."""

import errno
import os
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from studycompanion.domain.people import Member
from studycompanion.domain.settings import Setting
from studycompanion.errors import EnvironmentProblem
from studycompanion.storage import files
from studycompanion.storage.engine import bare_connect, connect
from studycompanion.storage.files import make_folder, replace_file
from studycompanion.storage.store import DATA, Entry
from studycompanion.storage.trouble import code_of, told_plainly
from tests.factories import given, make
from tests.storage.conftest import ACTOR, PASSWORD


def write(store, clock):
    return store.write(Entry("setup"), actor=ACTOR, clock=clock)


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_every_connection_waits_for_the_disk_and_holds_foreign_keys(new_store, password):
    store = new_store(password)
    with store.read() as reader:
        asked = {
            name: reader.connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_two_writers_wait_for_each_other_and_lose_nothing(file, clock):
    with write(file, clock) as uow:
        uow.add(make(Setting, id="count", value="0"))

    def count_up():
        for _ in range(15):
            with write(file, clock) as uow:
                one = uow.get(Setting, "count")
                uow.change(one, value=str(int(one.value) + 1))

    threads = [threading.Thread(target=count_up) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with file.read() as reader:
        assert reader.get(Setting, "count").value == "45"


def test_a_reader_does_not_keep_a_writer_waiting(file, clock):
    with file.read() as reader:
        assert reader.find(Member) == []
        with write(file, clock) as uow:
            given(uow, Member)
        assert reader.find(Member) == []
    with file.read() as reader:
        assert len(reader.find(Member)) == 1


def test_a_second_writer_that_waits_too_long_is_told_plainly(file, clock, monkeypatch):
    monkeypatch.setattr("studycompanion.storage.engine.BUSY_MS", 20)
    file.engine.dispose()
    with (
        write(file, clock),
        pytest.raises(EnvironmentProblem, match="busy"),
        write(file, clock),
    ):
        pass


def test_a_closed_store_leaves_only_its_file(file, data_folder):
    assert file.fact("origin")
    file.close()
    assert sorted(path.name for path in data_folder.iterdir()) == [DATA, "data.lock"]
    file.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are not listed here")
def test_a_connection_that_cannot_be_set_up_is_not_left_open(tmp_path):
    path = tmp_path / DATA
    path.write_bytes(b"x" * 5_000)
    with pytest.raises(Exception, match="not a database") as caught:
        connect(path, None)
    # The traceback holds on to the connection, which only closing lets go of the file.
    assert caught.tb
    links = [Path("/proc/self/fd") / number for number in os.listdir("/proc/self/fd")]
    assert path not in [link.readlink() for link in links if link.is_symlink()]


def test_a_file_that_is_not_there_is_made_only_where_that_is_wanted(tmp_path):
    with pytest.raises(Exception, match="unable to open"):
        bare_connect(tmp_path / "không có.db", None, may_create=False).execute("SELECT 1")
    assert list(tmp_path.iterdir()) == []
    connect(tmp_path / "mới #1?.db", None).close()
    assert [path.name for path in tmp_path.iterdir()] == ["mới #1?.db"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "folder_unwritable"),
        (errno.EROFS, "folder_unwritable"),
        (errno.EIO, "disk_trouble"),
        (errno.EINTR, None),
    ],
)
def test_the_systems_trouble_is_known_by_its_number(number, code):
    assert code_of(OSError(number, "bất kỳ lời nào")) == code


class Told(Exception):
    """What a driver raises."""

    def __init__(self, words: str, number: int | None = None) -> None:
        super().__init__(words)
        if number is not None:
            self.sqlite_errorcode = number


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told("", 13), "disk_full"),
        (Told("", 11), "damaged"),
        (Told("", 26), "damaged"),
        (Told("", 5 | 2 << 8), "busy"),
        (Told("", 6), "busy"),
        (Told("", 8), "folder_unwritable"),
        (Told("", 14), "folder_unwritable"),
        (Told("", 10 | 3 << 8), "disk_trouble"),
        (Told("", 1), None),
        (Told("database or disk is full"), "disk_full"),
        (Told("no such table: x"), None),
        (ValueError("x"), None),
        (OSError(), None),
    ],
    ids=str,
)
def test_the_databases_trouble_is_known_by_its_number_else_by_its_words(told, code):
    assert code_of(told) == code
    assert code_of(sa.exc.DBAPIError("SELECT 1", {}, told)) == code


def test_a_mistake_in_a_statement_stays_a_bug(file):
    with pytest.raises(sa.exc.OperationalError), file.read() as reader:
        reader.connection.exec_driver_sql("SELECT * FROM nowhere")


def test_a_strange_error_of_the_system_stays_a_bug():
    with pytest.raises(InterruptedError), told_plainly():
        raise InterruptedError(errno.EINTR, "x")


@pytest.mark.parametrize("is_durable", [True, False])
def test_a_file_is_replaced_whole(tmp_path, is_durable):
    path = tmp_path / "Bản cam kết.pdf"
    for data in (b"old", b"new"):
        replace_file(path, data, is_durable=is_durable)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path):
    path = tmp_path / "thư mục"
    path.mkdir()
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        replace_file(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_under_a_file_is_told_plainly(tmp_path):
    (tmp_path / "tệp").write_text("x")
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        make_folder(tmp_path / "tệp" / "thư mục")
    make_folder(tmp_path / "một" / "hai")
    make_folder(tmp_path / "một" / "hai")


def test_what_cannot_be_removed_does_not_stop_the_work(tmp_path):
    (tmp_path / "thư mục").mkdir()
    files.forget(tmp_path / "thư mục")
    files.forget(tmp_path / "không có")


def test_windows_makes_renames_durable_by_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(files.os, "name", "nt")
    monkeypatch.setattr(files.os, "open", lambda *_: pytest.fail("a folder cannot be opened there"))
    files.sync_folder(tmp_path)
