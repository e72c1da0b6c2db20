"""The commands that keep the data safe, as scripts use them."""

import io
import json
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from studycompanion import cli
from studycompanion.cli.output import show
from studycompanion.storage import lock
from studycompanion.storage.engine import bare_connect
from studycompanion.storage.files import replace_file
from studycompanion.storage.store import DATA
from tests.cli.test_commands import ROSTER


@pytest.fixture
def filled(ward):
    ward("roster", "import", ROSTER)
    return ward


def people(run):
    return len(run("member", "list"))


def test_a_backup_is_listed_and_restored_and_the_one_before_too(filled, clock, data_folder):
    made = filled("data", "backup")["backup"]
    clock.advance(minutes=1)
    filled("topic", "add", "--title", "Sau", "--year", "2026")
    first, *_ = [b for b in filled("data", "backups") if b["file"] == made]
    assert (first["people"], first["cause"]) == (48, "Bấm Sao lưu")
    assert first["difference"] == "ít hơn nay 1 chuyên đề"
    clock.advance(minutes=1)
    done = filled("data", "restore", made)
    assert filled("topic", "list") == []
    clock.advance(minutes=1)
    filled("data", "restore", done["before"])
    assert len(filled("topic", "list")) == 1


def test_a_copy_goes_to_another_disk_and_comes_back_on_a_new_pc(filled, tmp_path, clock, capsys):
    copy = filled("data", "backup", "--to", tmp_path / "USB")["backup"]
    words = ["data", "restore", copy, "--data", str(tmp_path / "máy mới"), "--json"]
    assert cli.run(words, clock=clock) == 0
    words = ["member", "list", "--data", str(tmp_path / "máy mới"), "--json"]
    capsys.readouterr()
    assert cli.run(words, clock=clock) == 0
    assert len(json.loads(capsys.readouterr().out)) == 48


def test_a_damaged_file_goes_aside_and_the_backup_takes_its_place(filled, data_folder, capsys):
    made = filled("data", "backup")["backup"]
    replace_file(data_folder / DATA, b"x" * 5_000)
    filled("data", "restore", made)
    assert people(filled) == 48
    (aside,) = (data_folder / "damaged").iterdir()
    assert (aside / DATA).read_bytes() == b"x" * 5_000


def test_restoring_an_encrypted_backup_asks_for_its_password(
    filled, data_folder, monkeypatch, clock, tmp_path
):
    monkeypatch.setenv("STUDYCOMPANION_NEW_PASSWORD", "một")
    filled("data", "password")
    monkeypatch.setenv("STUDYCOMPANION_PASSWORD", "một")
    made = filled("data", "backup")["backup"]
    replace_file(data_folder / DATA, b"x" * 5_000)
    replace_file(data_folder / lock.NAME, b"{")
    monkeypatch.delenv("STUDYCOMPANION_PASSWORD")
    monkeypatch.setattr("studycompanion.cli.secret.sys.stdin", None)
    monkeypatch.setenv("STUDYCOMPANION_PASSWORD", "hai")
    filled("data", "restore", made, code=1)
    monkeypatch.setenv("STUDYCOMPANION_BACKUP_PASSWORD", "một")
    monkeypatch.setenv("STUDYCOMPANION_PASSWORD", "một")
    filled("data", "restore", made)
    assert people(filled) == 48


def test_a_backup_from_before_the_password_comes_back_under_it(filled, monkeypatch, clock):
    made = filled("data", "backup")["backup"]
    monkeypatch.setenv("STUDYCOMPANION_NEW_PASSWORD", "một")
    filled("data", "password")
    monkeypatch.setenv("STUDYCOMPANION_PASSWORD", "một")
    clock.advance(minutes=1)
    filled("data", "restore", made)
    assert people(filled) == 48


def test_what_is_no_backup_is_refused(filled, tmp_path):
    (tmp_path / "x.scbackup").write_text("x")
    assert "x.scbackup" in filled("data", "restore", tmp_path / "x.scbackup", code=1)


def test_a_check_that_finds_something_ends_with_one_and_a_repair_mends_it(
    filled, data_folder, capsys, clock
):
    assert filled("data", "check") == {"problems": []}
    with closing(bare_connect(data_folder / DATA, None)) as connection:
        connection.execute("UPDATE member SET search_key = 'x'")
    words = ["data", "check", "--data", str(data_folder), "--json"]
    assert cli.run(words, clock=clock) == 1
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 48
    done = filled("data", "check", "--repair")
    assert (len(done["mended"]), done["left"]) == (1, [])
    assert Path(done["backup"]).exists()
    assert filled("data", "check") == {"problems": []}


def test_a_rehearsal_says_how_it_went(filled):
    filled("data", "backup")
    assert filled("data", "rehearse")["members"] == 48


def test_the_history_is_listed_and_proved(filled, data_folder, clock, capsys):
    steps = [line["step"] for line in filled("data", "history")]
    assert steps == ["Nhập danh sách roster-cell-48.xlsx", "Lập hồ sơ"]
    who = filled("member", "list")[0]["id"]
    assert len(filled("data", "history", "--record", who)) == 1
    assert filled("data", "history", "--verify") == {"steps": 2, "problems": []}
    with closing(bare_connect(data_folder / DATA, None)) as connection:
        connection.execute("UPDATE change_set SET actor = 'Ai khác' WHERE number = 1")
    words = ["data", "history", "--verify", "--data", str(data_folder), "--json"]
    assert cli.run(words, clock=clock) == 1
    assert "bước số 1" in json.loads(capsys.readouterr().out)["problems"][0]


