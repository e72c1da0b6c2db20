"""The guided path of the first start, by keyboard alone, over a real folder."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

from studycompanion import messages, paths
from studycompanion.errors import EnvironmentProblem
from studycompanion.services import members, opening, safekeeping, topics
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.members.importing.wizard import ImportWizard
from studycompanion.ui.pages.members.new_dialog import NewMemberDialog
from studycompanion.ui.preferences import Preferences
from studycompanion.ui.theme import current
from studycompanion.ui.wizards import answers as keeping
from studycompanion.ui.wizards.answers import Guard, Step, Way
from studycompanion.ui.wizards.recovery_card import RecoveryCard
from studycompanion.ui.wizards.roster_step import RosterStep
from studycompanion.ui.wizards.start_dialog import StartDialog
from tests.ui.first_steps import (
    begin_later,
    choose_below,
    name_bodies,
    tab_to,
    to_roster,
    to_way,
    without_password,
)
from tests.ui.fixtures import ACTOR, SETUP, close, wait_for_window
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.people import NAMES, enrol

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
DATA = Path(__file__).parents[1] / "data"
PASSWORD = "mật khẩu rất dài"


@pytest.fixture
def dialog(start, dialogs):
    """The first question of a fresh start."""
    running = start()
    found = dialogs.expect(StartDialog)
    found.running = running
    return found


def files_in(folder):
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def arrive(dialog, way, path, qtbot, dialogs):
    """Choose a way with a file, and the file."""
    to_way(dialog)
    choose_below(list(Way).index(way))
    press(KEY.Key_Return)
    assert dialog.step is Step.FILE
    press(KEY.Key_Space)
    dialogs.choose(path)
    back_to(dialog, qtbot)


def back_to(dialog, qtbot):
    """The dialog has the keyboard again, as a desktop gives it back, and waits for nothing."""
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.isEnabled(), timeout=20_000)


def test_the_whole_path_by_keyboard_without_a_password(qtbot, dialog, data_folder):
    begin_later(dialog)
    window = wait_for_window(qtbot, dialog.running)
    desk = dialog.running.tasks.gate.desk()
    assert opening.setup_of(desk) == SETUP
    assert not safekeeping.has_password(desk)
    assert window.page_key() == "members"
    assert window.pages["members"].view.empty.isVisible()
    assert keeping.NAME not in files_in(data_folder)


def test_the_whole_path_by_keyboard_with_a_password(qtbot, dialog, data_folder, clock):
    to_way(dialog)
    press(KEY.Key_Return)
    name_bodies(dialog)
    choose_below(1)
    assert dialog.progress.text() == "Bước 4/6"
    for field in (dialog.page.password, dialog.page.again):
        tab_to(field.edit)
        type_letters(PASSWORD)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: dialog.step is Step.KEY, timeout=20_000)
    back_to(dialog, qtbot)
    key = dialog.page.card.key
    tab_to(dialog.forward)
    press(KEY.Key_Return)
    assert "đánh dấu" in dialog.problem.text()
    assert focused() is dialog.page.card.kept
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    assert dialog.step is Step.ROSTER
    choose_below(2)
    press(KEY.Key_Return)
    window = wait_for_window(qtbot, dialog.running)
    close(qtbot, window)
    for secret in (PASSWORD, key):
        opening.close(opening.open_desk(data_folder, actor=ACTOR, clock=clock, password=secret))


def test_going_back_loses_nothing_and_alt_left_goes_there(dialog):
    to_roster(dialog)
    for step in (Step.GUARD, Step.BODIES, Step.WAY, Step.LOOK, Step.LOOK):
        press(KEY.Key_Left, ALT)
        assert dialog.step is step
    for step in (Step.WAY, Step.BODIES, Step.GUARD, Step.ROSTER):
        press(KEY.Key_Return)
        assert dialog.step is step
    assert dialog.answers.setup == SETUP


def test_another_text_size_takes_effect_at_once_and_loses_nothing(qtbot, dialog):
    to_way(dialog)
    press(KEY.Key_Return)
    type_letters("Đảng bộ phường Vĩnh Tuy")
    press(KEY.Key_Left, ALT)
    press(KEY.Key_Left, ALT)
    for percent in (125, 150):
        press(KEY.Key_Right)
        qtbot.waitUntil(lambda percent=percent: current().scale == percent)
    assert dialog.font().pointSizeF() == pytest.approx(16.5)
    assert focused() is dialog.page.scales[150]
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert dialog.page.fields["superior"].text == "Đảng bộ phường Vĩnh Tuy"
    assert "ĐẢNG BỘ PHƯỜNG VĨNH TUY" in dialog.page.preview.accessibleName()
    dialog.scale_wanted.emit(100)


def test_another_language_takes_effect_at_once(qtbot, dialog):
    dialog.page.language.picked.emit("en")
    qtbot.waitUntil(lambda: messages.language() == "en")
    assert dialog.progress.text() == "Step 1 of 5"
    dialog.language_wanted.emit("vi")
    assert dialog.progress.text() == "Bước 1/5"


def test_what_was_typed_is_there_after_a_break_but_never_a_password(
    qtbot, dialog, dialogs, start, data_folder
):
    to_roster(dialog)
    press(KEY.Key_Left, ALT)
    choose_below(1)
    tab_to(dialog.page.password.edit)
    type_letters(PASSWORD)
    kept = (data_folder / keeping.NAME).read_text("utf-8")
    assert PASSWORD not in kept
    assert json.loads(kept)["secretary"] == SETUP.secretary
    start()
    again = dialogs.expect(StartDialog)
    assert again.step is Step.GUARD
    assert again.answers.setup == SETUP


def test_a_file_of_answers_that_is_no_such_file_is_passed_over(data_folder):
    for text in ("", "[]", '{"step": 5, "way": "sideways", "superior": null}', "{"):
        (data_folder / keeping.NAME).write_text(text, "utf-8")
        found = keeping.load(data_folder)
        assert found.step == Step.LOOK
        assert found.superior == ""


def test_closing_in_the_middle_asks_and_leaves_no_data(qtbot, dialog, dialogs, data_folder):
    to_roster(dialog)
    press(KEY.Key_Escape)
    question = dialogs.expect(Message)
    assert "Chưa có dữ liệu nào được tạo" in question.sentence.text()
    press(KEY.Key_Escape)
    back_to(dialog, qtbot)
    assert dialog.isVisible()
    press(KEY.Key_Escape)
    dialogs.expect(Message)
    with qtbot.waitSignal(dialog.running.doorway.given_up):
        press(KEY.Key_Return)
    assert opening.state(data_folder) is opening.FileState.MISSING
    assert files_in(data_folder) == [keeping.NAME]


def test_each_field_that_says_nothing_has_a_sentence_of_its_own(dialog):
    to_way(dialog)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert dialog.problem.text() == "Còn 4 ô chưa ghi."
    said = [field.problem.text() for field in dialog.page.fields.values()]
    assert len(set(said)) == 4
    assert all("Chưa nhập" in sentence for sentence in said)
    assert focused() is dialog.page.fields["superior"].edit


def test_a_ward_office_names_no_cell(qtbot, dialog):
    to_way(dialog)
    press(KEY.Key_Return)
    dialog.page.is_ward.setChecked(True)
    fields = dialog.page.fields
    assert not fields["cell"].isVisible()
    for name in ("superior", "place", "secretary"):
        fields[name].edit.setText(getattr(SETUP, name))
    assert dialog.page.preview.lines[0][0] == ""
    assert dialog.page.preview.lines[1][0] == "ĐẢNG BỘ PHƯỜNG VĨNH TUY"
    press(KEY.Key_Return)
    without_password(dialog)
    choose_below(2)
    press(KEY.Key_Return)
    wait_for_window(qtbot, dialog.running)
    assert opening.setup_of(dialog.running.tasks.gate.desk()).cell is None


def test_a_password_is_wanted_or_not_but_never_by_default(dialog):
    to_way(dialog)
    press(KEY.Key_Return)
    name_bodies(dialog)
    press(KEY.Key_Return)
    assert dialog.problem.text() == "Hãy chọn một trong hai."
    choose_below(1)
    press(KEY.Key_Return)
    assert "Chưa nhập mật khẩu" in dialog.problem.text()
    type_letters("một")
    press(KEY.Key_Tab)
    type_letters("hai")
    press(KEY.Key_Return)
    assert "chưa giống nhau" in dialog.problem.text()
    assert dialog.answers.guard == Guard.PASSWORD


def test_the_letters_of_a_password_can_be_shown(dialog):
    to_way(dialog)
    press(KEY.Key_Return)
    name_bodies(dialog)
    choose_below(1)
    edit = dialog.page.password.edit
    tab_to(edit)
    assert edit.echoMode() is edit.EchoMode.Password
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    press(KEY.Key_Space)
    assert edit.echoMode() is edit.EchoMode.Normal


@pytest.mark.parametrize("password", [None, PASSWORD], ids=["plain", "with password"])
def test_a_backup_is_shown_before_it_comes_back(qtbot, dialog, dialogs, tmp_path, clock, password):
    path = backup_of(tmp_path / "máy cũ", clock, password)
    arrive(dialog, Way.BACKUP, path, qtbot, dialogs)
    facts = dialog.page.facts.text().splitlines()
    assert facts[0] == "Dữ liệu đến 20/11/2026 19:00" or "Dữ liệu đến" in facts[0]
    assert facts[1:3] == ["5 đồng chí", "1 chuyên đề"]
    if password:
        assert focused() is dialog.page.password.edit
        press(KEY.Key_Return)
        assert "có mật khẩu" in dialog.problem.text()
        type_letters("sai rồi")
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: dialog.problem.isVisible() and dialog.isEnabled(), timeout=20_000)
        assert dialog.problem.text().startswith("Mật khẩu không đúng")
        assert dialog.page.password.edit.selectedText() == "sai rồi"
        type_letters(password)
    press(KEY.Key_Return)
    wait_for_window(qtbot, dialog.running)
    desk = dialog.running.tasks.gate.desk()
    assert len(members.list_members(desk)) == len(NAMES)
    assert safekeeping.has_password(desk) is bool(password)


def backup_of(folder, clock, password=None):
    folder.mkdir()
    desk = opening.create(folder, SETUP, actor=ACTOR, clock=clock, password=password).desk
    enrol(desk, *NAMES)
    topics.add_topic(desk, "Kỷ cương", 2026)
    path = safekeeping.backup(desk)
    desk.store.close()
    return path


def test_the_folder_of_another_pc_comes_in_by_its_data_file(
    qtbot, dialog, dialogs, tmp_path, clock
):
    old = tmp_path / "máy cũ"
    backup_of(old, clock)
    arrive(dialog, Way.BACKUP, old / "data.db", qtbot, dialogs)
    assert "5 đồng chí" in dialog.page.facts.text()
    press(KEY.Key_Return)
    wait_for_window(qtbot, dialog.running)
    assert len(members.list_members(dialog.running.tasks.gate.desk())) == len(NAMES)


def test_a_damaged_backup_is_one_sentence_and_nothing_is_written(
    qtbot, dialog, dialogs, tmp_path, data_folder
):
    path = tmp_path / "hỏng.scbackup"
    path.write_bytes(b"PK\x03\x04 hong")
    arrive(dialog, Way.BACKUP, path, qtbot, dialogs)
    assert "đã hỏng" in dialog.problem.text()
    assert dialog.answers.arrival is None
    assert "data.db" not in files_in(data_folder)


def test_a_list_from_the_ward_proposes_names_and_comes_in_at_the_end(
    qtbot, dialog, dialogs, tmp_path
):
    path = tmp_path / "ds.csv"
    path.write_text(
        "ĐẢNG BỘ PHƯỜNG VĨNH TUY;;\nCHI BỘ TỔ DÂN PHỐ SỐ 4;;\n\n"
        "STT;Họ và tên;Ngày sinh\n1;Bùi Thị An;1950\n2;Trần Văn Bình;9/5/1961\n",
        "utf-8",
    )
    arrive(dialog, Way.WARD, path, qtbot, dialogs)
    assert "2 đồng chí" in dialog.page.facts.text()
    press(KEY.Key_Return)
    assert dialog.step is Step.BODIES
    assert dialog.page.fields["superior"].text == "Đảng bộ phường Vĩnh Tuy"
    assert dialog.page.fields["cell"].text == "Chi bộ tổ dân phố số 4"
    assert focused() is dialog.page.fields["place"].edit
    type_letters("Vĩnh Tuy")
    press(KEY.Key_Tab)
    type_letters("Trần Văn Mẫu")
    press(KEY.Key_Return)
    without_password(dialog)
    press(KEY.Key_Return)
    wait_for_window(qtbot, dialog.running)
    preview = dialogs.expect(ImportWizard)
    assert preview.preview.new == 2
    preview.reject()


def test_a_backup_from_the_ward_is_opened_as_such(qtbot, dialog, dialogs, tmp_path, clock):
    arrive(dialog, Way.WARD, backup_of(tmp_path / "phường", clock), qtbot, dialogs)
    assert dialog.progress.text() == "Bước 3/3"
    press(KEY.Key_Return)
    wait_for_window(qtbot, dialog.running)


def test_rubbish_from_the_ward_is_one_sentence_that_names_what_can_be_opened(
    qtbot, dialog, dialogs, tmp_path
):
    path = tmp_path / "thư mời.docx"
    path.write_bytes(b"khong phai")
    arrive(dialog, Way.WARD, path, qtbot, dialogs)
    for words in ("thư mời.docx", ".scbackup", "data.db", ".xlsx"):
        assert words in dialog.problem.text()
    tab_to(dialog.forward)
    press(KEY.Key_Return)
    assert dialog.step is Step.FILE
    assert "Chưa chọn tệp" in dialog.problem.text()


def test_a_list_where_a_backup_was_looked_for_is_welcome(qtbot, dialog, dialogs):
    arrive(dialog, Way.BACKUP, DATA / "roster-cell-48.xlsx", qtbot, dialogs)
    assert dialog.answers.way == Way.WARD
    assert "48 đồng chí" in dialog.page.facts.text()


def test_the_list_from_excel_is_asked_for_when_the_window_is_there(qtbot, dialog, dialogs):
    to_roster(dialog)
    press(KEY.Key_Return)
    wait_for_window(qtbot, dialog.running)
    chooser = dialogs.expect(QFileDialog)
    chooser.reject()


def test_the_list_that_was_brought_along_is_the_only_way_to_take_a_list_in(qtbot, dialog, dialogs):
    arrive(dialog, Way.WARD, DATA / "roster-cell-48.xlsx", qtbot, dialogs)
    step = RosterStep(dialog.answers)
    qtbot.addWidget(step)
    brought = [card.radio.text() for card in step.options.cards.values()]
    assert brought == ["Nhập danh sách roster-cell-48.xlsx", "Thêm từng người", "Để sau"]


def test_who_has_a_list_in_excel_finds_a_way_to_begin(dialog):
    to_way(dialog)
    words = dialog.page.options.cards[Way.WARD].radio.text()
    assert words == "Có sẵn danh sách (Excel) hoặc tệp phường gửi"


@pytest.mark.parametrize("scale", [150, 175, 200])
def test_a_larger_text_leaves_the_whole_window_on_the_screen(qtbot, dialog, scale):
    room = dialog.screen().availableGeometry()
    dialog.move(room.right() - 300, room.bottom() - 200)
    dialog.scale_wanted.emit(scale)
    qtbot.waitUntil(lambda: current().scale == scale)
    qtbot.waitUntil(lambda: room.contains(dialog.frameGeometry()))
    dialog.scale_wanted.emit(100)
    qtbot.waitUntil(lambda: current().scale == 100)


def test_a_folder_that_cannot_be_written_offers_another_one(
    qtbot, dialog, dialogs, tmp_path, monkeypatch, data_folder
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "cấu hình"))
    real = opening.create

    def refuse(folder, *words, **more):
        if folder == data_folder:
            raise EnvironmentProblem("disk_full")
        return real(folder, *words, **more)

    monkeypatch.setattr(opening, "create", refuse)
    begin_later(dialog)
    qtbot.waitUntil(lambda: dialog.problem.isVisible() and dialog.isEnabled(), timeout=20_000)
    assert "Đĩa đã đầy" in dialog.problem.text()
    tab_to(dialog.move_away)
    press(KEY.Key_Return)
    other = tmp_path / "Ổ khác"
    other.mkdir()
    dialogs.choose(other)
    wait_for_window(qtbot, dialog.running)
    assert opening.setup_of(dialog.running.tasks.gate.desk()) == SETUP
    assert opening.state(other) is opening.FileState.PLAIN
    assert paths.data_folder() == other


def test_people_are_written_in_by_hand_when_the_window_is_there(qtbot, dialog, dialogs):
    to_roster(dialog)
    choose_below(1)
    press(KEY.Key_Return)
    wait_for_window(qtbot, dialog.running)
    dialogs.expect(NewMemberDialog).reject()


@pytest.mark.parametrize(
    ("comforts", "page"),
    [
        ({}, "tasks"),
        ({"page": "members"}, "tasks"),
        ({"page": "members", "starts_on": "last"}, "members"),
        ({"page": "plans"}, "tasks"),
        ({"page": "plans", "starts_on": "last"}, "plans"),
    ],
)
def test_with_members_the_window_opens_on_what_waits_unless_wished_otherwise(
    qtbot, start, data_folder, clock, comforts, page
):
    desk = opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk
    enrol(desk, *NAMES)
    opening.close(desk)
    Preferences(data_folder).change(**comforts)
    assert wait_for_window(qtbot, start()).page_key() == page


def test_an_empty_file_opens_on_the_members_whatever_the_last_page_was(
    qtbot, start, data_folder, clock
):
    opening.close(opening.create(data_folder, SETUP, actor=ACTOR, clock=clock).desk)
    Preferences(data_folder).change(page="plans", starts_on="last")
    assert wait_for_window(qtbot, start()).page_key() == "members"


def test_a_chosen_folder_that_is_away_is_said_before_anything_new_is_begun(
    qtbot, dialogs, start, data_folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "cấu hình"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "chỗ thường"))
    paths.remember_folder(data_folder)
    data_folder.rmdir()
    running = start()
    message = dialogs.expect(Message)
    assert str(data_folder) in message.sentence.text()
    message.accept()
    dialogs.expect(StartDialog)
    assert running.context.folder == paths.data_folder() == tmp_path / "chỗ thường" / paths.APP_NAME
    assert not data_folder.exists()


def test_the_recovery_key_is_written_as_a_pdf(qtbot, tmp_path):
    card = RecoveryCard("AAAA-BBBB-CCCC-DDDD")
    qtbot.addWidget(card)
    card.write_to(tmp_path / "khóa.pdf")
    text = PdfReader(tmp_path / "khóa.pdf").pages[0].extract_text()
    assert "AAAA-BBBB" in text
    assert card.said.text() == "Đã lưu khóa.pdf."


def test_the_recovery_key_can_be_sent_to_a_printer(qtbot, dialogs):
    card = RecoveryCard("AAAA-BBBB-CCCC-DDDD")
    qtbot.addWidget(card)
    card.show()
    card.printing.click()
    dialogs.expect(QPrintDialog).reject()
    assert card.said.isHidden()
