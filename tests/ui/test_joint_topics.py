"""Several topics chosen for one form on the commitments' page."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.study import Topic
from studycompanion.domain.work import Silent
from studycompanion.services import paperwork, pen
from studycompanion.ui.pages.commitments.topics_dialog import TopicsDialog
from tests.ui.fixtures import settle
from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def topics(desk):
    enrol(desk, *NAMES)
    return [topic_of(desk), topic_of(desk, "Nêu gương"), topic_of(desk, "Trách nhiệm")]


@pytest.fixture
def page(qtbot, desk, topics, open_window):
    window = open_window(desk, "commitments")
    page = window.pages["commitments"]
    page.open_record(f"{topics[0].id} x")
    settle(qtbot, window)
    return page


def chosen(qtbot, page, dialogs):
    page.view.joint.click()
    dialog = dialogs.expect(TopicsDialog)
    qtbot.waitUntil(lambda: bool(dialog.model.records))
    return dialog


def leads(desk, topics):
    with desk.read() as reader:
        return [reader.get(Topic, one.id).commits_with for one in topics]


def test_topics_are_chosen_by_keyboard_and_share_the_form(qtbot, desk, topics, page, dialogs):
    assert page.view.joint.text() == "Nhiều chuyên đề…"
    dialog = chosen(qtbot, page, dialogs)
    dialog.finder.box.setText("neu guong")
    qtbot.keyClick(dialog.finder.box, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.chosen == {topics[0].id, topics[1].id}
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: page.view.joint.text() == "Chung 2 chuyên đề…", timeout=10_000)
    assert leads(desk, topics) == [None, topics[0].id, None]
    assert page.view.topic.chosen == topics[0].id


def test_space_takes_a_topic_in_and_a_key_takes_all(qtbot, topics, page, dialogs):
    dialog = chosen(qtbot, page, dialogs)
    dialog.finder.table.setFocus()
    dialog.finder.table.go_to(topics[2].id)
    qtbot.keyClick(dialog.finder.table, Qt.Key.Key_Space)
    assert dialog.chosen == {topics[0].id, topics[2].id}
    qtbot.keyClick(dialog, Qt.Key.Key_F9)
    assert dialog.chosen == {one.id for one in topics}
    qtbot.keyClick(dialog, Qt.Key.Key_F9)
    assert dialog.chosen == {topics[0].id}
    dialog.reject()


def test_the_topic_in_view_stays_in(qtbot, topics, page, dialogs):
    dialog = chosen(qtbot, page, dialogs)
    dialog.finder.table.go_to(topics[0].id)
    dialog.turn_current()
    assert dialog.chosen == {topics[0].id}
    dialog.reject()


def test_who_signed_for_one_topic_is_told_before(qtbot, desk, topics, page, dialogs, tmp_path):
    paperwork.export_commitments(desk, topics[0].id, tmp_path, job=Silent())
    pen.note_signed(desk, topics[0].id, desk.today)
    dialog = chosen(qtbot, page, dialogs)
    assert dialog.signed.isHidden()
    dialog.finder.table.go_to(topics[1].id)
    dialog.turn_current()
    assert dialog.signed.isVisible()
    assert dialog.signed.text().startswith("5 đồng chí đã ký bản của riêng một chuyên đề")
    dialog.reject()


def test_one_topic_alone_offers_no_sharing(desk, open_window):
    enrol(desk, *NAMES)
    topic_of(desk)
    page = open_window(desk, "commitments").pages["commitments"]
    assert page.view.joint.isHidden()
