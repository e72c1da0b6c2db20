"""Plans: what is unclear is named in words while one types."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.services import drafts, plans, topics
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, focused, press, type_letters
from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def ids(desk):
    return enrol(desk, *NAMES)


@pytest.fixture
def topic(desk, ids):
    return topic_of(desk)


@pytest.fixture
def window(desk, topic, open_window):
    return open_window(desk, "plans")


@pytest.fixture
def page(window):
    return window.pages["plans"]


def add(qtbot, window, page, task: str):
    """Add a task by keyboard; returns its card."""
    page.view.panel.new_task.setFocus()
    type_letters(task)
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    return list(page.view.panel.cards.values())[-1]


def unclear(card) -> str:
    return card.clearness.accessibleName()


def items(desk, topic, ids):
    return [line.item for line in plans.open_plan(desk, topic.id, ids["Bùi Thị An"]).items]


def test_a_new_task_names_what_is_missing_and_goes_to_the_first_gap(
    qtbot, window, page, desk, topic, ids
):
    card = add(qtbot, window, page, "Rút ngắn giờ chờ của dân")
    assert unclear(card) == "Chưa rõ: quy trình, trách nhiệm, hiệu quả"
    assert focused() is card.edits["process"]
    assert items(desk, topic, ids)[0].points["person"] == "Bùi Thị An"
    assert page.view.panel.new_task.text() == ""


def test_a_point_is_clear_as_soon_as_something_is_typed(qtbot, window, page, desk, topic, ids):
    card = add(qtbot, window, page, "Rút ngắn giờ chờ")
    type_letters("Nhận hồ sơ qua mạng")
    assert unclear(card) == "Chưa rõ: trách nhiệm, hiệu quả"
    assert card.captions["process"].text() == "Cách làm (rõ quy trình)"
    assert card.captions["result"].text() == "Kết quả (rõ hiệu quả) – chưa có"
    press(Qt.Key.Key_Tab)
    type_letters("Trước chi bộ")
    press(Qt.Key.Key_Tab)
    type_letters("3 ngày")
    assert unclear(card) == "Đã rõ mọi điểm, chưa có thời hạn"
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert items(desk, topic, ids)[0].missing_clears(plans.open_plan(
        desk, topic.id, ids["Bùi Thị An"]).clarity) == ()  # fmt: skip
    assert page.view.finder.table.records.cell_at(0, 1).text == "1 việc, đã rõ"


def test_a_due_day_is_kept_and_an_unreadable_one_stays_with_a_word_under_it(
    qtbot, window, page, desk, topic, ids
):
    card = add(qtbot, window, page, "Rút ngắn giờ chờ")
    card.due.edit.setText("31/12/2026")
    card.due.leave()
    settle(qtbot, window)
    assert str(items(desk, topic, ids)[0].due) == "2026-12-31"
    card.due.edit.setText("cuối năm")
    card.due.leave()
    settle(qtbot, window)
    assert str(items(desk, topic, ids)[0].due) == "2026-12-31"
    for _visit in range(2):
        card = next(iter(page.view.panel.cards.values()))
        assert "cuối năm" in card.due.problem.text()
        assert not card.due.problem.isHidden()
        assert card.due.text == "cuối năm"
        page.go_on(1)
        settle(qtbot, window)
        page.go_on(-1)
        settle(qtbot, window)
    card = next(iter(page.view.panel.cards.values()))
    card.due.edit.setText("")
    card.due.leave()
    settle(qtbot, window)
    assert items(desk, topic, ids)[0].due is None
    assert card.due.problem.isHidden()
    assert drafts.drafts(desk) == {}


def test_a_day_without_a_year_is_in_the_year_of_the_topic(qtbot, open_window, desk, ids):
    topic = topics.add_topic(desk, "Nêu gương", 2027).value
    window = open_window(desk, "plans")
    page = window.pages["plans"]
    card = add(qtbot, window, page, "Rút ngắn giờ chờ")
    card.due.edit.setText("31/12")
    card.due.leave()
    settle(qtbot, window)
    assert str(items(desk, topic, ids)[0].due) == "2027-12-31"
    assert card.due.text == "31/12/2027"
    assert card.due.problem.isHidden()


def test_a_task_is_taken_out_and_brought_back(qtbot, window, page, desk, topic, ids):
    card = add(qtbot, window, page, "Rút ngắn giờ chờ")
    card.remove.trigger()
    settle(qtbot, window)
    assert items(desk, topic, ids) == []
    assert page.view.panel.nothing.isVisible()
    page.view.finder.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    settle(qtbot, window)
    assert len(page.view.panel.cards) == 1


def test_typing_in_a_point_is_kept_as_a_draft(qtbot, window, page, desk, topic, ids):
    card = add(qtbot, window, page, "Rút ngắn giờ chờ")
    card.edits["process"]._pause.setInterval(5)
    type_letters("dở")
    qtbot.waitUntil(lambda: bool(drafts.drafts(desk)), timeout=5000)
    item_id = items(desk, topic, ids)[0].id
    assert drafts.drafts(desk)[f"item/{item_id}/process"].text == "dở"
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Tab)
    settle(qtbot, window)
    assert drafts.drafts(desk) == {}


def test_the_next_person_keeps_what_was_typed(qtbot, window, page, desk, topic, ids):
    add(qtbot, window, page, "Rút ngắn giờ chờ")
    type_letters("Một cửa")
    press(Qt.Key.Key_PageDown, CTRL)
    settle(qtbot, window)
    assert page.view.panel.head.name.text() == "Trần Văn Bình"
    assert focused() is page.view.panel.new_task
    assert items(desk, topic, ids)[0].points["process"] == "Một cửa"


def test_the_list_counts_clear_plans(qtbot, window, page):
    assert page.view.header.subtitle.text() == "Kế hoạch đã rõ: 0/5 đồng chí"
    add(qtbot, window, page, "Rút ngắn giờ chờ")
    assert page.view.finder.table.records.cell_at(0, 1).text == "1 việc chưa rõ"
