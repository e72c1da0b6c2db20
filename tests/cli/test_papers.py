"""``paper``: papers of a topic by command."""

from pathlib import Path

import pytest


@pytest.fixture
def topic(cell):
    """The commands on a cell's file, the topic's id and a member's."""
    return cell, cell("topic", "add", "--title", "Kỷ cương", "--year", "2026")["id"]


def test_a_cell_without_people_has_no_papers(topic, tmp_path):
    run, topic_id = topic
    words = ("paper", "plan", "--topic", topic_id, "--out", tmp_path / "ra.pdf")
    assert "Chưa có giấy nào" in run(*words, code=1)


@pytest.fixture
def people(topic, tmp_path):
    run, topic_id = topic
    path = tmp_path / "ds.csv"
    path.write_text("Họ và tên;Năm sinh\nLê An;1960\nVũ Bình;1971\n", "utf-8")
    run("roster", "import", path)
    return run, topic_id


@pytest.mark.parametrize("verb", ["review", "report", "plan", "year-end", "plans", "missing"])
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_every_paper_is_written_where_it_is_asked_for(people, tmp_path, verb, ending):
    run, topic_id = people
    out = tmp_path / f"giấy.{ending}"
    done = run("paper", verb, "--topic", topic_id, "--out", out)
    assert Path(done["file"]) == out
    assert out.stat().st_size > 1000


def test_one_blank_file_a_person(people, tmp_path):
    run, topic_id = people
    out = tmp_path / "giấy"
    words = ("paper", "review", "--topic", topic_id, "--out", out, "--blank", "--code", "2C")
    done = run(*words, "--each", "--cell", "Chi bộ Tổ dân phố số 9")
    assert [Path(path).name for path in done["files"]] == ["Lê An.pdf", "Vũ Bình.pdf"]
