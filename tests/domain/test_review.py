"""Stages of reviews and plans."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.review import MOVES, Stage, check_move
from studycompanion.errors import UserError

USUAL = (Stage.WRITING, Stage.HANDED_IN, Stage.COMMENTED, Stage.CONFIRMED, Stage.LOCKED)


@pytest.mark.parametrize("stage", Stage)
def test_own_text_may_change_until_it_is_handed_in(stage):
    assert stage.is_writable is (stage.value in {"writing", "paper"})


def test_the_usual_way_goes_step_by_step():
    for now, to in itertools.pairwise(USUAL):
        check_move(now, to)
        assert MOVES[now][0] is to


@pytest.mark.parametrize("now", [s for s in Stage if not s.is_writable])
def test_reopening_needs_a_reason(now):
    check_move(now, Stage.WRITING, "Bổ sung việc")
    with pytest.raises(UserError, match="stage_reason"):
        check_move(now, Stage.WRITING, " ")


def test_a_paper_is_not_reopened():
    with pytest.raises(UserError, match="stage_move"):
        check_move(Stage.PAPER, Stage.WRITING, "vì sao")


@given(st.lists(st.tuples(st.sampled_from(Stage), st.booleans()), max_size=30))
def test_no_order_of_moves_breaks_the_stages(wanted):
    """What is locked was confirmed before, and leaves only by being reopened."""
    now, reached = Stage.WRITING, [Stage.WRITING]
    for to, has_reason in wanted:
        try:
            check_move(now, to, "vì sao" if has_reason else "")
        except UserError:
            continue
        if to is Stage.WRITING:
            assert has_reason
        if to is Stage.LOCKED:
            assert now is Stage.CONFIRMED
        if now is Stage.LOCKED:
            assert to is Stage.WRITING
        now = to
        reached.append(to)
    if Stage.CONFIRMED in reached:
        assert {Stage.HANDED_IN, Stage.COMMENTED} & set(reached)
