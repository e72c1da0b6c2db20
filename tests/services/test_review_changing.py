"""Another form for one review: what fits stays, everything else is kept and offered."""

import pytest

from studycompanion.domain.paper import Occasion
from studycompanion.domain.review import Side, Stage
from studycompanion.errors import UserError
from studycompanion.services import (
    history,
    review_changing,
    review_drafts,
    review_stages,
    reviews,
)
from studycompanion.services.review_forms import PartKind
from tests.services.conftest import enrol, secretary


@pytest.fixture
def who(desk, topic):
    """A secretary with a review on form 2A."""
    [member_id] = enrol(desk, secretary("Lê An", "Chi bộ Tổ dân phố số 9"))
    review_drafts.draft_all(desk, topic.id, Occasion.YEARLY)
    return member_id


def card(desk, topic, who):
    return reviews.open_review(desk, topic.id, who)


def texts(desk, topic, who):
    return {s.key: s.text for s in card(desk, topic, who).sections if s.text}


def write(desk, topic, who, key, text, revision=0):
    return reviews.write_section(desk, topic.id, who, key, text, revision=revision).value


def change(desk, topic, who, code):
    return review_changing.change_form(desk, topic.id, who, code).value


def test_the_form_in_use_is_marked_and_what_another_lacks_is_named(desk, topic, who):
    write(desk, topic, who, "leadership", "Điều hành đều.")
    choices = {c.code: c for c in review_changing.form_choices(desk, topic.id, who)}
    assert [c.code for c in choices.values() if c.is_chosen] == ["2A"]
    assert choices["2A"].loses == ()
    assert choices["2C"].loses == ("Kết quả lãnh đạo, chỉ đạo, quản lý, điều hành tập thể, đơn vị,"
                                   " lĩnh vực phụ trách",)  # fmt: skip


def test_texts_of_the_same_sections_stay_and_the_others_are_offered(desk, topic, who):
    write(desk, topic, who, "duties", "Đã làm xong.")
    write(desk, topic, who, "leadership", "Điều hành đều.")
    found = change(desk, topic, who, "2C")
    assert "2C" in found.form
    assert texts(desk, topic, who) == {"duties": "Đã làm xong."}
    assert [(s.key, s.text) for s in found.others] == [("leadership", "Điều hành đều.")]
    assert "lãnh đạo" in found.others[0].title
    assert history.next_steps(desk).undo == "Đổi mẫu bản tự soi của Lê An"
    back = change(desk, topic, who, "2A")
    assert texts(desk, topic, who)["leadership"] == "Điều hành đều."
    assert back.others == ()


def test_an_offered_text_goes_below_what_stands_in_the_chosen_section(desk, topic, who):
    write(desk, topic, who, "duties", "Đã làm xong.\n")
    write(desk, topic, who, "leadership", "Điều hành đều.")
    change(desk, topic, who, "2C")
    found = review_changing.take_over(desk, topic.id, who, "leadership", "duties").value
    assert found.others == ()
    assert texts(desk, topic, who) == {"duties": "Đã làm xong.\nĐiều hành đều."}
    history.undo(desk)
    assert texts(desk, topic, who) == {"duties": "Đã làm xong.\n"}
    assert len(card(desk, topic, who).others) == 1


def test_an_offered_text_is_put_away_and_undo_brings_it_back(desk, topic, who):
    write(desk, topic, who, "leadership", "Điều hành đều.")
    change(desk, topic, who, "2C")
    assert review_changing.put_away(desk, topic.id, who, "leadership").value.others == ()
    history.undo(desk)
    assert [s.text for s in card(desk, topic, who).others] == ["Điều hành đều."]


def test_what_is_not_offered_or_no_prose_cannot_be_taken(desk, topic, who):
    write(desk, topic, who, "leadership", "Điều hành đều.")
    change(desk, topic, who, "2C")
    for old, new in (("weather", "duties"), ("leadership", "rank"), ("leadership", "weather")):
        with pytest.raises(UserError, match="not_there"):
            review_changing.take_over(desk, topic.id, who, old, new)
    assert len(card(desk, topic, who).others) == 1


def test_a_form_is_not_changed_once_the_review_is_handed_in(desk, topic, who):
    write(desk, topic, who, "duties", "Đã làm xong.")
    review_stages.move_review(desk, topic.id, who, Stage.HANDED_IN)
    with pytest.raises(UserError, match="review_locked"):
        change(desk, topic, who, "2C")


def test_an_unknown_form_is_refused_with_those_that_there_are(desk, topic, who):
    with pytest.raises(UserError) as told:
        change(desk, topic, who, "9Z")
    assert told.value.params["known"].split(", ")[1:] == ["2A", "2B", "2C"]


def test_whoever_has_no_review_yet_begins_on_the_chosen_form(desk, topic):
    [other] = enrol(desk, "Trần Bình")
    assert not any(c.is_chosen for c in review_changing.form_choices(desk, topic.id, other))
    change(desk, topic, other, "2B")
    assert "2B" in card(desk, topic, other).form


def test_the_cells_words_on_the_commitments_sections_are_offered_too(desk, topic):
    [other] = enrol(desk, "Trần Bình")
    write(desk, topic, other, "politics", "Đọc sách.")
    write(desk, topic, other, reviews.CELL_PART, "Cố gắng hơn.")
    others = change(desk, topic, other, "2B").others
    assert {(s.side, s.title, s.text) for s in others} == {
        (Side.OWN, "Về tư tưởng chính trị", "Đọc sách."),
        (Side.CELL, "Góp ý của chi bộ", "Cố gắng hơn."),
    }
    taken = review_changing.take_over(desk, topic.id, other, reviews.CELL_PART, "cell_remark")
    assert [s.key for s in taken.value.others] == ["politics"]


def test_a_rank_is_one_of_the_forms_answers(desk, topic, who):
    write(desk, topic, who, "rank", "good")
    write(desk, topic, who, "cell_rank", "done")
    assert texts(desk, topic, who) == {"rank": "good", "cell_rank": "done"}
    with pytest.raises(UserError, match="answer_unknown"):
        write(desk, topic, who, "superior_rank", "best")
    parts = {s.key: s.part for s in card(desk, topic, who).sections}
    assert parts["rank"].kind is PartKind.CHOICE
    assert parts["rank"].choice_name("good") == "Hoàn thành tốt nhiệm vụ"
    assert parts["rank"].choice_name("gone") == "gone"
    assert parts["points.total"].points.most == 100
    assert parts["cell_remark"].head == "ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN"
    assert parts["character"].head == "A. TỰ KIỂM ĐIỂM\nI. Ưu điểm, kết quả đạt được"
