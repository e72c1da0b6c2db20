"""The sample in the window: made with a way to stop, marked everywhere, left and thrown away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from studycompanion.errors import EnvironmentProblem
from studycompanion.services import demo, opening
from studycompanion.ui.dialogs import Message
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.sample import SampleBand
from studycompanion.ui.wizards.answers import Step, Way
from studycompanion.ui.wizards.sample_sheet import SampleSheet
from studycompanion.ui.wizards.start_dialog import StartDialog
from tests.ui.first_steps import begin_later, choose_below, to_way
from tests.ui.fixtures import ACTOR, SETUP, settle, wait_for_window
from tests.ui.keyboard import press
from tests.ui.people import NAMES, enrol

KEY = Qt.Key


@pytest.fixture
def small(monkeypatch):
    """The sample as small as can be: its making is tested elsewhere."""

    def make(folder, *, actor, clock, job=None):
        job.report(0, 2, "Tháng 4 năm 2025")
        return demo.build(folder, members=3, actor=actor, clock=clock)

    monkeypatch.setattr(demo, "sample", make)


@pytest.fixture
def at_home(data_folder, clock):
    """Real people in the user's own folder."""
    desk = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    enrol(desk, *NAMES)
    opening.close(desk)


def press_menu(window, words):
    """Press an entry of the file menu."""
    [action] = [a for a in window.findChildren(type(window.history.undo)) if a.text() == words]
    action.trigger()


def moved_on(qtbot, running, folder):
    """Wait until the window shows the data of another folder."""
    qtbot.waitUntil(lambda: running.context.folder == folder, timeout=20_000)
    return wait_for_window(qtbot, running)


def choose_sample(dialog):
    to_way(dialog)
    choose_below(list(Way).index(Way.SAMPLE))
    assert dialog.progress.text() == "Bước 2/2"
    press(KEY.Key_Return)


def test_the_first_start_shows_the_sample_from_a_folder_of_its_own(
    qtbot, start, dialogs, data_folder, small
):
    running = start()
    choose_sample(dialogs.expect(StartDialog))
    dialogs.expect(SampleSheet)
    window = moved_on(qtbot, running, demo.folder_of(data_folder))
    assert demo.is_sample(running.tasks.gate.desk())
    assert window.windowTitle().startswith("Dữ liệu mẫu – ")
    assert window.findChild(SampleBand).isVisible()
    assert opening.state(data_folder) is opening.FileState.MISSING


def test_the_real_sample_can_be_stopped_and_leaves_nothing(qtbot, start, dialogs, data_folder):
    running = start()
    choose_sample(dialogs.expect(StartDialog))
    sheet = dialogs.expect(SampleSheet)
    qtbot.waitUntil(lambda: sheet.bar.value() > 0, timeout=60_000)
    press(KEY.Key_Return)
    again = dialogs.expect(StartDialog)
    assert again.step is Step.WAY
    assert again.answers.way == Way.SAMPLE
    assert not demo.folder_of(data_folder).exists()
    assert running.context.folder == data_folder


def test_a_sample_that_cannot_be_made_is_one_sentence_and_one_is_back(
    qtbot, start, dialogs, data_folder, monkeypatch
):
    def refuse(*_words, **_more):
        raise EnvironmentProblem("disk_full")

    monkeypatch.setattr(demo, "sample", refuse)
    start()
    choose_sample(dialogs.expect(StartDialog))
    sheet = dialogs.expect(SampleSheet)
    qtbot.waitUntil(sheet.problem.isVisible)
    assert "Đĩa đã đầy" in sheet.problem.text()
    press(KEY.Key_Escape)
    dialogs.expect(StartDialog)


def test_one_goes_to_the_sample_and_back_from_the_menu(
    qtbot, start, dialogs, data_folder, small, at_home
):
    running = start()
    window = wait_for_window(qtbot, running)
    assert window.findChild(SampleBand) is None
    press_menu(window, "Mở dữ liệu mẫu")
    dialogs.expect(SampleSheet)
    inside = moved_on(qtbot, running, demo.folder_of(data_folder))
    assert inside.context.is_sample
    press_menu(inside, "Về dữ liệu của tôi")
    home = moved_on(qtbot, running, data_folder)
    assert not home.context.is_sample
    assert home.page_key() == "tasks"
    home.visit("members")
    settle(qtbot, home)
    assert home.pages["members"].view.model.rowCount() == len(NAMES)
    press_menu(home, "Mở dữ liệu mẫu")
    assert moved_on(qtbot, running, demo.folder_of(data_folder)).findChild(SampleBand)


def test_the_sample_is_thrown_away_after_a_question(
    qtbot, start, dialogs, data_folder, small, at_home
):
    running = start()
    press_menu(wait_for_window(qtbot, running), "Mở dữ liệu mẫu")
    dialogs.expect(SampleSheet)
    inside = moved_on(qtbot, running, demo.folder_of(data_folder))
    press_menu(inside, "Bỏ dữ liệu mẫu…")
    question = dialogs.expect(Message)
    assert "không bị đụng tới" in question.sentence.text()
    question.accept()
    moved_on(qtbot, running, data_folder)
    assert not demo.folder_of(data_folder).exists()


def test_the_sample_is_made_anew_after_a_question(
    qtbot, start, dialogs, data_folder, small, at_home
):
    running = start()
    press_menu(wait_for_window(qtbot, running), "Mở dữ liệu mẫu")
    dialogs.expect(SampleSheet)
    inside = moved_on(qtbot, running, demo.folder_of(data_folder))
    enrol(running.tasks.gate.desk(), "Người Thử Thêm")
    press_menu(inside, "Lập lại dữ liệu mẫu…")
    dialogs.expect(Message).accept()
    dialogs.expect(SampleSheet)
    fresh = wait_for_window(qtbot, running)
    fresh.visit("members")
    settle(qtbot, fresh)
    assert fresh.pages["members"].view.model.rowCount() == 3


def test_a_file_that_leaves_the_sample_is_named_after_it(qtbot, start, dialogs, data_folder, small):
    running = start()
    choose_sample(dialogs.expect(StartDialog))
    dialogs.expect(SampleSheet)
    window = moved_on(qtbot, running, demo.folder_of(data_folder))
    chooser = choose_new_file(window.pages["tasks"], "Lưu", name="bao-cao.pdf", then=print)
    dialogs.expect(QFileDialog)
    assert chooser.selectedFiles()[0].endswith("MẪU - bao-cao.pdf")
    chooser.reject()


def test_after_the_sample_the_first_start_goes_on(qtbot, start, dialogs, data_folder, small):
    running = start()
    choose_sample(dialogs.expect(StartDialog))
    dialogs.expect(SampleSheet)
    inside = moved_on(qtbot, running, demo.folder_of(data_folder))
    press_menu(inside, "Về dữ liệu của tôi")
    dialog = dialogs.expect(StartDialog)
    assert dialog.step is Step.WAY
    press(KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    dialog.answers.way = Way.NEW
    begin_later(dialog)
    wait_for_window(qtbot, running)
    assert opening.setup_of(running.tasks.gate.desk()) == SETUP
