"""Fields for longer text: pauses, leaving, and undo."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QTextFormat
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from studycompanion.ui.widgets.draft_edit import PAUSE_MS, DraftEdit
from tests.ui.keyboard import CTRL, compose, focused, press, type_letters

_UNDERLINE = QTextFormat.Property.TextUnderlineStyle.value


@pytest.fixture
def fields(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    edits = DraftEdit("một"), DraftEdit("hai")
    for edit in edits:
        column.addWidget(edit)
    holder.show()
    edits[0].setFocus()
    qtbot.waitUntil(edits[0].hasFocus)
    yield edits
    holder.close()


def test_typing_is_told_after_at_most_two_seconds_even_without_a_pause(qtbot, fields):
    assert PAUSE_MS <= 2000
    first = fields[0]
    first._pause.setInterval(30)
    with qtbot.waitSignal(first.paused) as paused:
        type_letters("đang viết")
    assert paused.args == ["đang viết"]


def test_leaving_tells_the_text_once(fields):
    told = []
    fields[0].left.connect(told.append)
    type_letters("Đã viết")
    press(Qt.Key.Key_Tab)
    assert focused() is fields[1]
    fields[0].leave()
    assert told == ["Đã viết"]


def test_leaving_unchanged_tells_nothing(fields):
    told = []
    fields[0].left.connect(told.append)
    fields[0].show_stored("cũ")
    press(Qt.Key.Key_Tab)
    assert told == []


def test_composed_letters_are_part_of_what_is_left(fields):
    told = []
    fields[0].left.connect(told.append)
    compose("Việ")
    compose("", commit="Việt")
    press(Qt.Key.Key_Tab)
    assert told == ["Việt"]


def test_a_menu_over_the_field_does_not_leave_it(fields):
    told = []
    fields[0].left.connect(told.append)
    type_letters("dở")
    away = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    QApplication.sendEvent(fields[0], away)
    assert told == []


def test_what_is_being_typed_is_never_replaced_by_what_is_stored(fields):
    type_letters("của tôi")
    fields[0].show_stored("của nơi khác")
    assert fields[0].toPlainText() == "của tôi"


def test_a_draft_that_is_taken_back_is_told(qtbot, fields):
    first, told = fields[0], []
    first._pause.setInterval(10)
    first.reverted.connect(lambda: told.append("bỏ"))
    with qtbot.waitSignal(first.paused):
        type_letters("a")
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Tab)
    assert told == ["bỏ"]


def test_a_draft_found_at_start_stands_in_the_field_and_counts_as_not_stored(fields):
    fields[0].show_stored("cũ", draft="cũ và mới")
    assert fields[0].toPlainText() == "cũ và mới"
    assert fields[0].is_dirty


def test_a_refused_text_is_told_again_when_the_field_is_left_again(fields):
    told = []
    fields[0].left.connect(told.append)
    type_letters("x")
    fields[0].leave()
    fields[0].give_back("x")
    fields[0].leave()
    assert told == ["x", "x"]


def test_the_field_grows_with_its_text_up_to_a_limit(qtbot, fields):
    low = fields[0].height()
    fields[0].setPlainText("\n".join("một dòng" for _ in range(6)))
    qtbot.waitUntil(lambda: fields[0].height() > low)
    six = fields[0].height()
    fields[0].setPlainText("\n".join("một dòng" for _ in range(60)))
    qtbot.waitUntil(lambda: fields[0].height() > six)
    assert fields[0].height() < 60 * 15


def paste(edit, **kinds):
    data = QMimeData()
    for kind, content in kinds.items():
        getattr(data, f"set{kind.capitalize()}")(content)
    assert edit.canInsertFromMimeData(data)
    edit.insertFromMimeData(data)


def test_what_is_pasted_from_word_keeps_the_words_and_drops_their_dress(fields):
    dressed = "<p style='color:red'><b>Tự soi:</b> còn <i>nể nang</i></p><p>Tự sửa</p>"
    paste(fields[0], text="Tự soi:\u00a0còn nể nang\r\n•\tTự sửa", html=dressed)
    assert fields[0].toPlainText() == "Tự soi: còn nể nang\n• Tự sửa"
    fields[0].undo()
    assert fields[0].toPlainText() == ""
    paste(fields[0], html=dressed)
    assert fields[0].toPlainText() == "Tự soi: còn nể nang\nTự sửa"


def test_pictures_and_files_are_not_pasted(fields):
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert not fields[0].canInsertFromMimeData(data)


def test_no_word_is_marked_as_misspelt(fields):
    type_letters("Ơi à, tôi nghĩ vậy zzz.")
    block = fields[0].document().firstBlock()
    assert block.layout().formats() == []
    assert not any(part.format.hasProperty(_UNDERLINE) for part in fields[0].extraSelections())


def test_undo_goes_back_from_pause_to_pause_and_forward_again(fields):
    type_letters("một")
    fields[0].tell_draft()
    type_letters(" hai")
    fields[0].tell_draft()
    compose("b", " ba")
    type_letters(" bốn")
    paste(fields[0], text=" năm")
    seen = [fields[0].toPlainText()]
    for _ in range(4):
        press(Qt.Key.Key_Z, CTRL)
        seen.append(fields[0].toPlainText())
    assert seen == ["một hai ba bốn năm", "một hai ba bốn", "một hai", "một", ""]
    press(Qt.Key.Key_Y, CTRL)
    press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert fields[0].toPlainText() == "một hai"


def test_one_writes_on_at_the_end_of_a_text_that_begins_in_view(fields):
    long = "\n".join(f"dòng {n}" for n in range(60))
    for edit in fields:
        edit.show_stored(long)
    assert fields[1].verticalScrollBar().value() == 0
    type_letters(" thêm")
    assert fields[0].toPlainText() == f"{long} thêm"


def test_redo_belongs_to_the_journal_where_nothing_was_taken_back_here(fields):
    type_letters("một")
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Y, CTRL)
    override.accept()
    fields[0].event(override)
    assert not override.isAccepted()
    fields[0].undo()
    fields[0].event(override)
    assert override.isAccepted()
