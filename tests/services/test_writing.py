"""Self-review and plan: what a member writes after the study."""

from datetime import date

import pytest

from studycompanion.domain.plan import ActionPlan
from studycompanion.domain.review import SelfReview, Stage
from studycompanion.errors import UserError
from studycompanion.services import drafts, handed_papers, history, plans, reviews
from studycompanion.services.handed_papers import PaperIn
from tests.services.conftest import enrol, exempt

CLEAR = {
    "person": "Lê An",
    "task": "Dọn rác ngõ 9",
    "process": "Báo trước một tuần",
    "responsibility": "Chủ trì",
    "result": "12 buổi",
}


@pytest.fixture
def who(desk):
    [member_id] = enrol(desk, "Lê An")
    return member_id


def text_of(desk, topic, who, key):
    card = reviews.open_review(desk, topic.id, who)
    return next(s for s in card.sections if s.key == key)


def test_an_unwritten_review_shows_its_sections_and_prompts(desk, topic, who):
    card = reviews.open_review(desk, topic.id, who)
    assert (card.review, card.stage, card.member_name) == (None, Stage.WRITING, "Lê An")
    assert [s.title for s in card.sections][:2] == [
        "Về tư tưởng chính trị",
        "Về phẩm chất đạo đức, lối sống",
    ]
    assert all((s.text, s.revision) == ("", 0) for s in card.sections)
    assert card.prompts == topic.prompts


def test_a_written_section_is_there_again(desk, topic, who):
    first = reviews.write_section(desk, topic.id, who, "politics", "Đọc sách", revision=0).value
    second = reviews.write_section(
        desk, topic.id, who, "politics", "Đọc sách mỗi tuần", revision=first.revision
    ).value
    assert text_of(desk, topic, who, "politics") == second
    assert history.next_steps(desk).undo == "Viết tự soi, tự sửa của Lê An"
    history.undo(desk)
    assert text_of(desk, topic, who, "politics").text == "Đọc sách"


def test_text_written_meanwhile_elsewhere_is_not_overwritten(desk, topic, who):
    reviews.write_section(desk, topic.id, who, "politics", "Một", revision=0)
    with pytest.raises(UserError, match="moved_on"):
        reviews.write_section(desk, topic.id, who, "politics", "Hai", revision=0)
    assert text_of(desk, topic, who, "politics").text == "Một"


def test_a_section_that_the_form_does_not_have_is_refused_whole(desk, topic, who):
    with pytest.raises(UserError, match="not_there"):
        reviews.write_section(desk, topic.id, who, "weather", "Nắng", revision=0)
    with desk.read() as reader:
        assert reader.find(SelfReview) == []


def test_typed_text_is_a_draft_until_its_field_is_left(desk, topic, who):
    key = drafts.review_key(topic.id, who, "politics")
    drafts.keep_draft(desk, key, "Đang gõ", 0)
    drafts.keep_draft(desk, key, "Đang gõ d", 0)
    assert drafts.drafts(desk)[key].text == "Đang gõ d"
    reviews.write_section(desk, topic.id, who, "politics", "Đang gõ dở", revision=0)
    assert drafts.drafts(desk) == {}


def test_a_draft_can_be_dropped(desk):
    drafts.keep_draft(desk, "item/1/task", "x", 1)
    drafts.drop_draft(desk, "item/1/task")
    assert drafts.drafts(desk) == {}


def test_a_paper_counts_as_handed_in_and_says_where_it_lies(desk, topic, who):
    day = date(2026, 11, 20)
    handed_papers.receive(desk, topic.id, [PaperIn(who, 3)], on=day, place="Tủ số 2")
    card = reviews.open_review(desk, topic.id, who)
    assert card.stage is Stage.PAPER
    assert (card.review.paper_pages, card.review.paper_place) == (3, "Tủ số 2")
    with pytest.raises(UserError, match="paper_pages"):
        handed_papers.receive(desk, topic.id, [PaperIn(who, 0)], on=date(2026, 11, 20), place="")


