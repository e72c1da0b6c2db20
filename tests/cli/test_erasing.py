"""Taking a person's data out, by command."""

import pytest

from studycompanion import cli
from studycompanion.storage.store import DATA

NAME = "Lò Thị Lính Canh"


@pytest.fixture
def named(cell, tmp_path):
    """The commands on a file with two people; the id of the first."""
    roster = tmp_path / "ds.csv"
    roster.write_text(f"Họ và tên;Ngày sinh\n{NAME};02/03/1950\nVũ Bình;01/01/1960\n", "utf-8")
    cell("roster", "import", roster)
    [line] = cell("member", "list", "--find", "linh canh")
    return cell, line["id"]


def has_name(folder):
    return any(NAME.encode() in path.read_bytes() for path in folder.glob(f"{DATA}*"))


def test_a_dry_run_only_tells_what_stays(named, data_folder):
    command, one = named
    told = command("member", "erase", one, "--reason", "Theo đơn", "--dry-run")
    assert told == {"would_erase": one, "kept_counts": {}, "mentions": ""}
    assert has_name(data_folder)


def test_a_dry_run_never_says_that_anybody_was_erased(named, data_folder, clock, capsys):
    _, one = named
    words = ("member", "erase", one, "--reason", "Theo đơn", "--dry-run")
    assert cli.run([*words, "--data", str(data_folder)], clock=clock) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == f"Nếu gỡ dữ liệu của (chưa gỡ gì): {one}"
    assert second == "Số liệu giữ lại: "


def test_who_is_erased_leaves_a_note_and_no_text(named, data_folder):
    command, one = named
    done = command("member", "erase", one, "--reason", "Theo đơn", "--until", "2031-12-31")
    assert done["file_words"] == "Tệp dữ liệu không còn chữ nào của người này."
    assert not has_name(data_folder)
    [line] = command("member", "erasures")
    assert (line["id"], line["reason"], line["keep_until"]) == (one, "Theo đơn", "2031-12-31")
    assert [m["full_name"] for m in command("member", "list")] == ["Vũ Bình"]
    assert command("data", "history", "--verify")["problems"] == []
    assert command("member", "show", one)["member"]["full_name"] == "Người đã được gỡ dữ liệu"


def test_where_the_name_still_stands_is_told(named):
    command, one = named
    topic = command("topic", "add", "--title", f"Gương {NAME}", "--year", "2026")
    assert topic
    told = command("member", "erase", one, "--reason", "Theo đơn", "--backup-first")
    assert "Chuyên đề (1)" in told["mentions"]
    assert told["backup_words"].startswith("Còn ")


def test_a_reason_with_the_name_is_refused(named):
    command, one = named
    said = command("member", "erase", one, "--reason", f"{NAME} xin", code=1)
    assert "không có tên" in said
