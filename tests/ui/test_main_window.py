"""The frame: pages built at their first visit, menus, status line, an orderly end."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from studycompanion.services import members, opening
from studycompanion.ui.tokens import SCALES
from tests.ui.fixtures import close, settle
from tests.ui.keyboard import CTRL, focused, press, type_letters
from tests.ui.people import NAMES, enrol, session_of, topic_of

PAGES = ["Việc cần làm", "Chuyên đề", "Điểm danh", "Tự soi, tự sửa", "Kế hoạch làm theo Bác",
         "Bản cam kết", "Đảng viên", "Báo cáo", "Cài đặt"]  # fmt: skip


class NewWindows(QObject):
    """Top-level widgets that show themselves."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if event.type() is QEvent.Type.Show and is_window:
            self.seen.append(watched)
        return False


@pytest.fixture
def full_desk(desk):
    enrol(desk, *NAMES)
    topic = topic_of(desk)
    session_of(desk, topic)
    return desk


def test_the_navigation_names_the_pages_in_order(open_window, desk):
    window = open_window(desk)
    names = [window.navigation.list.item(i).text() for i in range(len(window.page_keys()))]
    assert names == PAGES


def test_a_page_is_built_at_its_first_visit_only(open_window, desk):
    window = open_window(desk, "members")
    assert set(window.pages) == {"members"}
    window.visit("topics")
    window.visit("members")
    assert set(window.pages) == {"members", "topics"}


def test_no_page_flashes_a_window_of_its_own(qtbot, qapp, open_window, full_desk):
    window = open_window(full_desk)
    watch = NewWindows()
    qapp.installEventFilter(watch)
    for key in window.page_keys():
        window.visit(key)
        settle(qtbot, window)
    qapp.removeEventFilter(watch)
    assert watch.seen == []


def test_ctrl_and_a_number_open_a_page_with_the_keyboard_in_it(qtbot, open_window, full_desk):
    window = open_window(full_desk)
    for number, key in enumerate(window.page_keys(), start=1):
        press(Qt.Key(Qt.Key.Key_0 + number), CTRL)
        settle(qtbot, window)
        page = window.stack.currentWidget()
        assert page is window.pages[key]
        assert page.isAncestorOf(focused()), key


def test_the_status_line_says_saved_offline_and_last_backup(qtbot, open_window, desk):
    window = open_window(desk)
    assert window.status.facts.text() == "Đã lưu  ·  Ngoại tuyến  ·  Chưa sao lưu"
    window.context.tasks.write(lambda desk: opening.save_setup(desk, opening.setup_of(desk)))
    settle(qtbot, window)
    assert window.status.facts.text().startswith("Đã lưu 19:00:00")
    press(Qt.Key.Key_S, CTRL)
    settle(qtbot, window)
    assert window.status.facts.text().endswith("Sao lưu gần nhất, mở được: hôm nay 19:00")


def test_without_a_step_undo_and_redo_are_grey(open_window, desk):
    window = open_window(desk)
    assert not window.history.undo.isEnabled()
    assert not window.history.redo.isEnabled()


def test_closing_keeps_what_is_being_typed(qtbot, open_window, desk, data_folder, clock):
    ids = enrol(desk, *NAMES)
    window = open_window(desk, "members")
    field = window.pages["members"].view.panel.fields["phone"]
    field.setFocus()
    type_letters("0912345678")
    close(qtbot, window)
    again = opening.open_desk(data_folder, actor=desk.actor, clock=clock)
    assert members.member_card(again, ids["Bùi Thị An"]).member.phone == "0912345678"
    opening.close(again)


def test_closing_makes_a_backup(qtbot, open_window, desk, data_folder):
    enrol(desk, *NAMES)
    close(qtbot, open_window(desk))
    assert len(list((data_folder / "backups").iterdir())) == 1


def test_a_second_start_brings_the_window_forward(qtbot, open_window, desk, data_folder):
    window = open_window(desk)
    window.showMinimized()
    opening.ask_to_raise(data_folder)
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=5000)


@pytest.mark.parametrize("scale", SCALES)
def test_every_page_fits_a_small_screen_at_every_text_size(qtbot, open_window, full_desk, scale):
    window = open_window(full_desk)
    window.context.preferences.change(scale=scale)
    window.redress()
    for key in window.page_keys():
        window.visit(key)
        settle(qtbot, window)
        least = window.minimumSizeHint()
        assert least.width() <= 1366, key
        assert least.height() <= 768, key
    window.context.preferences.change(scale=100)
    window.redress()


def test_another_look_keeps_the_page_and_dresses_everything_anew(qtbot, open_window, full_desk):
    window = open_window(full_desk, "rollcall")
    window.context.preferences.change(scheme="dark")
    window.redress()
    settle(qtbot, window)
    page = window.stack.currentWidget()
    assert page is window.pages["rollcall"]
    assert page.view.model.rowCount() == len(NAMES)
    assert QApplication.palette().window().color().name() == "#14181f"
    window.context.preferences.change(scheme="light")
    window.redress()


def test_every_control_that_takes_the_keyboard_has_a_name(qtbot, open_window, full_desk):
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView

    window = open_window(full_desk)
    for key in window.page_keys():
        window.visit(key)
        settle(qtbot, window)
        page = window.pages[key]
        for kind in (QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView):
            for control in page.findChildren(kind):
                text = control.text() if isinstance(control, QPushButton) else ""
                assert control.accessibleName() or text, (key, kind, control.objectName())
