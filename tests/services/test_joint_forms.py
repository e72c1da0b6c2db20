"""One commitment form for several topics."""

import pytest

from studycompanion import forms
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.study import Audience, Topic
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import (
    history,
    joint_forms,
    paperwork,
    pen,
    plans,
    removal,
    reviews,
    topics,
    unsigned,
)
from studycompanion.services.record_match import Standing, record_match
from studycompanion.services.recycling import bring_back, removed
from tests.forms.reading import squeezed, whole_text
from tests.services.conftest import enrol
from tests.services.test_writing import CLEAR

SECOND = CLEAR | {"task": "Trả lời đơn trong năm ngày"}


@pytest.fixture
def who(desk):
    return enrol(desk, "Lê An", "Vũ Bình")


@pytest.fixture
def second(desk):
    return topics.add_topic(desk, "Học và làm theo Bác về nêu gương", 2026).value


@pytest.fixture
def joined(desk, topic, second, who):
    plans.add_item(desk, topic.id, who[0], CLEAR)
    plans.add_item(desk, second.id, who[0], SECOND)
    joint_forms.share_form(desk, topic.id, [second.id])


def export(desk, topic, out):
    return paperwork.export_commitments(desk, topic.id, out, job=Silent()).files


def issued(desk):
    with desk.read() as reader:
        return {f.member_id: f for f in reader.find(IssuedForm) if f.state.is_current}


def leads(desk, *which):
    with desk.read() as reader:
        return [reader.get(Topic, one.id).commits_with for one in which]


def test_the_form_names_each_topic_with_its_tasks(desk, topic, second, who, joined, tmp_path):
    said = whole_text(export(desk, second, tmp_path)[0].read_bytes())
    heads = [squeezed(f"Chuyên đề “{one.title}”:") for one in (topic, second)]
    tasks = [squeezed(one["task"]) for one in (CLEAR, SECOND)]
    order = [said.index(part) for part in (heads[0], tasks[0], heads[1], tasks[1])]
    assert order == sorted(order)
    assert squeezed(f"chuyên đề “{topic.title}” và chuyên đề “{second.title}”") in said


def test_it_is_one_form_of_both_topics(desk, topic, second, who, joined, tmp_path):
    first = [path.read_bytes() for path in export(desk, topic, tmp_path / "a")]
    assert [path.read_bytes() for path in export(desk, second, tmp_path / "b")] == first
    form = issued(desk)[who[0]]
    assert form.topic_ids == (topic.id, second.id)
    pen.note_signed(desk, second.id, desk.today)
    for one in (topic, second):
        states = {line.form_state for line in reviews.overview(desk, one.id)}
        assert states == {FormState.SIGNED_ON_PAPER}
    assert unsigned.unsigned(desk, topic.id) == ()


def test_a_form_of_both_topics_matches_until_either_changes(
    desk, topic, second, who, joined, tmp_path
):
    pdf = export(desk, topic, tmp_path)[0].read_bytes()
    assert second.title in forms.record_in(pdf)
    assert record_match(desk, pdf).standing is Standing.SAME
    plans.add_item(desk, second.id, who[0], CLEAR | {"task": "Một việc nữa"})
    assert record_match(desk, pdf).standing is Standing.CHANGED


def test_whom_only_one_topic_calls_signs_for_that_one(desk, topic, who, tmp_path):
    few = topics.add_topic(
        desk, "Riêng cấp ủy", 2026, audience=Audience.CHOSEN, called=who[:1]
    ).value
    joint_forms.share_form(desk, few.id, [topic.id])
    assert len(export(desk, few, tmp_path)) == 2
    assert issued(desk)[who[0]].topic_ids == (few.id, topic.id)
    assert issued(desk)[who[1]].topic_ids == (topic.id,)


def test_a_form_signed_for_one_topic_stays_and_does_not_stand_for_both(
    desk, topic, second, who, tmp_path
):
    alone = export(desk, topic, tmp_path)[0].read_bytes()
    pen.note_signed(desk, topic.id, desk.today, members=frozenset(who[:1]))
    joint_forms.share_form(desk, topic.id, [second.id])
    assert [one.signed for one in joint_forms.choices(desk, topic.id)] == [1, 0]
    export(desk, topic, tmp_path)
    with desk.read() as reader:
        mine = reader.find(IssuedForm, member_id=who[0])
        other = reader.find(IssuedForm, member_id=who[1])
    assert {f.state for f in mine} == {FormState.SIGNED_ON_PAPER, FormState.NOT_PRINTED}
    assert {f.state for f in other} == {FormState.REPLACED, FormState.NOT_PRINTED}
    assert sorted(f.version for f in mine) == [1, 2]
    assert record_match(desk, alone).standing is Standing.SAME


