import pytest

from studycompanion.errors import UserError
from studycompanion.paths import resource
from studycompanion.services import history, rules, sessions, topics
from tests.services.conftest import enrol, session_of


def test_a_topic_carries_the_clarity_set_of_its_year(desk, topic):
    line = topics.list_topics(desk)[0]
    assert (line.title, line.year, line.clarity_code) == (topic.title, 2026, "5ro")
    points = topics.clarity_of(desk, topic.id).points
    assert [p.name for p in points] == [
        "rõ người",
        "rõ việc",
        "rõ quy trình",
        "rõ trách nhiệm",
        "rõ hiệu quả",
    ]


def test_the_seeds_five_points_are_offered_first(desk):
    choices = topics.clarity_choices(desk)
    assert choices[0].code == "5ro"
    assert len({c.code for c in choices}) == len(choices) == 4


def test_a_topic_begins_with_the_questions_to_oneself(desk, topic):
    assert any("đánh trống bỏ dùi" in prompt for prompt in topic.prompts)


@pytest.mark.parametrize(
    ("title", "year", "clarity", "code"),
    [
        ("  ", 2026, "5ro", "topic_title"),
        ("Chuyên đề", 26, "5ro", "topic_year"),
        ("Chuyên đề", 2026, "9ro", "unknown_clarity"),
    ],
)
def test_a_topic_that_cannot_be_is_refused_with_the_reason(desk, title, year, clarity, code):
    with pytest.raises(UserError, match=code):
        topics.add_topic(desk, title, year, clarity=clarity)
    assert topics.list_topics(desk) == ()


def test_topics_stand_newest_first(desk):
    for year in (2024, 2026, 2025):
        topics.add_topic(desk, f"Chuyên đề {year}", year)
    assert [t.year for t in topics.list_topics(desk)] == [2026, 2025, 2024]


def test_adding_a_topic_can_be_undone(desk, topic):
    assert history.undo(desk).value == f"Thêm chuyên đề {topic.title}"
    assert topics.list_topics(desk) == ()


def test_a_session_shows_who_is_called_to_what_and_where(desk, topic, evening):
    enrol(desk, "Lê An", "Vũ Bình")
    session = session_of(desk, topic, evening, place=" Nhà văn hóa ")
    [line] = sessions.list_sessions(desk, topic.id)
    assert (line.id, line.place, line.called, line.unmarked) == (session.id, "Nhà văn hóa", 2, 2)
    assert line.unit_name == "Chi bộ Tổ dân phố số 9"
    assert topics.list_topics(desk)[0].sessions == 1


def test_a_session_of_a_topic_that_is_gone_is_refused(desk, evening):
    with pytest.raises(UserError, match="not_there"):
        sessions.add_session(desk, "0" * 32, evening)


def test_a_mended_text_of_the_same_year_is_in_force_and_old_topics_keep_theirs(
    desk, topic, tmp_path, monkeypatch
):
    body = resource("rules", "clarity-5ro-2026.toml").read_text("utf-8")
    (tmp_path / "rules").mkdir()
    mended = tmp_path / "rules" / "clarity-5ro-2026.toml"
    mended.write_text(body.replace("Cách làm", "Quy trình làm"), "utf-8")
    before = rules.shipped_edition()
    monkeypatch.setattr(rules, "resource", lambda *parts: tmp_path.joinpath(*parts))
    assert rules.shipped_edition() != before
    with desk.write("new_rules") as tx:
        rules.seed(tx.uow)
        rules.seed(tx.uow)
    later = topics.add_topic(desk, "Chuyên đề sau", 2026).value
    heads = [
        {p.key: p.head for p in topics.clarity_of(desk, one.id).points}["process"]
        for one in (topic, later)
    ]
    assert heads == ["Cách làm", "Quy trình làm"]
