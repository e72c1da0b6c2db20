"""Word forms out and in, and who saw reviews, by command line."""

import json
from pathlib import Path

import pytest
from docx import Document

from studycompanion import cli
from tests.services.word_forms import typed


@pytest.fixture
def two(cell, tmp_path):
    """A topic whose reviews are made for two people: (run, topic, their ids)."""
    roster = tmp_path / "ds.csv"
    roster.write_text("Họ và tên;Năm sinh\nLê An;1960\nVũ Bình;1971\n", "utf-8")
    cell("roster", "import", roster)
    topic = cell("topic", "add", "--title", "Kỷ cương", "--year", "2026")["id"]
    cell("review", "draft", "--topic", topic)
    return cell, topic, [line["id"] for line in cell("member", "list")]


def export(two, out, *words):
    run, topic, _ = two
    told = run("review", "export", "--topic", topic, "--out", out, *words)
    return [Path(file) for file in told["word_forms"]]


def test_forms_go_out_are_looked_at_and_taken_in(two, tmp_path):
    run, topic, (an, _) = two
    paths = export(two, tmp_path / "usb")
    assert len(paths) == 2
    typed(paths[0], character="Tốt", duties="Chăm")
    dry, untouched = run("review", "import", *paths, "--dry-run")
    assert (dry["full_name"], untouched["changes"]) == ("Lê An", [])
    assert [(f["new"], f["taken"]) for f in dry["changes"]] == [("Tốt", False), ("Chăm", False)]
    done, _ = run("review", "import", *paths)
    assert [f["taken"] for f in done["changes"]] == [True, True]
    again, _ = run("review", "import", *paths, "--topic", topic)
    assert again["changes"] == []
    history = run("data", "history", "--limit", "1")
    assert (history[0]["step"], history[0]["who"]) == (
        "Nhập từ Word phiếu của Lê An",
        "Trần Văn Mẫu",
    )
    run("review", "write", "--topic", topic, "--member", an, "--part", "duties", "--text", "Khác")
    typed(paths[0], duties="Chăm hơn")
    clash, _ = run("review", "import", *paths)
    assert [(f["state"], f["taken"]) for f in clash["changes"]] == [("Đã sửa ở đây", False)]
    taken, _ = run("review", "import", *paths, "--all")
    assert [f["taken"] for f in taken["changes"]] == [True]


def test_a_refused_file_stops_no_other_and_gives_the_exit_code(
    two, tmp_path, data_folder, clock, capsys
):
    [path] = export(two, tmp_path / "usb", "--member", two[2][0], "--code", "2C")
    typed(path, character="Tốt")
    letter = tmp_path / "thư.docx"
    Document().save(str(letter))
    words = ["review", "import", str(letter), str(path), "--data", str(data_folder), "--json"]
    assert cli.run(words, clock=clock) == 1
    refused, done = json.loads(capsys.readouterr().out)
    assert "không phải phiếu" in refused["problem"]
    assert done["changes"][0]["taken"]


def test_the_cell_and_the_members_choose_who_gets_a_form(two, tmp_path):
    paths = export(two, tmp_path / "usb", "--cell", "Chi bộ Tổ dân phố số 9")
    assert [path.parent.name for path in paths] == ["Chi bộ Tổ dân phố số 9"] * 2


def test_every_way_out_of_a_review_is_told(two, tmp_path):
    run, topic, (an, binh) = two
    run("review", "write", "--topic", topic, "--member", an, "--part", "duties", "--text", "Chăm")
    export(two, tmp_path / "usb")
    run("paper", "review", "--topic", topic, "--out", tmp_path / "a.pdf")
    run("paper", "review", "--topic", topic, "--out", tmp_path / "b.docx")
    run("paper", "review", "--topic", topic, "--out", tmp_path / "trống.pdf", "--blank")
    run("paper", "plans", "--topic", topic, "--out", tmp_path / "c.pdf")
    run("paper", "review", "--topic", topic, "--out", tmp_path / "từng người", "--each")
    run("member", "record", an, "--out", tmp_path / "an.json")
    run("member", "record", an, "--out", tmp_path / "an.pdf")
    run("data", "export", tmp_path / "mở")
    told = run("review", "seen", "--left")
    assert {line["full_name"] for line in told} == {"Lê An"}
    assert sorted((line["means"], line["file"]) for line in told) == [
        ("Hồ sơ cá nhân", "an.json"),
        ("Hồ sơ cá nhân", "an.pdf"),
        ("Phiếu Word", "Phiếu tự soi - Lê An.docx"),
        ("Xuất PDF", "a.pdf"),
        ("Xuất PDF", "từng người"),
        ("Xuất Word", "b.docx"),
        ("Xuất toàn bộ dữ liệu", "mở"),
    ]
    assert run("review", "seen", "--member", binh) == []
    assert run("session", "undo")["undone"] == "Viết tự soi, tự sửa của Lê An"
