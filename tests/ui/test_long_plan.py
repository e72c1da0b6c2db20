"""A plan of many tasks: the window is not held up until the last card is there."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.services import plan_order, plans
from studycompanion.ui.pages.plans.card_column import AT_ONCE
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, focused, press
from tests.ui.people import enrol, topic_of

AN, BINH = "Bùi Thị An", "Trần Văn Bình"
MANY = 6


@pytest.fixture
def ids(desk):
    return enrol(desk, AN, BINH)


@pytest.fixture
def topic(desk, ids):
    made = topic_of(desk)
    for number in range(MANY):
        plans.add_item(desk, made.id, ids[AN], {"task": f"Việc {number}"})
    plans.add_item(desk, made.id, ids[BINH], {"task": "Một mình"})
    return made


@pytest.fixture
def window(qtbot, desk, topic, open_window):
    made = open_window(desk, "plans")
    whole(qtbot, made)
    return made


@pytest.fixture
def page(window):
    return window.pages["plans"]


def column(window):
    return window.pages["plans"].view.panel.column


def whole(qtbot, window):
    """Wait until every card is there."""
    settle(qtbot, window)
    qtbot.waitUntil(lambda: len(column(window).cards) == len(column(window).ids))


def tasks(window):
    return [card.edits["task"].toPlainText() for card in column(window).cards.values()]


def test_the_first_cards_are_there_at_once_and_the_others_follow(qtbot, window, page, monkeypatch):
    press_next = page.go_on
    press_next(1)
    whole(qtbot, window)
    assert tasks(window) == ["Một mình"]
    monkeypatch.setattr(column(window)._next, "start", lambda: None)
    press_next(-1)
    settle(qtbot, window)
    assert tasks(window) == [f"Việc {n}" for n in range(AT_ONCE)]
    monkeypatch.undo()
    column(window)._build_next()
    whole(qtbot, window)
    assert tasks(window) == [f"Việc {n}" for n in range(MANY)]
    assert column(window).cards[column(window).ids[-1]].title.text() == f"Việc {MANY}"


def test_a_further_task_leaves_the_other_cards_as_they_are(qtbot, window, page):
    before = list(column(window).cards.values())
    page.view.panel.new_task.setFocus()
    page.view.panel.new_task.setText("Việc nữa")
    press(Qt.Key.Key_Return)
    whole(qtbot, window)
    assert list(column(window).cards.values())[:-1] == before
    assert tasks(window)[-1] == "Việc nữa"
    assert focused() in list(column(window).cards.values())[-1].edits.values()


def test_a_task_that_goes_takes_its_card_only_and_the_numbers_follow(qtbot, window, page):
    before = dict(column(window).cards)
    first = column(window).ids[0]
    before[first].removal_wanted.emit()
    whole(qtbot, window)
    assert list(column(window).cards.values()) == list(before.values())[1:]
    assert [c.title.text() for c in column(window).cards.values()] == [
        f"Việc {n}" for n in range(1, MANY)
    ]


def test_another_order_is_shown_whole(qtbot, window, page, desk):
    last = column(window).ids[-1]
    plan_order.shift_item(desk, last, -1)
    page.reload()
    whole(qtbot, window)
    assert tasks(window)[-2:] == [f"Việc {MANY - 1}", f"Việc {MANY - 2}"]


def test_a_task_far_down_is_there_at_once_when_it_is_asked_for(
    qtbot, window, page, monkeypatch, topic, ids
):
    wanted = column(window).ids[-1]
    page.go_on(1)
    whole(qtbot, window)
    monkeypatch.setattr(column(window)._next, "start", lambda: None)
    page.open_record(f"{topic.id} {ids[AN]} {wanted}")
    page.reload()
    settle(qtbot, window)
    assert wanted in column(window).cards
    assert focused() is column(window).cards[wanted].first_field()


def test_the_cards_of_a_plan_that_is_left_half_shown_are_built_no_further(
    qtbot, window, page, monkeypatch
):
    page.go_on(1)
    whole(qtbot, window)
    monkeypatch.setattr(column(window)._next, "start", lambda: None)
    page.go_on(-1)
    settle(qtbot, window)
    monkeypatch.undo()
    press(Qt.Key.Key_PageDown, CTRL)
    whole(qtbot, window)
    assert tasks(window) == ["Một mình"]
