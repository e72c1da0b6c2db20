"""Another language is chosen at once, loses nothing, and never gets into papers or data."""

import json

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget

from studycompanion import messages
from studycompanion.domain.attendance import Mark
from studycompanion.services import history, paperwork, reports, rollcall
from studycompanion.ui.dialogs import Message
from studycompanion.ui.models.records import Cell, Column, Sorting
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.widgets.language_choice import LanguageChoice
from studycompanion.ui.words import tr
from tests.ui.fixtures import settle, wait_for_window
from tests.ui.people import NAMES, enrol, session_of, topic_of


@pytest.fixture(autouse=True)
def _vietnamese_again(speaking):
    """Whatever a test speaks, the next begins in Vietnamese."""


@pytest.fixture
def ids(desk):
    return enrol(desk, *NAMES)


@pytest.fixture
def topic(desk, ids):
    return topic_of(desk)


def language_action(window, name: str) -> QAction:
    """The entry of the menu View, Language."""
    menus = [top.menu() for top in window.menuBar().actions()]
    inner = [entry.menu() for menu in menus for entry in menu.actions() if entry.menu() is not None]
    return next(entry for menu in inner for entry in menu.actions() if entry.text() == name)


def choose(qtbot, window, name: str) -> None:
    """Choose a language in the menu and wait for the window in it."""
    language_action(window, name).trigger()
    settle(qtbot, window)


def test_english_is_chosen_in_the_menu_and_shows_at_once(qtbot, open_window, desk, ids):
    window = open_window(desk, "members")
    choose(qtbot, window, "English")
    pages = window.navigation.findChild(QListWidget)
    assert [pages.item(row).text() for row in range(3)] == ["To do", "Topics", "Roll call"]
    assert window.windowTitle().startswith("Members – Study Companion")
    assert [top.text() for top in window.menuBar().actions()][:2] == ["&File", "&Edit"]
    assert window.status.facts.text().split("  ·  ")[1] == "Offline"
    assert window.history.undo.text() == "Undo: Import roster ds.xlsx"
    assert window.pages["members"].view.header.subtitle.text() == "5 people"


def test_vietnamese_comes_back_as_it_was(qtbot, open_window, desk, ids):
    window = open_window(desk, "members")
    before = window.status.facts.text(), window.windowTitle(), window.history.undo.text()
    choose(qtbot, window, "English")
    choose(qtbot, window, "Tiếng Việt")
    after = window.status.facts.text(), window.windowTitle(), window.history.undo.text()
    assert after == before
    assert before[2] == "Hoàn tác: Nhập danh sách ds.xlsx"


def test_the_language_is_chosen_in_the_settings_too(qtbot, open_window, desk):
    window = open_window(desk, "settings")
    box = window.pages["settings"].view.comforts.language
    assert [box.itemText(place) for place in range(box.count())] == ["Tiếng Việt", "English"]
    assert box.chosen == "vi"
    box.picked.emit("en")
    settle(qtbot, window)
    assert window.pages["settings"].view.header.title.text() == "Settings"
    assert window.pages["settings"].view.comforts.language.chosen == "en"


def test_the_next_start_speaks_the_chosen_language(qtbot, start, desk, ids, desks, data_folder):
    from studycompanion.services import opening

    opening.close(desks.pop())
    Preferences(data_folder).change(language="en")
    window = wait_for_window(qtbot, start())
    assert window.windowTitle().startswith("To do")


def test_a_language_that_nobody_has_heard_of_is_vietnamese(tmp_path):
    (tmp_path / "window.json").write_text(json.dumps({"language": "xx", "scale": 150}), "utf-8")
    comforts = Preferences(tmp_path).comforts
    assert (comforts.language, comforts.scale) == ("vi", 150)


def test_each_language_is_named_in_itself(qtbot):
    box = LanguageChoice()
    qtbot.addWidget(box)
    assert [box.itemText(place) for place in range(box.count())] == ["Tiếng Việt", "English"]
    assert "Language" in box.accessibleName()


