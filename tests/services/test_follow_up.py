"""What becomes of a task: notes that stay, evidence, more time, the end of the year."""

import hashlib
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studycompanion.domain.paper import Occasion
from studycompanion.domain.plan import ItemStatus, Outcome, ProgressNote
from studycompanion.domain.review import MOVES, Stage
from studycompanion.errors import CodedError, EnvironmentProblem, UserError
from studycompanion.services import (
    follow_up,
    history,
    kept_files,
    plan_lists,
    plan_order,
    plan_stages,
    plans,
    promises,
    removal,
    review_drafts,
    topics,
)
from studycompanion.services.promises import Typed
from tests.services.conftest import enrol

WHOLE = {
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


@pytest.fixture
def item(desk, topic, who):
    return plans.add_item(desk, topic.id, who, WHOLE, due=date(2026, 11, 8)).value


def notes(desk, item):
    return [note.text for note in follow_up.follow_card(desk, item.id).notes]


def stored(desk, item):
    return follow_up.follow_card(desk, item.id).item


def test_a_note_tells_how_far_the_task_is(desk, item, who, topic):
    note = follow_up.add_note(desk, item.id, " Đã làm 6 buổi ", percent=50).value
    card = follow_up.follow_card(desk, item.id)
    assert (card.item.percent, card.item.status) == (50, ItemStatus.DOING)
    assert (note.text, note.by, note.at) == ("Đã làm 6 buổi", desk.actor.name, desk.clock())
    assert (card.member_id, card.member_name, card.topic_id) == (who, "Lê An", topic.id)
    follow_up.add_note(desk, item.id, "Đủ 12 buổi", is_done=True)
    assert (stored(desk, item).percent, stored(desk, item).status) == (100, ItemStatus.DONE)
    follow_up.add_note(desk, item.id, "Chỉ nói thêm")
    assert stored(desk, item).status is ItemStatus.DONE
    follow_up.add_note(desk, item.id, "Ghi nhầm, còn 2 buổi", percent=80)
    assert (stored(desk, item).percent, stored(desk, item).status) == (80, ItemStatus.DOING)
    assert len(notes(desk, item)) == 4


@pytest.mark.parametrize(
    ("text", "percent", "code"),
    [(" ", 5, "note_empty"), ("x", -1, "note_percent"), ("x", 101, "note_percent")],
)
def test_a_note_without_words_or_with_a_strange_share_is_refused(desk, item, text, percent, code):
    with pytest.raises(UserError, match=code):
        follow_up.add_note(desk, item.id, text, percent=percent)
    assert notes(desk, item) == []


def test_a_note_is_not_undone(desk, item):
    follow_up.add_note(desk, item.id, "Một", percent=10)
    assert history.next_steps(desk).undo == "Thêm việc làm theo của Lê An"
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)
    assert notes(desk, item) == ["Một"]


def test_a_task_with_notes_or_evidence_stays(desk, item, who, topic):
    follow_up.add_note(desk, item.id, "Một")
    with pytest.raises(UserError, match="item_followed"):
        plans.remove_item(desk, item.id)
    other = plans.add_item(desk, topic.id, who, WHOLE).value
    follow_up.add_evidence(desk, other.id, "Ảnh")
    with pytest.raises(UserError, match="item_followed"):
        plans.remove_item(desk, other.id)


def test_more_time_needs_a_reason_that_is_kept(desk, item):
    with pytest.raises(UserError, match="extend_reason"):
        follow_up.extend_due(desk, item.id, date(2026, 12, 31), " ")
    with pytest.raises(UserError, match="extend_earlier"):
        follow_up.extend_due(desk, item.id, date(2026, 11, 8), "vì sao")
    follow_up.extend_due(desk, item.id, date(2026, 12, 31), "Mưa bão")
    [note] = follow_up.follow_card(desk, item.id).notes
    assert (note.due_before, note.due) == (date(2026, 11, 8), date(2026, 12, 31))
    assert note.text == "Mưa bão"
    assert stored(desk, item).due == date(2026, 12, 31)


def test_a_task_without_a_day_is_given_one(desk, topic, who):
    item = plans.add_item(desk, topic.id, who, WHOLE).value
    follow_up.extend_due(desk, item.id, date(2026, 12, 31), "Chưa có hạn")
    assert stored(desk, item).due == date(2026, 12, 31)


def test_the_end_of_the_year_is_what_the_cell_decided(desk, item):
    for outcome in (Outcome.PARTLY, Outcome.NOT_MET):
        with pytest.raises(UserError, match="outcome_reason"):
            follow_up.settle(desk, item.id, outcome)
    follow_up.settle(desk, item.id, Outcome.PARTLY, reason="Thiếu 2 buổi")
    assert stored(desk, item).outcome is Outcome.PARTLY
    assert stored(desk, item).outcome_reason == "Thiếu 2 buổi"
    follow_up.settle(desk, item.id, Outcome.MET)
    assert (stored(desk, item).outcome, stored(desk, item).outcome_reason) == (Outcome.MET, "")
    history.undo(desk)
    assert stored(desk, item).outcome is Outcome.PARTLY


def test_evidence_keeps_a_file_that_comes_out_as_it_went_in(desk, item, tmp_path):
    path = tmp_path / "Ảnh buổi 1.jpg"
    path.write_bytes(b"\xff\xd8" + bytes(range(256)) * 50)
    kept = follow_up.add_evidence(
        desk, item.id, "", number="12 buổi", path=path, on=date(2026, 11, 1)
    ).value
    assert (kept.text, kept.file_name, kept.number) == (path.name, path.name, "12 buổi")
    assert kept.blob_id == hashlib.sha256(path.read_bytes()).hexdigest()
    out = follow_up.save_evidence(desk, kept.id, tmp_path / "ra.jpg")
    assert out.read_bytes() == path.read_bytes()
    follow_up.remove_evidence(desk, kept.id)
    assert follow_up.follow_card(desk, item.id).evidence == ()
    history.undo(desk)
    assert follow_up.follow_card(desk, item.id).evidence[0].blob_id == kept.blob_id


