"""One roster for each way in which offices type them: Enter and Tab bring all of them in."""

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt

from studycompanion.services import members
from studycompanion.ui.pages.members.import_flow import ImportFlow
from studycompanion.ui.pages.members.importing.wizard import ImportWizard, Step
from tests.exchange.test_roster_understanding import TCVN3, VNI, in_windows_1258
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press

KEY = Qt.Key
AN, BINH = "Lê Văn An", "Vũ Thị Bình"
BOTH = {AN, BINH}
PLAIN = [["TT", "Họ và tên", "Ngày sinh"], [1, AN, "19/5/1958"], [2, BINH, "1960"]]
QUIRKS = {
    "title and place above": [["ĐẢNG BỘ PHƯỜNG VĨNH TUY"], ["DANH SÁCH ĐẢNG VIÊN"], [], *PLAIN],
    "signatures below": [*PLAIN, [], ["", "Tổng số: 2 đồng chí"], ["", "", "BÍ THƯ"]],
    "groups between": [PLAIN[0], ["Tổ đảng số 1"], PLAIN[1], ["Tổ đảng số 2"], PLAIN[2]],
    "two rows of heads": [
        ["TT", "Họ và tên", "Năm sinh", ""], ["", "", "Nam", "Nữ"],
        [1, AN, 1958, ""], [2, BINH, "", 1960],
    ],
    "names in two columns": [
        ["TT", "Họ đệm", "Tên", "Ngày sinh"], [1, "Lê Văn", "An", 1958], [2, "Vũ Thị", "Bình", 1960]
    ],
    "capitals and double spaces": [PLAIN[0], [1, "LÊ  VĂN AN ", 1958], [2, "VŨ THỊ  BÌNH", 1960]],
    "serial days": [PLAIN[0], [1, AN, 21324], [2, BINH, 22000]],
    "two-digit years": [PLAIN[0], [1, AN, "19/5/58"], [2, BINH, "1/2/60"]],
    "somebody twice": [*PLAIN, [3, AN, "19/05/1958"]],
    "card without its zero": [
        ["TT", "Họ và tên", "Ngày sinh", "Số thẻ đảng"],
        [1, AN, 1958, 6100001], [2, BINH, 1960, 16100002],
    ],
    "columns nobody may keep": [
        ["TT", "Họ và tên", "Ngày sinh", "Dân tộc", "Tôn giáo", "Số CCCD"],
        [1, AN, 1958, "Kinh", "Không", "001058000001"], [2, BINH, 1960, "Tày", "Không", ""],
    ],
    "columns nobody knows": [[*PLAIN[0], "Ghế ngồi"], [*PLAIN[1], "A1"], [*PLAIN[2], "A2"]],
}  # fmt: skip
OLD = {
    "TCVN3": (TCVN3, {"Nguyễn Thị Đào", "Trần Văn Hùng", "Lê Hữu Phúc"}),
    "VNI": (VNI, {"Nguyễn Thị Đào", "Trần Văn Hùng"}),
}
TEXTS = {
    "semicolons": (";", "utf-8-sig", ".csv"),
    "tabs": ("\t", "utf-16", ".tsv"),
    "commas": (",", "utf-8", ".csv"),
    "old Windows": (";", "cp1258", ".csv"),
}


@pytest.fixture
def take_in(qtbot, open_window, desk, dialogs):
    """Look at a file and go with Tab and Enter to the end; returns who is in the list then."""

    def walk(path: Path) -> set[str]:
        window = open_window(desk)
        page = window.pages["members"]
        ImportFlow(page.context, page).look_at(path)
        wizard = dialogs.expect(ImportWizard)
        settle(qtbot, window)
        for _ in range(8):
            if wizard.step is Step.DONE:
                break
            _to_the_next_step(wizard)
            settle(qtbot, window)
            if wizard.draft.undecided and wizard.step is Step.UNDERSTOOD:
                press(KEY.Key_Space)
                settle(qtbot, window)
        assert wizard.step is Step.DONE
        wizard.accept()
        return {line.full_name for line in members.list_members(desk)}

    return walk


def _to_the_next_step(wizard) -> None:
    for _ in range(30):
        if focused() is wizard.accept_button:
            break
        press(KEY.Key_Tab)
    press(KEY.Key_Return)


def _book(tmp_path, rows) -> Path:
    path = tmp_path / "Danh sách.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


@pytest.mark.parametrize("quirk", QUIRKS)
def test_everybody_comes_in_once_by_keyboard(take_in, tmp_path, quirk):
    assert take_in(_book(tmp_path, QUIRKS[quirk])) == BOTH


@pytest.mark.parametrize("letters", OLD)
def test_old_letters_come_in_decoded_by_keyboard(take_in, tmp_path, letters):
    rows, wanted = OLD[letters]
    assert take_in(_book(tmp_path, rows)) == wanted


@pytest.mark.parametrize("kind", TEXTS)
def test_lists_as_text_come_in_by_keyboard(take_in, tmp_path, kind):
    separator, encoding, ending = TEXTS[kind]
    people = [PLAIN[0], [1, AN, 1958]]
    path = tmp_path / f"Danh sách{ending}"
    lines = (separator.join(map(str, row)) for row in people)
    path.write_bytes(_typed("\n".join(lines), encoding))
    assert take_in(path) == {AN}


def _typed(text: str, encoding: str) -> bytes:
    """The old code page has the marks of tones by themselves."""
    if encoding != "cp1258":
        return text.encode(encoding)
    return in_windows_1258(text)
