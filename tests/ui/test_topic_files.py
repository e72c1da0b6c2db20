"""Files of a topic and topics put away, through the window."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from studycompanion.services import topic_files, topics
from studycompanion.ui.pages.topics.files_dialog import FilesDialog, size_in_words
from tests.ui.fixtures import settle
from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def topic(desk):
    enrol(desk, *NAMES)
    return topic_of(desk)


@pytest.fixture
def window(desk, topic, open_window):
    return open_window(desk, "topics")


@pytest.fixture
def view(window):
    return window.pages["topics"].view


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Kế hoạch số 12.docx"
    path.write_bytes(b"x" * 3000)
    return path


def drop(dialog, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(9, 9), actions, mime, buttons, none))


def test_a_file_is_added_saved_and_taken_off(
    qtbot, window, view, desk, topic, dialogs, paper, tmp_path
):
    view.files.click()
    dialog = dialogs.expect(FilesDialog)
    settle(qtbot, window)
    assert dialog.empty.isVisible()
    dialog.add.click()
    dialogs.choose(paper)
    settle(qtbot, window)
    assert [line.name for line in dialog.model.records] == [paper.name]
    assert not dialog.empty.isVisible()
    dialog.save.click()
    dialogs.choose(tmp_path / "ra.docx")
    from studycompanion.ui.dialogs import Message

    dialogs.expect(Message).accept()
    assert (tmp_path / "ra.docx").read_bytes() == paper.read_bytes()
    dialog.take_off.click()
    settle(qtbot, window)
    assert topic_files.files_of(desk, topic.id) == ()
    assert dialog.empty.isVisible()
    dialog.reject()


def test_dropped_files_are_kept_and_folders_are_not(
    qtbot, window, view, desk, topic, dialogs, paper, tmp_path
):
    view.files.click()
    dialog = dialogs.expect(FilesDialog)
    drop(dialog, paper, tmp_path)
    settle(qtbot, window)
    assert [line.name for line in topic_files.files_of(desk, topic.id)] == [paper.name]
    dialog.reject()


def test_a_file_that_cannot_be_kept_is_named_in_the_dialog(qtbot, window, view, dialogs, tmp_path):
    (tmp_path / "trống.pdf").touch()
    view.files.click()
    dialog = dialogs.expect(FilesDialog)
    drop(dialog, tmp_path / "trống.pdf")
    settle(qtbot, window)
    assert "trống.pdf" in dialog.problem.text()
    dialog.reject()


def test_a_finished_topic_is_put_away_and_seen_again_by_a_tick(qtbot, window, view, desk, topic):
    away, out = view.finder.table.actions()[:2]
    assert not view.with_archived.isVisible()
    away.trigger()
    settle(qtbot, window)
    assert topics.list_topics(desk)[0].is_archived
    assert view.topics.records == []
    view.with_archived.click()
    settle(qtbot, window)
    assert view.topics.cell_at(0, 0).text.endswith("(đã cất)")
    view.finder.table.go_to_row(0)
    out.trigger()
    settle(qtbot, window)
    assert not topics.list_topics(desk)[0].is_archived


def test_other_pages_leave_out_what_is_put_away(qtbot, window, desk, topic):
    other = topics.add_topic(desk, "Trách nhiệm", 2027).value
    topics.archive(desk, [other.id], is_archived=True)
    window.context.choice.topic_id = topic.id
    window.visit("reviews")
    settle(qtbot, window)
    box = window.pages["reviews"].view.topic
    assert [box.itemData(n) for n in range(box.count())] == [topic.id]


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (812_000, "793 KB"), (6_400_000, "6,1 MB")]
)
def test_sizes_are_said_as_people_say_them(size, words):
    assert size_in_words(size) == words
