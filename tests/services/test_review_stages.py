"""A review goes from hand to hand; the cell's part stands apart from the member's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.review import MOVES, Stage, check_move
from studycompanion.errors import UserError
from studycompanion.services import handed_papers, history, review_stages, reviews
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.reviews import CELL_PART
from tests.services.conftest import enrol


@pytest.fixture
def who(desk):
    return enrol(desk, "Lê An")[0]


@pytest.fixture
def written(desk, topic, who):
    reviews.write_section(desk, topic.id, who, "politics", "Đọc sách mỗi tuần.", revision=0)
    return who


def card(desk, topic, who):
    return reviews.open_review(desk, topic.id, who)


def remark(found):
    return next(section for section in found.sections if section.key == CELL_PART)


def go(desk, topic, who, *stages):
    for stage in stages:
        desk.clock.advance(minutes=1)
        review_stages.move_review(desk, topic.id, who, stage)


def test_each_step_keeps_when_and_by_whom(desk, topic, written):
    go(desk, topic, written, Stage.HANDED_IN, Stage.COMMENTED, Stage.CONFIRMED, Stage.LOCKED)
    found = card(desk, topic, written)
    assert found.stage is Stage.LOCKED
    assert [step.stage for step in found.steps] == [
        Stage.HANDED_IN, Stage.COMMENTED, Stage.CONFIRMED, Stage.LOCKED,
    ]  # fmt: skip
    assert {step.by for step in found.steps} == {desk.actor.name}


def test_an_empty_review_goes_nowhere(desk, topic, who):
    with pytest.raises(UserError, match="review_empty"):
        go(desk, topic, who, Stage.HANDED_IN)
    reviews.write_section(desk, topic.id, who, "politics", "  ", revision=0)
    with pytest.raises(UserError, match="review_empty"):
        go(desk, topic, who, Stage.HANDED_IN)


def test_a_paper_counts_as_handed_in_without_a_typed_word(desk, topic, who):
    handed_papers.receive(desk, topic.id, [PaperIn(who, 2)], on=desk.today, place="Tủ số 1")
    go(desk, topic, who, Stage.COMMENTED)
    assert [step.stage for step in card(desk, topic, who).steps] == [Stage.PAPER, Stage.COMMENTED]


def test_the_own_part_is_closed_once_handed_in_and_the_cells_part_until_locked(
    desk, topic, written
):
    go(desk, topic, written, Stage.HANDED_IN)
    with pytest.raises(UserError, match="review_locked"):
        reviews.write_section(desk, topic.id, written, "politics", "Khác", revision=1)
    reviews.write_section(desk, topic.id, written, CELL_PART, "Cần nêu rõ hạn chế.", revision=0)
    found = card(desk, topic, written)
    assert remark(found).text == "Cần nêu rõ hạn chế."
    assert "Cần nêu" not in "".join(s.text for s in found.sections if s.key != CELL_PART)
    go(desk, topic, written, Stage.COMMENTED, Stage.CONFIRMED, Stage.LOCKED)
    with pytest.raises(UserError, match="review_locked"):
        reviews.write_section(desk, topic.id, written, CELL_PART, "Khác", revision=1)


def test_opening_again_needs_a_reason_that_stays(desk, topic, written):
    go(desk, topic, written, Stage.HANDED_IN, Stage.CONFIRMED, Stage.LOCKED)
    with pytest.raises(UserError, match="stage_reason"):
        review_stages.move_review(desk, topic.id, written, Stage.WRITING, reason=" ")
    desk.clock.advance(minutes=1)
    review_stages.move_review(desk, topic.id, written, Stage.WRITING, reason="Bổ sung hạn chế")
    found = card(desk, topic, written)
    assert found.stage is Stage.WRITING
    assert found.steps[-1].reason == "Bổ sung hạn chế"
    history.undo(desk)
    assert card(desk, topic, written).stage is Stage.LOCKED


def test_a_stage_cannot_be_skipped(desk, topic, written):
    with pytest.raises(UserError, match="stage_move"):
        go(desk, topic, written, Stage.LOCKED)
    assert card(desk, topic, written).stage is Stage.WRITING


@given(st.lists(st.tuples(st.sampled_from(Stage), st.booleans()), max_size=12))
def test_no_order_of_moves_leaves_the_stages(moves):
    """From every stage that can be reached there is a way on, or a way back with a reason."""
    now = Stage.WRITING
    for to, has_reason in moves:
        try:
            check_move(now, to, "lý do" if has_reason else "")
        except UserError:
            continue
        assert to in MOVES[now] or (to is Stage.WRITING and has_reason and not now.is_writable)
        now = to
    assert MOVES[now] or now is Stage.LOCKED
