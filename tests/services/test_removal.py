from datetime import timedelta

import pytest

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.plan import ActionItem
from studycompanion.domain.study import StudySession
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import (
    history,
    members,
    paperwork,
    plans,
    recycling,
    removal,
    reviews,
    rollcall,
    safekeeping,
    sessions,
    topics,
)
from tests.services.conftest import enrol, session_of
from tests.services.test_writing import CLEAR


@pytest.fixture
def busy(desk, topic, evening):
    """Two people, a marked session, a review and a plan."""
    ids = enrol(desk, "Lê An", "Vũ Bình")
    session = session_of(desk, topic, evening)
    rollcall.mark(desk, session.id, ids[0], Mark.LATE)
    reviews.write_section(desk, topic.id, ids[0], "politics", "Đọc sách", revision=0)
    plans.add_item(desk, topic.id, ids[0], CLEAR)
    return desk, topic, session, ids


def test_a_removed_person_comes_back_with_everything(busy):
    desk, topic, session, ids = busy
    removal.remove_members(desk, ids[:1])
    assert [m.full_name for m in members.list_members(desk)] == ["Vũ Bình"]
    assert rollcall.totals(desk, session.id).called == 1
    [line] = recycling.removed(desk)
    assert (line.kind, line.title, line.count, line.who) == ("member", "Lê An", 1, "Trần Văn Mẫu")
    recycling.bring_back(desk, line.change_set_id)
    assert recycling.removed(desk) == ()
    assert rollcall.totals(desk, session.id).of(Mark.LATE) == 1
    assert reviews.open_review(desk, topic.id, ids[0]).sections[0].text == "Đọc sách"
    assert len(plans.open_plan(desk, topic.id, ids[0]).items) == 1
    assert safekeeping.check(desk) == ()


def test_bringing_back_can_itself_be_undone(busy):
    desk, _, _, ids = busy
    removal.remove_members(desk, ids)
    [line] = recycling.removed(desk)
    assert line.count == 2
    recycling.bring_back(desk, line.change_set_id)
    assert history.undo(desk).value == "Đưa lại vào danh sách"
    assert members.list_members(desk) == ()
    assert len(recycling.removed(desk)) == 1


def test_a_removed_topic_comes_back_whole(busy):
    desk, topic, session, _ = busy
    removal.remove_topic(desk, topic.id)
    assert (topics.list_topics(desk), sessions.list_sessions(desk)) == ((), ())
    assert recycling.removed(desk)[0].title == topic.title
    history.undo(desk)
    assert recycling.removed(desk) == ()
    assert rollcall.totals(desk, session.id).of(Mark.LATE) == 1


def test_a_removed_session_comes_back_with_its_marks(busy):
    desk, _, session, _ = busy
    removal.remove_session(desk, session.id)
    [line] = recycling.removed(desk)
    assert (line.kind, line.title) == ("session", "2026-11-20T19:00:00")
    recycling.bring_back(desk, line.change_set_id)
    assert rollcall.totals(desk, session.id).of(Mark.LATE) == 1


def test_a_session_that_was_made_up_elsewhere_stays_until_the_make_up_goes(busy, evening):
    desk, topic, session, ids = busy
    make_up = session_of(desk, topic, evening + timedelta(days=7))
    with desk.write("mark") as tx:
        tx.uow.change(tx.uow.get(StudySession, make_up.id), makes_up_id=session.id)
        [line] = tx.uow.find(Attendance, session_id=session.id, member_id=ids[1])
        tx.uow.change(line, mark=Mark.MADE_UP, made_up_in_id=make_up.id)
    for one in (session, make_up):
        with pytest.raises(UserError, match="session_needed"):
            removal.remove_session(desk, one.id)
    removal.remove_topic(desk, topic.id)
    history.undo(desk)
    assert rollcall.totals(desk, session.id).of(Mark.MADE_UP) == 1


def test_a_removed_task_stands_in_the_bin_under_its_words(busy):
    desk, topic, _, ids = busy
    item = plans.open_plan(desk, topic.id, ids[0]).items[0].item
    plans.remove_item(desk, item.id)
    assert recycling.removed(desk)[0].title == "Dọn rác ngõ 9"


def test_issued_papers_hold_their_person_and_topic(busy, tmp_path):
    desk, topic, _, ids = busy
    paperwork.export_commitments(desk, topic.id, tmp_path, job=Silent())
    for refused in (
        lambda: removal.remove_members(desk, ids),
        lambda: removal.remove_topic(desk, topic.id),
    ):
        with pytest.raises(UserError, match="has_papers"):
            refused()
    assert len(members.list_members(desk)) == 2


def test_who_answers_for_anothers_task_stays(busy):
    desk, _, _, ids = busy
    with desk.write("item_change") as tx:
        [item] = tx.uow.find(ActionItem)
        tx.uow.change(item, accountable_id=ids[1])
    with pytest.raises(UserError, match="member_needed"):
        removal.remove_members(desk, ids[1:])


def test_what_was_put_back_in_another_shape_is_not_doubled(busy):
    desk, _, _, ids = busy
    with pytest.raises(UserError, match="not_there"):
        recycling.bring_back(desk, "0" * 32)
    removal.remove_members(desk, ids)
    [line] = recycling.removed(desk)
    recycling.bring_back(desk, line.change_set_id)
    with pytest.raises(UserError, match="moved_on"):
        recycling.bring_back(desk, line.change_set_id)


def test_topics_go_together_with_their_copies_and_come_back(desk, topic):
    copy = topics.add_topic(desk, "Chép lại", 2026, copied_from=topic.id).value
    with pytest.raises(UserError, match="topic_needed"):
        removal.remove_topic(desk, topic.id)
    removal.remove_topics(desk, [topic.id, copy.id])
    assert topics.list_topics(desk) == ()
    [line] = recycling.removed(desk)
    assert line.count == 2
    recycling.bring_back(desk, line.change_set_id)
    assert len(topics.list_topics(desk)) == 2
