"""A hundred people, and a whole ward, by nothing but keys; every key is counted."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from studycompanion.domain.attendance import Mark
from studycompanion.domain.study import SessionState
from studycompanion.services import rollcall, sessions
from studycompanion.ui.pages.rollcall.cells_sheet import CellsSheet
from studycompanion.ui.pages.rollcall.closing_dialogs import CloseDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.people import enrol, person, session_of, topic_of

KEY = Qt.Key
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đỗ", "Vũ", "Bùi", "Đặng", "Hoàng", "Ngô")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Oanh")


class KeyCount(QObject):
    """How many keys were pressed in the program."""

    def __init__(self):
        super().__init__()
        self.keys = 0
        self._last = None

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.KeyPress and watched is QApplication.focusWidget():
            self.keys += 1
        return False


@pytest.fixture
def counted(qapp):
    count = KeyCount()
    qapp.installEventFilter(count)
    yield count
    qapp.removeEventFilter(count)


def test_a_hundred_people_take_at_most_two_and_a_half_keys_each(
    qtbot, desk, open_window, dialogs, counted
):
    enrol(desk, *(f"{family} Văn {given}" for family in FAMILIES for given in GIVEN))
    session = session_of(desk, topic_of(desk))
    window = open_window(desk, "rollcall")
    wanted = {}
    exceptions = ((3, KEY.Key_F4, Mark.EXCUSED), (17, KEY.Key_F2, Mark.LATE),
                  (28, KEY.Key_F5, Mark.UNEXCUSED), (41, KEY.Key_F3, Mark.ONLINE),
                  (56, KEY.Key_F4, Mark.EXCUSED), (60, KEY.Key_F7, Mark.EXEMPT),
                  (73, KEY.Key_F2, Mark.LATE), (88, KEY.Key_F4, Mark.EXCUSED),
                  (99, KEY.Key_F5, Mark.UNEXCUSED), (100, KEY.Key_F6, Mark.MADE_UP))  # fmt: skip
    for number, key, mark in exceptions:
        type_letters(str(number))
        press(key)
        wanted[number] = mark
    for number in range(1, 41):
        if number not in wanted:
            type_letters(str(number))
            press(KEY.Key_Return)
    press(KEY.Key_Backtab)
    press(KEY.Key_Backtab)
    while focused() is not window.pages["rollcall"].view.all_present:
        press(KEY.Key_Backtab)
    press(KEY.Key_Return)
    settle(qtbot, window)
    lines = rollcall.read_roll(desk, session.id).lines
    assert [line.mark for line in lines] == [wanted.get(n, Mark.PRESENT) for n in range(1, 101)]
    assert focused() is window.pages["rollcall"].view.finder.box
    while focused() is not window.pages["rollcall"].view.finish:
        press(KEY.Key_Backtab)
    press(KEY.Key_Return)
    dialogs.expect(CloseDialog)
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert sessions.session_card(desk, session.id).state is SessionState.CLOSED
    assert 100 < counted.keys <= 250, counted.keys


def test_a_ward_of_2350_is_found_marked_and_added_up_by_cell(
    qtbot, ward_desk, open_window, dialogs
):
    people = [
        person(
            f"{FAMILIES[n % 10]} Văn {GIVEN[n // 10 % 10]} {n}", cell_name=f"Chi bộ {n % 39 + 1}"
        )
        for n in range(2350)
    ]
    enrol(ward_desk, *people)
    session = session_of(ward_desk, topic_of(ward_desk))
    window = open_window(ward_desk, "rollcall")
    page = window.pages["rollcall"]
    assert page.view.model.rowCount() == 2350
    type_letters("dang van chau")
    press(KEY.Key_Down)
    press(KEY.Key_F4)
    type_letters("2350")
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert page.totals.of(Mark.EXCUSED) == page.totals.of(Mark.PRESENT) == 1
    page.view.all_present.click()
    settle(qtbot, window)
    assert page.view.figures.attended.figure.text() == "2.349"
    assert rollcall.totals(ward_desk, session.id).attended == 2349
    page.actions_.show_cells()
    sheet = dialogs.expect(CellsSheet)
    assert len(sheet.model.records) == 39
    assert sum(cell.totals.called for cell in sheet.model.records) == 2350
    sheet.reject()
