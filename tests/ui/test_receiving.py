"""Receiving reviews on paper: one with a scan, a stack by ticks, all of it by keyboard."""

from datetime import date

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.review import Stage
from studycompanion.services import handed_papers, history, paper_files, reviews
from studycompanion.services.handed_papers import PaperIn
from studycompanion.services.papers import Wanted
from studycompanion.ui.pages.reviews.paper_dialog import PaperDialog
from studycompanion.ui.pages.reviews.stack_dialog import StackDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import press, type_letters
from tests.ui.review_page import ids, page, topic, window

__all__ = ["ids", "page", "topic", "window"]


@pytest.fixture
def stack(qtbot, window, page, dialogs):
    page.view.stack.click()
    settle(qtbot, window)
    return dialogs.expect(StackDialog)


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "quét.tif"
    first, second = Image.new("L", (40, 60), 200), Image.new("L", (40, 60), 255)
    first.save(path, save_all=True, append_images=[second])
    return path


def review_of(desk, topic, member_id):
    return reviews.open_review(desk, topic.id, member_id).review


def received(desk, topic):
    lines = reviews.overview(desk, topic.id)
    return [line.full_name for line in lines if line.review_stage is Stage.PAPER]


def test_a_stack_is_ticked_name_by_name_without_the_mouse(qtbot, window, desk, topic, ids, stack):
    for typed in ("thi an", "do thu"):
        type_letters(typed)
        press(Qt.Key.Key_Return)
    stack.paper.place.edit.setText("Tủ số 2")
    assert stack.count.text() == "Đã nhận 2 bản giấy"
    stack.accept_button.click()
    settle(qtbot, window)
    names = received(desk, topic)
    assert len(names) == 2
    assert "Bùi Thị An" in names
    assert window.history.undo.text() == "Hoàn tác: Nhận 2 bản giấy"
    history.undo(desk)
    assert received(desk, topic) == []


def test_one_key_ticks_all_that_are_shown_and_unticks_them(stack):
    assert stack.all.text() == "Đánh dấu tất cả (F9)"
    everybody = {line.member_id for line in stack.model.records}
    press(Qt.Key.Key_F9)
    assert stack.ticked == everybody
    assert stack.all.text() == "Bỏ dấu tất cả (F9)"
    type_letters("thi an")
    press(Qt.Key.Key_F9)
    assert stack.ticked == everybody - {stack.model.record_at(0).member_id}
    stack.finder.box.empty()
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F9)
    assert stack.ticked == set()


def test_space_ticks_in_the_list_and_enter_never_closes_the_dialog(stack):
    stack.finder.table.setFocus()
    press(Qt.Key.Key_Space)
    assert len(stack.ticked) == 1
    press(Qt.Key.Key_Return)
    assert stack.ticked == set()
    stack.paper.day.setFocus()
    press(Qt.Key.Key_Return)
    assert stack.isVisible()


def test_pages_and_scan_of_one_paper_alone(qtbot, window, desk, topic, ids, stack, scan):
    first, second = stack.model.records[:2]
    stack.finder.table.go_to_row(0)
    stack.own_pages.setFocus()
    type_letters("7")
    stack.finder.table.go_to_row(1)
    assert stack.own_pages.text == ""
    stack.chooser.count(scan)
    settle(qtbot, window)
    assert stack.ticked == {first.member_id, second.member_id}
    stack.accept_button.click()
    settle(qtbot, window)
    assert review_of(desk, topic, first.member_id).paper_pages == 7
    kept = review_of(desk, topic, second.member_id)
    assert kept.paper_pages == 2
    assert kept.scan_id is not None


def test_what_is_wrong_is_said_and_nothing_is_lost(qtbot, window, desk, topic, stack):
    stack.accept_button.click()
    settle(qtbot, window)
    assert "Chưa chọn đồng chí nào" in stack.problem.text()
    press(Qt.Key.Key_F9)
    stack.paper.pages.edit.setText("hai")
    stack.accept_button.click()
    assert "Số trang" in stack.problem.text()
    stack.paper.pages.edit.setText("2")
    stack.paper.day.edit.setText("31/12/2099")
    stack.accept_button.click()
    settle(qtbot, window)
    assert "Ngày nhận chưa đến" in stack.problem.text()
    assert stack.isVisible()
    assert stack.ticked
    assert received(desk, topic) == []


