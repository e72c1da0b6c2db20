"""Scanned pages are looked at later, printed and saved."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from studycompanion.domain.work import Silent
from studycompanion.services import members, paperwork, scan_filing, scanning_back
from studycompanion.ui.dialogs import Message
from studycompanion.ui.printing import spooler
from studycompanion.ui.signing.filed_dialog import FiledDialog
from tests.ui.fixtures import settle
from tests.ui.people import enrol, topic_of
from tests.ui.test_scanning_back import papers


@pytest.fixture
def ids(desk, tmp_path):
    """One member whose form came back from the scanner, another whose did not."""
    found = enrol(desk, "Lê An", "Vũ Bình")
    topic = topic_of(desk)
    paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    looked = scanning_back.look(desk, papers(desk, tmp_path)[:1], job=Silent())
    scan_filing.file(desk, scan_filing.usual(looked.pages), signed_on=desk.today)
    return found


@pytest.fixture
def page(qtbot, desk, ids, open_window):
    window = open_window(desk, "commitments")
    made = window.pages["commitments"]
    made.settle = lambda: settle(qtbot, window)
    made.settle()
    return made


@pytest.fixture
def dialog(qtbot, page, dialogs):
    page.view.scans.click()
    made = dialogs.expect(FiledDialog)
    qtbot.waitUntil(made.print.isEnabled, timeout=10_000)
    return made


def test_only_who_has_a_scan_is_offered_to_look_at_it(page):
    assert page.view.scans.isVisible()
    page.go_on(1)
    page.settle()
    assert not page.view.scans.isVisible()


def test_the_pages_are_shown_larger_and_with_what_is_known_of_them(qtbot, page, dialog):
    assert dialog.heading.text() == "Bản quét của Lê An"
    assert "Bản số 1 · lần 1 · ký ngày" in dialog.about.text()
    assert dialog.standing.accessibleName() == "Đúng với hồ sơ hiện nay."
    assert not dialog.which.isVisible()
    before = dialog.preview._plain[0].width()
    dialog.bar.larger.click()
    qtbot.waitUntil(lambda: dialog.preview._plain[0].width() > before, timeout=10_000)


def test_a_changed_record_is_told_on_page_and_dialog(desk, ids, page, dialogs):
    members.change_member(desk, ids["Lê An"], 1, workplace="Trường mầm non")
    page.reload()
    page.settle()
    assert page.view.scans.text() == "Xem bản quét (hồ sơ đã đổi)…"
    page.view.scans.click()
    page.settle()
    dialog = dialogs.expect(FiledDialog)
    assert dialog.standing.accessibleName().startswith("Hồ sơ đã đổi")
    dialog.accept()


def test_a_copy_is_saved(page, dialog, dialogs, tmp_path):
    dialog.save.click()
    dialogs.choose(tmp_path / "bản sao.pdf")
    page.settle()
    dialogs.expect(Message).accept()
    assert len(PdfReader(tmp_path / "bản sao.pdf").pages) == 2
    dialog.accept()


def test_the_pages_are_printed_through_the_dialog_of_the_system(
    page, dialog, dialogs, tmp_path, monkeypatch
):
    out = tmp_path / "giấy.pdf"

    def printer(manner, title):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFileName(str(out))
        made.setResolution(72)
        return made

    monkeypatch.setattr(spooler, "any_printer", printer)
    dialog.print.click()
    asked = dialogs.expect(QPrintDialog)
    asked.accept()
    page.settle()
    assert len(PdfReader(BytesIO(out.read_bytes())).pages) == 2
    dialog.accept()


def test_the_card_of_a_member_leads_to_the_scans(qtbot, desk, ids, open_window, dialogs):
    window = open_window(desk, "members")
    page = window.pages["members"]
    settle(qtbot, window)
    assert page.view.panel.scans.isVisible()
    page.view.panel.scans.click()
    settle(qtbot, window)
    dialog = dialogs.expect(FiledDialog)
    assert dialog.forms[0].full_name == "Lê An"
    dialog.accept()
    page.view.finder.table.go_to(ids["Vũ Bình"])
    settle(qtbot, window)
    assert not page.view.panel.scans.isVisible()