def test_a_signed_form_of_both_is_kept_when_printed_again(desk, topic, who, joined, tmp_path):
    before = export(desk, topic, tmp_path)[0].read_bytes()
    pen.note_signed(desk, topic.id, desk.today)
    plans.add_item(desk, topic.id, who[0], CLEAR | {"task": "Một việc nữa"})
    assert export(desk, topic, tmp_path)[0].read_bytes() == before


def test_unclear_tasks_of_the_second_topic_hold_the_form_back(
    desk, topic, second, who, joined, tmp_path
):
    plans.add_item(desk, second.id, who[0], {"task": "Việc chưa rõ"})
    done = paperwork.export_commitments(desk, topic.id, tmp_path, job=Silent())
    [left] = done.skipped
    assert (left.member_id, left.reason) == (who[0], "unclear")
    assert "rõ người" in left.sentence


def test_a_blank_form_has_rows_for_each_topic_and_nobody_s_tasks(desk, topic, second, who, joined):
    made = paperwork.preview_commitment(desk, topic.id, who[0], blank=True)
    said = whole_text(made.pdf)
    assert squeezed(f"“{second.title}”:") in said
    assert squeezed(SECOND["task"]) not in said


def test_texts_of_both_topics_stand_under_one_heading(desk, topic, second, who, joined):
    for one, text in ((topic, "Điều thứ nhất."), (second, "Điều thứ hai.")):
        reviews.write_section(desk, one.id, who[0], "politics", text, revision=0)
    said = whole_text(paperwork.preview_commitment(desk, second.id, who[0]).pdf)
    assert said.index("Điềuthứnhất.") < said.index("Điềuthứhai.")


def test_topics_part_again_and_go_back_by_undo(desk, topic, second, who, joined):
    assert leads(desk, topic, second) == [None, topic.id]
    joint_forms.share_form(desk, second.id, [])
    assert leads(desk, topic, second) == [None, None]
    history.undo(desk)
    assert leads(desk, topic, second) == [None, topic.id]


def test_who_shared_with_a_topic_that_goes_elsewhere_stays_together(desk, topic, second, who):
    third, fourth = (topics.add_topic(desk, f"Chuyên đề {n}", 2026).value for n in (3, 4))
    joint_forms.share_form(desk, topic.id, [second.id, third.id])
    joint_forms.share_form(desk, fourth.id, [topic.id])
    first, other = sorted((second, third), key=lambda one: one.title)
    assert leads(desk, fourth, topic, first, other) == [None, fourth.id, None, first.id]


def test_choices_put_those_that_share_first_and_leave_out_what_is_put_away(
    desk, topic, second, who, joined
):
    old = topics.add_topic(desk, "Năm ngoái", 2025).value
    away = topics.add_topic(desk, "Đã cất", 2026).value
    topics.archive(desk, [away.id], is_archived=True)
    found = joint_forms.choices(desk, second.id)
    assert [one.topic_id for one in found] == [topic.id, second.id, old.id]
    assert [(one.is_in, one.is_lead) for one in found] == [
        (True, True),
        (True, False),
        (False, False),
    ]


def test_a_topic_that_is_taken_off_leaves_the_others_with_a_form_of_their_own(
    desk, topic, second, joined
):
    removal.remove_topic(desk, topic.id)
    assert leads(desk, second) == [None]
    bring_back(desk, removed(desk)[0].change_set_id)
    assert leads(desk, topic, second) == [None, topic.id]


def test_topics_that_share_a_form_go_and_come_back_together(desk, topic, second, joined):
    removal.remove_topics(desk, [topic.id, second.id])
    bring_back(desk, removed(desk)[0].change_set_id)
    assert leads(desk, topic, second) == [None, topic.id]


def test_a_topic_named_by_a_form_of_another_stays(desk, topic, second, who, joined, tmp_path):
    export(desk, topic, tmp_path)
    with pytest.raises(UserError, match="has_papers"):
        removal.remove_topic(desk, second.id)


def test_an_unknown_topic_is_refused(desk, topic):
    with pytest.raises(UserError, match="not_there"):
        joint_forms.share_form(desk, topic.id, ["0" * 32])