def test_a_task_that_is_being_typed_is_there_in_the_other_language(qtbot, open_window, desk, topic):
    window = open_window(desk, "plans")
    page = window.pages["plans"]
    page.view.finder.table.go_to_row(2)
    settle(qtbot, window)
    page.view.panel.new_task.setText("Trực Tổ dân phố 12 buổi")
    window.visit("settings")
    choose(qtbot, window, "English")
    window.visit("plans")
    settle(qtbot, window)
    again = window.pages["plans"]
    assert again is not page
    assert again.view.panel.new_task.text() == "Trực Tổ dân phố 12 buổi"
    assert again.view.finder.table.currentIndex().row() == 2


def test_a_reason_that_is_being_typed_is_kept(qtbot, open_window, desk, topic, ids):
    session = session_of(desk, topic)
    window = open_window(desk, "rollcall")
    page = window.pages["rollcall"]
    page.marking.mark_current(Mark.EXCUSED)
    page.view.finder.table.go_to_row(0)
    settle(qtbot, window)
    page.view.panel.reason.edit.setText("đi công tác")
    choose(qtbot, window, "English")
    roll = rollcall.open_roll(desk, session.id)
    assert roll.lines[0].reason == "đi công tác"


def test_sorting_letters_and_columns_are_kept(qtbot, open_window, desk, ids):
    window = open_window(desk, "members")
    finder = window.pages["members"].view.finder
    finder.table.sort_by(Sorting(0, is_falling=True))
    finder.table.choose_columns(frozenset({"Ngày sinh"}))
    finder.box.setText("an")
    wanted = finder.table.records.texts(range(finder.model.rowCount()), [0])
    choose(qtbot, window, "English")
    again = window.pages["members"].view.finder
    assert again is not finder
    assert again.box.text() == "an"
    assert again.table.records.texts(range(again.model.rowCount()), [0]) == wanted
    put_away = [again.model.columns[p].title for p in range(len(again.model.columns))]
    assert {put_away[p] for p in range(len(put_away)) if p not in again.table.wanted_columns()} == {
        "Birth date"
    }


def test_a_column_has_the_same_key_in_every_language(speaking):
    def column() -> Column:
        return Column(tr("Ngày sinh"), lambda _: Cell(""))

    key = column().key
    speaking("en")
    assert column().title == "Birth date"
    assert column().key == key


def test_an_exported_list_is_vietnamese_in_every_language(
    qtbot, open_window, desk, ids, dialogs, tmp_path
):
    window = open_window(desk, "members")
    made = []
    for name in ("vi", "en"):
        window.pages["members"].view.finder.table.export_wanted.emit()
        dialogs.choose(tmp_path / f"{name}.csv")
        dialogs.expect(Message).accept()
        made.append((tmp_path / f"{name}.csv").read_text("utf-8-sig"))
        choose(qtbot, window, "English")
    assert window.pages["members"].view.finder.model.columns[0].title == "Full name"
    assert made[0] == made[1]
    assert "Chính thức" in made[0]


@pytest.fixture
def marked(desk, topic, ids):
    session = session_of(desk, topic)
    rollcall.mark(desk, session.id, ids["Đỗ Thu Hà"], Mark.EXCUSED)
    return topic


def test_papers_are_vietnamese_in_every_language(desk, marked, ids, speaking, tmp_path):
    made = []
    for code in ("vi", "en"):
        speaking(code)
        member = ids["Bùi Thị An"]
        form = paperwork.preview_commitment(desk, marked.id, member, blank=True)
        sheets = [tmp_path / f"{code}.pdf", tmp_path / f"{code}.csv"]
        files = [reports.export_report(desk, marked.id, path).read_bytes() for path in sheets]
        made.append((form.pdf, *files))
    assert made[0] == made[1]


def test_the_data_file_holds_no_words_of_a_language(desk, marked, ids, speaking):
    speaking("en")
    session = session_of(desk, marked)
    rollcall.mark(desk, session.id, ids["Trần Văn Bình"], Mark.LATE)
    assert history.next_steps(desk).undo == "Mark Trần Văn Bình: Late"
    speaking("vi")
    assert history.next_steps(desk).undo == "Điểm danh Trần Văn Bình: Đến muộn"


def test_another_language_for_a_moment_is_only_for_that_moment(speaking):
    speaking("en")
    with messages.speaking("vi"):
        assert tr("Đóng") == "Đóng"
        assert messages.word("marks", "late") == "Đến muộn"
    assert tr("Đóng") == "Close"
    assert messages.word("marks", "late") == "Late"