def test_everything_goes_out_and_comes_in_again(filled, tmp_path, clock, capsys, monkeypatch):
    done = filled("data", "export", tmp_path / "xuất")
    assert done["rows"] > 48 * 4
    assert "trống" in filled("data", "export", tmp_path / "xuất", code=1)
    words = ["--data", str(tmp_path / "lại"), "--json"]
    assert cli.run(["data", "import", str(tmp_path / "xuất"), *words], clock=clock) == 0
    capsys.readouterr()
    assert cli.run(["member", "list", *words], clock=clock) == 0
    assert len(json.loads(capsys.readouterr().out)) == 48
    monkeypatch.setenv("STUDYCOMPANION_PASSWORD", "một")
    words = ["--data", str(tmp_path / "kín"), "--json"]
    assert cli.run(["data", "import", str(tmp_path / "xuất"), *words], clock=clock) == 0
    assert json.loads(capsys.readouterr().out)["recovery_key"]


def test_a_step_of_the_history_is_taken_back_by_its_id(filled):
    filled("topic", "add", "--title", "Mới", "--year", "2026")
    newest = filled("data", "history", "--limit", "1")[0]
    assert filled("data", "undo", newest["id"])["undone"] == newest["step"]
    assert "Mới" not in str(filled("topic", "list"))
    assert "không hoàn tác được" in filled("data", "undo", newest["id"], code=1)


def test_how_many_backups_are_kept_is_told_and_changed(filled):
    before = filled("data", "keep")
    assert before == {
        "newest": 10, "hours": 8, "days": 7, "weeks": 5, "months": 12, "minutes": 30,
    }  # fmt: skip
    assert filled("data", "keep", "--days", "30", "--minutes", "10")["days"] == 30
    assert filled("data", "keep") == before | {"days": 30, "minutes": 10}
    assert "từ 1 đến 90" in filled("data", "keep", "--days", "0", code=1)


@pytest.fixture
def behind(filled, clock):
    """A cell's file on a PC whose clock fell back by years."""
    clock.now = clock.now.replace(year=2020)
    return filled


def test_a_clock_behind_the_last_record_is_asked_about_first(behind, clock):
    said = behind("topic", "add", "--title", "Mới", "--year", "2026", code=1)
    assert said.startswith("Đồng hồ máy chỉ 20/11/2020 19:00, trước lần ghi cuối 20/11/2026 19:00.")
    assert "--now" in said
    assert "Mới" not in str(behind("topic", "list", "--now", "2026-11-21T08:00"))


def test_the_moment_that_was_told_is_gone_by_and_noted(behind, clock):
    behind("topic", "add", "--title", "Mới", "--year", "2026", "--now", "21/11/2026 08:00")
    told = behind("data", "history", "--limit", "2", "--now", "2026-11-21T08:01")
    moments = [datetime.fromisoformat(one["at"]).astimezone(clock().tzinfo) for one in told]
    assert [f"{one:%d/%m/%Y %H:%M}" for one in moments] == ["21/11/2026 08:01", "21/11/2026 08:00"]
    assert told[0]["step"] == "Nhập ngày giờ thay đồng hồ máy (máy chỉ 20/11/2020 19:00)"


def test_a_moment_that_is_behind_too_is_refused(behind):
    said = behind("topic", "list", "--now", "2026-11-19T08:00", code=1)
    assert "vẫn trước lần ghi cuối" in said


def test_a_clock_that_is_right_is_said_so_once(behind):
    behind("topic", "list", "--now", "pc")
    behind("topic", "list")


def test_going_back_and_taking_an_export_in_ask_for_the_date_too(behind, clock, tmp_path, capsys):
    made = behind("data", "backup", "--now", "2026-11-21T08:00")["backup"]
    behind("data", "export", str(tmp_path / "ra"), "--now", "2026-11-21T08:01")
    assert "--now" in behind("data", "restore", made, code=1)
    assert behind("data", "restore", made, "--now", "2026-11-21T08:02")["before"]
    words = ["--data", str(tmp_path / "khác"), "--json", "--now", "2026-11-19T08:00"]
    assert cli.run(["data", "import", str(tmp_path / "ra"), *words], clock=clock) == 1
    assert "vẫn trước lần ghi cuối" in capsys.readouterr().err


def test_a_moment_that_is_none_is_wrong_usage(behind):
    with pytest.raises(SystemExit) as ended:
        behind("topic", "list", "--now", "hôm qua")
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [("21/11/2026 08:00", None), ("pc", None), ("", "Đồng hồ máy"), ("mai", "mai")],
)
def test_at_a_terminal_it_is_asked(behind, monkeypatch, typed, said):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(f"{typed}\n"))
    answer = behind("topic", "list", code=1 if said else 0)
    assert said is None or said in answer


def test_a_moment_is_told_to_people_as_they_write_it(capsys):
    at = datetime(2026, 11, 21, 17, 2, 33, 946380).astimezone()
    show([{"at": at, "step": "Sao lưu"}], as_json=False)
    assert capsys.readouterr().out == "21/11/2026 17:02  Sao lưu\n"
