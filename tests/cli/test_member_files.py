"""What is kept of members, by command."""

import json
from pathlib import Path

from studycompanion import cli

ROSTER = Path(__file__).parent.parent / "data" / "roster-cell-48.xlsx"


def test_everything_of_a_member_is_shown_and_written(ward, tmp_path):
    ward("roster", "import", ROSTER)
    one = ward("member", "list")[0]["id"]
    shown = ward("member", "show", one)
    assert shown["member"]["card_number"].startswith("•")
    assert shown["cells"][0]["cell"] == "Chi bộ tổ dân phố số 1"
    out = tmp_path / "hồ sơ.json"
    ward("member", "record", one, "--out", out, "--card")
    told = json.loads(out.read_text("utf-8"))
    assert told["member"]["card_number"].isdigit()
    paper = tmp_path / "hồ sơ.pdf"
    ward("member", "record", one, "--out", paper)
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_member_is_shown_in_words_with_every_value_named(ward, data_folder, clock, capsys):
    ward("roster", "import", ROSTER)
    [one, *_] = [m["id"] for m in ward("member", "list") if m["full_name"] == "Đỗ Thu An"]
    assert cli.run(["member", "show", one, "--data", str(data_folder)], clock=clock) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:4] == ["HỒ SƠ ĐẢNG VIÊN", "Đỗ Thu An", "Ngày sinh: 29/6/1943", "Giới tính: Nữ"]
    assert said[-2:] == ["  Chi bộ  Chi bộ tổ dân phố số 1", "  Trạng thái  Chính thức"]


def test_the_list_written_is_a_roster_that_changes_nothing(ward, tmp_path):
    ward("roster", "import", ROSTER)
    out = tmp_path / "ds.xlsx"
    assert ward("member", "export", "--out", out, "--cell", "Chi bộ TDP 1")["count"] == 48
    again = ward("roster", "import", out, "--dry-run")
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 48)


def test_an_empty_roster_can_be_had(ward, tmp_path):
    out = tmp_path / "mẫu.csv"
    ward("member", "template", "--out", out)
    assert "Họ và tên" in out.read_text("utf-8-sig")
