"""A plan from writing to locked; its order, its links and the library of usual tasks."""

from datetime import date

import pytest

from studycompanion.domain.review import Stage
from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.services import history, plan_order, plan_stages, plans, reviews, usual_tasks
from tests.services.conftest import enrol

WHOLE = {
    "person": "Lê An",
    "task": "Dọn rác ngõ 9",
    "process": "Báo trước một tuần",
    "responsibility": "Chủ trì",
    "result": "12 buổi",
}
FORWARD = (Stage.HANDED_IN, Stage.COMMENTED, Stage.CONFIRMED)


@pytest.fixture
def who(desk):
    [member_id] = enrol(desk, "Lê An")
    return member_id


@pytest.fixture
def add(desk, topic, who):
    def add(points=WHOLE, *, due=date(2026, 12, 31)):
        return plans.add_item(desk, topic.id, who, points, due=due).value

    return add


@pytest.fixture
def move(desk, topic, who):
    def move(*stages, reason=""):
        for stage in stages:
            plan_stages.move_plan(desk, topic.id, who, stage, reason=reason)

    return move


def tasks(desk, topic, who):
    return [line.item.points.get("task") for line in plans.open_plan(desk, topic.id, who).items]


def test_a_clear_plan_goes_to_locked_and_each_step_is_kept(desk, topic, who, add, move):
    add()
    move(*FORWARD, Stage.LOCKED)
    card = plans.open_plan(desk, topic.id, who)
    assert card.stage is Stage.LOCKED
    assert {step.stage for step in card.steps} == {*FORWARD, Stage.LOCKED}
    assert {step.by for step in card.steps} == {desk.actor.name}


def test_an_unclear_task_cannot_be_locked_and_what_it_lacks_is_named(desk, topic, who, add, move):
    add()
    add({"task": "Trực", "person": "Lê An", "responsibility": "x", "result": "y"})
    add(due=None)
    move(*FORWARD)
    with pytest.raises(UserError, match="plan_unclear") as refused:
        move(Stage.LOCKED)
    assert "việc 2 (rõ quy trình); việc 3 (thời hạn)" in say(refused.value)
    assert plans.open_plan(desk, topic.id, who).stage is Stage.CONFIRMED


def test_an_empty_plan_is_not_handed_in(desk, topic, who, add, move):
    with pytest.raises(UserError, match="plan_empty"):
        move(Stage.HANDED_IN)
    plans.remove_item(desk, add().id)
    with pytest.raises(UserError, match="plan_empty"):
        move(Stage.HANDED_IN)


def test_what_was_handed_in_is_changed_only_after_it_was_reopened(desk, topic, who, add, move):
    item = add()
    move(Stage.HANDED_IN)
    for change in (
        lambda: plans.change_item(desk, item.id, item.revision, points={"task": "x"}),
        lambda: plans.remove_item(desk, item.id),
        lambda: plan_order.shift_item(desk, item.id, 1),
        lambda: plan_order.duplicate_item(desk, item.id),
        add,
    ):
        with pytest.raises(UserError, match="plan_locked"):
            change()
    with pytest.raises(UserError, match="stage_reason"):
        move(Stage.WRITING)
    move(Stage.WRITING, reason="Thêm một việc")
    add()
    card = plans.open_plan(desk, topic.id, who)
    assert "Thêm một việc" in {step.reason for step in card.steps}
    assert len(card.items) == 2


def test_stages_go_one_by_one(desk, topic, who, add, move):
    add()
    with pytest.raises(UserError, match="stage_move"):
        move(Stage.LOCKED)


