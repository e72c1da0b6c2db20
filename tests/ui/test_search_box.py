"""The find box: what is composed counts, journal keys pass, its buttons have names."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QToolButton

from studycompanion.ui.widgets.search_box import SearchBox
from tests.ui.keyboard import CTRL, compose, press, type_letters


@pytest.fixture
def box(qtbot):
    made = SearchBox("Tìm tên, không cần dấu")
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_letters_that_are_still_composed_are_looked_for(qtbot, box):
    heard = []
    box.searched.connect(heard.append)
    type_letters("tran ")
    compose("Tuâ")
    assert heard[-1] == "tran Tuâ"
    compose("", commit="Tuấn")
    assert heard[-1] == box.text() == "tran Tuấn"


def test_emptying_drops_what_is_composed_too(box):
    compose("Tuâ")
    box.empty()
    assert box.sought == ""
    compose("", commit="A")
    assert box.text() == "A"


def test_escape_empties_the_box(box):
    type_letters("abc")
    press(Qt.Key.Key_Escape)
    assert box.text() == ""


def test_undo_in_the_find_box_belongs_to_the_journal(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    box = SearchBox("Tìm")
    window.setCentralWidget(box)
    undone = []
    undo = QAction("Hoàn tác", window)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    undo.triggered.connect(lambda: undone.append("một bước"))
    window.addAction(undo)
    window.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    type_letters("abc")
    press(Qt.Key.Key_Z, CTRL)
    assert undone
    assert box.text() == "abc"


def test_arrows_page_keys_and_enter_are_told(qtbot, box):
    told = []
    box.moved.connect(lambda by: told.append(("dòng", by)))
    box.paged.connect(lambda by: told.append(("trang", by)))
    box.entered.connect(lambda: told.append("enter"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_Enter):
        press(key)
    assert told == [("dòng", 1), ("dòng", -1), ("trang", 1), "enter"]


def test_the_box_and_the_buttons_inside_it_have_names(box):
    assert box.accessibleName() == "Tìm tên, không cần dấu"
    names = {tool.accessibleName() for tool in box.findChildren(QToolButton)}
    assert names == {"Tìm", "Bỏ chữ đang tìm"}
