"""What is kept of members, by command."""

import json
from pathlib import Path

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
