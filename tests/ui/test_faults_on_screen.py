"""A disk that refuses: one sentence, the text stays on the screen, and goes on when it is well."""

from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from studycompanion.errors import EnvironmentProblem
from studycompanion.services import drafts, members, opening, plans, reviews
from studycompanion.storage.store import Store
from studycompanion.ui.dialogs import Message
from tests.ui.fixtures import close, settle
from tests.ui.keyboard import type_letters
from tests.ui.people import NAMES, enrol, topic_of

FAULTS = {
    "disk_full": "Đĩa đã đầy",
    "disk_trouble": "kiểm tra ổ đĩa hoặc USB",
    "file_locked": "Một chương trình khác đang giữ tệp này",
    "folder_unwritable": "Không ghi được vào thư mục này",
}


@pytest.fixture
def topic(desk):
    ids = enrol(desk, *NAMES)
    topic = topic_of(desk)
    plans.add_item(desk, topic.id, ids["Bùi Thị An"], {"task": "Đọc sách"})
    return topic


@pytest.fixture
def failing(monkeypatch):
    """``with failing(code):`` no write goes through."""

    @contextmanager
    def fail(code):
        def refuse(*_words, **_options):
            raise EnvironmentProblem(code)

        with monkeypatch.context() as patch:
            patch.setattr(Store, "unlogged", refuse)
            yield

    return fail


@pytest.fixture
def said(qtbot, dialogs):
    """``said(window)``: the sentences that are on the screen, which are then put away."""

    def read(window):
        settle(qtbot, window)
        tops = QApplication.topLevelWidgets()
        shown = [one for one in tops if isinstance(one, Message) and one.isVisible()]
        sentences = [one.sentence.text() for one in shown]
        for one in shown:
            one.reject()
        settle(qtbot, window)
        dialogs.welcome += [one for one in dialogs.shown if one not in dialogs.welcome]
        return sentences

    return read


def first_field(window, key):
    return window.pages[key].view.panel.findChildren(QPlainTextEdit)[0]


def type_into(qtbot, window, key, text):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field = first_field(window, key)
    field.setFocus()
    type_letters(text)
    window.leave_page()
    settle(qtbot, window)


def people(window, key):
    return window.pages[key].people_view.finder.table


@pytest.mark.parametrize(("code", "words"), FAULTS.items(), ids=FAULTS)
@pytest.mark.parametrize("key", ["reviews", "plans"])
def test_a_text_that_no_disk_took_stays_and_is_kept_once_the_fault_is_gone(
    qtbot, open_window, desk, said, topic, failing, key, code, words
):
    window = open_window(desk, key)
    before = first_field(window, key).toPlainText()
    with failing(code):
        type_into(qtbot, window, key, "Giữ lấy chữ này")
        (sentence,) = said(window)
        assert words in sentence
        # To another person and back: it is still there.
        people(window, key).go_to_row(1)
        said(window)
        people(window, key).go_to_row(0)
        said(window)
    text = first_field(window, key).toPlainText()
    assert "Giữ lấy chữ này" in text
    assert text != before
    type_into(qtbot, window, key, "!")
    assert window.context.unkept == {}
    assert drafts.drafts(desk) == {}
    shown = first_field(window, key).toPlainText()
    assert "!" in shown
    if key == "reviews":
        person = window.pages[key].person
        card = reviews.open_review(desk, topic.id, person.member_id)
        assert card.sections[0].text == shown


def test_closing_with_a_text_that_no_disk_took_asks_first(
    qtbot, open_window, desk, said, topic, failing
):
    window = open_window(desk, "reviews")
    with failing("disk_full"):
        type_into(qtbot, window, "reviews", "Giữ lấy chữ này")
        said(window)
        window.close()
        assert any("đóng bây giờ thì mất" in one for one in said(window))
        assert window.isVisible()
    type_into(qtbot, window, "reviews", ".")
    assert window.context.unkept == {}
    close(qtbot, window)


def field_of(window, name="phone"):
    return window.pages["members"].view.panel.fields[name]


def write_field(qtbot, window, text, name="phone"):
    field_of(window, name).edit.setText(text)
    field_of(window, name).leave()
    settle(qtbot, window)


def test_a_field_that_no_disk_took_is_kept_once_the_fault_is_gone(
    qtbot, open_window, desk, said, topic, failing
):
    window = open_window(desk, "members")
    table = window.pages["members"].view.finder.table
    with failing("disk_full"):
        write_field(qtbot, window, "0912 345 678")
        said(window)
        assert "Đĩa đã đầy" in field_of(window).problem.text()
        table.go_to_row(1)
        said(window)
        table.go_to_row(0)
        said(window)
        assert field_of(window).edit.text() == "0912 345 678"
        assert "chưa lưu được" in field_of(window).problem.text()
        window.close()
        settle(qtbot, window)
        tops = QApplication.topLevelWidgets()
        shown = [one for one in tops if isinstance(one, Message) and one.isVisible()]
        [question] = [one for one in shown if "đóng bây giờ thì mất" in one.sentence.text()]
        kept = next(b for b in question.findChildren(QPushButton) if b.isDefault())
        kept.click()
        said(window)
        assert window.isVisible()
        assert window.isEnabled()
    window.leave_page()
    settle(qtbot, window)
    assert window.context.unkept == {}
    line = window.pages["members"].view.model.record_at(0)
    assert members.member_card(desk, line.id).member.phone == "0912 345 678"
    close(qtbot, window)


def test_who_helps_is_kept_too_once_the_fault_is_gone(
    qtbot, open_window, desk, said, topic, failing
):
    window = open_window(desk, "plans")

    def helpers():
        [card] = window.pages["plans"].view.panel.cards.values()
        return card.links.helpers

    with failing("disk_full"):
        helpers().edit.setText("Chi đoàn phường")
        helpers().leave()
        said(window)
        assert helpers().text == "Chi đoàn phường"
    window.leave_page()
    settle(qtbot, window)
    assert window.context.unkept == {}
    assert drafts.drafts(desk) == {}
    person = window.pages["plans"].person
    card = plans.open_plan(desk, topic.id, person.member_id)
    assert [line.item.helpers for line in card.items] == ["Chi đoàn phường"]


def test_a_date_that_is_none_is_still_in_its_field_at_the_next_start(
    qtbot, open_window, desk, said, topic, clock, desks
):
    window = open_window(desk, "members")
    write_field(qtbot, window, "31/02/1960", "birth")
    assert field_of(window, "birth").problem.text()
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()
    desks.append(opening.open_desk(desk.folder, actor=desk.actor, clock=clock))
    again = open_window(desks[-1], "members")
    assert field_of(again, "birth").edit.text() == "31/02/1960"
    write_field(qtbot, again, "28/02/1960", "birth")
    assert drafts.drafts(desks[-1]) == {}
    assert field_of(again, "birth").problem.isHidden()


def test_one_fault_is_told_once(qtbot, open_window, desk, said, topic, failing):
    window = open_window(desk, "reviews")
    with failing("disk_full"):
        type_into(qtbot, window, "reviews", "x")
        assert len(said(window)) == 1
    type_into(qtbot, window, "reviews", "y")
