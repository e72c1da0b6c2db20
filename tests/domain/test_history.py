"""The journal's own rules: what undoes what, and the chain that proves it unbroken."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.history import (
    Change,
    ChangeSet,
    Mode,
    Stacks,
    Step,
    chain_digest,
    change_digest,
    decode_body,
    encode_body,
    inverse,
    stacks,
)

DO, UNDO, REDO, BARRIER, QUIET = Mode.DO, Mode.UNDO, Mode.REDO, Mode.BARRIER, Mode.QUIET
TOP = ChangeSet(
    id="s1",
    number=7,
    at=datetime(2026, 11, 20, 12, tzinfo=UTC),
    pc_user="may-tinh",
    actor="Trần Văn Mẫu",
    step="mark",
    params={"member": "m1", "mark": "late"},
    mode=DO,
    undo_of=None,
)
CHANGE = Change("attendance", "a1", 1, 2, {"mark": ("unmarked", "late")})
PRIMITIVES = st.none() | st.booleans() | st.integers() | st.text()
BODIES = st.dictionaries(st.text(), st.tuples(PRIMITIVES, PRIMITIVES))


def steps_of(*modes):
    """Steps named 1, 2, 3 …; each undo and redo takes what was next, or something before all."""
    made = []
    for number, mode in enumerate(modes, start=1):
        now = stacks(made)
        of = {UNDO: now.undo, REDO: now.redo}.get(mode)
        made.append(Step(str(number), mode, None if of is None else ("before", *of)[-1]))
    return made


def after(*modes):
    """The stacks after ``steps_of``."""
    return stacks(steps_of(*modes))


@pytest.mark.parametrize(
    ("modes", "undo", "redo"),
    [
        ((), "", ""),
        ((DO, DO), "12", ""),
        ((DO, DO, UNDO), "1", "3"),
        ((DO, DO, UNDO, UNDO), "", "34"),
        ((DO, DO, UNDO, UNDO, REDO), "5", "3"),
        ((DO, DO, UNDO, UNDO, REDO, REDO), "56", ""),
        ((DO, UNDO, DO), "3", ""),
        ((DO, QUIET, DO, QUIET), "13", ""),
        ((DO, UNDO, QUIET), "", "2"),
        ((DO, BARRIER), "", ""),
        ((DO, BARRIER, DO), "3", ""),
        ((DO, UNDO, BARRIER), "", ""),
        ((DO, UNDO, REDO, UNDO), "", "4"),
        # The window of remembered steps may begin in the middle.
        ((UNDO, DO), "2", ""),
        ((REDO, UNDO), "", "2"),
    ],
)
def test_what_can_be_undone_and_redone(modes, undo, redo):
    assert after(*modes) == Stacks(tuple(undo), tuple(redo))


@given(st.lists(st.sampled_from([DO, UNDO, REDO, BARRIER, QUIET]), max_size=60), st.integers(0, 59))
def test_a_window_of_steps_never_offers_another_step_than_the_whole(modes, cut):
    steps = steps_of(*modes)
    whole, window = stacks(steps), stacks(steps[cut:])
    assert whole.undo[len(whole.undo) - len(window.undo) :] == window.undo
    assert whole.redo[len(whole.redo) - len(window.redo) :] == window.redo


def test_a_step_that_was_chosen_leaves_the_others_in_their_order():
    steps = [Step("1", DO), Step("2", DO), Step("3", DO), Step("4", UNDO, "1")]
    assert stacks(steps) == Stacks(("2", "3"), ("4",))
    assert stacks([*steps, Step("5", REDO, "4")]) == Stacks(("2", "3", "5"), ())


def test_the_inverse_gives_back_the_old_values():
    assert inverse(CHANGE.body) == {"mark": ("late", "unmarked")}


@given(BODIES)
def test_a_change_taken_back_twice_is_the_change(body):
    assert inverse(inverse(body)) == body


@given(BODIES)
def test_values_survive_the_way_into_the_journal_and_back(body):
    assert decode_body(encode_body(body)) == body


def test_the_same_values_are_the_same_text():
    text = '{"a":["rõ",true],"b":[1,null]}'
    assert encode_body({"b": (1, None), "a": ("rõ", True)}) == text
    assert encode_body({"a": ("rõ", True), "b": (1, None)}) == text


def digest(top=TOP, previous="p", digests=("d",)):
    return chain_digest(previous, top, digests)


@pytest.mark.parametrize(
    "alter",
    [
        {"id": "s2"},
        {"number": 8},
        {"at": datetime(2026, 11, 20, 12, 1, tzinfo=UTC)},
        {"pc_user": "khac"},
        {"actor": "Khác"},
        {"step": "mark_unmarked"},
        {"params": {"member": "m1", "mark": "present"}},
        {"mode": QUIET},
        {"undo_of": "s0"},
    ],
    ids=lambda alter: next(iter(alter)),
)
def test_the_digest_covers_every_part_of_the_head(alter):
    assert digest(replace(TOP, **alter)) != digest()


def test_the_digest_covers_the_step_before_and_the_changes_in_their_order():
    assert digest(previous="q") != digest()
    assert digest(digests=("e",)) != digest()
    assert digest(digests=("d", "e")) != digest(digests=("e", "d"))
    assert digest() == digest(replace(TOP, params=dict(reversed(TOP.params.items()))))


@pytest.mark.parametrize("mark", ["", ":", "\x1f", "\n", '","', "\\"])
def test_no_part_can_pass_for_the_end_of_another(mark):
    one = replace(TOP, actor=f"a{mark}b", step="c")
    other = replace(TOP, actor="a", step=f"b{mark}c")
    assert digest(one) != digest(other)


@pytest.mark.parametrize(
    "alter",
    [{"record_kind": "m"}, {"record_id": "a2"}, {"revision_before": 0}, {"revision_after": 3}],
    ids=lambda alter: next(iter(alter)),
)
def test_the_digest_covers_every_part_of_a_change(alter):
    body = encode_body(CHANGE.body)
    assert change_digest(replace(CHANGE, **alter), "s", body) != change_digest(CHANGE, "s", body)


def test_the_digest_of_a_change_covers_its_values_and_is_salted():
    assert change_digest(CHANGE, "s", "{}") != change_digest(CHANGE, "s", '{"a":[1,2]}')
    assert change_digest(CHANGE, "s", "{}") != change_digest(CHANGE, "t", "{}")
    assert len(change_digest(CHANGE, "s", "{}")) == 64
