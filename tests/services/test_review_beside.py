"""Beside a review: who typed it, last year's words and promises, what counts as written, ranks."""

import pytest
from pypdf import PdfReader

from studycompanion.domain.paper import Occasion
from studycompanion.domain.plan import Outcome
from studycompanion.domain.review import Side, Stage
from studycompanion.errors import UserError
from studycompanion.services import (
    follow_up,
    history,
    past_reviews,
    plans,
    rank_counts,
    review_changing,
    review_drafts,
    review_entry,
    review_stages,
    reviews,
    topics,
)
from studycompanion.services.member_record import export_record, member_record
from tests.services.conftest import enrol, exempt, secretary


@pytest.fixture
def last_year(desk):
    return topics.add_topic(desk, "Chuyên đề năm trước", 2025).value


@pytest.fixture
def who(desk):
    return enrol(desk, "Lê An")[0]


def write(desk, topic, who, key, text, revision=0):
    return reviews.write_section(desk, topic.id, who, key, text, revision=revision).value


def stage_in_list(desk, topic):
    return reviews.overview(desk, topic.id)[0].review_stage


def test_who_typed_it_is_noted_with_the_moment_and_taken_off_again(desk, topic, who):
    review = review_entry.note_entry(desk, topic.id, who, " Trần  Văn Mẫu ").value
    assert (review.entered_by, review.entered_at) == ("Trần Văn Mẫu", desk.clock())
    assert history.next_steps(desk).undo == "Ghi nhập thay bản tự soi của Lê An"
    assert review_entry.note_entry(desk, topic.id, who, " ").value.entered_at is None
    history.undo(desk)
    assert reviews.open_review(desk, topic.id, who).review.entered_by == "Trần Văn Mẫu"


def test_nobody_is_noted_once_the_review_is_handed_in(desk, topic, who):
    write(desk, topic, who, "politics", "Đọc sách.")
    review_stages.move_review(desk, topic.id, who, Stage.HANDED_IN)
    with pytest.raises(UserError, match="review_locked"):
        review_entry.note_entry(desk, topic.id, who, "Trần Văn Mẫu")


def test_what_was_brought_from_last_year_counts_as_written_only_once_somebody_wrote(
    desk, topic, last_year, who
):
    write(desk, last_year, who, "politics", "Cũ.")
    review_changing.change_form(desk, last_year.id, who, "2C")
    write(desk, last_year, who, "shortcomings", "Ngại góp ý.")
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    sections = {s.key: s for s in reviews.open_review(desk, topic.id, who).sections}
    assert (sections["mended"].text, sections["mended"].is_prefilled) == ("Ngại góp ý.", True)
    assert stage_in_list(desk, topic) is None
    with pytest.raises(UserError, match="review_empty"):
        review_stages.move_review(desk, topic.id, who, Stage.HANDED_IN)
    mended = write(desk, topic, who, "mended", "Ngại góp ý. :: done", sections["mended"].revision)
    assert not mended.is_prefilled
    assert stage_in_list(desk, topic) is Stage.WRITING
    history.undo(desk)
    assert stage_in_list(desk, topic) is None
    history.redo(desk)
    review_stages.move_review(desk, topic.id, who, Stage.HANDED_IN)


def test_last_years_words_promises_and_results_are_there(desk, topic, last_year, who):
    assert past_reviews.past_review(desk, topic.id, who) is None
    review_changing.change_form(desk, last_year.id, who, "2C")
    write(desk, last_year, who, "duties", "Đi họp đủ.")
    write(desk, last_year, who, "mended", "Ngại nói :: doing\nĐi muộn")
    write(desk, last_year, who, "points.common", "28")
    write(desk, last_year, who, "cell_rank", "good")
    item = plans.add_item(desk, last_year.id, who, {"task": "Dọn ngõ 9"}).value
    follow_up.settle(desk, item.id, Outcome.PARTLY, reason="Mưa nhiều")
    past = past_reviews.past_review(desk, topic.id, who)
    assert past.year == 2025
    assert {at: part.text for at, part in past.parts.items()} == {
        (Side.OWN, "duties"): "Đi họp đủ.",
        (Side.OWN, "mended"): "Ngại nói: Đang khắc phục\nĐi muộn",
        (Side.OWN, "points.common"): "28/30",
        (Side.CELL, "cell_rank"): "Hoàn thành tốt nhiệm vụ",
    }
    [told] = past.promises
    assert "Dọn ngõ 9" in told
    assert "Mưa nhiều" in told


