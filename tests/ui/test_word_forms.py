"""Word forms by the window: handed out to a folder, taken back in field by field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studycompanion.domain.access import Means
from studycompanion.domain.review import Stage
from studycompanion.services import review_tracing, reviews
from studycompanion.services.word_forms import GivenOut
from studycompanion.ui.accesses_dialog import AccessesDialog
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.reviews.word_in_dialog import WordInDialog
from studycompanion.ui.pages.reviews.word_out_dialog import ONE, SOME, WAITING, Whose, WordOutDialog
from tests.services.word_forms import typed
from tests.ui.fixtures import settle
from tests.ui.keyboard import press
from tests.ui.review_page import ids, page, topic, window
from tests.ui.test_signing import dropped_on

__all__ = ["ids", "page", "topic", "window"]


@pytest.fixture
def hand_out(qtbot, window, page, dialogs, tmp_path):
    """Go through the dialog and the folder; returns the files."""

    def go(whose=""):
        before = set(tmp_path.rglob("*.docx"))
        page.view.word.menu().actions()[0].trigger()
        dialog = dialogs.expect(WordOutDialog)
        settle(qtbot, window)
        if whose:
            dialog.people.choose(whose)
        dialog.go.click()
        dialogs.choose(tmp_path)
        message = dialogs.expect(Message)
        said = message.sentence.text()
        message.accept()
        files = sorted(set(tmp_path.rglob("*.docx")) - before)
        assert said == f"Đã xuất {len(files)} phiếu Word vào thư mục:"
        return files

    return go


@pytest.fixture
def look(page, dialogs):
    def at(*paths):
        page.word.look_at(list(paths))
        return dialogs.expect(WordInDialog)

    return at


def text(desk, topic, member_id, part):
    card = reviews.open_review(desk, topic.id, member_id)
    return next((s.text for s in card.sections if s.key == part), "")


def test_a_form_goes_out_and_comes_back_with_undo(
    qtbot, window, page, desk, topic, ids, hand_out, look
):
    name = page.person.full_name
    [path] = hand_out(ONE)
    assert path.name == f"Phiếu tự soi - {name}.docx"
    assert page.context.preferences.comforts.word_folder
    typed(path, character="Tốt đẹp", duties="Chăm lo")
    dialog = look(path)
    assert dialog.accept_button.text() == "Nhận 2 ô"
    assert dialog.new.toPlainText() == "Tốt đẹp"
    assert dialog.what.text().startswith(f"{name}: ")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert text(desk, topic, ids[name], "character") == "Tốt đẹp"
    assert text(desk, topic, ids[name], "duties") == "Chăm lo"
    window.history.undo.trigger()
    settle(qtbot, window)
    assert text(desk, topic, ids[name], "character") == ""


def test_everyone_and_the_chosen_rows_get_forms(page, hand_out, tmp_path):
    table = page.view.finder.table
    table.go_to_row(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(hand_out(SOME)) == 2
    table.go_to_row(0)
    owing = [line for line in page.view.model.records if line.owes]
    assert len(hand_out()) == len(owing) == 5


def test_who_has_not_given_the_form_back_is_named_and_can_get_another(
    qtbot, window, page, desk, hand_out, look, dialogs
):
    owing = [line for line in page.view.model.records if line.owes]
    files = hand_out()
    typed(files[0], character="Tốt")
    look(files[0]).accept_button.click()
    settle(qtbot, window)
    page.word.ask_out()
    dialog = dialogs.expect(WordOutDialog)
    settle(qtbot, window)
    late = [line.full_name for line in owing if line.full_name not in files[0].name]
    assert dialog.standing.text() == (
        f"Đã phát phiếu cho {len(owing)} đồng chí, 1 đã gửi lại. Chưa gửi lại: {', '.join(late)}."
    )
    dialog.reject()
    assert len(hand_out(WAITING)) == len(late)


def test_of_many_that_wait_a_few_are_named(page, dialogs):
    names = {str(n): f"Lê {n}" for n in range(9)}
    dialog = WordOutDialog(page, page.context, Whose(page.topic_id, names=names))
    dialog._on_read(([], GivenOut(frozenset(names), frozenset(names))))
    assert dialog.standing.text().endswith("Lê 5 và 3 đồng chí khác.")
    dialog._on_read(([], GivenOut(frozenset(names), frozenset())))
    assert dialog.standing.text() == "Đã phát phiếu cho 9 đồng chí, 9 đã gửi lại."
    dialog.deleteLater()


def test_fields_are_ticked_by_keyboard_and_a_refused_file_is_told(
    qtbot, window, page, desk, topic, ids, hand_out, look, tmp_path
):
    name = page.person.full_name
    [path] = hand_out(ONE)
    typed(path, character="Tốt", duties="Chăm")
    wrong = tmp_path / "thư.docx"
    wrong.write_bytes(b"xin chao")
    dialog = look(path, wrong)
    assert "1 tệp không nhận được" in dialog.count.text()
    dialog.finder.table.setFocus()
    press(Qt.Key.Key_Space)
    assert dialog.accept_button.text() == "Nhận 1 ô"
    dialog.finder.table.go_to_row(9)
    assert "Không đọc được tệp thư.docx" in dialog.told.text()
    press(Qt.Key.Key_Space)
    assert dialog.accept_button.text() == "Nhận 1 ô"
    dialog.all.click()
    assert dialog.accept_button.text() == "Nhận 2 ô"
    dialog.all.click()
    assert not dialog.accept_button.isEnabled()
    dialog.finder.table.go_to_row(1)
    press(Qt.Key.Key_Return)
    dialog.hand_in.click()
    dialog.accept_button.click()
    settle(qtbot, window)
    assert text(desk, topic, ids[name], "character") == ""
    assert text(desk, topic, ids[name], "duties") == "Chăm"
    assert reviews.open_review(desk, topic.id, ids[name]).stage is Stage.HANDED_IN


def test_nothing_can_be_taken_from_a_form_that_nobody_filled_in(hand_out, look):
    [path] = hand_out(ONE)
    dialog = look(path)
    assert not dialog.accept_button.isEnabled()
    assert not dialog.all.isEnabled()
    assert dialog.what.text().endswith("Không có gì thay đổi")
    dialog.reject()


def test_files_dropped_on_the_window_come_to_the_page_of_reviews(
    qtbot, window, page, hand_out, dialogs
):
    [path] = hand_out(ONE)
    window.visit("members")
    assert dropped_on(window, path)
    dialog = dialogs.expect(WordInDialog)
    assert window.page_key() == "reviews"
    dialog.reject()


def test_files_are_chosen_from_the_folder_of_the_last_time(hand_out, page, dialogs):
    [path] = hand_out(ONE)
    page.view.word.menu().actions()[1].trigger()
    dialogs.choose(path)
    dialogs.expect(WordInDialog).reject()


def test_a_disk_that_refuses_is_said(page, hand_out, dialogs, tmp_path):
    from studycompanion.services.word_forms import FormsWanted

    blocked = tmp_path / "tệp"
    blocked.write_text("x")
    page.word.export_to(FormsWanted(page.topic_id), blocked)
    dialogs.expect(Message).accept()


def test_stopping_says_what_is_left(page, dialogs):
    from studycompanion.errors import Cancelled

    page.word._on_stopped(Cancelled())
    message = dialogs.expect(Message)
    assert message.sentence.text().startswith("Đã dừng.")
    message.reject()


def test_a_review_that_is_looked_at_is_noted_and_one_passed_by_is_not(
    qtbot, window, page, desk, topic, ids
):
    names = [line.full_name for line in page.view.model.records if line.owes]
    for name in names[:2]:
        key = reviews.open_review(desk, topic.id, ids[name]).sections[0].key
        reviews.write_section(desk, topic.id, ids[name], key, "Đã viết", revision=0)
    page._trace._patience.setInterval(60_000)
    page.view.finder.table.go_to(ids[names[0]])
    settle(qtbot, window)
    page.reload()
    settle(qtbot, window)
    page.go_on(1)
    settle(qtbot, window)
    page._trace._patience.setInterval(1)
    page._trace._patience.start()
    qtbot.waitUntil(lambda: bool(review_tracing.journal(desk)))
    settle(qtbot, window)
    assert [(one.member_name, one.means) for one in review_tracing.journal(desk)] == [
        (page.person.full_name, Means.SHOWN)
    ]
    assert page.person.full_name == names[1]


def test_the_journal_is_a_list_that_can_be_narrowed(qtbot, window, desk, topic, ids, dialogs):
    name, member_id = next(iter(ids.items()))
    key = reviews.open_review(desk, topic.id, member_id).sections[0].key
    reviews.write_section(desk, topic.id, member_id, key, "Đã viết", revision=0)
    review_tracing.note_shown(desk, topic.id, member_id)
    review_tracing.note_left(desk, Means.PDF, topic_id=topic.id, file_name="a.pdf")
    commands = {one.title: one.action for one in window.menus.commands()}
    commands["Sổ xem và xuất bản tự soi…"].trigger()
    dialog = dialogs.expect(AccessesDialog)
    settle(qtbot, window)
    assert dialog.model.rowCount() == 2
    dialog.left_only.setChecked(True)
    assert dialog.model.rowCount() == 1
    assert dialog.model.cell_at(0, 0).text == name
    assert dialog.count.text() == "1 lần, mới nhất ở trên."
    dialog.accept()
