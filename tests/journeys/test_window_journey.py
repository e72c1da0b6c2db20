"""One evening of a secretary through the window, by keyboard, to printed forms that are judged."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark
from studycompanion.services import members, plans, reviews, rollcall, sessions, topics
from studycompanion.services.opening import Setup
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.members.importing.wizard import ImportWizard
from studycompanion.ui.pages.topics.session_dialog import SessionDialog
from studycompanion.ui.pages.topics.topic_dialog import TopicDialog
from studycompanion.ui.widgets.record_table import RecordTable
from studycompanion.ui.wizards.start_dialog import StartDialog
from tests.ui.first_steps import begin_later
from tests.ui.fixtures import _dress, dialogs, settle, start, wait_for_window
from tests.ui.keyboard import CTRL, focused, press, type_letters

__all__ = ["_dress", "dialogs", "start"]
KEY = Qt.Key
ROSTER = Path(__file__).parents[1] / "data" / "roster-cell-titled.xlsx"
SETUP = Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Thị Mẫu", "Chi bộ Tổ dân phố số 1")
TITLE = "Nêu gương, kỷ cương, trách nhiệm"
TEN = (
    [("enter", Mark.PRESENT)] * 5
    + [(KEY.Key_F2, Mark.LATE), (KEY.Key_F3, Mark.ONLINE), (KEY.Key_F4, Mark.EXCUSED)]
    + [(KEY.Key_F5, Mark.UNEXCUSED), (KEY.Key_F6, Mark.MADE_UP)]
)


def fill_in(*texts: str) -> None:
    """Type into one field after another, from the one that has the keyboard."""
    for place, text in enumerate(texts):
        if place:
            press(KEY.Key_Tab)
        type_letters(text)


def begin(qtbot, start, dialogs):
    """First start: who we are; the window opens on an empty list."""
    running = start()
    dialog = dialogs.expect(StartDialog)
    begin_later(dialog, SETUP)
    window = wait_for_window(qtbot, running)
    go_to(qtbot, window, "members")
    return window


def back_in(qtbot, window) -> None:
    """The window is in front again, as a desktop does it when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(qtbot, window)


def go_to(qtbot, window, page: str) -> None:
    """Ctrl and the page's place in the navigation."""
    number = window.page_keys().index(page) + 1
    press(KEY(KEY.Key_0 + number), CTRL)
    settle(qtbot, window)


def take_roster_in(qtbot, window, dialogs) -> None:
    press(KEY.Key_Space)
    dialogs.choose(ROSTER)
    preview = dialogs.expect(ImportWizard)
    assert (preview.preview.new, len(preview.preview.problems)) == (52, 0)
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert "52 đồng chí mới" in preview.sentence.text()
    press(KEY.Key_Return)
    back_in(qtbot, window)


def add_topic_and_session(qtbot, window, dialogs) -> None:
    go_to(qtbot, window, "topics")
    press(KEY.Key_Space)
    dialogs.expect(TopicDialog)
    fill_in(TITLE)
    press(KEY.Key_Return)
    back_in(qtbot, window)
    window.pages["topics"].view.add_session.setFocus()
    press(KEY.Key_Space)
    dialog = dialogs.expect(SessionDialog)
    dialog.place.setFocus()
    type_letters("Nhà văn hóa")
    press(KEY.Key_Return)
    back_in(qtbot, window)


def call_ten(qtbot, window) -> list[str]:
    """Mark the first ten people, each found by typing; returns their ids."""
    go_to(qtbot, window, "rollcall")
    page = window.pages["rollcall"]
    for number, (key, _mark) in enumerate(TEN, start=1):
        assert focused() is page.view.finder.box
        type_letters(str(number))
        press(KEY.Key_Return if key == "enter" else key)
    settle(qtbot, window)
    assert page.view.figures.attended.figure.text() == "7"
    return [page.view.model.record_at(row).member_id for row in range(10)]


def write_review(qtbot, window) -> None:
    go_to(qtbot, window, "reviews")
    sections = window.pages["reviews"].view.panel.sections
    next(iter(sections.values())).setFocus()
    fill_in("Giữ vững lập trường.", "Sống giản dị, gương mẫu.")
    press(KEY.Key_Tab)
    settle(qtbot, window)


def make_plan_clear(qtbot, window) -> None:
    """Add a task, see what is missing, and mend it."""
    go_to(qtbot, window, "plans")
    panel = window.pages["plans"].view.panel
    panel.new_task.setFocus()
    type_letters("Rút ngắn thời gian tiếp dân")
    press(KEY.Key_Return)
    settle(qtbot, window)
    card = next(iter(panel.cards.values()))
    assert card.clearness.accessibleName() == ("Chưa rõ: quy trình, trách nhiệm, hiệu quả")
    fill_in("Nhận hồ sơ một cửa", "Chịu trách nhiệm trước chi bộ", "Xong trong 3 ngày")
    assert card.clearness.accessibleName() == "Đã rõ mọi điểm, chưa có thời hạn"
    press(KEY.Key_Tab)
    settle(qtbot, window)


def export(qtbot, window, dialogs, out: Path) -> Message:
    go_to(qtbot, window, "commitments")
    window.pages["commitments"].view.export.setFocus()
    press(KEY.Key_Space)
    dialogs.expect(Message).accept()  # those without a plan get a form to write on
    dialogs.choose(out)
    return dialogs.expect(Message)


@pytest.mark.timeout(240)
def test_from_first_start_to_printed_forms(qtbot, start, dialogs, tmp_path):
    out = tmp_path / "Bản cam kết"
    out.mkdir()
    window = begin(qtbot, start, dialogs)
    take_roster_in(qtbot, window, dialogs)
    add_topic_and_session(qtbot, window, dialogs)
    called = call_ten(qtbot, window)
    write_review(qtbot, window)
    make_plan_clear(qtbot, window)
    message = export(qtbot, window, dialogs, out)
    skipped = message.findChild(RecordTable)
    press(KEY.Key_Escape)

    desk = window.context.tasks.gate.desk()
    topic = topics.list_topics(desk)[0]
    session = sessions.list_sessions(desk)[0]
    marks = {r.member_id: r.mark for r in rollcall.open_roll(desk, session.id).lines}
    assert [marks[member_id] for member_id in called] == [mark for _key, mark in TEN]
    first = members.list_members(desk)[0]
    sections = reviews.open_review(desk, topic.id, first.id).sections
    assert [s.text for s in sections[:2]] == ["Giữ vững lập trường.", "Sống giản dị, gương mẫu."]
    assert not plans.missing(desk, topic.id)

    left_out = skipped.records.rowCount() if skipped else 0
    files = sorted(out.rglob("*.pdf"))
    assert len(files) == 52 - left_out + 1
    form = next(path for path in files if path.stem.startswith(first.full_name))
    judge(form)
    judge(next(path for path in files if path.parent == out))
    text = subprocess.run(
        ["pdftotext", "-layout", form, "-"], capture_output=True, check=True
    ).stdout.decode()
    for words in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        first.full_name,
        "Giữ vững lập trường.",
        "Rút ngắn thời gian",
        "Nhận hồ sơ",
    ):
        assert words in " ".join(text.split()), words


def judge(path: Path) -> None:
    """qpdf finds nothing wrong, and every font is embedded."""
    subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)
    listed = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout
    fonts = listed.splitlines()[2:]
    assert fonts
    head = listed.splitlines()[0]
    place = head.index("emb")
    assert {line[place : place + 3] for line in fonts} == {"yes"}