def test_only_the_newest_year_before_is_shown_and_empty_reviews_are_passed_over(
    desk, topic, last_year, who
):
    older = topics.add_topic(desk, "Chuyên đề cũ", 2024).value
    plans.add_item(desk, older.id, who, {"task": "Cũ"})
    write(desk, older, who, "politics", "Cũ hơn.")
    assert past_reviews.past_review(desk, topic.id, who).year == 2024
    write(desk, last_year, who, "politics", "")
    assert past_reviews.past_review(desk, topic.id, who).year == 2024
    plans.add_item(desk, last_year.id, who, {"task": "Mới"})
    past = past_reviews.past_review(desk, topic.id, who)
    assert (past.year, past.parts, len(past.promises)) == (2025, {}, 1)
    write(desk, topic, who, "politics", "Năm nay.")
    assert past_reviews.past_review(desk, topic.id, who) == past


def test_two_reviews_of_a_year_are_read_as_one(desk, topic, last_year, who):
    other = topics.add_topic(desk, "Chuyên đề thứ hai", 2025).value
    review_changing.change_form(desk, last_year.id, who, "2C")
    write(desk, last_year, who, "shortcomings", "Cuối năm.")
    write(desk, other, who, "politics", "Sau khi học.")
    parts = past_reviews.past_review(desk, topic.id, who).parts
    assert {key for _, key in parts} == {"shortcomings", "politics"}


def test_ranks_are_counted_by_form_and_add_up_to_everyone_who_owes_one(desk, topic):
    ids = enrol(
        desk,
        secretary("Lê An", "Chi bộ Tổ dân phố số 9"),
        "Trần Bình",
        "Đỗ Hà",
        "Vũ Khôi",
        exempt("Đỗ Dần"),
    )
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    review_changing.change_form(desk, topic.id, ids[3], "study")
    for member_id, rank in zip(ids, ("excellent", "good"), strict=False):
        write(desk, topic, member_id, "cell_rank", rank)
    counts = rank_counts.rank_counts(desk, topic.id)
    assert (counts.owing, counts.without, counts.forms) == (4, 1, ("2A", "2C"))
    own, cell, _superior = counts.tables
    assert [row.by_form for row in cell.rows] == [{"2A": 1}, {"2C": 1}, {}, {}]
    assert cell.rows[0].name == "Hoàn thành xuất sắc nhiệm vụ"
    assert (cell.open.by_form, own.open.total) == ({"2C": 1}, 3)
    for table in counts.tables:
        assert sum(r.total for r in table.rows) + table.open.total == counts.owing - counts.without


def test_a_topic_without_reviews_has_no_counts(desk, topic, who):
    counts = rank_counts.rank_counts(desk, topic.id)
    assert (counts.owing, counts.without, counts.tables) == (1, 1, ())


def test_the_members_record_names_answers_and_who_typed_them(desk, topic, who, tmp_path):
    review_changing.change_form(desk, topic.id, who, "2C")
    write(desk, topic, who, "cell_rank", "good")
    review_entry.note_entry(desk, topic.id, who, "Trần Văn Mẫu")
    [review] = member_record(desk, who)["reviews"]
    assert review["entered_by"] == "Trần Văn Mẫu"
    assert review["entered_at"] == desk.clock().isoformat(timespec="minutes")
    assert [t["text"] for t in review["texts"]] == ["Hoàn thành tốt nhiệm vụ"]
    pages = PdfReader(export_record(desk, who, tmp_path / "a.pdf")).pages
    paper = " ".join("".join(page.extract_text() for page in pages).split())
    assert "Nhập thay: Trần Văn Mẫu" in paper
    assert "Chi bộ đề xuất xếp loại mức chất lượng: Hoàn thành tốt nhiệm vụ" in paper


def test_the_record_tells_the_parts_in_the_order_of_their_form(desk, topic, who):
    asked = [section.key for section in reviews.open_review(desk, topic.id, who).sections]
    assert len(asked) > 4
    for key in reversed(asked):
        write(desk, topic, who, key, "Đã ghi.")
    [review] = member_record(desk, who)["reviews"]
    assert [text["part"] for text in review["texts"]] == asked