def test_a_scanned_stack_ticks_whose_pages_it_holds(
    qtbot, window, desk, topic, ids, stack, tmp_path
):
    handed_papers.receive(desk, topic.id, [PaperIn(ids["Đỗ Thu Hà"])], on=desk.today)
    wanted = Wanted(
        FormKind.REVIEW,
        topic.id,
        member_ids=[ids[name] for name in ("Bùi Thị An", "Lê Đức Ý")],
        blank=True,
    )
    path = tmp_path / "cả tập.pdf"
    path.write_bytes(paper_files.papers_pdf(desk, wanted))
    stack.read_scans([path])
    settle(qtbot, window)
    assert stack.ticked == {ids["Bùi Thị An"], ids["Lê Đức Ý"]}
    assert stack.told.text() == "Bản quét có 2 bản của những đồng chí dưới đây."
    stack.accept_button.click()
    settle(qtbot, window)
    kept = review_of(desk, topic, ids["Lê Đức Ý"])
    assert kept.paper_pages > 1
    assert kept.scan_id is not None


def test_a_file_that_is_no_scan_is_said(qtbot, window, stack, tmp_path):
    path = tmp_path / "thơ.pdf"
    path.write_text("Không phải bản quét")
    stack.chooser.count(path)
    settle(qtbot, window)
    assert "Không đọc được tệp quét" in stack.problem.text()
    assert stack.ticked == set()


def test_a_paper_is_told_beside_the_review_and_its_scan_saved(
    qtbot, window, page, desk, topic, ids, dialogs, scan, tmp_path
):
    who = ids["Bùi Thị An"]
    page.view.finder.table.go_to(who)
    settle(qtbot, window)
    page.view.panel.paper.click()
    settle(qtbot, window)
    dialog = dialogs.expect(PaperDialog)
    dialog.chooser.count(scan)
    settle(qtbot, window)
    assert dialog.paper.pages.text == "2"
    dialog.paper.place.edit.setText("Tủ số 2")
    dialog.accept_button.click()
    settle(qtbot, window)
    note = page.view.panel.paper_note
    assert note.words.text().endswith("2 trang; bản gốc: Tủ số 2.")
    assert note.scan.isVisible()
    page.receiver._tasks.keep(
        lambda d: handed_papers.save_scan(d, note.review.id, tmp_path / "ra.tif")
    )
    settle(qtbot, window)
    assert (tmp_path / "ra.tif").read_bytes() == scan.read_bytes()


def test_the_dialog_of_one_begins_with_what_was_said(
    qtbot, window, page, desk, topic, ids, dialogs
):
    who = ids["Bùi Thị An"]
    handed_papers.receive(desk, topic.id, [PaperIn(who, 4)], on=date(2020, 1, 2), place="Tủ số 2")
    window.pages["reviews"].reload()
    settle(qtbot, window)
    page.view.finder.table.go_to(who)
    settle(qtbot, window)
    page.view.panel.paper.click()
    settle(qtbot, window)
    paper = dialogs.expect(PaperDialog).paper
    assert (paper.day.text, paper.pages.text, paper.place.text) == ("02/01/2020", "4", "Tủ số 2")


def test_with_nobody_left_a_sentence_stands_for_the_dialog(qtbot, window, page, desk, topic, ids):
    papers = [PaperIn(p.member_id) for p in handed_papers.stack(desk, topic.id).people]
    handed_papers.receive(desk, topic.id, papers, on=desk.today)
    said = []
    page.noted.connect(said.append)
    page.view.stack.click()
    settle(qtbot, window)
    assert said == ["Bản tự soi của ai cũng đã nhận hoặc đã nộp."]
