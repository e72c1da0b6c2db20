"""Two years of a cell through the window: reviews, plans, promises, and what became of them."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studycompanion.domain.review import Stage
from studycompanion.services import history_list, plans, promises, reviews, topics
from studycompanion.services.opening import Setup
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.members.importing.wizard import ImportWizard
from studycompanion.ui.pages.plans.follow_dialog import FollowDialog
from studycompanion.ui.pages.reviews.drafts_dialog import DraftsDialog
from studycompanion.ui.pages.reviews.stack_dialog import StackDialog
from studycompanion.ui.pages.reviews.word_in_dialog import WordInDialog
from studycompanion.ui.pages.reviews.word_out_dialog import SOME, WordOutDialog
from studycompanion.ui.pages.topics.topic_dialog import TopicDialog
from studycompanion.ui.reopen_dialog import ReopenDialog
from studycompanion.ui.wizards.start_dialog import StartDialog
from tests.journeys.test_window_journey import back_in, fill_in, go_to
from tests.services.word_forms import typed
from tests.ui.first_steps import begin_later
from tests.ui.fixtures import _dress, dialogs, settle, start, wait_for_window
from tests.ui.keyboard import CTRL, press, type_letters

__all__ = ["_dress", "dialogs", "start"]
KEY = Qt.Key
ROSTER = Path(__file__).parents[1] / "data" / "roster-cell-48.xlsx"
CELL = Setup("Đảng bộ phường Vĩnh Tuy", "Vĩnh Tuy", "Trần Thị Mẫu", "Chi bộ Tổ dân phố số 1")
WORKS = ("Trực ban đúng giờ", "Dọn rác ngõ 9")
CLEAR = ("Theo lịch trực của tổ", "Chịu trách nhiệm trước chi bộ", "12 buổi trong năm")


def agree(qtbot, window, dialog) -> None:
    dialog.accept_button.click()
    back_in(qtbot, window)


def take_roster_in(qtbot, window, dialogs, roster) -> None:
    press(KEY.Key_Space)
    dialogs.choose(roster)
    preview = dialogs.expect(ImportWizard)
    assert preview.preview.new == 48
    press(KEY.Key_Return)
    settle(qtbot, window)
    assert "48 đồng chí mới" in preview.sentence.text()
    press(KEY.Key_Return)
    back_in(qtbot, window)


def add_topic(qtbot, window, dialogs, title, year) -> None:
    go_to(qtbot, window, "topics")
    window.pages["topics"].view.add_topic.click()
    dialog = dialogs.expect(TopicDialog)
    dialog.title.edit.setText(title)
    dialog.year.edit.setText(str(year))
    agree(qtbot, window, dialog)


def draft_for_all(qtbot, window, dialogs, occasion) -> None:
    go_to(qtbot, window, "reviews")
    window.pages["reviews"].view.drafts.click()
    dialog = dialogs.expect(DraftsDialog)
    dialog.occasion.choose(occasion)
    agree(qtbot, window, dialog)


def type_ten_reviews(qtbot, window) -> None:
    """One after another, to the next person by Ctrl+PageDown; each field is left by Tab."""
    page = window.pages["reviews"]
    page.view.finder.table.go_to_row(0)
    settle(qtbot, window)
    for number in range(10):
        edits = [field.edit for field in page.view.panel.sections.values()]
        edits[0].setFocus()
        fill_in(f"Đã học được điều {number}.", "Còn ngại ghi chép.")
        press(KEY.Key_PageDown, CTRL)
        settle(qtbot, window)


def receive_three(qtbot, window, dialogs, names) -> None:
    window.pages["reviews"].view.stack.click()
    dialog = dialogs.expect(StackDialog)
    dialog.finder.setFocus()
    for name in names:
        type_letters(name)
        press(KEY.Key_Return)
    dialog.paper.place.edit.setText("Tủ hồ sơ số 2")
    agree(qtbot, window, dialog)


def take_five_from_word(qtbot, window, dialogs, ids, folder) -> None:
    """Forms of five chosen people go to a folder and come back filled in."""
    page = window.pages["reviews"]
    folder.mkdir()
    table = page.view.finder.table
    table.go_to(ids[0])
    for _ in ids[1:]:
        QTest.keyClick(table, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.view.word.menu().actions()[0].trigger()
    dialog = dialogs.expect(WordOutDialog)
    settle(qtbot, window)
    dialog.people.choose(SOME)
    dialog.go.click()
    dialogs.choose(folder)
    dialogs.expect(Message).accept()
    back_in(qtbot, window)
    files = sorted(folder.rglob("*.docx"))
    assert len(files) == 5
    for path in files:
        typed(path, learned="Học được điều hay.", shortcomings="Ít đọc sách.")
    page.word.look_at(files)
    dialog = dialogs.expect(WordInDialog)
    assert dialog.accept_button.text() == "Nhận 10 ô"
    agree(qtbot, window, dialog)


def promise_two(qtbot, window):
    """Two tasks of the first person, each with its person alone: both are unclear."""
    go_to(qtbot, window, "plans")
    panel = window.pages["plans"].view.panel
    for task in WORKS:
        panel.new_task.setFocus()
        type_letters(task)
        press(KEY.Key_Return)
        settle(qtbot, window)
    return panel


def step_on(qtbot, window, panel, clock) -> None:
    """All four stages from being written to locked, a minute apart."""
    for _ in range(4):
        clock.advance(minutes=1)
        panel.stages.go_on.click()
        settle(qtbot, window)


def reopen(qtbot, window, dialogs, panel, clock, reason) -> None:
    clock.advance(minutes=1)
    panel.stages.reopen.click()
    dialog = dialogs.expect(ReopenDialog)
    dialog.reason.edit.setText(reason)
    agree(qtbot, window, dialog)


def mend(qtbot, window, panel) -> None:
    """Fill in what is named at the fields, from the first empty one on."""
    for card in panel.cards.values():
        card.go_to_missing()
        fill_in(*CLEAR)
        card.due.setFocus()
        type_letters("31/12")
        press(KEY.Key_Tab)
        settle(qtbot, window)
        assert card.clearness.accessibleName() == "Đã rõ mọi điểm"


def follow_up(qtbot, window, dialogs, panel, tmp_path) -> None:
    """A note, evidence with a file, and more time for a reason; each kept at once."""
    first, second = panel.cards.values()
    proof = tmp_path / "biên bản.pdf"
    proof.write_bytes(b"%PDF-1.4")
    first.follow.click()
    dialog = dialogs.expect(FollowDialog)
    dialog.notes.text.setPlainText("Đủ 12 buổi")
    dialog.notes.is_done.setChecked(True)
    dialog.notes.add.click()
    settle(qtbot, window)
    dialog.evidence.text.edit.setText("Biên bản họp tổ")
    dialog.evidence.file.click()
    dialogs.choose(proof)
    dialog.evidence.add.click()
    settle(qtbot, window)
    dialog.close_button.click()
    back_in(qtbot, window)
    second.follow.click()
    dialog = dialogs.expect(FollowDialog)
    dialog.time.day.edit.setText("30/06/2027")
    dialog.time.reason.edit.setText("Đi viện hai tháng")
    dialog.time.extend.click()
    settle(qtbot, window)
    dialog.close_button.click()
    back_in(qtbot, window)


@pytest.mark.timeout(240)
def test_what_was_promised_is_asked_for_a_year_later(qtbot, start, dialogs, tmp_path, clock):
    running = start()
    begin_later(dialogs.expect(StartDialog), CELL)
    window = wait_for_window(qtbot, running)
    go_to(qtbot, window, "members")
    take_roster_in(qtbot, window, dialogs, ROSTER)
    add_topic(qtbot, window, dialogs, "Nêu gương, kỷ cương", 2026)
    draft_for_all(qtbot, window, dialogs, "after_study")
    desk = window.context.tasks.gate.desk()
    [topic] = topics.list_topics(desk)
    people = [p for p in reviews.overview(desk, topic.id) if p.owes]
    type_ten_reviews(qtbot, window)
    folder = tmp_path / "Phiếu Word"
    take_five_from_word(qtbot, window, dialogs, [p.member_id for p in people[10:15]], folder)
    receive_three(qtbot, window, dialogs, [p.full_name for p in people[20:23]])
    stages = [p.review_stage for p in reviews.overview(desk, topic.id) if p.owes]
    assert stages.count(Stage.WRITING) == 10 + 5
    assert stages.count(Stage.PAPER) == 3

    who = reviews.overview(desk, topic.id)[0]
    window.open_on("plans", f"{topic.id} {who.member_id}")
    settle(qtbot, window)
    panel = promise_two(qtbot, window)
    assert [card.clearness.accessibleName() for card in panel.cards.values()] == [
        "Chưa rõ: quy trình, trách nhiệm, hiệu quả"
    ] * 2
    step_on(qtbot, window, panel, clock)
    said = dialogs.expect(Message)
    for words in ("việc 1", "việc 2", "rõ quy trình", "rõ hiệu quả", "thời hạn"):
        assert words in said.sentence.text().lower()
    said.accept()
    back_in(qtbot, window)
    reopen(qtbot, window, dialogs, panel, clock, "Bổ sung cho rõ")
    mend(qtbot, window, panel)
    step_on(qtbot, window, panel, clock)
    assert plans.open_plan(desk, topic.id, who.member_id).stage is Stage.LOCKED
    follow_up(qtbot, window, dialogs, panel, tmp_path)

    window.open_on("reviews", f"{topic.id} {who.member_id}")
    settle(qtbot, window)
    review = window.pages["reviews"].view.panel
    step_on(qtbot, window, review, clock)
    reopen(qtbot, window, dialogs, review, clock, "Bổ sung hạn chế")
    card = reviews.open_review(desk, topic.id, who.member_id)
    assert [step.stage for step in card.steps] == [
        Stage.HANDED_IN,
        Stage.COMMENTED,
        Stage.CONFIRMED,
        Stage.LOCKED,
        Stage.WRITING,
    ]
    assert card.steps[-1].reason == "Bổ sung hạn chế"
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()

    clock.advance(days=365)
    window = wait_for_window(qtbot, start())
    add_topic(qtbot, window, dialogs, "Chuyên đề năm sau", 2027)
    draft_for_all(qtbot, window, dialogs, "yearly")
    desk = window.context.tasks.gate.desk()
    later = next(t for t in topics.list_topics(desk) if t.year == 2027)
    window.open_on("reviews", f"{later.id} {who.member_id}")
    settle(qtbot, window)
    panel = window.pages["reviews"].view.panel
    told = [(one.words.text(), one.told.text()) for one in panel.promises.lines]
    assert told == [
        (
            "Đã hứa: Trực ban đúng giờ (hạn 31/12/2026)",
            "Đã làm: Đã xong; Đủ 12 buổi\nMinh chứng: Biên bản họp tổ (biên bản.pdf)",
        ),
        (
            "Đã hứa: Dọn rác ngõ 9 (hạn 30/06/2027)",
            f"Đã làm: Quá hạn {(clock().date() - date(2027, 6, 30)).days} ngày"
            "\nLý do: gia hạn đến 30/06/2027: Đi viện hai tháng",
        ),
    ]
    panel.promises.draft.click()
    settle(qtbot, window)
    text = panel.sections["commitment"].edit.toPlainText()
    assert text == promises.draft_text(promises.promises(desk, later.id, who.member_id))
    panel.promises.lines[0].open.click()
    settle(qtbot, window)
    assert window.pages["plans"].topic_id == topic.id

    happened = [entry.code for entry in history_list.entries(desk, limit=500)]
    assert happened.count("plan_stage") == 3 + 1 + 4
    assert happened.count("review_stage") == 4 + 1
    assert happened.count("papers_received") == 1
    assert happened.count("review_draft") == 2
    assert happened.count("promises_draft") == 1
    assert history_list.verify(desk).problems == ()
