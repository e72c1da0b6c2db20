"""A plan in the window: stages, who answers, order, usual tasks, and what becomes of a task."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from studycompanion.domain.plan import ItemStatus, Outcome
from studycompanion.domain.review import Stage
from studycompanion.services import follow_up, plans, reviews, usual_tasks
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.plans.follow_dialog import FollowDialog
from studycompanion.ui.pages.plans.small_dialogs import PickDialog
from studycompanion.ui.pages.plans.usual_dialog import UsualDialog
from studycompanion.ui.reopen_dialog import ReopenDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press, type_letters
from tests.ui.people import NAMES, enrol, topic_of

WHOLE = {
    "person": "Bùi Thị An",
    "task": "Dọn rác ngõ 9",
    "process": "Báo trước một tuần, phân công, dọn",
    "responsibility": "Chủ trì",
    "result": "12 buổi",
}


@pytest.fixture
def ids(desk):
    return enrol(desk, *NAMES)


@pytest.fixture
def topic(desk, ids):
    return topic_of(desk)


@pytest.fixture
def who(ids):
    return ids["Bùi Thị An"]


@pytest.fixture
def item(desk, topic, who):
    return plans.add_item(desk, topic.id, who, WHOLE, due=date(2026, 11, 8)).value


@pytest.fixture
def window(desk, item, open_window):
    return open_window(desk, "plans")


@pytest.fixture
def page(window):
    return window.pages["plans"]


@pytest.fixture
def panel(page):
    return page.view.panel


def card_of(panel, place=0):
    return list(panel.cards.values())[place]


def plan(desk, topic, who):
    return plans.open_plan(desk, topic.id, who)


def test_what_is_overdue_is_said_in_words_on_the_card_and_in_the_list(page, panel):
    assert card_of(panel).standing.accessibleName() == "Quá hạn 12 ngày"
    assert page.view.finder.table.records.cell_at(0, 1).text == "1 việc quá hạn"
    states = [page.view.states.itemText(i) for i in range(page.view.states.count())]
    assert {"Có việc quá hạn (1)", "Phải báo cáo tháng này (1)"} <= set(states)


def test_a_plan_goes_to_locked_and_is_reopened_for_a_reason(
    qtbot, window, page, panel, desk, topic, who, dialogs
):
    bar = panel.stages
    for words in ("Ghi nhận đã nộp", "Ghi nhận đã góp ý", "Ghi nhận đã xác nhận", "Khóa kế hoạch"):
        assert bar.go_on.text() == words
        bar.go_on.click()
        settle(qtbot, window)
    assert plan(desk, topic, who).stage is Stage.LOCKED
    assert bar.go_on.isHidden()
    assert panel.adding.isHidden()
    assert card_of(panel).edits["task"].isReadOnly()
    assert not card_of(panel).remove.isEnabled()
    assert "20/11/2026 19:00: Đã khóa, Trần Văn Mẫu" in bar.steps.text()
    bar.reopen.click()
    dialog = dialogs.expect(ReopenDialog)
    dialog.accept_button.click()
    settle(qtbot, window)
    assert "lý do" in dialog.problem.text()
    dialog.reason.edit.setText("Bổ sung một việc")
    dialog.accept_button.click()
    settle(qtbot, window)
    assert plan(desk, topic, who).stage is Stage.WRITING
    assert "Bổ sung một việc" in bar.steps.text()
    assert not card_of(panel).edits["task"].isReadOnly()


def test_two_unclear_tasks_keep_a_plan_from_being_locked_and_are_named(
    qtbot, window, panel, desk, topic, who, dialogs
):
    plans.add_item(desk, topic.id, who, {"task": "Trực"}, due=date(2026, 12, 1))
    plans.add_item(desk, topic.id, who, WHOLE)
    for _step in range(3):
        panel.stages.go_on.click()
        settle(qtbot, window)
    panel.stages.go_on.click()
    message = dialogs.expect(Message)
    assert "việc 2 (rõ người, rõ quy trình, rõ trách nhiệm, rõ hiệu quả)" in message.sentence.text()
    assert "việc 3 (thời hạn)" in message.sentence.text()
    message.reject()
    assert plan(desk, topic, who).stage is Stage.CONFIRMED


def test_one_other_person_is_picked_by_typing_without_marks(
    qtbot, window, panel, desk, topic, who, ids, dialogs
):
    card = card_of(panel)
    assert card.links.accountable.text() == "Bùi Thị An"
    card.links.accountable.click()
    settle(qtbot, window)
    dialogs.expect(PickDialog)
    type_letters("do thu")
    press(Qt.Key.Key_Return)
    settle(qtbot, window)

    card.links.helpers.edit.setText("Lê Đức Ý")
    card.links.helpers.leave()
    settle(qtbot, window)
    kept = plan(desk, topic, who).items[0].item
    assert (kept.accountable_id, kept.helpers) == (ids["Đỗ Thu Hà"], "Lê Đức Ý")
    assert card.links.accountable.text() == "Đỗ Thu Hà"


def test_tasks_are_moved_copied_and_kept_as_usual_ones(
    qtbot, window, page, panel, desk, topic, who, dialogs
):
    plans.add_item(desk, topic.id, who, {"task": "Trực"})
    page.reload()
    settle(qtbot, window)
    card_of(panel, 1).acted.emit("up")
    settle(qtbot, window)
    card_of(panel).acted.emit("copy")
    settle(qtbot, window)
    tasks = [card.edits["task"].toPlainText() for card in panel.cards.values()]
    assert tasks == ["Trực", "Dọn rác ngõ 9", "Trực"]
    card_of(panel).acted.emit("down")
    settle(qtbot, window)
    assert card_of(panel).edits["task"].toPlainText() == "Dọn rác ngõ 9"
    card_of(panel).acted.emit("keep")
    settle(qtbot, window)
    panel.usual.click()
    dialog = dialogs.expect(UsualDialog)
    settle(qtbot, window)
    dialog.edits["result"].setPlainText("24 buổi")
    dialog.edits["result"].leave()
    settle(qtbot, window)
    assert usual_tasks.usual_tasks(desk)[0].points["result"] == "24 buổi"
    dialog.take.click()
    settle(qtbot, window)
    last = plan(desk, topic, who).items[-1].item
    assert last.points["result"] == "24 buổi"
    assert last.points["person"] == "Bùi Thị An"


def test_a_usual_task_is_taken_out_of_the_library(qtbot, window, panel, desk, item, dialogs):
    usual_tasks.keep_usual(desk, item.id)
    panel.usual.click()
    dialog = dialogs.expect(UsualDialog)
    settle(qtbot, window)
    dialog.remove.click()
    settle(qtbot, window)
    assert usual_tasks.usual_tasks(desk) == ()
    assert dialog.empty.isVisible()
    dialog.reject()


def test_a_task_mends_a_text_of_the_review_and_leads_there(
    qtbot, window, page, panel, desk, topic, who
):
    assert card_of(panel).links.review.isHidden()
    reviews.write_section(desk, topic.id, who, "politics", "Còn ngại đọc sách", revision=0)
    page.reload()
    settle(qtbot, window)
    links = card_of(panel).links
    links.source.setCurrentIndex(1)
    links.source.activated.emit(1)
    settle(qtbot, window)
    [source] = plan(desk, topic, who).sources
    assert plan(desk, topic, who).items[0].item.from_review_text_id == source.text_id
    links.review.click()
    settle(qtbot, window)
    assert window.page_key() == "reviews"
    assert window.pages["reviews"].person.member_id == who
    window.pages["reviews"].view.panel.plan.click()
    settle(qtbot, window)
    assert window.page_key() == "plans"
    assert page.person.member_id == who


@pytest.fixture
def follow(qtbot, window, panel, dialogs):
    def follow():
        card_of(panel).follow.click()
        dialog = dialogs.expect(FollowDialog)
        settle(qtbot, window)
        return dialog

    return follow


def test_a_note_is_added_and_none_is_changed(qtbot, window, panel, desk, item, follow):
    dialog = follow()
    assert focused() is dialog.notes.text
    dialog.notes.add.click()
    settle(qtbot, window)
    assert "nội dung" in dialog.problem.text()
    type_letters("Đã 6 buổi")
    dialog.notes.percent.edit.setText("nửa")
    dialog.notes.add.click()
    assert "0 đến 100" in dialog.problem.text()
    dialog.notes.percent.edit.setText("50%")
    dialog.notes.add.click()
    settle(qtbot, window)
    assert dialog.notes.so_far.toPlainText() == ("20/11/2026 19:00, Trần Văn Mẫu, 50%: Đã 6 buổi")
    assert dialog.notes.so_far.isReadOnly()
    assert (dialog.notes.text.toPlainText(), dialog.notes.percent.text) == ("", "")
    dialog.notes.text.setPlainText("Đủ 12 buổi")
    dialog.notes.is_done.setChecked(True)
    dialog.notes.add.click()
    settle(qtbot, window)
    assert follow_up.follow_card(desk, item.id).item.status is ItemStatus.DONE
    dialog.reject()
    settle(qtbot, window)
    assert card_of(panel).standing.accessibleName() == "Đã xong"


def test_a_note_leaves_the_page_where_it_was(qtbot, window, page, desk, topic, who, item):
    for _ in range(3):
        plans.add_item(desk, topic.id, who, WHOLE)
    page.reload()
    settle(qtbot, window)
    [area] = page.view.detail.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()
    assert place > 0
    window.context.tasks.write(lambda d: follow_up.add_note(d, item.id, "Đã 6 buổi"))
    settle(qtbot, window)
    assert bar.value() == place
    page.go_on(1)
    settle(qtbot, window)
    assert bar.value() == 0


def test_evidence_is_kept_with_its_file_and_comes_out_again(
    qtbot, window, desk, item, follow, dialogs, tmp_path
):
    dialog = follow()
    dialog.tabs.setCurrentIndex(1)
    (tmp_path / "ảnh.png").write_bytes(b"\x89PNG" * 9)
    dialog.evidence.file.click()
    dialogs.choose(tmp_path / "ảnh.png")
    dialog.evidence.number.edit.setText("12 buổi")
    dialog.evidence.add.click()
    settle(qtbot, window)
    [kept] = follow_up.follow_card(desk, item.id).evidence
    assert (kept.text, kept.number, kept.file_name) == ("ảnh.png", "12 buổi", "ảnh.png")
    dialog.evidence.table.go_to_row(0)
    dialog.evidence.save.click()
    dialogs.choose(tmp_path / "ra.png")
    settle(qtbot, window)
    dialogs.expect(Message).reject()
    assert (tmp_path / "ra.png").read_bytes() == b"\x89PNG" * 9
    dialog.evidence.remove.click()
    settle(qtbot, window)
    assert follow_up.follow_card(desk, item.id).evidence == ()
    assert dialog.evidence.table.isHidden()
    dialog.reject()


def test_a_kept_file_is_opened_as_a_copy(qtbot, window, desk, item, follow, tmp_path, monkeypatch):
    path = tmp_path / "sổ.txt"
    path.write_text("60 lượt", "utf-8")
    follow_up.add_evidence(desk, item.id, "Sổ", path=path)
    seen = []
    monkeypatch.setattr(
        "studycompanion.ui.pages.plans.follow_dialog.open_folder",
        lambda shown, _parent: seen.append(shown),
    )
    dialog = follow()
    dialog.evidence.table.go_to_row(0)
    dialog.evidence.open.click()
    settle(qtbot, window)
    [shown] = seen
    # Where the next start sweeps, should this one end before it can.
    assert Path(shown).is_relative_to(desk.folder)
    assert Path(shown).read_text("utf-8") == "60 lượt"
    dialog.reject()
    settle(qtbot, window)
    assert not Path(shown).exists()
    again = follow()
    again.evidence.table.go_to_row(0)
    again.evidence.open.click()
    settle(qtbot, window)
    with qtbot.waitSignal(window.closed, timeout=10_000):
        window.close()
    assert not Path(seen[1]).parent.exists()


def test_more_time_asks_a_reason_and_the_end_of_the_year_too(
    qtbot, window, panel, desk, item, follow
):
    dialog = follow()
    time, end = dialog.time, dialog.outcome
    time.extend.click()
    assert not dialog.problem.isHidden()
    time.day.edit.setText("31/12")
    time.extend.click()
    settle(qtbot, window)
    assert "lý do gia hạn" in dialog.problem.text()
    time.reason.edit.setText("Mưa bão")
    time.extend.click()
    settle(qtbot, window)
    assert time.now.text() == "Thời hạn hiện nay: 31/12/2026"
    assert "gia hạn từ 08/11/2026 đến 31/12/2026: Mưa bão" in dialog.notes.so_far.toPlainText()
    end.outcome.choose("partly")
    end.settle.click()
    settle(qtbot, window)
    assert "lý do" in dialog.problem.text().lower()
    end.reason.edit.setText("Thiếu 2 buổi")
    end.settle.click()
    settle(qtbot, window)
    assert follow_up.follow_card(desk, item.id).item.outcome is Outcome.PARTLY
    dialog.reject()
    settle(qtbot, window)
    assert card_of(panel).standing.accessibleName() == "Đạt một phần"
    assert card_of(panel).due.text == "31/12/2026"


def test_vague_words_are_hinted_at_when_the_field_is_left(qtbot, window, panel):
    field = card_of(panel).fields["result"]
    assert field.note.isHidden()
    field.edit.setPlainText("Dân hài lòng")
    assert field.note.isHidden()
    field.edit.leave()
    settle(qtbot, window)
    assert field.note.text().startswith("Gợi ý: Chưa có kết quả đếm được.")
    field.edit.setPlainText("")
    field.edit.leave()
    settle(qtbot, window)
    assert field.note.text().startswith("Ghi kết quả đếm được")
    assert "Ví dụ: 24 hộ" in field.note.text()


def test_hints_can_be_switched_off(qtbot, desk, topic, who, open_window):
    plans.add_item(desk, topic.id, who, {"result": "Dân hài lòng"})
    window = open_window(desk, "settings")
    window.pages["settings"].view.comforts.with_hints.click()
    window.visit("plans")
    settle(qtbot, window)
    card = card_of(window.pages["plans"].view.panel)
    assert card.fields["result"].note.text() == ""
    assert card.due_note.isHidden()


def test_reminder_slips_are_saved_for_those_who_have_to_report(
    qtbot, window, page, desk, item, dialogs, tmp_path
):
    page.view.slips.click()
    dialogs.choose(tmp_path / "phiếu.pdf")
    settle(qtbot, window)
    dialogs.expect(Message).reject()
    assert (tmp_path / "phiếu.pdf").read_bytes().startswith(b"%PDF")
    follow_up.add_note(desk, item.id, "Đang làm")
    page.reload()
    settle(qtbot, window)
    assert not page.view.slips.isEnabled()
