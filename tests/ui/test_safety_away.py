"""Data that leaves this PC, and data that can only be looked at."""

import pytest

from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.services import members, moving, opening, safekeeping, topics
from studycompanion.ui.dialogs import Message
from tests.ui.fixtures import ACTOR, settle
from tests.ui.people import NAMES, enrol, topic_of


@pytest.fixture
def window(qtbot, desk, open_window):
    enrol(desk, *NAMES)
    topic_of(desk)
    window = open_window(desk, "settings")
    window.pages["settings"].view.show_section("safety")
    settle(qtbot, window)
    return window


@pytest.fixture
def section(window):
    return window.pages["settings"].view.safety


@pytest.fixture
def moved(qtbot, window, section, dialogs, tmp_path):
    """The window after its data went to another PC."""
    section.hand_over.click()
    dialogs.expect(Message).accept()
    dialogs.choose(tmp_path)
    told = dialogs.expect(Message)
    assert "lần đầu mở chương trình hãy chọn tệp này" in told.sentence.text()
    told.accept()
    settle(qtbot, window)
    return window


def test_everything_is_exported_after_a_word_on_the_missing_password(
    qtbot, window, section, dialogs, tmp_path
):
    section.export.click()
    question = dialogs.expect(Message)
    assert "không có mật khẩu" in question.sentence.text()
    question.accept()
    dialogs.choose(tmp_path)
    told = dialogs.expect(Message)
    assert told.sentence.text().startswith("Đã xuất")
    told.accept()
    folder = tmp_path / "Dữ liệu xuất ra 2026-11-20 190000"
    written = "".join(path.read_text("utf-8") for path in folder.rglob("*.jsonl"))
    assert "Bùi Thị An" in written


def test_data_that_was_moved_opens_over_there_and_is_read_only_here(
    qtbot, moved, section, desk, clock, tmp_path
):
    assert moved.read_only.isVisible()
    assert moved.read_only.words.text() == say(UserError("moved_away"))
    assert not section.hand_over.isEnabled()
    copy = next(tmp_path.glob("*.scbackup"))
    safekeeping.restore(copy, tmp_path / "máy mới")
    there = opening.open_desk(tmp_path / "máy mới", actor=ACTOR, clock=clock)
    assert {line.full_name for line in members.list_members(there)} == set(NAMES)
    there.store.close()


def test_every_page_refuses_to_change_what_was_moved_with_one_sentence(qtbot, moved, desk, dialogs):
    why = say(UserError("moved_away"))
    moved.visit("members")
    settle(qtbot, moved)
    removing = moved.pages["members"].remove_action
    moved.visit("topics")
    settle(qtbot, moved)
    for action in (removing, moved.history.undo):
        assert not action.isEnabled()
        assert action.toolTip() == why
    moved.context.tasks.write(lambda desk: topics.add_topic(desk, "Chuyên đề mới", 2026))
    refused = dialogs.expect(Message)
    assert refused.sentence.text() == why
    refused.accept()
    settle(qtbot, moved)
    assert len(members.list_members(desk)) == len(NAMES)
    assert len(topics.list_topics(desk)) == 1


def test_moved_data_is_used_here_again_after_a_question(qtbot, moved, desk, dialogs):
    moved.read_only.again.click()
    dialogs.expect(Message).accept()
    settle(qtbot, moved)
    assert not moved.read_only.isVisible()
    assert moving.moved_at(desk) is None
    topics.add_topic(desk, "Chuyên đề mới", 2026)


def test_a_second_look_keeps_the_band(qtbot, moved):
    moved.redress()
    settle(qtbot, moved)
    assert moved.read_only.isVisible()
    assert moved.read_only.again.isVisible()
