"""The start page before the data file is open: what was kept, said of today, and nothing moves."""

import pytest

from studycompanion.services import agenda, kept_agenda, opening, topics
from studycompanion.storage.standing import standing
from tests.ui.fixtures import ACTOR, SETUP, settle, wait_for_window
from tests.ui.people import NAMES, enrol


@pytest.fixture
def kept_desk(data_folder, clock):
    """A closed file that knows what waits, as the last use left it."""
    made = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    enrol(made, *NAMES)
    for number in range(12):
        topics.add_topic(made, f"Chuyên đề {number}", 2026, due_plan=clock().date())
    agenda.remember(made)
    opening.close(made)
    return made


def test_what_waits_is_there_before_the_file_is_open_and_does_not_move_then(
    qtbot, start, kept_desk
):
    running = start()
    assert running.tasks.gate._desk is None
    view = running.window.pages["tasks"].view
    before = list(view.model.records)
    assert {todo.due.text for todo in before} >= {"Hạn hôm nay"}
    view.list.go_to_row(20)
    view.list.verticalScrollBar().setValue(600)
    with qtbot.waitSignal(running.doorway.opened, timeout=9000):
        pass
    settle(qtbot, running.window)
    # The last backup is looked for only then, and stands last.
    assert [t.identity for t in view.model.records] == [t.identity for t in before]
    assert (view.list.currentIndex().row(), view.list.verticalScrollBar().value()) == (20, 600)


def test_on_another_day_the_days_are_said_of_that_day(qtbot, start, kept_desk, clock):
    clock.advance(days=2)
    running = start()
    view = running.window.pages["tasks"].view
    assert "Quá hạn 2 ngày" in {todo.due.text for todo in view.model.records}
    assert "12 việc quá hạn" in view.header.subtitle.text()
    wait_for_window(qtbot, running)


def test_a_line_that_is_clicked_before_the_file_is_open_opens_its_place_then(
    qtbot, start, kept_desk
):
    running = start()
    window = running.window
    page = window.pages["tasks"]
    wanted = next(t for t in page.view.model.records if t.page == "plans")
    page.view.list.entered_line.emit(wanted)
    assert running.tasks.gate._desk is None
    wait_for_window(qtbot, running)
    assert window.page_key() == "plans"
    assert window.pages["plans"].view.topic.chosen == wanted.line.topic_id


def test_where_nothing_was_kept_no_word_is_said_before_the_file_is_read(
    qtbot, start, data_folder, clock, kept_desk
):
    desk = opening.open_desk(data_folder, actor=ACTOR, clock=clock)
    desk.store.note(kept_agenda.FACT, kept_agenda.text((), standing(desk.store)))
    desk.store.close()
    running = start()
    view = running.window.pages["tasks"].view
    assert (view.list.isVisible(), view.empty.isVisible()) == (False, False)
    wait_for_window(qtbot, running)
    assert view.list.isVisible()


def test_what_waits_when_the_window_is_closed_is_there_at_the_next_start(qtbot, start, kept_desk):
    running = start()
    window = wait_for_window(qtbot, running)
    window.context.tasks.write(lambda d: topics.add_topic(d, "Chuyên đề mới", 2026))
    settle(qtbot, window)
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()
    again = start()
    titles = [todo.about for todo in again.window.pages["tasks"].view.model.records]
    assert "Chuyên đề mới" in titles
    wait_for_window(qtbot, again)
