"""Writing self-reviews: drafts, change sets, the next person."""

from PySide6.QtCore import Qt

from studycompanion.domain.review import Stage
from studycompanion.services import drafts, reviews
from studycompanion.services.reviews import CELL_PART
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.reviews.drafts_dialog import DraftsDialog
from studycompanion.ui.pages.reviews.paper_dialog import PaperDialog
from studycompanion.ui.reopen_dialog import ReopenDialog
from tests.ui.fixtures import close, settle
from tests.ui.keyboard import CTRL, focused, press, type_letters
from tests.ui.people import topic_of
from tests.ui.review_page import ids, page, topic, window

__all__ = ["ids", "page", "topic", "window"]


def edits(page):
    return [field.edit for field in page.view.panel.sections.values()]


def texts(desk, topic, member_id):
    return [section.text for section in reviews.open_review(desk, topic.id, member_id).sections]


def test_leaving_a_section_keeps_it_as_one_named_step(qtbot, window, page, desk, topic, ids):
    edits(page)[0].setFocus()
    type_letters("Tôi nêu gương trước.")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert texts(desk, topic, ids["Bùi Thị An"])[0] == "Tôi nêu gương trước."
    assert window.history.undo.text() == ("Hoàn tác: Viết tự soi, tự sửa của Bùi Thị An")
    sign = page.view.finder.table.records.cell_at(0, 1)
    assert sign.text == "Đang viết"
    assert "1/5" in page.view.header.subtitle.text()


def test_typing_is_kept_as_a_draft_before_the_field_is_left(qtbot, window, page, desk, topic, ids):
    first = edits(page)[0]
    first._pause.setInterval(5)
    first.setFocus()
    type_letters("dở dang")
    qtbot.waitUntil(lambda: bool(drafts.drafts(desk)), timeout=5000)
    key, kept = next(iter(drafts.drafts(desk).items()))
    assert kept.text == "dở dang"
    assert ids["Bùi Thị An"] in key
    assert texts(desk, topic, ids["Bùi Thị An"])[0] == ""


def test_a_draft_left_by_a_crash_stands_in_its_field_and_is_kept_when_left(
    qtbot, open_window, desk, topic, ids
):
    sections = reviews.open_review(desk, topic.id, ids["Bùi Thị An"]).sections
    key = drafts.review_key(topic.id, ids["Bùi Thị An"], sections[0].key)
    drafts.keep_draft(desk, key, "dở dang", 0)
    window = open_window(desk, "reviews")
    field = next(iter(window.pages["reviews"].view.panel.sections.values()))
    assert field.edit.toPlainText() == "dở dang"
    assert field.note.isVisible()
    field.edit.setFocus()
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert texts(desk, topic, ids["Bùi Thị An"])[0] == "dở dang"
    assert drafts.drafts(desk) == {}
    assert not field.note.isVisible()


def test_the_next_person_by_keyboard_keeps_text_and_place(qtbot, window, page, desk, topic, ids):
    edits(page)[1].setFocus()
    type_letters("của An")
    press(Qt.Key.Key_PageDown, CTRL)
    settle(qtbot, window)
    assert page.view.panel.head.name.text() == "Trần Văn Bình"
    assert focused() is edits(page)[1]
    assert edits(page)[1].toPlainText() == ""
    type_letters("của Bình")
    press(Qt.Key.Key_PageUp, CTRL)
    settle(qtbot, window)
    assert edits(page)[1].toPlainText() == "của An"
    assert texts(desk, topic, ids["Trần Văn Bình"])[1] == "của Bình"


def test_undo_in_a_field_takes_typing_back_first_then_the_journal(
    qtbot, window, page, desk, topic, ids
):
    first = edits(page)[0]
    first.setFocus()
    type_letters("xyz")
    press(Qt.Key.Key_Z, CTRL)
    assert first.toPlainText() == ""
    type_letters("giữ lại")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    window.history.undo.trigger()
    settle(qtbot, window)
    assert first.toPlainText() == ""
    assert texts(desk, topic, ids["Bùi Thị An"])[0] == ""