def lock(desk, kind, stage=Stage.HANDED_IN):
    with desk.write("review_write", member="") as tx:
        [record] = tx.uow.find(kind)
        tx.uow.change(record, stage=stage)


def test_a_review_that_was_handed_in_cannot_be_rewritten(desk, topic, who):
    reviews.write_section(desk, topic.id, who, "politics", "Một", revision=0)
    lock(desk, SelfReview)
    with pytest.raises(UserError, match="review_locked"):
        reviews.write_section(desk, topic.id, who, "politics", "Hai", revision=1)
    with pytest.raises(UserError, match="review_locked"):
        handed_papers.receive(desk, topic.id, [PaperIn(who, 1)], on=date(2026, 11, 20), place="")


def test_an_unclear_task_is_kept_and_what_is_missing_is_named(desk, topic, who):
    plans.add_item(desk, topic.id, who, CLEAR | {"process": "  ", "result": ""})
    [line] = plans.open_plan(desk, topic.id, who).items
    assert [p.name for p in line.missing] == ["rõ quy trình", "rõ hiệu quả"]
    [found] = plans.missing(desk, topic.id)
    assert (found.member_name, found.task) == ("Lê An", "Dọn rác ngõ 9")
    assert found.missing == line.missing


def test_a_mended_task_is_missing_no_more(desk, topic, who):
    item = plans.add_item(desk, topic.id, who, CLEAR | {"result": ""}).value
    mended = plans.change_item(
        desk, item.id, item.revision, points={"result": "12 buổi"}, due=date(2027, 6, 30)
    ).value
    assert (mended.points, mended.due) == (CLEAR, date(2027, 6, 30))
    assert plans.missing(desk, topic.id) == ()
    again = plans.change_item(desk, item.id, mended.revision, helpers=" Tổ 3 ").value
    assert (again.helpers, again.due) == ("Tổ 3", date(2027, 6, 30))


def test_leaving_a_field_of_a_task_forgets_its_draft(desk, topic, who):
    item = plans.add_item(desk, topic.id, who, CLEAR).value
    drafts.keep_draft(desk, drafts.item_key(item.id, "task"), "Dọn", 1)
    plans.change_item(desk, item.id, 1, points={"task": "Dọn rác"})
    assert drafts.drafts(desk) == {}


def test_a_removed_task_comes_back_by_undo(desk, topic, who):
    for task in ("Một", "Hai", "Ba"):
        plans.add_item(desk, topic.id, who, CLEAR | {"task": task})
    lines = plans.open_plan(desk, topic.id, who).items
    plans.remove_item(desk, lines[1].item.id)
    assert [i.item.points["task"] for i in plans.open_plan(desk, topic.id, who).items] == [
        "Một",
        "Ba",
    ]
    history.undo(desk)
    assert [i.item.points["task"] for i in plans.open_plan(desk, topic.id, who).items] == [
        "Một",
        "Hai",
        "Ba",
    ]


def test_a_locked_plan_takes_no_change(desk, topic, who):
    item = plans.add_item(desk, topic.id, who, CLEAR).value
    lock(desk, ActionPlan, Stage.LOCKED)
    for refused in (
        lambda: plans.add_item(desk, topic.id, who, CLEAR),
        lambda: plans.change_item(desk, item.id, 1, points={"task": "x"}),
        lambda: plans.remove_item(desk, item.id),
    ):
        with pytest.raises(UserError, match="plan_locked"):
            refused()


def test_the_overview_names_what_everyone_has(desk, topic, who):
    enrol(desk, exempt("Đỗ Dần"))
    reviews.write_section(desk, topic.id, who, "politics", "Một", revision=0)
    plans.add_item(desk, topic.id, who, CLEAR | {"result": ""})
    plans.add_item(desk, topic.id, who, CLEAR)
    an, dan = reviews.overview(desk, topic.id)
    assert (an.review_stage, an.items, an.unclear, an.form_state, an.owes) == (
        Stage.WRITING,
        2,
        1,
        None,
        True,
    )
    assert (dan.review_stage, dan.items, dan.owes) == (None, 0, False)
    assert reviews.overview(desk, topic.id, cell_id=an.cell_id) == (an, dan)
