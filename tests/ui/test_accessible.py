"""For everyone: whatever the program shows can be heard, hit, reached by keyboard and seen."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QLabel, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from studycompanion.ui import pages
from studycompanion.ui.theme import Scheme
from tests.conftest import PROVING
from tests.ui.everywhere import SOME, a_stage, called, scenes, walk
from tests.ui.hearing import CONTROLS, READ_BY_THEMSELVES, ROLE, heard
from tests.ui.scenes import all_scenes
from tests.ui.sizes import too_fine, too_small
from tests.ui.touring import looks_alike, not_reached, out_of_order, take_keyboard, tour

pytestmark = pytest.mark.walk

OTHER_LOOKS = [(Scheme.CONTRAST_DARK, 200), *([(Scheme.DARK, 150)] if PROVING else [])]

FEW = ("rollcall", "plans", "reports-chart", "settings-comforts", "topic-new", "finding", "start")
"""A scene with every kind of control, for the looks that are not walked through as a whole."""


def nameless(top: QWidget) -> list[str]:
    """Controls that a screen reader can only call by their kind."""
    return [f"{one} has no name" for one in heard(top) if one.role in CONTROLS and not one.name]


def unfit(top: QWidget) -> list[str]:
    """What takes the keyboard and does not say what it is.

    Qt has no role for an area to scroll and read: it has a name. Tabs are what their bar is.
    """
    known = CONTROLS | READ_BY_THEMSELVES
    areas = {type(w).__name__ for w in top.findChildren(QScrollArea) if w.accessibleName()}
    tabs = {type(w).__name__ for w in top.findChildren(QTabWidget)}
    return [
        f"{one} is of no kind"
        for one in heard(top)
        if one.is_focusable and one.role not in known and one.widget not in areas | tabs
    ]


def dumb_lists(top: QWidget) -> list[str]:
    """Cells that do not say of which column they are, or nothing at all; signs are words too."""
    said = [one for one in heard(top) if one.role is ROLE.Cell]
    return [f"{one} says no column" for one in said if ": " not in one.name]


def wrong_tour(top: QWidget) -> dict[str, list[str]]:
    """What is wrong with the way of the Tab key through a window, there and back."""
    take_keyboard(top)
    there = tour(top)
    back = tour(top, Qt.Key.Key_Backtab)
    ways = f"there {[*map(called, there)]}, back {[*map(called, back)]}"
    return {
        "tab": list(not_reached(top, there)),
        "order": out_of_order(top, there),
        "way back": [] if back[1:] == there[1:][::-1] else [ways],
        "rings": [f"{called(w)} does not show that it has the keyboard" for w in there
                  if looks_alike(w)],
    }  # fmt: skip


@pytest.fixture(scope="module")
def walked(qapp, tmp_path_factory):
    """Everything that is wrong anywhere, by what it is."""
    toured: dict[str, list[str]] = {}

    def once(name: str, top: QWidget) -> list[str]:
        if name == "tab":
            toured.update(wrong_tour(top))
        return toured[name]

    checks = {"names": nameless, "roles": unfit, "lists": dumb_lists, "sizes": too_small,
              "letters": partial(too_fine, scale=100)}  # fmt: skip
    checks |= {name: partial(once, name) for name in ("tab", "order", "way back", "rings")}
    with a_stage(tmp_path_factory.mktemp("for-everyone")) as stage:
        return walk(stage, checks)


def test_every_page_is_walked_through():
    played = {scene.name for scene in scenes()}
    assert {entry.key for entry in pages.entries()} - {"reports"} <= played
    assert set(SOME) <= {scene.name for scene in all_scenes()}


def test_everything_that_can_be_used_has_a_name(walked):
    assert walked["names"] == []


def test_everything_that_takes_the_keyboard_says_what_it_is(walked):
    assert walked["roles"] == []


def test_every_cell_of_a_list_says_its_column_and_its_words(walked):
    assert walked["lists"] == []


def test_everything_that_is_clicked_is_at_least_32_pixels(walked):
    assert walked["sizes"] == []


def test_no_letters_are_smaller_than_11_points(walked):
    assert walked["letters"] == []


def test_tab_reaches_everything_and_is_trapped_nowhere(walked):
    assert walked["tab"] == []


def test_tab_goes_as_one_reads(walked):
    assert walked["order"] == []


def test_shift_and_tab_go_the_same_way_back(walked):
    assert walked["way back"] == []


def test_whatever_has_the_keyboard_shows_it(walked):
    assert walked["rings"] == []


@pytest.mark.parametrize(("scheme", "scale"), OTHER_LOOKS, ids=str)
def test_other_looks_are_large_enough_and_show_the_keyboard_too(
    qapp, dialogs, tmp_path, scheme, scale
):
    dialogs.welcome = dialogs.shown
    checks = {"sizes": too_small, "letters": partial(too_fine, scale=scale),
              "rings": lambda top: wrong_tour(top)["rings"]}  # fmt: skip
    few = [scene for scene in all_scenes() if scene.name in FEW]
    with a_stage(tmp_path) as stage:
        stage.dress("vi", scheme, scale)
        assert walk(stage, checks, few) == {"sizes": [], "letters": [], "rings": []}


def test_the_checks_see_what_is_wrong(qtbot):
    from PySide6.QtWidgets import QPushButton, QTextEdit

    bad = QWidget()
    bad.setWindowTitle("Tệ")
    inside = QVBoxLayout(bad)
    small, trap, faint = QPushButton(), QTextEdit(), QLabel("nhỏ")
    trap.setAccessibleName("Bẫy")
    small.setFixedSize(20, 20)
    small.setStyleSheet("QPushButton, QPushButton:focus { border: none; min-height: 8px; }")
    font = QFont(faint.font())
    font.setPointSizeF(8)
    faint.setFont(font)
    for part in (small, faint, trap):
        inside.addWidget(part)
    qtbot.addWidget(bad)
    bad.show()
    assert nameless(bad) != []
    assert list(too_small(bad)) != []
    assert list(too_fine(bad, 100)) != []
    take_keyboard(bad)
    assert looks_alike(small)
    trap.setFocus()
    with pytest.raises(AssertionError):
        tour(bad)


def test_a_mark_and_a_sign_are_said_in_words(qtbot):
    from studycompanion.domain.attendance import Mark
    from studycompanion.ui.models.records import Column, RecordModel
    from studycompanion.ui.signs import mark_sign

    model = RecordModel([Column("Điểm danh", mark_sign)], identity=str, key=str)
    model.fill(list(Mark))
    said = [model.data(model.index(n, 0), Qt.ItemDataRole.AccessibleTextRole) for n in range(2)]
    assert said == ["Điểm danh: Chưa điểm danh", "Điểm danh: Có mặt"]


def test_a_choice_says_what_it_chooses_as_well_as_what_is_chosen(qtbot):
    from studycompanion.ui.widgets.choice_box import ChoiceBox

    box = ChoiceBox("Cỡ chữ")
    qtbot.addWidget(box)
    box.fill([("100", "100%")], "100")
    one = QAccessible.queryAccessibleInterface(box)
    said = {one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Description)}
    assert {"Cỡ chữ"} <= said
