"""Reviews by command line."""

import pytest

from tests.cli.test_commands import ROSTER


@pytest.fixture
def review(ward):
    """A roster and a topic whose reviews are made: (run, topic, member)."""
    ward("roster", "import", ROSTER)
    topic = ward("topic", "add", "--title", "Chuyên đề", "--year", "2026")["id"]
    ward("review", "draft", "--topic", topic)
    who = next(line for line in ward("member", "list") if line["full_name"])
    return ward, topic, who["id"]


def test_a_rank_is_written_by_its_key_and_counted(review):
    run, topic, who = review
    kept = run(
        *("review", "write", "--topic", topic, "--member", who),
        *("--part", "cell_rank", "--text", "good"),
    )
    assert (kept["title"], kept["revision"]) == ("Chi bộ đề xuất xếp loại mức chất lượng", 1)
    counts = run("review", "ranks", "--topic", topic)
    _, cell, _ = counts["tables"]
    assert cell["ranks"]["Hoàn thành tốt nhiệm vụ"] == 1
    assert cell["open"] == counts["owing"] - counts["without"] - 1


def test_the_form_is_changed_and_what_it_lacks_is_named(review):
    run, topic, who = review
    run("review", "form", "--topic", topic, "--member", who, "--code", "2A")
    run(
        *("review", "write", "--topic", topic, "--member", who),
        *("--part", "example", "--text", "Nêu gương"),
    )
    told = run("review", "form", "--topic", topic, "--member", who, "--code", "2C")
    assert "2C" in told["form"]
    assert told["others"] == ["example"]


def test_who_typed_it_is_noted_and_taken_off(review):
    run, topic, who = review
    words = ("review", "entered", "--topic", topic, "--member", who, "--by")
    noted = run(*words, "Trần Văn Mẫu")
    assert noted["entered_by"] == "Trần Văn Mẫu"
    assert noted["entered_at"]
    assert run(*words, "")["entered_at"] == ""


def test_a_part_or_an_answer_that_the_form_lacks_is_refused_with_those_it_has(review):
    run, topic, who = review
    words = ("review", "write", "--topic", topic, "--member", who, "--text", "best", "--part")
    assert "character, duties" in run(*words, "weather", code=1)
    assert "excellent, good" in run(*words, "rank", code=1)
