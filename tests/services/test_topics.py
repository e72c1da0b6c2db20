import pytest

from studycompanion.domain.people import RoleKind, StatusKind
from studycompanion.domain.study import Audience
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.paths import resource
from studycompanion.services import (
    history,
    paperwork,
    reports,
    reviews,
    rollcall,
    rules,
    sessions,
    topics,
)
from tests.services.conftest import enrol, person, session_of


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


def owing(desk, topic) -> set[str]:
    return {line.full_name for line in reviews.overview(desk, topic.id) if line.owes}


def called(desk, topic, evening) -> set[str]:
    session = session_of(desk, topic, evening)
    return {line.full_name for line in rollcall.open_roll(desk, session.id).lines}


AUDIENCE_PEOPLE = (
    person("Lê An", role=RoleKind.SECRETARY, role_title="Bí thư"),
    person("Vũ Bình", role=RoleKind.GROUP_HEAD, role_title="Tổ trưởng"),
    person("Đỗ Dần", status=StatusKind.PROBATIONARY),
    person("Phan Em", status=StatusKind.EXEMPT),
)


@pytest.mark.parametrize(
    ("audience", "who_owes", "who_is_called"),
    [
        (Audience.ALL, {"Lê An", "Vũ Bình", "Đỗ Dần"}, {"Lê An", "Vũ Bình", "Đỗ Dần", "Phan Em"}),
        (Audience.OFFICIAL, {"Lê An", "Vũ Bình"}, {"Lê An", "Vũ Bình", "Phan Em"}),
        (Audience.COMMITTEE, {"Lê An"}, {"Lê An"}),
    ],
)
def test_only_the_audience_is_called_and_owes_papers(
    desk, evening, audience, who_owes, who_is_called
):
    enrol(desk, *AUDIENCE_PEOPLE)
    one = topics.add_topic(desk, "Nêu gương", 2026, audience=audience).value
    assert owing(desk, one) == who_owes
    assert called(desk, one, evening) == who_is_called
    [cell] = reports.topic_report(desk, one.id)
    assert cell.papers.owing == len(who_owes)


def test_people_are_called_one_by_one_and_others_later(desk, evening):
    ids = enrol(desk, "Lê An", "Vũ Bình", "Đỗ Dần")
    one = topics.add_topic(desk, "Nêu gương", 2026, audience=Audience.CHOSEN, called=ids[:2]).value
    assert owing(desk, one) == called(desk, one, evening) == {"Lê An", "Vũ Bình"}
    topics.change_topic(desk, one.id, one.revision, called=ids[1:], speaker="Báo cáo viên")
    assert topics.chosen_members(desk, one.id) == set(ids[1:])
    history.undo(desk)
    assert topics.chosen_members(desk, one.id) == set(ids[:2])
    now = topics.topic_card(desk, one.id)
    topics.change_topic(desk, one.id, now.revision, audience=Audience.ALL, called=())
    assert topics.chosen_members(desk, one.id) == set()
    assert owing(desk, one) == {"Lê An", "Vũ Bình", "Đỗ Dần"}


def test_a_topic_for_chosen_people_needs_somebody(desk):
    with pytest.raises(UserError, match="topic_nobody"):
        topics.add_topic(desk, "Nêu gương", 2026, audience=Audience.CHOSEN)
    assert topics.list_topics(desk) == ()


def test_who_is_not_called_is_left_out_of_the_forms_with_the_reason(desk, tmp_path):
    ids = enrol(desk, "Lê An", "Vũ Bình")
    one = topics.add_topic(desk, "Nêu gương", 2026, audience=Audience.CHOSEN, called=ids[:1]).value
    done = paperwork.export_commitments(desk, one.id, tmp_path, job=Silent())
    assert [path.stem for path in done.files] == ["Lê An"]
    assert [(s.full_name, s.reason) for s in done.skipped] == [("Vũ Bình", "not_called")]


def test_a_copy_begins_with_the_questions_of_the_topic_it_is_copied_from(desk, topic):
    now = topics.change_topic(desk, topic.id, topic.revision, prompts=("Tôi đã làm gì?",)).value
    copy = topics.add_topic(desk, "Năm sau", 2027, copied_from=now.id).value
    assert (copy.prompts, copy.copied_from) == (("Tôi đã làm gì?",), topic.id)
