from pathlib import Path

import pytest


@pytest.fixture
def topic(ward):
    """A ward's topic, and the command line to report it with."""
    return ward, ward("topic", "add", "--title", "Kỷ cương", "--year", "2026")["id"]


@pytest.mark.parametrize("name", ["Báo cáo.pdf", "Báo cáo.xlsx"])
def test_the_report_is_written_where_it_is_asked_for(topic, tmp_path, name):
    run, topic_id = topic
    done = run("report", "participation", "--topic", topic_id, "--out", tmp_path / name)
    assert Path(done["file"]) == tmp_path / name
    assert (tmp_path / name).stat().st_size > 1000


def test_another_ending_is_refused_in_a_sentence(topic, tmp_path):
    run, topic_id = topic
    words = ("report", "participation", "--topic", topic_id, "--out", tmp_path / "ra.doc")
    assert "ra.doc" in run(*words, code=1)


def test_a_topic_that_is_not_there_is_refused(ward, tmp_path):
    words = ("report", "participation", "--topic", "0" * 32, "--out", tmp_path / "ra.pdf")
    assert "Không tìm thấy" in ward(*words, code=1)


def test_people_read_where_the_file_is(topic, data_folder, tmp_path, clock, capsys):
    from studycompanion import cli

    _, topic_id = topic
    words = ["report", "participation", "--topic", topic_id, "--out", str(tmp_path / "ra.pdf")]
    assert cli.run([*words, "--data", str(data_folder)], clock=clock) == 0
    assert capsys.readouterr().out == f"Tệp: {tmp_path / 'ra.pdf'}\n"