def test_tasks_are_moved_up_and_down_and_back(desk, topic, who, add):
    first = add({"task": "một"})
    add({"task": "hai"})
    third = add({"task": "ba"})
    plan_order.shift_item(desk, third.id, -1)
    assert tasks(desk, topic, who) == ["một", "ba", "hai"]
    plan_order.shift_item(desk, first.id, 5)
    assert tasks(desk, topic, who) == ["ba", "hai", "một"]
    plan_order.shift_item(desk, first.id, -9)
    assert tasks(desk, topic, who) == ["một", "ba", "hai"]
    history.undo(desk)
    assert tasks(desk, topic, who) == ["ba", "hai", "một"]


def test_a_task_is_taken_up_once_more_without_its_progress(desk, topic, who, add):
    item = add()
    copied = plan_order.duplicate_item(desk, item.id).value
    assert (copied.points, copied.due, copied.percent) == (item.points, item.due, 0)
    assert copied.id != item.id
    assert [line.item.position for line in plans.open_plan(desk, topic.id, who).items] == [1, 2]


def test_a_removed_task_leaves_no_doubled_place(desk, topic, who, add):
    first = add({"task": "một"})
    add({"task": "hai"})
    plans.remove_item(desk, first.id)
    add({"task": "ba"})
    assert tasks(desk, topic, who) == ["hai", "ba"]
    history.undo(desk)
    history.undo(desk)
    assert tasks(desk, topic, who) == ["một", "hai"]


def test_a_task_mends_what_the_review_says(desk, topic, who, add):
    assert plans.open_plan(desk, topic.id, who).sources == ()
    reviews.write_section(desk, topic.id, who, "politics", "Còn ngại đọc sách", revision=0)
    item = add()
    [source] = plans.open_plan(desk, topic.id, who).sources
    assert (source.title, source.words) == ("Về tư tưởng chính trị", "Còn ngại đọc sách")
    plans.change_item(desk, item.id, item.revision, from_review_text_id=source.text_id)
    card = plans.open_plan(desk, topic.id, who)
    assert card.source_names[card.items[0].item.from_review_text_id] == source.title


def test_one_member_answers_for_a_task(desk, topic, who, add):
    [other] = enrol(desk, "Bùi Bình")
    item = add()
    plans.change_item(desk, item.id, item.revision, accountable_id=other, helpers=" Lê An ")
    card = plans.open_plan(desk, topic.id, who)
    assert card.names == {other: "Bùi Bình"}
    assert card.items[0].item.helpers == "Lê An"


def test_usual_tasks_are_kept_mended_and_removed(desk, topic, who, add):
    usual = usual_tasks.keep_usual(desk, add().id).value
    assert "person" not in usual.points
    assert usual.points["task"] == WHOLE["task"]
    usual_tasks.keep_usual(desk, add({"task": "Ăn ở chân thành"}).id)
    assert [one.points["task"] for one in usual_tasks.usual_tasks(desk)] == [
        "Ăn ở chân thành",
        "Dọn rác ngõ 9",
    ]
    changed = usual_tasks.change_usual(desk, usual.id, usual.revision, {"result": ""}).value
    assert "result" not in changed.points
    with pytest.raises(UserError, match="moved_on"):
        usual_tasks.change_usual(desk, usual.id, usual.revision, {"task": "x"})
    with pytest.raises(UserError, match="usual_empty"):
        usual_tasks.change_usual(desk, usual.id, changed.revision, {"task": " "})
    usual_tasks.remove_usual(desk, usual.id)
    assert len(usual_tasks.usual_tasks(desk)) == 1
    history.undo(desk)
    assert len(usual_tasks.usual_tasks(desk)) == 2


def test_the_list_of_people_tells_how_far_each_plan_is(desk, topic, who, add, move):
    add(due=date(2026, 11, 1))
    move(Stage.HANDED_IN)
    [line] = reviews.overview(desk, topic.id)
    assert (line.plan_stage, line.overdue, line.to_report) == (Stage.HANDED_IN, 1, 1)


def test_a_plan_knows_the_hints_of_its_year(desk, topic, who):
    assert {hint.code for hint in plans.open_plan(desk, topic.id, who).hints} >= {"no_count"}
