"""The chain of promises over two years: promised, done, shown, and why not."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from studycompanion.domain.paper import Occasion
from studycompanion.domain.plan import Outcome
from studycompanion.domain.review import Stage
from studycompanion.errors import UserError
from studycompanion.messages import speaking
from studycompanion.services import (
    follow_up,
    history,
    opening,
    plans,
    promises,
    review_drafts,
    review_stages,
    reviews,
    topics,
)
from studycompanion.services.promises import Typed
from tests.services.conftest import ACTOR, enrol

TOLD = """\
Năm 2026:
1. Đã hứa: Dọn rác ngõ 9 (hạn 31/12/2026). Đã làm: Đạt; Đủ 12 buổi. \
Minh chứng: Biên bản (12 buổi, bien-ban.pdf); Ảnh.
2. Đã hứa: Đọc sách (hạn 30/06/2027). Đã làm: Đạt một phần. \
Lý do: Ốm hai tháng; gia hạn đến 30/06/2027: Đi viện."""


@pytest.fixture
def who(desk, topic):
    [member_id] = enrol(desk, "Lê An")
    return member_id


@pytest.fixture
def promised(desk, topic, who, tmp_path, clock):
    """Two tasks of 2026: one done and shown, one extended and partly met."""
    review_drafts.draft_all(desk, topic.id, Occasion.AFTER_STUDY)
    reviews.write_section(desk, topic.id, who, "shortcomings", "Ít đọc sách", revision=0)
    one = plans.add_item(desk, topic.id, who, {"task": "Dọn rác ngõ 9"}, due=date(2026, 12, 31))
    two = plans.add_item(desk, topic.id, who, {"task": "Đọc sách"}, due=date(2026, 12, 31))
    first, second = one.value, two.value
    [source] = plans.open_plan(desk, topic.id, who).sources
    plans.change_item(desk, second.id, second.revision, from_review_text_id=source.text_id)
    follow_up.add_note(desk, first.id, "Mới 3 buổi", percent=25)
    clock.advance(hours=1)
    follow_up.add_note(desk, first.id, "Đủ 12 buổi.", is_done=True)
    paper = tmp_path / "bien-ban.pdf"
    paper.write_bytes(b"%PDF-1.4")
    follow_up.add_evidence(desk, first.id, "Biên bản", number="12 buổi", path=paper)
    follow_up.add_evidence(desk, first.id, "Ảnh", on=date(2026, 12, 31))
    follow_up.extend_due(desk, second.id, date(2027, 6, 30), "Đi viện")
    follow_up.settle(desk, first.id, Outcome.MET)
    follow_up.settle(desk, second.id, Outcome.PARTLY, reason="Ốm hai tháng")
    return first, second


@pytest.fixture
def later(desk, topic, promised, clock):
    clock.advance(days=365)
    return topics.add_topic(desk, "Chuyên đề sau", topic.year + 1).value


def section(desk, topic, who):
    card = reviews.open_review(desk, topic.id, who)
    return next(s for s in card.sections if s.key == "commitment")


def test_a_year_later_the_review_opens_with_what_was_promised(desk, later, promised, who, topic):
    first, second = promises.promises(desk, later.id, who)
    assert (first.item.id, second.item.id) == (promised[0].id, promised[1].id)
    assert (first.topic_id, first.year, first.topic_title) == (topic.id, 2026, topic.title)
    assert first.task == "Dọn rác ngõ 9 (hạn 31/12/2026)"
    assert first.lines == (
        "Đã làm: Đạt; Đủ 12 buổi.",
        "Minh chứng: Biên bản (12 buổi, bien-ban.pdf); Ảnh",
    )
    assert second.lines[-1] == "Lý do: Ốm hai tháng; gia hạn đến 30/06/2027: Đi viện"
    assert second.mends == "Ít đọc sách"


def test_the_draft_says_what_is_recorded_and_nothing_else(desk, later, who):
    review_drafts.draft_all(desk, later.id, Occasion.YEARLY)
    made = promises.draft_promises(desk, later.id, who).value
    assert made.text == TOLD
    assert section(desk, later, who) == made
    assert history.next_steps(desk).undo == "Soạn phần thực hiện cam kết của Lê An"
    history.undo(desk)
    assert section(desk, later, who).text != TOLD


def test_the_draft_is_vietnamese_in_every_language(desk, later, who):
    review_drafts.draft_all(desk, later.id, Occasion.YEARLY)
    with speaking("en"):
        assert promises.draft_promises(desk, later.id, who).value.text == TOLD


def test_typed_text_is_never_replaced_unasked(desk, later, who):
    review_drafts.draft_all(desk, later.id, Occasion.YEARLY)
    brought = section(desk, later, who)
    reviews.write_section(
        desk, later.id, who, "commitment", "Tôi tự viết.\n", revision=brought.revision
    )
    with pytest.raises(UserError, match="promises_typed"):
        promises.draft_promises(desk, later.id, who)
    assert section(desk, later, who).text == "Tôi tự viết.\n"
    added = promises.draft_promises(desk, later.id, who, typed=Typed.APPEND).value
    assert added.text == f"Tôi tự viết.\n{TOLD}"
    assert not added.is_prefilled
    replaced = promises.draft_promises(desk, later.id, who, typed=Typed.REPLACE).value
    assert (replaced.text, replaced.is_prefilled) == (TOLD, True)
    history.undo(desk)
    assert section(desk, later, who).text == f"Tôi tự viết.\n{TOLD}"


def test_a_draft_that_nobody_edited_is_made_anew_without_asking(desk, later, who, promised):
    review_drafts.draft_all(desk, later.id, Occasion.YEARLY)
    promises.draft_promises(desk, later.id, who)
    follow_up.add_evidence(desk, promised[0].id, "Giấy khen")
    assert "Giấy khen" in promises.draft_promises(desk, later.id, who).value.text


def test_the_draft_does_not_need_drafts_for_all_but_a_form_with_such_a_part(desk, later, who):
    with pytest.raises(UserError, match="promises_part"):
        promises.draft_promises(desk, later.id, who)
    assert reviews.open_review(desk, later.id, who).review is None


def test_a_review_that_was_handed_in_is_not_drafted(desk, later, who):
    review_drafts.draft_all(desk, later.id, Occasion.YEARLY)
    reviews.write_section(desk, later.id, who, "duties", "Trực tổ", revision=0)
    review_stages.move_review(desk, later.id, who, Stage.HANDED_IN)
    with pytest.raises(UserError, match="review_locked"):
        promises.draft_promises(desk, later.id, who)


def test_without_promises_there_is_nothing_to_draft(desk, topic, who):
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    assert promises.promises(desk, topic.id, who) == ()
    with pytest.raises(UserError, match="promises_none"):
        promises.draft_promises(desk, topic.id, who)


def test_a_yearly_review_answers_for_the_plan_of_its_own_year_too(desk, topic, who):
    plans.add_item(desk, topic.id, who, {"task": "Trực ban"})
    assert promises.promises(desk, topic.id, who) == ()
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    [own] = promises.promises(desk, topic.id, who)
    assert own.task == "Trực ban"


def test_open_promises_go_on_until_they_are_settled(desk, later, who, topic, promised):
    plans.add_item(desk, topic.id, who, {"process": "Tuần một"})
    plans.add_item(desk, later.id, who, {"task": "Trực ban"})
    third = topics.add_topic(desk, "Chuyên đề thứ ba", later.year + 1).value
    told = promises.promises(desk, third.id, who)
    assert [one.task for one in told] == ["việc chưa ghi nội dung", "Trực ban"]
    assert promises.draft_text(told).splitlines()[2:] == [
        "Năm 2027:",
        "1. Đã hứa: Trực ban. Đã làm: chưa ghi tiến độ.",
    ]


def test_a_promise_that_is_settled_by_a_file_or_a_number_alone_says_it_once(
    desk, topic, who, tmp_path, clock
):
    item = plans.add_item(desk, topic.id, who, {"task": "Trực ban"}).value
    paper = tmp_path / "so-truc.pdf"
    paper.write_bytes(b"%PDF-1.4")
    follow_up.add_evidence(desk, item.id, "", path=paper)
    follow_up.add_evidence(desk, item.id, "", number="12 ca")
    later = topics.add_topic(desk, "Chuyên đề sau", topic.year + 1).value
    [told] = promises.promises(desk, later.id, who)
    assert sorted(told.evidence) == ["12 ca", "so-truc.pdf"]


@pytest.fixture
def two_years(tmp_path, clock):
    """The file of a cell after two years, as the first program of all wrote it."""
    stored = Path(__file__).parents[1] / "data" / "data-1.0-two-years.db.gz"
    folder = tmp_path / "hai năm"
    folder.mkdir()
    (folder / "data.db").write_bytes(gzip.decompress(stored.read_bytes()))
    made = opening.open_desk(folder, actor=ACTOR, clock=clock)
    yield made
    made.store.close()


def test_what_a_cell_promised_two_programs_ago_is_asked_for(two_years):
    last = next(t for t in topics.list_topics(two_years) if t.title.startswith("Nâng cao"))
    people = {p.full_name: p.member_id for p in reviews.overview(two_years, last.id)}
    found = promises.promises(two_years, last.id, people["Ngô Hữu Hòa"])
    assert [(one.year, one.done) for one in found] == [
        (2025, "Chưa đạt"),
        (2025, "Đạt"),
        (2025, "Đạt"),
    ]
    assert found[0].task.endswith("(hạn 20/11/2025)")
    assert found[1].evidence == ("Ảnh trước và sau của từng buổi (12 buổi)",)
    nobody = [one for one in people.values() if promises.promises(two_years, last.id, one) == ()]
    assert 0 < len(nobody) < len(people)
