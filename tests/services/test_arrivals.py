"""Files that people bring at first start: told by their content, taken in whole or not at all."""

import shutil
from pathlib import Path

import pytest

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import arrivals, opening, safekeeping
from studycompanion.services.arrivals import ArrivalKind
from studycompanion.storage import epochs, migrations
from tests.services.conftest import ACTOR, SETUP

DATA = Path(__file__).parents[1] / "data"
PASSWORD = "mật khẩu rất dài"


def made(folder, clock, password=None):
    folder.mkdir(parents=True, exist_ok=True)
    return opening.create(folder, SETUP, actor=ACTOR, clock=clock, password=password).desk


@pytest.fixture
def new_home(tmp_path):
    return tmp_path / "Máy mới"


@pytest.fixture(params=[None, PASSWORD], ids=["plain", "with password"])
def password(request):
    return request.param


def back(found, folder, clock, password=None):
    desk = arrivals.bring_back(found, folder, actor=ACTOR, clock=clock, password=password)
    try:
        return opening.setup_of(desk)
    finally:
        desk.store.close()


def test_a_backup_says_what_it_holds_and_comes_back(data_folder, new_home, clock, password):
    desk = made(data_folder, clock, password)
    path = safekeeping.backup(desk)
    desk.store.close()
    found = arrivals.recognise(path)
    assert (found.kind, found.is_encrypted) == (ArrivalKind.DATA, password is not None)
    assert (found.made_at, found.people, found.topics) == (clock(), 0, 0)
    assert back(found, new_home, clock, password) == SETUP


def test_data_that_came_in_begin_a_new_epoch(data_folder, new_home, clock, monkeypatch):
    begun = []
    monkeypatch.setattr(epochs, "begin", lambda _store, epoch: begun.append(epoch))
    desk = made(data_folder, clock)
    path = safekeeping.backup(desk)
    desk.store.close()
    back(arrivals.recognise(path), new_home, clock)
    assert len(begun) == 1


def test_a_backup_under_another_name_is_still_one(data_folder, clock, tmp_path):
    desk = made(data_folder, clock)
    renamed = safekeeping.backup(desk).rename(tmp_path / "tệp phường gửi.dat")
    desk.store.close()
    assert arrivals.recognise(renamed).kind is ArrivalKind.DATA


def test_the_data_file_of_another_pc_comes_in_with_what_its_log_holds(
    data_folder, new_home, clock, password
):
    desk = made(data_folder, clock, password)
    changed = opening.Setup(SETUP.superior, SETUP.place, "Người Mới", SETUP.cell)
    opening.save_setup(desk, changed)
    found = arrivals.recognise(data_folder / "data.db")
    assert found.people == (0 if password is None else None)
    assert back(found, new_home, clock, password) == changed
    desk.store.close()


@pytest.mark.parametrize("wrong", [None, "sai rồi"])
def test_without_its_password_nothing_is_laid_in(data_folder, new_home, clock, wrong):
    desk = made(data_folder, clock, PASSWORD)
    found = arrivals.recognise(safekeeping.backup(desk))
    desk.store.close()
    with pytest.raises(UserError, match="password"):
        back(found, new_home, clock, wrong)
    assert list(new_home.iterdir()) == []


def test_an_encrypted_file_without_its_keys_says_so(data_folder, clock, tmp_path):
    made(data_folder, clock, PASSWORD).store.close()
    alone = tmp_path / "data.db"
    shutil.copyfile(data_folder / "data.db", alone)
    with pytest.raises(UserError, match="keys_missing"):
        arrivals.recognise(alone)


def test_a_damaged_backup_is_said_at_once(data_folder, clock):
    desk = made(data_folder, clock)
    path = safekeeping.backup(desk)
    desk.store.close()
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    path.write_bytes(whole)
    with pytest.raises(EnvironmentProblem, match="backup_unreadable"):
        arrivals.recognise(path)


def test_a_damaged_data_file_leaves_nothing_behind(data_folder, new_home, clock):
    made(data_folder, clock).store.close()
    path = data_folder / "data.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 40_960])
    with pytest.raises(EnvironmentProblem, match="backup_unreadable"):
        back(arrivals.recognise(path), new_home, clock)
    assert not new_home.exists() or list(new_home.iterdir()) == []


def test_data_of_a_newer_program_leave_nothing_behind(data_folder, new_home, clock, monkeypatch):
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "FORMAT", (99, 0))
        desk = made(data_folder, clock)
        path = safekeeping.backup(desk)
        desk.store.close()
    with pytest.raises(UserError, match="newer_file"):
        back(arrivals.recognise(path), new_home, clock)
    assert list(new_home.iterdir()) == []


def test_data_never_take_the_place_of_data(data_folder, clock):
    desk = made(data_folder, clock)
    found = arrivals.recognise(safekeeping.backup(desk))
    desk.store.close()
    with pytest.raises(UserError, match="data_exists"):
        back(found, data_folder, clock)


def test_a_roster_says_whose_it_is(tmp_path):
    path = tmp_path / "ds.csv"
    path.write_text(
        "ĐẢNG BỘ PHƯỜNG VĨNH TUY;;\nCHI BỘ TỔ DÂN PHỐ SỐ 4;;\n\n"
        "STT;Họ và tên;Ngày sinh\n1;Bùi Thị An;1950\n2;Trần Văn Bình;9/5/1961\n",
        "utf-8",
    )
    found = arrivals.recognise(path)
    assert (found.kind, found.people) == (ArrivalKind.ROSTER, 2)
    assert found.superior == "Đảng bộ phường Vĩnh Tuy"
    assert found.cells == ("Chi bộ tổ dân phố số 4",)


def test_a_kind_of_body_alone_is_no_name():
    found = arrivals.recognise(DATA / "roster-cell-titled.xlsx")
    assert (found.people, found.superior) == (52, "")
    assert found.cells == ("Chi bộ tổ dân phố số 1",)


def test_the_roster_of_a_ward_names_its_cells():
    assert len(arrivals.recognise(DATA / "roster-ward-2350.xlsx").cells) == 39


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ảnh.png", b"\x89PNG\r\n\x1a\n" + b"x" * 300),
        ("thư.docx", b"PK\x03\x04 hong"),
        ("ghi chú.csv", "Không có bảng nào ở đây\n".encode()),
        ("rỗng.xlsx", b""),
        ("khác.db", b"SQLite format 3\x00" + b"x" * 300),
    ],
)
def test_anything_else_is_refused_in_one_sentence(tmp_path, name, body):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises((UserError, EnvironmentProblem)) as refused:
        arrivals.recognise(path)
    assert refused.value.code in ("arrival_unknown", "backup_unreadable")
