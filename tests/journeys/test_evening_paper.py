"""The roll of a real roster, closed and printed: the numbers on paper equal a hand count."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark
from studycompanion.services import rosters, sessions, topics
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.rollcall.closing_dialogs import CloseDialog
from studycompanion.ui.pages.rollcall.sheet_dialog import SheetDialog
from tests.ui.fixtures import _dress, desk, desks, dialogs, open_window, settle
from tests.ui.keyboard import press
from tests.ui.people import EVENING

__all__ = ["_dress", "desk", "desks", "dialogs", "open_window"]
KEY = Qt.Key
ROSTER = Path(__file__).parents[1] / "data" / "roster-cell-48.xlsx"
KEYS = {
    "Có mặt": KEY.Key_Return,
    "Đến muộn": KEY.Key_F2,
    "Trực tuyến": KEY.Key_F3,
    "Vắng có lý do": KEY.Key_F4,
    "Vắng không có lý do": KEY.Key_F5,
    "Được miễn": KEY.Key_F7,
}


def test_the_result_sheet_says_what_a_hand_count_says(qtbot, desk, open_window, dialogs, tmp_path):
    rosters.accept(desk, rosters.preview(desk, ROSTER))
    topic = topics.add_topic(desk, "Nêu gương", 2026).value
    sessions.add_session(desk, topic.id, EVENING)
    window = open_window(desk, "rollcall")
    page = window.pages["rollcall"]
    count = page.view.model.rowCount()
    marked = [list(KEYS)[(n * n) % 7 % len(KEYS)] for n in range(count)]
    for mark in marked:
        press(KEYS[mark])
    settle(qtbot, window)
    page.view.finish.click()
    dialogs.expect(CloseDialog)
    press(KEY.Key_Return)
    settle(qtbot, window)
    page.view.lock.result.click()
    sheet = dialogs.expect(SheetDialog)
    settle(qtbot, window)
    sheet.save_to(tmp_path / "Kết quả.pdf")
    dialogs.expect(Message).reject()
    reader = PdfReader(BytesIO((tmp_path / "Kết quả.pdf").read_bytes()))
    text = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in reader.pages))
    hand = Counter(marked)
    came = hand["Có mặt"] + hand["Đến muộn"] + hand["Trực tuyến"]
    assert count == 48
    assert f"Triệu tập {count} " in text
    assert f"có mặt {hand['Có mặt']}, đến muộn {hand['Đến muộn']}" in text
    assert f"vắng có lý do {hand['Vắng có lý do']}" in text
    assert f"vắng không có lý do {hand['Vắng không có lý do']}" in text
    assert f"Kết quả: {came}/{count}, {_percent(came, count)}%" in text
    due = count - hand["Được miễn"]
    assert f"Kết quả: {came}/{due}, {_percent(came, due)}%" in text
    assert page.totals.of(Mark.EXEMPT) == hand["Được miễn"]
    sheet.reject()


def _percent(part: int, whole: int) -> str:
    """Two places, half up, with a comma."""
    hundredths = (part * 20_000 + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02}"
