"""The forms' window: words typed are drawn, saved, chosen, and never lost by closing."""

import pytest

from studycompanion.services import form_templates
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
    assert not dialog.typed
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
    assert dialog.typed


def test_a_form_goes_out_to_a_file_and_comes_in(qtbot, dialog, desk, dialogs, tmp_path):
    path = tmp_path / "mau.toml"
    dialog.save_to(path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    dialogs.expect(Message).accept()
    path.write_text(path.read_text("utf-8").replace("BẢN CAM KẾT", "CAM KẾT"), "utf-8")
    dialog.take(path)
    qtbot.waitUntil(lambda: dialog.line.is_own, timeout=10_000)
    assert len(own(desk)) == 1