def test_a_text_that_was_changed_elsewhere_is_not_overwritten_unseen(
    qtbot, window, page, desk, topic, ids, dialogs
):
    key = next(iter(page.view.panel.sections))
    member_id = ids["Bùi Thị An"]
    reviews.write_section(desk, topic.id, member_id, key, "của nơi khác", revision=0)
    edits(page)[0].setFocus()
    type_letters("của tôi")
    press(Qt.Key.Key_Tab)
    message = dialogs.expect(Message)
    assert "vừa được sửa ở chỗ khác" in message.sentence.text()
    message.accept()
    settle(qtbot, window)
    assert texts(desk, topic, member_id)[0] == "của nơi khác"
    assert edits(page)[0].toPlainText() == "của tôi"
    edits(page)[0].setFocus()
    edits(page)[0].leave()
    settle(qtbot, window)
    assert texts(desk, topic, member_id)[0] == "của tôi"


def test_a_paper_counts_without_typing(qtbot, window, page, desk, topic, ids, dialogs):
    page.view.panel.paper.click()
    settle(qtbot, window)
    dialog = dialogs.expect(PaperDialog)
    dialog.paper.pages.edit.setText("không rõ")
    dialog.accept_button.click()
    assert dialog.problem.isVisible()
    dialog.paper.pages.edit.setText("3")
    dialog.paper.place.edit.setText("Tủ hồ sơ")
    dialog.accept_button.click()
    settle(qtbot, window)
    review = reviews.open_review(desk, topic.id, ids["Bùi Thị An"]).review
    assert (review.paper_pages, review.paper_place) == (3, "Tủ hồ sơ")
    assert page.view.finder.table.records.cell_at(0, 1).text == "Đã nhận bản giấy"


def test_closing_the_window_keeps_the_section_that_is_being_typed(
    qtbot, window, page, topic, ids, data_folder, clock, desk
):
    from studycompanion.services import opening

    edits(page)[0].setFocus()
    type_letters("chữ cuối cùng")
    close(qtbot, window)
    again = opening.open_desk(data_folder, actor=desk.actor, clock=clock)
    assert texts(again, topic, ids["Bùi Thị An"])[0] == "chữ cuối cùng"
    opening.close(again)


def test_without_a_topic_the_page_says_what_to_do(open_window, desk, ids):
    view = open_window(desk, "reviews").pages["reviews"].view
    assert view.empty.sentence.text() == "Chưa có chuyên đề. Mở trang Chuyên đề để thêm."


def test_without_people_the_page_says_what_to_do(open_window, desk):
    topic_of(desk)
    window = open_window(desk, "reviews")
    view = window.pages["reviews"].view
    assert view.empty.sentence.text() == "Danh sách trống. Mở trang Đảng viên để nhập từ Excel."
    view.empty.step.click()
    assert window.stack.currentWidget() is window.pages["members"]


def test_a_review_goes_on_by_its_button_and_back_with_a_reason(
    qtbot, window, page, desk, topic, ids, dialogs
):
    who = ids["Bùi Thị An"]
    panel = page.view.panel
    assert not panel.stages.go_on.isVisible()
    edits(page)[0].setFocus()
    type_letters("Tôi nêu gương trước.")
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert panel.stages.go_on.text() == "Ghi nhận đã nộp"
    panel.stages.go_on.click()
    settle(qtbot, window)
    assert reviews.open_review(desk, topic.id, who).stage is Stage.HANDED_IN
    assert edits(page)[0].isReadOnly()
    assert not panel.sections[CELL_PART].edit.isReadOnly()
    assert "Đã nộp" in panel.stages.steps.text()
    panel.stages.reopen.click()
    dialog = dialogs.expect(ReopenDialog)
    dialog.accept_button.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    dialog.reason.edit.setText("Bổ sung hạn chế")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert reviews.open_review(desk, topic.id, who).stage is Stage.WRITING
    assert not edits(page)[0].isReadOnly()
    assert "Bổ sung hạn chế" in panel.stages.steps.text()


def test_one_click_makes_a_review_for_everyone_on_the_form_of_the_year(
    qtbot, window, page, desk, topic, ids, dialogs
):
    page.view.drafts.click()
    dialog = dialogs.expect(DraftsDialog)
    dialog.occasion.choose("yearly")
    dialog.accept_button.click()
    settle(qtbot, window)
    made = [reviews.open_review(desk, topic.id, one).review for one in ids.values()]
    assert sum(review is not None for review in made) == 5
    assert "cell_remark" in page.view.panel.sections
    assert CELL_PART not in page.view.panel.sections
    assert window.history.undo.text() == "Hoàn tác: Lập bản tự soi cho cả danh sách"
