"""Files kept with a topic, topics put away, and copies by one call."""

from datetime import date

import pytest

from studycompanion.domain.study import Audience
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services import history, kept_files, topic_files, topics
from tests.services.conftest import enrol


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Kế hoạch số 12 – học tập.docx"
    path.write_bytes(b"noi dung" * 500)
    return path


def names(desk, topic):
    return [line.name for line in topic_files.files_of(desk, topic.id)]


def test_a_file_is_kept_whole_and_written_out_again(desk, topic, paper, tmp_path):
    assert topic_files.add_files(desk, topic.id, [paper]).value == 1
    [line] = topic_files.files_of(desk, topic.id)
    assert (line.name, line.size) == (paper.name, 4000)
    out = topic_files.save_file(desk, line.id, tmp_path / "ra.docx")
    assert out.read_bytes() == paper.read_bytes()


def test_the_same_file_again_changes_nothing(desk, topic, paper):
    topic_files.add_files(desk, topic.id, [paper, paper])
    assert topic_files.add_files(desk, topic.id, [paper]).value == 0
    assert names(desk, topic) == [paper.name]


def test_a_file_taken_off_comes_back_by_undo(desk, topic, paper):
    topic_files.add_files(desk, topic.id, [paper])
    [line] = topic_files.files_of(desk, topic.id)
    topic_files.remove_file(desk, line.id)
    assert names(desk, topic) == []
    history.undo(desk)
    assert names(desk, topic) == [paper.name]


@pytest.mark.parametrize(("size", "code"), [(0, "kept_size"), (11, "kept_size")])
def test_an_empty_or_too_large_file_is_refused_by_name(
    desk, topic, paper, tmp_path, monkeypatch, size, code
):
    monkeypatch.setattr(kept_files, "LARGEST", 10)
    wrong, right = tmp_path / "sai.pdf", tmp_path / "đúng.pdf"
    wrong.write_bytes(b"x" * size)
    right.write_bytes(b"x" * 10)
    with pytest.raises(UserError, match=code) as refused:
        topic_files.add_files(desk, topic.id, [right, wrong])
    assert refused.value.params["name"] == "sai.pdf"
    assert names(desk, topic) == []


def test_a_file_that_is_gone_is_named(desk, topic, tmp_path):
    with pytest.raises(EnvironmentProblem, match="file_refused"):
        topic_files.add_files(desk, topic.id, [tmp_path / "không có.pdf"])


def test_all_files_are_written_even_two_of_one_name(desk, topic, tmp_path):
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "bài giảng: phần.pdf").write_bytes(b"%d" % number)
        topic_files.add_files(desk, topic.id, [folder / "bài giảng: phần.pdf"])
    out = topic_files.save_all(desk, topic.id, tmp_path / "ra")
    assert [path.name for path in out] == ["bài giảng- phần.pdf", "bài giảng- phần (2).pdf"]
    assert {path.read_bytes() for path in out} == {b"1", b"2"}


def test_a_topic_is_put_away_and_taken_out_again(desk, topic):
    topics.archive(desk, [topic.id], is_archived=True)
    assert [line.is_archived for line in topics.list_topics(desk)] == [True]
    history.undo(desk)
    assert [line.is_archived for line in topics.list_topics(desk)] == [False]
    topics.archive(desk, [topic.id], is_archived=True)
    topics.archive(desk, [topic.id], is_archived=False)
    assert [line.is_archived for line in topics.list_topics(desk)] == [False]


def test_a_copy_takes_everything_over_with_dates_a_year_later(desk):
    ids = enrol(desk, "Lê An", "Vũ Bình")
    first = topics.add_topic(
        desk,
        "Kỷ cương",
        2025,
        clarity="6ro-a",
        audience=Audience.CHOSEN,
        called=ids[:1],
        speaker="Báo cáo viên",
        due_plan=date(2025, 11, 30),
    ).value
    copy = topics.copy_topic(desk, first.id, 2026, title="Trách nhiệm").value
    assert (copy.title, copy.year, copy.copied_from) == ("Trách nhiệm", 2026, first.id)
    assert (copy.speaker, copy.due_plan) == ("Báo cáo viên", date(2026, 11, 30))
    assert copy.prompts == first.prompts
    assert copy.clarity_id == first.clarity_id
    assert topics.chosen_members(desk, copy.id) == frozenset(ids[:1])
    assert topics.copy_topic(desk, first.id, 2027).value.title == "Kỷ cương"
