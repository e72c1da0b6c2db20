"""Damaged files: told in one sentence, at opening or at the first read, and left as they are."""

import random

import pytest

from studycompanion.domain.people import Member, MemberRole
from studycompanion.errors import EnvironmentProblem
from studycompanion.messages import say
from studycompanion.services import opening
from studycompanion.storage import check, lock, vault
from studycompanion.storage.engine import bare_connect
from studycompanion.storage.files import replace_file
from studycompanion.storage.store import DATA, Entry
from studycompanion.storage.tables import TABLES, change, change_set, change_value, member
from tests.factories import given
from tests.storage.conftest import ACTOR, PASSWORD

PAGE = 4_096


def flipped_in_the_middle(data: bytes) -> bytes:
    """A few pages in the middle overwritten, as by a bad sector."""
    noise = random.Random(1).randbytes(8 * PAGE)
    middle = len(data) // 2 // PAGE * PAGE
    return data[:middle] + noise + data[middle + len(noise) :]


DAMAGES = {
    "flipped bytes in the middle": flipped_in_the_middle,
    "cut off": lambda data: data[: len(data) // 2 + 100],
    "no header": lambda data: bytes(100) + data[100:],
    "all zero": lambda data: bytes(len(data)),
    "a text": lambda data: "Danh sách đảng viên\n".encode() * 50,
    "a few bytes": lambda data: b"SQL",
    "empty": lambda data: b"",
}


@pytest.fixture(params=[None, PASSWORD], ids=["plain", "password"])
def password(request):
    return request.param


@pytest.fixture
def sound(new_store, data_folder, clock, password):
    """A closed data file with enough people to have a middle."""

    def fill(store):
        with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
            for _ in range(300):
                given(uow, Member, note="x" * 300)

    new_store(password, fill=fill).close()
    return data_folder


def use_all(store):
    with store.read() as reader:
        for kind in TABLES:
            reader.find(kind)
    check.quick_check(store)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_told_plainly_and_left_as_it_is(sound, reopen, password, damage):
    damaged = damage((sound / DATA).read_bytes())
    replace_file(sound / DATA, damaged)
    with pytest.raises(EnvironmentProblem, match="damaged") as told:
        use_all(reopen(password))
    assert "backups" in say(told.value)
    assert (sound / DATA).read_bytes() == damaged


def test_after_an_unclean_stop_damage_is_found_before_any_use(sound, reopen, password):
    replace_file(sound / DATA, flipped_in_the_middle((sound / DATA).read_bytes()))
    replace_file(sound / lock.NAME, b"{")
    for _ in range(2):
        # The second try must not take the file for properly closed.
        with pytest.raises(EnvironmentProblem, match="damaged"):
            reopen(password)


def test_after_an_unclean_stop_a_sound_file_opens_and_is_not_looked_at_again(
    sound, reopen, password, monkeypatch
):
    looked = []
    real = vault.quick_check
    monkeypatch.setattr(vault, "quick_check", lambda store: (looked.append(1), real(store)))
    replace_file(sound / lock.NAME, b"{")
    reopen(password).close()
    reopen(password).close()
    assert looked == [1]


@pytest.mark.parametrize("password", [PASSWORD], indirect=True)
@pytest.mark.parametrize("is_in_use", [True, False], ids=["used", "free"])
def test_one_flipped_byte_of_an_encrypted_file_is_found(sound, reopen, password, is_in_use):
    """Even in a page that nothing uses, which SQLite's own check passes over."""
    if not is_in_use:
        store = reopen(password)
        with store.unlogged() as connection:
            for table in (change_value, change, change_set, member):
                connection.execute(table.delete())
        store.close()
    data = bytearray((sound / DATA).read_bytes())
    data[len(data) // 2 + 17] ^= 1
    replace_file(sound / DATA, bytes(data))
    with pytest.raises(EnvironmentProblem, match="damaged"):
        check.problems(reopen(password))


def torn_while_the_log_was_written_out(folder, store):
    """The folder as a power cut leaves it that came while the pages of the log went into the file.

    Of each page that the log has whole, the file has only the first half.
    """
    log, data = (folder / f"{DATA}-wal").read_bytes(), bytearray((folder / DATA).read_bytes())
    pages = {int.from_bytes(log[at : at + 4], "big") for at in range(32, len(log), 24 + PAGE)} - {1}
    assert pages
    for page in pages:
        end = page * PAGE
        if end <= len(data):
            data[end - PAGE // 2 : end] = bytes(PAGE // 2)
    store.close()
    replace_file(folder / DATA, bytes(data))
    replace_file(folder / f"{DATA}-wal", log)
    replace_file(folder / lock.NAME, b"{")


def with_more_names(store, clock):
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        for one in uow.find(Member):
            uow.change(one, note="y" * 300)


def test_a_power_cut_while_the_log_is_written_out_damages_nothing(sound, reopen, password, clock):
    store = reopen(password)
    with_more_names(store, clock)
    torn_while_the_log_was_written_out(sound, store)
    with reopen(password).read() as reader:
        assert {one.note for one in reader.find(Member)} == {"y" * 300}


def test_nor_does_it_keep_a_file_from_being_looked_at(sound, reopen, password, clock):
    store = reopen(password)
    with_more_names(store, clock)
    torn_while_the_log_was_written_out(sound, store)
    held = lock.take(sound, ACTOR.pc_user, clock())
    key = vault.data_key(sound, password)
    store = vault.open_to_read(sound, held, key=key, why="newer_file_open")
    with store.read() as reader:
        assert {one.note for one in reader.find(Member)} == {"y" * 300}
    store.close()


def test_a_record_that_points_to_nothing_is_named(file, data_folder, clock):
    with file.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        given(uow, MemberRole)
    connection = bare_connect(data_folder / DATA, None)
    connection.execute("DELETE FROM member")
    connection.close()
    assert check.problems(file) == [("foreign_key", "member_role")]


@pytest.fixture
def desk_folder(data_folder, clock):
    """A closed data file as the program makes it."""
    setup = opening.Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Văn Mẫu", "Chi bộ 9")
    opening.create(data_folder, setup, actor=ACTOR, clock=clock).desk.store.close()
    return data_folder


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_the_program_says_it_in_one_sentence(desk_folder, clock, damage):
    damaged = damage((desk_folder / DATA).read_bytes())
    replace_file(desk_folder / DATA, damaged)
    replace_file(desk_folder / lock.NAME, b"{")
    with pytest.raises(EnvironmentProblem, match="damaged"):
        opening.open_desk(desk_folder, actor=ACTOR, clock=clock)
    assert (desk_folder / DATA).read_bytes() == damaged