def test_evidence_may_be_words_or_a_number_alone(desk, item, tmp_path):
    one = follow_up.add_evidence(desk, item.id, "Biên bản số 3").value
    two = follow_up.add_evidence(desk, item.id, "", number="60 lượt").value
    assert (one.text, one.on, two.text) == ("Biên bản số 3", desk.today, "60 lượt")
    with pytest.raises(UserError, match="evidence_empty"):
        follow_up.add_evidence(desk, item.id, " ")
    with pytest.raises(UserError, match="not_there"):
        follow_up.save_evidence(desk, one.id, tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_a_file_that_is_too_large_empty_or_gone_is_refused_by_name(
    desk, item, tmp_path, monkeypatch
):
    monkeypatch.setattr(kept_files, "LARGEST", 10)
    path = tmp_path / "phim.mp4"
    for data in (b"x" * 11, b""):
        path.write_bytes(data)
        with pytest.raises(UserError, match="kept_size") as refused:
            follow_up.add_evidence(desk, item.id, "", path=path)
        assert refused.value.params["name"] == "phim.mp4"
    with pytest.raises(EnvironmentProblem, match="file_refused"):
        follow_up.add_evidence(desk, item.id, "", path=tmp_path / "mất.pdf")
    path.write_bytes(b"x" * 10)
    assert follow_up.add_evidence(desk, item.id, "", path=path).value.blob_id


def test_the_list_tells_who_is_late_and_who_is_asked(desk, topic, who, item):
    [other] = enrol(desk, "Bùi Bình")
    plans.add_item(desk, topic.id, other, {"task": "Trực"}, due=date(2026, 12, 31))
    plans.change_item(desk, item.id, item.revision, accountable_id=other)
    late = {line.member_name: line for line in plan_lists.task_lines(desk, topic.id)}
    mine = late["Lê An"]
    assert (mine.days_over, mine.must_report, mine.accountable) == (12, True, "Bùi Bình")
    assert (late["Bùi Bình"].days_over, late["Bùi Bình"].must_report) == (0, False)
    assert late["Bùi Bình"].task == "Trực"
    follow_up.add_note(desk, item.id, "Đang làm")
    again = {line.member_name: line for line in plan_lists.task_lines(desk, topic.id)}["Lê An"]
    assert (again.must_report, again.last_note) == (False, desk.today)


ACTS = st.sampled_from(
    (
        *("note", "done", "extend", "change", "remove", "shift", "copy", "settle", "undo", "redo"),
        *("go_on", "reopen", "prove", "unprove", "draft"),
        *("note", "note", "undo", "undo", "undo"),
    )
)


@settings(max_examples=25)
@given(acts=st.lists(ACTS, max_size=15))
def test_no_sequence_of_edits_loses_a_note(desk, who, acts):
    topic = topics.add_topic(desk, "Chuyên đề", 2026).value
    written: dict[str, tuple[str, object]] = {}
    item = plans.add_item(desk, topic.id, who, WHOLE, due=date(2026, 11, 8)).value
    due, shown = item.due, None
    for number, act in enumerate(acts):
        with suppress(CodedError, IndexError):
            if act in ("note", "done"):
                made = follow_up.add_note(desk, item.id, f"Lần {number}", is_done=act == "done")
                written[made.value.id] = (made.value.text, made.value.at)
            elif act == "extend":
                due += timedelta(days=1)
                made = follow_up.extend_due(desk, item.id, due, f"Hoãn {number}")
                written[made.value.id] = (made.value.text, made.value.at)
            elif act == "change":
                plans.change_item(
                    desk, item.id, stored(desk, item).revision, points={"task": str(number)}
                )
            elif act == "remove":
                plans.remove_item(desk, item.id)
            elif act == "shift":
                plan_order.shift_item(desk, item.id, -1)
            elif act == "copy":
                plan_order.duplicate_item(desk, item.id)
            elif act == "settle":
                follow_up.settle(desk, item.id, Outcome.MET)
            elif act == "go_on":
                stage = plans.open_plan(desk, topic.id, who).stage
                plan_stages.move_plan(desk, topic.id, who, MOVES[stage][0])
            elif act == "reopen":
                plan_stages.move_plan(desk, topic.id, who, Stage.WRITING, reason="bổ sung")
            elif act == "prove":
                shown = follow_up.add_evidence(desk, item.id, f"Biên bản {number}").value
            elif act == "unprove" and shown is not None:
                follow_up.remove_evidence(desk, shown.id)
            elif act == "draft":
                review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
                promises.draft_promises(desk, topic.id, who, typed=Typed.REPLACE)
            elif act == "undo":
                history.undo(desk)
            elif act == "redo":
                history.redo(desk)
    with desk.read() as reader:
        kept = {n.id: (n.text, n.at) for n in reader.find(ProgressNote) if n.id in written}
    assert kept == written


def test_only_taking_a_topic_off_takes_its_notes_and_undo_brings_them_back(desk, topic, item):
    follow_up.add_note(desk, item.id, "Một")
    removal.remove_topic(desk, topic.id)
    history.undo(desk)
    assert notes(desk, item) == ["Một"]
