"""Coming to a page takes the keyboard once; saving and reading again leave it where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea

from studycompanion.services import plans
from studycompanion.services.changes import Changes
from studycompanion.ui.widgets.draft_edit import DraftEdit
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.people import NAMES, enrol, session_of, topic_of

PLACES = {
    "plans": "việc làm theo chưa rõ",
    "reviews": "chưa có bản tự soi",
    "commitments": "chưa lập bản cam kết",
    "rollcall": "chưa điểm danh",
}
KINDS = ("topic", "member", "session", "review", "plan", "item", "issued_form")


@pytest.fixture
def ids(desk):
    return enrol(desk, *NAMES)


@pytest.fixture
def topic(desk, ids):
    topic = topic_of(desk)
    session_of(desk, topic)
    plans.add_item(desk, topic.id, ids["Đỗ Thu Hà"], {"task": "Việc chưa rõ"})
    return topic


def come_by_line(qtbot, window, key):
    """From the start page by the line of a page; ``members`` has none and comes by the menu."""
    if key not in PLACES:
        window.visit(key)
        settle(qtbot, window)
        return window.pages[key]
    window.visit("tasks")
    page = window.pages["tasks"]
    qtbot.waitUntil(lambda: bool(page.view.model.records), timeout=10_000)
    settle(qtbot, window)
    wanted = next(t for t in page.view.model.records if PLACES[key] in t.words)
    page.view.list.go_to_row(page.view.model.row_of(wanted.identity))
    page.view.list.setFocus()
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    return window.pages[key]


def fields_of(page):
    """The fields beside the list in which something can be typed now."""
    panel = getattr(page.view, "panel", None)
    if panel is None:
        return [page.view.blank]
    found = [f for kind in (DraftEdit, QLineEdit) for f in panel.findChildren(kind)]
    return [f for f in found if f.isVisible() and f.isEnabled() and not f.isReadOnly()]


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize("key", ["plans", "reviews", "commitments", "rollcall", "members"])
def test_saving_and_reading_again_leave_the_keyboard_where_it_is(
    qtbot, open_window, desk, topic, key, is_known
):
    window = open_window(desk, key if is_known else "tasks")
    page = come_by_line(qtbot, window, key)
    assert page.isAncestorOf(focused())
    first, *others = fields_of(page)
    first.setFocus()
    if others:
        type_letters("7")
        others[0].setFocus()
        settle(qtbot, window)
        assert focused() is others[0]
    mine = focused()
    for _round in range(2):
        window.context.hub.announce(Changes({kind: frozenset() for kind in KINDS}))
        settle(qtbot, window)
        assert focused() is mine


@pytest.mark.parametrize("is_known", [False, True])
def test_a_line_of_the_start_page_shows_just_those_whom_it_tells_of(
    qtbot, open_window, desk, topic, is_known
):
    window = open_window(desk, "plans" if is_known else "tasks")
    if is_known:
        view = window.pages["plans"].view
        view.finder.box.setText("tuan")
        view.finder.table.go_to_row(0)
        settle(qtbot, window)
    view = come_by_line(qtbot, window, "plans").view
    assert view.states.chosen == "unclear"
    assert view.model.rowCount() == 1
    assert view.finder.box.text() == ""
    assert view.panel.head.name.text() == "Đỗ Thu Hà"
    assert view.finder.table.currentIndex().row() == 0


def test_somebody_else_is_shown_from_the_top(qtbot, open_window, desk, topic, ids):
    for number in range(6):
        for name in NAMES:
            plans.add_item(desk, topic.id, ids[name], {"task": f"Việc {number}"})
    window = open_window(desk, "plans")
    view = window.pages["plans"].view
    bar = view.detail.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=5000)
    bar.setValue(bar.maximum())
    view.finder.table.move_by(1)
    settle(qtbot, window)
    assert (bar.value(), bar.maximum() > 0) == (0, True)


@pytest.mark.parametrize("key", ["plans", "reviews", "commitments", "members"])
def test_a_search_that_finds_nobody_leaves_nobodys_form_at_the_right(
    qtbot, open_window, desk, topic, key
):
    window = open_window(desk, key)
    view = window.pages[key].view
    assert not view.detail.sentence.isVisible()
    view.finder.box.setFocus()
    type_letters("xyz")
    settle(qtbot, window)
    assert view.detail.sentence.isVisible()
    assert not fields_of(window.pages[key]) or key == "commitments"
    view.finder.box.empty()
    settle(qtbot, window)
    assert not view.detail.sentence.isVisible()
    assert view.finder.table.currentIndex().isValid()
