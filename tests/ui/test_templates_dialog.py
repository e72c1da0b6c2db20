"""The forms' window: words typed are drawn, saved, chosen, and never lost by closing."""

import tomllib

import pytest
from PySide6.QtWidgets import QPushButton

from studycompanion.services import drafts, form_templates
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.settings.templates_dialog import TemplatesDialog
from tests.ui.fixtures import settle


@pytest.fixture
def window(qtbot, desk, open_window):
    window = open_window(desk, "settings")
    settle(qtbot, window)
    return window


@pytest.fixture
def dialog(qtbot, window, dialogs):
    window.pages["settings"].view.templates.click()
    made = dialogs.expect(TemplatesDialog)
    qtbot.waitUntil(lambda: bool(made.lines), timeout=10_000)
    return made


def own(desk):
    return [line for line in form_templates.list_templates(desk) if line.is_own]


def copied(qtbot, dialog):
    dialog.copy.click()
    qtbot.waitUntil(lambda: dialog.line.is_own, timeout=10_000)


def type_title(dialog, words):
    edit = dialog.edits[("title",)].edit
    edit.setText(words)
    edit.textEdited.emit(words)


def test_a_form_that_ships_is_read_only_until_it_is_copied(qtbot, dialog, desk):
    assert dialog.edits[("title",)].edit.isReadOnly()
    assert not dialog.save.isEnabled()
    copied(qtbot, dialog)
    assert not dialog.edits[("title",)].edit.isReadOnly()
    assert len(own(desk)) == 1


def test_typed_words_are_saved_as_a_new_edition_and_put_in_use(qtbot, dialog, desk):
    copied(qtbot, dialog)
    type_title(dialog, "CAM KẾT CỦA TÔI")
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.line.template.edition == 2, timeout=10_000)
    assert 'title = "CAM KẾT CỦA TÔI"' in own(desk)[0].template.body
    assert not dialog.unsaved
    dialog.use.click()
    qtbot.waitUntil(lambda: dialog.line.is_in_force, timeout=10_000)
    assert not dialog.use.isEnabled()


def test_what_is_refused_stays_in_the_field_and_closing_asks(qtbot, dialog, desk, dialogs):
    copied(qtbot, dialog)
    type_title(dialog, "漢")
    dialog.save.click()
    qtbot.waitUntil(lambda: "漢" in dialog.problem.text(), timeout=10_000)
    assert dialog.edits[("title",)].text == "漢"
    assert own(desk)[0].template.edition == 1
    dialog.reject()
    question = dialogs.expect(Message)
    question.reject()
    assert dialog.isVisible()
    assert dialog.unsaved


def test_a_form_goes_out_to_a_file_and_comes_in(qtbot, dialog, desk, dialogs, tmp_path):
    path = tmp_path / "mau.toml"
    dialog.save_to(path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    dialogs.expect(Message).accept()
    path.write_text(path.read_text("utf-8").replace("BẢN CAM KẾT", "CAM KẾT"), "utf-8")
    dialog.take(path)
    qtbot.waitUntil(lambda: dialog.line.is_own, timeout=10_000)
    assert len(own(desk)) == 1


def section_titles(body):
    return [one["title"] for one in tomllib.loads(body)["sections"]]


def test_parts_are_moved_taken_out_and_added_with_what_was_typed(qtbot, dialog, desk):
    copied(qtbot, dialog)
    old = section_titles(dialog.line.template.body)
    type_title(dialog, "CAM KẾT CỦA TÔI")
    for step in ("down sections 0", "remove sections 2", "add section"):
        dialog.area.steps[step].click()
    assert not dialog.area.steps["up sections 0"].isEnabled()
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.line.template.edition == 2, timeout=10_000)
    body = own(desk)[0].template.body
    assert section_titles(body) == [old[1], old[0], *old[3:], "Phần mới"]
    assert 'title = "CAM KẾT CỦA TÔI"' in body
    assert body.startswith("# ")


def test_the_part_with_the_tasks_stays(qtbot, dialog):
    copied(qtbot, dialog)
    assert not dialog.area.steps["remove sections 6"].isEnabled()


def test_a_form_that_ships_has_no_buttons_in_its_parts(dialog):
    assert dialog.area.steps == {}


def test_a_wrong_year_is_refused_with_its_line(qtbot, dialog, desk):
    copied(qtbot, dialog)
    edit = dialog.edits[("year",)].edit
    edit.setText("hai nghìn")
    edit.textEdited.emit("hai nghìn")
    dialog.save.click()
    qtbot.waitUntil(lambda: "ở dòng 4" in dialog.problem.text(), timeout=10_000)
    edit.setText("2027")
    edit.textEdited.emit("2027")
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.line.template.year == 2027, timeout=10_000)


def test_what_was_edited_is_there_after_a_sudden_end(qtbot, window, dialog, desk, dialogs):
    copied(qtbot, dialog)
    dialog.area.steps["remove sections 0"].click()
    type_title(dialog, "DỞ DANG")
    dialog._on_waited()
    settle(qtbot, window)
    dialog.done(0)
    window.pages["settings"].view.templates.click()
    again = dialogs.expect(TemplatesDialog)
    qtbot.waitUntil(lambda: ("title",) in again.edits, timeout=10_000)
    assert again.line.is_own
    assert again.edits[("title",)].text == "DỞ DANG"
    assert len(section_titles(again.area.body)) == 6
    again.reject()
    dialogs.expect(Message).findChild(QPushButton).click()
    settle(qtbot, window)
    assert drafts.drafts(desk) == {}
