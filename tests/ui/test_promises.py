"""The review opens with what was promised; each promise opens its task, one button drafts."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.paper import Occasion
from studycompanion.domain.review import Stage
from studycompanion.services import (
    follow_up,
    history,
    plans,
    review_drafts,
    review_stages,
    reviews,
    topics,
)
from studycompanion.ui.dialogs import Message
from tests.ui.fixtures import settle
from tests.ui.keyboard import press
from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def who(desk):
    return enrol(desk, *NAMES)["Bùi Thị An"]


@pytest.fixture
def topic(desk, who):
    return topic_of(desk)


@pytest.fixture
def promised(desk, topic, who):
    made = []
    for task in ("Dọn rác ngõ 9", "Đọc sách", "Trực ban"):
        day = date(topic.year, 12, 31)
        made.append(plans.add_item(desk, topic.id, who, {"task": task}, due=day).value)
    follow_up.add_note(desk, made[0].id, "Đủ 12 buổi", is_done=True)
    follow_up.add_evidence(desk, made[0].id, "Biên bản")
    return made


@pytest.fixture
def later(desk, topic, promised):
    made = topics.add_topic(desk, "Chuyên đề sau", topic.year + 1).value
    review_drafts.draft_all(desk, made.id, Occasion.YEARLY)
    return made


@pytest.fixture
def window(qtbot, desk, later, who, open_window):
    made = open_window(desk, "reviews")
    made.open_on("reviews", f"{later.id} {who}")
    settle(qtbot, made)
    return made


@pytest.fixture
def page(window):
    return window.pages["reviews"]


@pytest.fixture
def card(page):
    return page.view.panel.promises


def text_of(desk, later, who):
    found = reviews.open_review(desk, later.id, who).sections
    return next(s.text for s in found if s.key == "commitment")


def test_the_review_opens_with_what_was_promised_and_done(card):
    assert card.isVisible()
    assert len(card.lines) == 3
    assert card.lines[0].words.text().startswith("Đã hứa: Dọn rác ngõ 9 (hạn 31/12/")
    assert card.lines[0].told.text() == "Đã làm: Đã xong; Đủ 12 buổi\nMinh chứng: Biên bản"


def test_tab_goes_through_the_promises_to_the_button(window, card):
    card.fold.setFocus()
    for wanted in (*(line.open for line in card.lines), card.draft):
        press(Qt.Key.Key_Tab)
        assert window.focusWidget() is wanted


def test_a_promise_opens_its_task_with_the_keyboard_in_it(qtbot, window, card, promised, topic):
    card.lines[2].open.click()
    settle(qtbot, window)
    plans_page = window.pages["plans"]
    assert window.stack.currentWidget() is plans_page
    assert plans_page.topic_id == topic.id
    wanted = plans_page.view.panel.cards[promised[2].id]
    assert wanted.isAncestorOf(window.focusWidget())
    top = wanted.mapTo(plans_page, wanted.rect().topLeft()).y()
    assert 0 <= top < plans_page.height()
    wanted.links.review_wanted.emit()
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.pages["reviews"]


def test_who_promised_nothing_sees_no_card(qtbot, window, page, card):
    page.go_on(1)
    settle(qtbot, window)
    assert not card.isVisible()


def test_one_button_drafts_and_undo_takes_it_back(qtbot, window, card, desk, later, who, page):
    before = text_of(desk, later, who)
    card.draft.click()
    settle(qtbot, window)
    drafted = text_of(desk, later, who)
    assert drafted.startswith("Năm ")
    assert "Đủ 12 buổi" in drafted
    assert page.view.panel.sections["commitment"].edit.toPlainText() == drafted
    assert "Soạn phần thực hiện cam kết" in window.history.undo.text()
    history.undo(desk)
    assert text_of(desk, later, who) == before


@pytest.mark.parametrize(
    ("button", "begins", "has_draft"),
    [("Giữ, thêm vào cuối", "Tự viết", True), ("Thay bằng bản soạn", "Năm ", True),
     ("Hủy", "Tự viết", False)],
)  # fmt: skip
def test_typed_text_is_asked_about_before_anything_happens(
    qtbot, window, card, desk, later, who, page, dialogs, button, begins, has_draft
):
    edit = page.view.panel.sections["commitment"].edit
    edit.setPlainText("Tự viết")
    card.draft.click()
    settle(qtbot, window)
    message = dialogs.expect(Message)
    assert text_of(desk, later, who) == "Tự viết"
    next(b for b in buttons(message) if b.text() == button).click()
    settle(qtbot, window)
    assert text_of(desk, later, who).startswith(begins)
    assert ("Đủ 12 buổi" in text_of(desk, later, who)) is has_draft


def buttons(message):
    from PySide6.QtWidgets import QPushButton

    return message.findChildren(QPushButton)


def test_the_card_folds_says_how_many_there_are_and_stays_so(window, card):
    card.fold.click()
    assert not window.context.preferences.comforts.with_promises
    assert not card.lines[0].isVisible()
    assert card.fold.text() == "Xem 3 việc"
    card.fold.click()
    assert card.lines[0].isVisible()
    assert window.context.preferences.comforts.with_promises


def test_who_folded_the_card_finds_it_folded(qtbot, desk, later, who, open_window):
    window = open_window(desk, "members")
    window.context.preferences.change(with_promises=False)
    window.open_on("reviews", f"{later.id} {who}")
    settle(qtbot, window)
    card = window.pages["reviews"].view.panel.promises
    assert card.isVisible()
    assert not card.lines[0].isVisible()


def test_a_review_that_was_handed_in_is_not_drafted(qtbot, window, card, page, desk, later, who):
    section = next(
        s for s in reviews.open_review(desk, later.id, who).sections if s.key == "duties"
    )
    reviews.write_section(desk, later.id, who, "duties", "Trực tổ", revision=section.revision)
    review_stages.move_review(desk, later.id, who, Stage.HANDED_IN)
    page.reload()
    settle(qtbot, window)
    assert card.isVisible()
    assert not card.draft.isEnabled()


def test_a_form_that_does_not_ask_of_promises_shows_them_without_the_button(
    qtbot, window, card, desk, later, who, topic
):
    history.undo(desk)
    window.pages["reviews"].reload()
    settle(qtbot, window)
    assert card.isVisible()
    assert not card.draft.isVisible()
