"""The start page: what waits, and each line opens the place that mends it."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark
from studycompanion.domain.people import StatusKind
from studycompanion.services import rollcall, safekeeping, sessions, standing, topics
from studycompanion.ui.tokens import Tone
from tests.ui.fixtures import settle
from tests.ui.keyboard import CTRL, focused, press
from tests.ui.people import NAMES, enrol, session_of, topic_of


def opened(qtbot, open_window, desk):
    """The window with the start page, once what waits has been read."""
    window = open_window(desk, "tasks")
    page = window.pages["tasks"]
    qtbot.waitUntil(lambda: bool(page.view.model.records), timeout=10_000)
    settle(qtbot, window)
    return window, page


def sentences(page):
    return [todo.sentence for todo in page.view.model.records]


def line_of(page, words):
    return next(todo for todo in page.view.model.records if words in todo.sentence)


def test_a_new_file_asks_for_the_roster_first(qtbot, open_window, desk):
    window, page = opened(qtbot, open_window, desk)
    assert sentences(page) == ["Danh sách đảng viên còn trống. Nhập danh sách từ Excel để bắt đầu."]
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.pages["members"]


def test_what_is_late_says_so_in_words_icon_and_colour(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    topics.add_topic(
        desk, "Nêu gương", 2026, due_review=date(2026, 11, 15), due_plan=date(2026, 11, 20)
    )
    _window, page = opened(qtbot, open_window, desk)
    late = line_of(page, "bản tự soi")
    assert late.words == "5 đồng chí chưa có bản tự soi, tự sửa"
    assert (late.due.text, late.due.tone, late.due.icon) == (
        "Quá hạn 5 ngày", Tone.BAD, "warning",
    )  # fmt: skip
    assert line_of(page, "kế hoạch").due.text == "Hạn hôm nay"
    assert page.view.model.records[0] is late
    assert "1 việc quá hạn" in page.view.header.subtitle.text()


def test_the_end_of_an_exemption_leads_to_whom_it_is_about(qtbot, open_window, desk):
    first, second, *_ = enrol(desk, *NAMES).values()
    topic_of(desk)
    on, until = date(2026, 9, 1), date(2026, 12, 1)
    standing.set_status(desk, second, StatusKind.EXEMPT, on=on, until=until)
    window, page = opened(qtbot, open_window, desk)
    line = line_of(page, "hết hạn được miễn")
    assert line.due.text == "Hạn 01/12/2026"
    page.view.list.entered_line.emit(line)
    settle(qtbot, window)
    members_page = window.pages["members"]
    assert members_page._member_id == second
    assert members_page.view.finder.model.rowCount() == len(NAMES)
    window.visit("tasks")
    standing.set_status(desk, first, StatusKind.EXEMPT, on=on, until=until)
    for one in (page, members_page):
        one.mark_stale()
    settle(qtbot, window)
    page.view.list.entered_line.emit(line_of(page, "2 đồng chí hết hạn được miễn"))
    settle(qtbot, window)
    shown = members_page.view.finder.model
    assert {shown.record_at(n).id for n in range(shown.rowCount())} == {first, second}


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("chưa điểm danh", "rollcall"),
        ("Buổi học sắp tới", "rollcall"),
        ("chưa có bản tự soi", "reviews"),
        ("chưa có kế hoạch", "plans"),
        ("chưa lập bản cam kết", "commitments"),
        ("cần được sao lưu", "settings"),
    ],
)
def test_enter_on_a_line_opens_the_place_that_mends_it(qtbot, open_window, desk, words, place):
    enrol(desk, *NAMES)
    topic_of(desk, "Chuyên đề khác")
    topic = topic_of(desk)
    session_of(desk, topic, datetime(2026, 11, 19, 19))
    session_of(desk, topic, datetime(2026, 11, 27, 19))
    window, page = opened(qtbot, open_window, desk)
    about = (topic.title, "Chưa có bản sao lưu nào.")
    wanted = next(t for t in page.view.model.records if words in t.words and t.about in about)
    page.view.list.go_to_row(page.view.model.row_of(wanted.identity))
    assert focused() is page.view.list
    press(Qt.Key.Key_Return)
    settle(qtbot, window)
    shown = window.stack.currentWidget()
    assert shown is window.pages[place]
    if place == "rollcall":
        assert shown.view.session.chosen == wanted.line.session_id
    elif place == "settings":
        assert shown.view.tabs.currentWidget() is shown.view.safety
    else:
        assert shown.view.topic.chosen == topic.id


def test_a_page_that_was_open_before_follows_the_line(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    first, second = topic_of(desk, "Một"), topic_of(desk, "Hai")
    window = open_window(desk, "plans")
    window.pages["plans"].view.topic.choose(first.id)
    window.pages["plans"].view.topic.picked.emit(first.id)
    settle(qtbot, window)
    window.visit("tasks")
    page = window.pages["tasks"]
    qtbot.waitUntil(lambda: bool(page.view.model.records), timeout=10_000)
    wanted = next(t for t in page.view.model.records
                  if t.line.topic_id == second.id and "kế hoạch" in t.words)  # fmt: skip
    page.view.list.entered_line.emit(wanted)
    view = window.pages["plans"].view
    qtbot.waitUntil(lambda: view.topic.chosen == second.id, timeout=10_000)


def test_a_line_goes_once_it_is_mended(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    session = session_of(desk, topic_of(desk), datetime(2026, 11, 19, 19))
    window, page = opened(qtbot, open_window, desk)
    assert line_of(page, "chưa điểm danh").line.count == len(NAMES)
    window.context.tasks.write(lambda d: rollcall.mark_unmarked(d, session.id, Mark.PRESENT))
    qtbot.waitUntil(lambda: "chưa điểm danh" not in " ".join(sentences(page)), timeout=10_000)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "sao lưu" not in " ".join(sentences(page)), timeout=10_000)


def test_a_day_without_work_says_so(qtbot, open_window, desk, monkeypatch):
    enrol(desk, *NAMES)
    monkeypatch.setattr("studycompanion.services.agenda.agenda", lambda _desk: ())
    window = open_window(desk, "tasks")
    view = window.pages["tasks"].view
    qtbot.waitUntil(view.empty.isVisible, timeout=10_000)
    assert view.empty.sentence.text() == "Hôm nay không có việc đến hạn."
    assert focused() is view.empty.step
    press(Qt.Key.Key_Space)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.pages["topics"]


def test_a_click_opens_a_line_too(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    safekeeping.backup(desk)
    window, page = opened(qtbot, open_window, desk)
    view = page.view
    place = view.list.visualRect(view.model.index(0, 0)).center()
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.pages["topics"]
    assert sessions.list_sessions(desk) == ()
