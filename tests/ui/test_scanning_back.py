"""Scanned papers through the window."""

from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.work import Silent
from studycompanion.forms import scans
from studycompanion.forms.scan_paper import scan_paper
from studycompanion.services import paperwork, scan_filing
from studycompanion.services.scanning_back import Fate
from studycompanion.ui.signing.dropping import pdf_paths, picture_paths
from studycompanion.ui.signing.scan_dialog import ScanDialog
from studycompanion.ui.signing.sign_dialog import PEN, SignDialog
from studycompanion.ui.signing.verify_dialog import VerifyDialog
from tests.ui.fixtures import settle
from tests.ui.people import enrol, topic_of


@pytest.fixture
def topic(desk, tmp_path):
    enrol(desk, "Lê An", "Vũ Bình")
    made = topic_of(desk)
    paperwork.export_commitments(desk, made.id, tmp_path / "ra", job=Silent())
    return made


@pytest.fixture
def page(qtbot, desk, topic, open_window):
    window = open_window(desk, "commitments")
    made = window.pages["commitments"]
    made.settle = lambda: settle(qtbot, window)
    made.around = window
    made.settle()
    return made


@pytest.fixture
def dialog(page, dialogs):
    page.view.sign.click()
    asked = dialogs.expect(SignDialog)
    asked.way.choose(PEN)
    asked._refresh()
    asked.scans.click()
    made = dialogs.expect(ScanDialog)
    page.settle()
    return made


def papers(desk, folder):
    """The papers of all as the scanner gives them: one file each."""
    with desk.read() as reader:
        forms = sorted(reader.find(IssuedForm), key=lambda one: one.code)
        for form in forms:
            (folder / f"{form.code}.pdf").write_bytes(reader.blob(form.blob_id))
    return [folder / f"{form.code}.pdf" for form in forms]


def white(folder):
    out = BytesIO()
    Image.new("L", (300, 400), 255).save(out, "PNG")
    (folder / "trắng.png").write_bytes(out.getvalue())
    return folder / "trắng.png"


def states(desk):
    with desk.read() as reader:
        return sorted(form.state.value for form in reader.find(IssuedForm))


def test_an_empty_dialog_says_what_to_do(dialog):
    assert "Chọn tệp quét" in dialog.hint.text()
    assert not dialog.keep.isEnabled()
    assert not dialog.by_hand.isVisible()


def test_sure_pages_are_kept_with_one_yes(page, dialog, desk, dialogs, tmp_path):
    dialog.choose.click()
    first, second = papers(desk, tmp_path)
    dialogs.choose(first)
    page.settle()
    dialog.look([first, second])
    page.settle()
    assert {one.fate for one in dialog.pages} == {Fate.SURE}
    assert not dialog.picture.pixmap().isNull()
    dialog.day.edit.setText("không phải ngày")
    dialog.keep.click()
    assert dialog.problem.isVisible()
    dialog.day.edit.setText("19/11/2026")
    dialog.keep.click()
    page.settle()
    assert states(desk) == [FormState.SCANNED.value] * 2
    assert dialog.pages == []
    assert dialog.hint.text().startswith("Đã lưu ")


def test_a_page_without_a_code_is_filed_by_hand_from_the_tray(page, dialog, desk, tmp_path):
    dialog.look([white(tmp_path)])
    page.settle()
    dialog.keep.click()
    page.settle()
    [waiting] = dialog.pages
    assert waiting.scan_id
    assert dialog.take_off.isVisible()
    dialog.by_hand.seek.edit.setText("binh")
    assert dialog.by_hand.forms.count() == 1
    dialog.by_hand.page.choose("6")
    dialog.by_hand.assign.click()
    page.settle()
    assert "không có trang 6" in dialog.problem.text()
    dialog.by_hand.page.choose("1")
    dialog.by_hand.assign.click()
    page.settle()
    assert [(one.full_name, one.page) for one in dialog.pages] == [("Vũ Bình", 1)]
    dialog.keep.click()
    page.settle()
    assert "Vũ Bình còn thiếu trang 2" in dialog.hint.text()
    assert scan_filing.tray(desk) == ()


def test_a_page_is_taken_out_of_the_tray(page, dialog, desk, tmp_path):
    dialog.look([white(tmp_path)])
    page.settle()
    dialog.keep.click()
    page.settle()
    dialog.take_off.click()
    page.settle()
    assert dialog.pages == []
    assert scan_filing.tray(desk) == ()


def test_a_page_that_came_twice_is_kept_only_when_told(page, dialog, desk, tmp_path):
    [path, _] = papers(desk, tmp_path)
    dialog.look([path, path])
    page.settle()
    half = len(dialog.pages) // 2
    assert [one.fate for one in dialog.pages][half:] == [Fate.TWICE] * half
    dialog.table.go_to_row(half)
    assert dialog.approve.isVisible()
    dialog.approve.click()
    fates = [one.fate for one in dialog.pages]
    assert (fates[0], fates[half]) == (Fate.TWICE, Fate.SURE)


def test_what_cannot_be_read_is_said(page, dialog, tmp_path):
    (tmp_path / "hỏng.tif").write_bytes(b"II*\0")
    dialog.look([tmp_path / "hỏng.tif"])
    page.settle()
    assert "hỏng.tif: Không đọc được" in dialog.problem.text()


def as_scanned(pdf, out):
    """The pages of a paper as a scanner's PDF: a picture on each."""
    pages = [scans.read_page(pdf.read_bytes(), n).jpeg for n in range(2)]
    out.write_bytes(scan_paper(pages))
    return out


def test_a_dropped_scan_is_filed_and_other_files_are_checked(page, desk, dialogs, tmp_path):
    first, second = papers(desk, tmp_path)
    scan = as_scanned(first, tmp_path / "quét.pdf")
    page.around.taking.drop.dropped.emit([second, scan])
    page.settle()
    dialog = dialogs.expect(ScanDialog)
    page.settle()
    assert {one.fate for one in dialog.pages} == {Fate.SURE}
    assert {one.came_as for one in dialog.pages} == {"quét.pdf (1/2)", "quét.pdf (2/2)"}
    dialog.accept()
    page.settle()
    checked = dialogs.expect(VerifyDialog)
    page.settle()
    assert [one.path for one in checked.verdicts] == [second]
    checked.accept()


def test_dropped_pictures_are_scans_and_pdf_are_not(page, dialogs, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.pdf", "b.JPG", "c.txt")])
    assert [one.name for one in pdf_paths(data)] == ["a.pdf"]
    assert [one.name for one in picture_paths(data)] == ["b.JPG"]
    page.around.taking.drop.pictures_dropped.emit([white(tmp_path)])
    page.settle()
    assert [one.fate for one in dialogs.expect(ScanDialog).pages] == [Fate.NO_CODE]
