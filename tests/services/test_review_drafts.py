"""Reviews for a whole cell, and their way from writing to locked."""

from datetime import date

import pytest

from studycompanion.domain.paper import Occasion
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.domain.people import new_member
from studycompanion.domain.review import SelfReview, Stage
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.services import (
    follow_up,
    history,
    plans,
    review_drafts,
    review_stages,
    reviews,
    topics,
)
from tests.services.conftest import enrol, exempt, person


def codes(desk, topic_id):
    with desk.read() as reader:
        found = reader.find(SelfReview, topic_id=topic_id)
        return {r.member_id: reader.get(FormTemplate, r.template_id).code for r in found}


def test_everyone_who_owes_gets_the_form_of_their_post_in_one_step(desk, topic):
    office, home, _ = enrol(
        desk, person("Lê An", workplace="Trường Vĩnh Tuy"), person("Lê Bình"), exempt("Lê Cả")
    )
    assert review_drafts.draft_all(desk, topic.id, Occasion.YEARLY).value == 2
    assert codes(desk, topic.id) == {office: "2B", home: "2C"}
    assert review_drafts.draft_all(desk, topic.id, Occasion.YEARLY).value == 0
    history.undo(desk)
    assert codes(desk, topic.id) == {}


@pytest.mark.parametrize(
    ("joined", "is_new"),
    [
        (None, False),
        (PartialDate(2026), False),
        (PartialDate(2026, 6, 1), True),
        (PartialDate(2026, 5, 21), True),
        (PartialDate(2026, 5, 20), False),
        (PartialDate(2025, 12), False),
    ],
)
def test_whoever_joined_less_than_six_months_ago_is_not_reviewed(joined, is_new):
    member = new_member("Lê An", joined=joined)
    assert review_drafts.is_too_new(member, date(2026, 11, 20)) is is_new


def test_who_leads_writes_the_form_for_leaders():
    leader = review_drafts.proposed_post(new_member("Lê An"), leads=True)
    assert leader is review_drafts.Post.LEADERSHIP


def test_the_next_review_begins_with_last_years_shortcomings_and_promises(desk, topic):
    [who] = enrol(desk, "Lê An")
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    reviews.write_section(desk, topic.id, who, "shortcomings", "Ít đọc sách", revision=0)
    item = plans.add_item(desk, topic.id, who, {"task": "Dọn rác ngõ 9"}).value
    follow_up.add_note(desk, item.id, "Đã 6 buổi", percent=50)
    later = topics.add_topic(desk, "Chuyên đề sau", topic.year + 1).value
    review_drafts.draft_all(desk, later.id, Occasion.YEARLY)
    told = {s.key: s.text for s in reviews.open_review(desk, later.id, who).sections}
    assert told["mended"] == "Ít đọc sách"
    assert told["commitment"].startswith("Đã hứa: Dọn rác ngõ 9. Đã làm: ")
    assert "50" in told["commitment"]


def test_the_forms_own_part_for_the_cell_stays_open_until_it_is_locked(desk, topic):
    [who] = enrol(desk, "Lê An")
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    reviews.write_section(desk, topic.id, who, "duties", "Trực tổ", revision=0)
    for stage in (Stage.HANDED_IN, Stage.COMMENTED, Stage.CONFIRMED):
        review_stages.move_review(desk, topic.id, who, stage)
    remark = reviews.write_section(desk, topic.id, who, "cell_remark", "Tốt", revision=0).value
    assert reviews.CELL_PART not in {
        s.key for s in reviews.open_review(desk, topic.id, who).sections
    }
    with pytest.raises(UserError, match="review_locked"):
        reviews.write_section(desk, topic.id, who, "duties", "Muộn", revision=1)
    review_stages.move_review(desk, topic.id, who, Stage.LOCKED)
    with pytest.raises(UserError, match="review_locked"):
        reviews.write_section(desk, topic.id, who, "cell_remark", "x", revision=remark.revision)


def test_what_a_drafted_review_says_can_be_mended_by_a_task(desk, topic):
    [who] = enrol(desk, "Lê An")
    review_drafts.draft_all(desk, topic.id, Occasion.AFTER_STUDY)
    reviews.write_section(desk, topic.id, who, "shortcomings", "Ít đọc sách", revision=0)
    plans.add_item(desk, topic.id, who, {"task": "Đọc sách"})
    [source] = plans.open_plan(desk, topic.id, who).sources
    assert source.words == "Ít đọc sách"


def test_a_draft_without_a_word_is_still_missing(desk, topic):
    enrol(desk, "Lê An")
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    [line] = reviews.overview(desk, topic.id)
    assert line.review_stage is None


def test_sixty_drafts_are_one_step_that_undo_names(desk, topic):
    enrol(desk, *(f"Lê An {n}" for n in range(60)))
    assert review_drafts.draft_all(desk, topic.id, Occasion.YEARLY).value == 60
    assert history.next_steps(desk).undo == "Lập bản tự soi cho cả danh sách"
