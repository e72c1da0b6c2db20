"""What stands on the reviews' page beside plain text: ratings, ranks, another form, last year."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.paper import Occasion
from studycompanion.domain.plan import Outcome
from studycompanion.services import (
    drafts,
    follow_up,
    plans,
    review_changing,
    review_drafts,
    reviews,
    topics,
)
from studycompanion.ui.pages.reviews.entry_dialog import EntryDialog
from studycompanion.ui.pages.reviews.form_choice_dialog import FormChoiceDialog
from studycompanion.ui.pages.reviews.ranks_dialog import RanksDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, focused, press, type_letters
from tests.ui.people import enrol, topic_of

AN, BINH = "Bùi Thị An", "Trần Văn Bình"


@pytest.fixture
def ids(desk):
    return enrol(desk, AN, BINH)


@pytest.fixture
def topic(desk, ids):
    """A topic whose yearly reviews are made on form 2C, with what An wrote the year before."""
    old = topics.add_topic(desk, "Chuyên đề năm trước", 2025).value
    review_changing.change_form(desk, old.id, ids[AN], "2C")
    write(desk, old, ids[AN], "duties", "Năm ngoái đi họp đủ.")
    write(desk, old, ids[AN], "shortcomings", "Ngại góp ý.\nĐi muộn.")
    write(desk, old, ids[AN], "cell_rank", "good")
    item = plans.add_item(desk, old.id, ids[AN], {"task": "Dọn ngõ 9"}).value
    follow_up.settle(desk, item.id, Outcome.MET)
    made = topic_of(desk)
    review_drafts.draft_all(desk, made.id, Occasion.YEARLY)
    return made


def write(desk, topic, who, key, text):
    reviews.write_section(desk, topic.id, who, key, text, revision=0)


@pytest.fixture
def window(desk, topic, open_window):
    return open_window(desk, "reviews")


@pytest.fixture
def page(window):
    return window.pages["reviews"]


@pytest.fixture
def panel(page):
    return page.view.panel


@pytest.fixture
def kept(desk, topic, ids):
    """The stored texts of a person by key."""

    def read(name=AN):
        card = reviews.open_review(desk, topic.id, ids[name])
        return {s.key: s.text for s in card.sections if s.text}

    return read


def choose(box, key):
    """As a person picks an answer."""
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def test_a_rank_is_kept_as_it_is_chosen_and_undo_takes_it_back(qtbot, window, panel, kept):
    field = panel.sections["cell_rank"]
    assert field.box.currentText() == "Chưa ghi"
    choose(field.box, "good")
    settle(qtbot, window)
    assert kept()["cell_rank"] == "good"
    window.history.undo.trigger()
    settle(qtbot, window)
    assert "cell_rank" not in kept()
    assert panel.sections["cell_rank"].box.chosen == ""


def test_each_section_of_an_old_form_has_its_rating_below_it(
    qtbot, desk, ids, open_window, topic, kept
):
    old = topics.add_topic(desk, "Chuyên đề 2024", 2024).value
    review_changing.change_form(desk, old.id, ids[AN], "02A")
    window = open_window(desk, "reviews")
    page = window.pages["reviews"]
    page.open_record(f"{old.id} {ids[AN]}")
    page.reload()
    settle(qtbot, window)
    field = page.view.panel.sections["politics.rating"]
    assert field.title == "Tự đánh giá"
    assert field.parentWidget() is page.view.panel.sections["politics"]
    choose(field.box, "good")
    settle(qtbot, window)
    card = reviews.open_review(desk, old.id, ids[AN])
    assert {s.key: s.text for s in card.sections}["politics.rating"] == "good"


def test_earlier_shortcomings_have_a_box_for_what_became_of_each(qtbot, window, panel, kept):
    field = panel.sections["mended"]
    assert field.edit.toPlainText() == "Ngại góp ý.\nĐi muộn."
    assert "Đưa sẵn từ năm trước" in field.note.text()
    assert len(field.boxes) == 2
    choose(field.boxes[1], "done")
    settle(qtbot, window)
    assert kept()["mended"] == "Ngại góp ý.\nĐi muộn. :: done"
    assert "Đưa sẵn" not in field.note.text()
    field.edit.setFocus()
    field.edit.setPlainText("Ngại góp ý thẳng.\nĐi muộn.")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert kept()["mended"] == "Ngại góp ý thẳng.\nĐi muộn. :: done"
    field.edit.setFocus()
    field.edit.setPlainText("Đi muộn.\nMới :: lạ\nBa")
    choose(field.boxes[0], "doing")
    settle(qtbot, window)
    assert kept()["mended"] == "Đi muộn. :: done\nMới : lạ\nBa"
    assert [box.chosen for box in field.boxes] == ["done", "", ""]


def test_a_draft_of_shortcomings_brings_its_answers_back(desk, topic, ids, open_window):
    key = drafts.review_key(topic.id, ids[AN], "mended")
    drafts.keep_draft(desk, key, "Dở dang :: doing", 1)
    field = open_window(desk, "reviews").pages["reviews"].view.panel.sections["mended"]
    assert field.edit.toPlainText() == "Dở dang"
    assert [box.chosen for box in field.boxes] == ["doing"]


def test_points_that_do_not_add_up_are_named_and_kept_all_the_same(qtbot, window, panel, kept):
    for key, typed in (("common", "27"), ("results", "65"), ("total", "93")):
        panel.sections[f"points.{key}"].edit.setFocus()
        type_letters(typed)
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    total = panel.sections["points.total"]
    assert total.note.text() == "Tổng này chưa bằng các dòng trên cộng lại."
    assert kept()["points.total"] == "93"
    total.edit.setFocus()
    total.edit.setText("92")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert not total.note.isVisible()
    common = panel.sections["points.common"]
    common.edit.setFocus()
    common.edit.setText("31")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert common.note.text() == "Ghi một số từ 0 đến 30."


def test_points_that_are_being_typed_are_kept_as_a_draft(qtbot, window, panel, desk):
    field = panel.sections["points.common"]
    field._pause.setInterval(5)
    field.edit.setFocus()
    type_letters("2")
    qtbot.waitUntil(lambda: bool(drafts.drafts(desk)), timeout=5000)
    [draft] = drafts.drafts(desk).values()
    assert draft.text == "2"


def test_points_left_by_a_crash_are_put_back(desk, topic, ids, open_window, qtbot):
    drafts.keep_draft(desk, drafts.review_key(topic.id, ids[AN], "points.common"), "25", 0)
    window = open_window(desk, "reviews")
    field = window.pages["reviews"].view.panel.sections["points.common"]
    assert field.text == "25"
    field.edit.setFocus()
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert drafts.drafts(desk) == {}


def test_another_form_keeps_every_word_and_offers_what_has_no_place(
    qtbot, window, page, panel, desk, dialogs, kept
):
    panel.sections["duties"].edit.setFocus()
    type_letters("Đi họp đủ")
    panel.change_form.trigger()
    dialog = dialogs.expect(FormChoiceDialog)
    assert dialog.form.chosen == "2C"
    choose(dialog.form, "study")
    assert "nhiệm vụ được chi bộ phân công" in dialog.kept.text()
    dialog.accept_button.click()
    settle(qtbot, window)
    assert "learned" in panel.sections
    offered = {part.key: part for part in panel.others.parts}
    assert set(offered) == {"duties", "mended", "commitment"}
    offered["duties"].places.choose("learned")
    offered["duties"].take.click()
    settle(qtbot, window)
    assert kept()["learned"] == "Đi họp đủ"
    assert "duties" not in {part.key for part in panel.others.parts}
    next(part for part in panel.others.parts if part.key == "mended").drop.click()
    settle(qtbot, window)
    assert [part.key for part in panel.others.parts] == ["commitment"]
    window.history.undo.trigger()
    settle(qtbot, window)
    assert {part.key for part in panel.others.parts} == {"commitment", "mended"}


def test_the_keyboard_stays_where_it_was_though_the_next_form_is_another(
    qtbot, window, panel, desk, topic, ids
):
    review_changing.change_form(desk, topic.id, ids[BINH], "2A")
    panel.sections["duties"].edit.setFocus()
    press(Qt.Key.Key_PageDown, CTRL)
    settle(qtbot, window)
    assert "leadership" in panel.sections
    assert focused() is panel.sections["duties"].edit


def test_whoever_types_on_for_the_next_person_sees_the_field(qtbot, window, panel):
    window.resize(1100, 700)
    panel.sections["direction"].edit.setFocus()
    press(Qt.Key.Key_PageDown, CTRL)
    settle(qtbot, window)
    field = panel.sections["direction"].edit
    assert focused() is field
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())


def test_who_typed_it_stands_above_the_review(qtbot, window, panel, dialogs):
    panel.enter.trigger()
    dialog = dialogs.expect(EntryDialog)
    qtbot.waitUntil(lambda: dialog.who.text == "Trần Văn Mẫu")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert panel.about.text().endswith("Nhập thay: Trần Văn Mẫu (20/11/2026 19:00)")
    panel.enter.trigger()
    dialog = dialogs.expect(EntryDialog)
    qtbot.waitUntil(lambda: bool(dialog.who.text))
    dialog.who.edit.setText("")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert "Nhập thay" not in panel.about.text()


def test_last_years_words_stand_beside_until_the_key_hides_them(
    qtbot, window, page, panel, open_window, desk
):
    beside = panel.sections["duties"].past
    assert (beside.year.text(), beside.words.text()) == ("Năm 2025", "Năm ngoái đi họp đủ.")
    assert beside.isVisible()
    promised = panel.sections["commitment"].past.words.text()
    assert "Dọn ngõ 9" in promised
    assert "Đạt" in promised
    assert panel.sections["cell_rank"].past.words.text() == "Hoàn thành tốt nhiệm vụ"
    assert not panel.sections["direction"].past.isVisible()
    panel.sections["duties"].edit.setFocus()
    press(Qt.Key.Key_T, CTRL)
    assert not beside.isVisible()
    assert panel.last_year.text() == "Xem năm trước"
    assert not page.context.preferences.comforts.with_last_year
    press(Qt.Key.Key_T, CTRL)
    assert beside.isVisible()
    press(Qt.Key.Key_PageDown, CTRL)
    settle(qtbot, window)
    assert not panel.last_year.isVisible()
    assert not beside.isVisible()


def test_questions_to_oneself_fold_away_and_stay_so(qtbot, window, page, panel, topic):
    card = panel.prompt_card
    assert card.prompts.isVisible()
    card.fold.click()
    assert not card.prompts.isVisible()
    assert card.fold.text() == f"Xem {len(topic.prompts)} câu"
    assert not page.context.preferences.comforts.with_prompts
    page.reload()
    settle(qtbot, window)
    assert not card.prompts.isVisible()
    card.fold.click()
    assert card.prompts.isVisible()


def test_last_years_parts_that_this_form_lacks_stand_at_the_end(
    qtbot, window, panel, desk, topic, ids, page
):
    review_changing.change_form(desk, topic.id, ids[AN], "study")
    page.reload()
    settle(qtbot, window)
    assert "Năm ngoái đi họp đủ." in panel.rest.words.text()


def test_empty_parts_are_hinted_at_once_something_is_written_unless_switched_off(
    qtbot, window, page, panel
):
    note = panel.sections["direction"].note
    assert not note.isVisible()
    panel.sections["duties"].edit.setFocus()
    type_letters("Đi họp đủ")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert note.text().startswith("Gợi ý: Mục này còn trống.")
    assert note.isVisible()
    assert not panel.sections["explanation"].note.isVisible()
    panel.sections["direction"].edit.setFocus()
    type_letters("N")
    assert not note.isVisible()
    press(Qt.Key.Key_Backspace)
    page.context.preferences.change(with_hints=False)
    page.reload()
    settle(qtbot, window)
    assert not panel.sections["direction"].note.isVisible()


def test_what_was_only_brought_along_counts_as_not_written(qtbot, window, page, panel):
    assert page.view.finder.table.records.cell_at(0, 1).text == "Chưa viết"
    choose(panel.sections["rank"].box, "done")
    settle(qtbot, window)
    assert page.view.finder.table.records.cell_at(0, 1).text == "Đang viết"


def test_the_counts_of_ranks_add_up_to_everyone(qtbot, window, page, panel, dialogs):
    choose(panel.sections["cell_rank"].box, "good")
    settle(qtbot, window)
    page.view.panel.ranks.trigger()
    dialog = dialogs.expect(RanksDialog)
    assert dialog.who.currentText() == "Chi bộ đề xuất xếp loại mức chất lượng"
    assert [line.total for line in dialog.model.records] == [0, 1, 0, 0, 1]
    assert dialog.sum.text() == (
        "1 đã ghi + 1 chưa ghi + 0 chưa có bản theo mẫu xếp loại = 2 đồng chí phải kiểm điểm."
    )
    dialog.who.choose("0")
    dialog.who.picked.emit("0")
    assert [line.total for line in dialog.model.records] == [0, 0, 0, 0, 2]
    dialog.reject()


def test_tab_goes_through_every_part_in_the_order_of_the_form(qtbot, desk, ids, topic, open_window):
    review_changing.change_form(desk, topic.id, ids[AN], "study")
    write(desk, topic, ids[AN], "learned", "Đã rõ việc.")
    old = topics.add_topic(desk, "Chuyên đề 2023", 2023).value
    review_changing.change_form(desk, old.id, ids[AN], "02A")
    write(desk, old, ids[AN], "mended", "Một\nHai")
    window = open_window(desk, "reviews")
    page = window.pages["reviews"]
    page.open_record(f"{old.id} {ids[AN]}")
    page.reload()
    settle(qtbot, window)
    fields = page.view.panel.sections
    wanted = []
    for key, field in fields.items():
        wanted += [field.edit, *(field.boxes if key == "mended" else [])]
    wanted[0].setFocus()
    met = [focused()]
    while len(met) < len(wanted):
        press(Qt.Key.Key_Tab)
        met.append(focused())
    assert [w.accessibleName() for w in met] == [w.accessibleName() for w in wanted]
    assert met == wanted


def test_tab_goes_from_the_head_through_what_is_offered_to_the_first_part(
    qtbot, window, page, panel, desk, topic, ids
):
    review_changing.change_form(desk, topic.id, ids[AN], "study")
    page.reload()
    settle(qtbot, window)
    first = panel.others.parts[0]
    first.places.setFocus()
    met = []
    for _ in range(3 * len(panel.others.parts)):
        met.append(focused())
        press(Qt.Key.Key_Tab)
    assert met == [w for part in panel.others.parts for w in (part.places, part.take, part.drop)]
    assert focused() is panel.sections["learned"].edit
