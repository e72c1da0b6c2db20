"""Printing through the window: a printer that writes PDF files stands for the one of paper."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QRadioButton

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.print_run import Sides
from studycompanion.errors import EnvironmentProblem
from studycompanion.ui.dialogs import Message
from studycompanion.ui.printing import print_dialog, spooler
from studycompanion.ui.printing.answer_dialog import AnswerDialog
from studycompanion.ui.printing.order import FILE, Manner
from studycompanion.ui.printing.print_dialog import PrintDialog
from studycompanion.ui.printing.turn_dialog import TurnDialog
from tests.ui.fixtures import settle
from tests.ui.people import NAMES, enrol, topic_of

NAME = "Máy in tầng 2"


class Paper:
    """The files that the printer made, one for each go."""

    def __init__(self, folder):
        self.folder = folder
        self.made = []
        self.manners = []

    def printer(self, manner, title):
        path = self.folder / f"{len(self.made)}.pdf"
        self.made.append(path)
        self.manners.append(manner)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(100)
        spooler.set_up(printer, manner, title)
        return printer

    @property
    def pages(self):
        return [len(PdfReader(BytesIO(path.read_bytes())).pages) for path in self.made]


@pytest.fixture
def paper(tmp_path, monkeypatch):
    folder = tmp_path / "giấy"
    folder.mkdir()
    made = Paper(folder)
    monkeypatch.setattr(print_dialog, "printer_names", lambda: [NAME])
    monkeypatch.setattr(spooler, "printer_for", made.printer)
    return made


@pytest.fixture
def topic(desk):
    enrol(desk, *NAMES)
    return topic_of(desk)


@pytest.fixture
def window(desk, topic, open_window, paper):
    return open_window(desk, "commitments")


@pytest.fixture
def page(window):
    return window.pages["commitments"]


def states(desk):
    with desk.read() as reader:
        return [form.state for form in reader.find(IssuedForm)]


def order(qtbot, window, page, dialogs, sides=Sides.ONE, **ticks):
    """Choose in the dialog and press "In"."""
    page.view.print.click()
    dialog = dialogs.expect(PrintDialog)
    dialog.sides.choose(sides.value)
    dialog.sides.picked.emit(sides.value)
    for name, is_on in ticks.items():
        getattr(dialog, name).setChecked(is_on)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    told = dialog.sum.text()
    dialog.go.click()
    return told


def test_pages_and_sheets_are_said_and_all_paper_that_came_counts(
    qtbot, window, page, desk, dialogs, paper
):
    told = order(qtbot, window, page, dialogs, covers=True)
    answer = dialogs.expect(AnswerDialog)
    assert states(desk) == [FormState.SENT_TO_PRINTER] * len(NAMES)
    assert told == f"{len(NAMES)} bản · {paper.pages[0]} trang · {paper.pages[0]} tờ giấy A4"
    assert paper.pages == [2 * len(NAMES) + 1]
    answer.all.click()
    settle(qtbot, window)
    assert states(desk) == [FormState.PRINTED] * len(NAMES)
    assert not page.view.came_out.isVisible()


def test_every_sheet_is_a4_and_holds_ink(qtbot, window, page, dialogs, paper):
    order(qtbot, window, page, dialogs)
    dialogs.expect(AnswerDialog)
    reader = PdfReader(BytesIO(paper.made[0].read_bytes()))
    for sheet in reader.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(
            (595, 842), abs=1
        )
        assert sheet.images


def test_a_jam_goes_on_from_a_copy_with_none_missing_or_doubled(
    qtbot, window, page, desk, dialogs, paper
):
    order(qtbot, window, page, dialogs)
    answer = dialogs.expect(AnswerDialog)
    answer.some.click()
    answer.table.go_to_row(2)
    assert answer.rest.text() == "In tiếp từ bản 3"
    answer.rest.click()
    again = dialogs.expect(AnswerDialog)
    assert sorted(states(desk)) == sorted(
        [FormState.PRINTED] * 2 + [FormState.SENT_TO_PRINTER] * (len(NAMES) - 2)
    )
    assert paper.pages == [2 * len(NAMES), 2 * (len(NAMES) - 2)]
    again.all.click()
    settle(qtbot, window)
    assert states(desk) == [FormState.PRINTED] * len(NAMES)


def test_one_sheet_is_printed_again_and_the_others_are_asked_for_once_more(
    qtbot, window, page, desk, dialogs, paper
):
    order(qtbot, window, page, dialogs)
    answer = dialogs.expect(AnswerDialog)
    answer.some.click()
    answer.table.go_to_row(1)
    answer.one.click()
    again = dialogs.expect(AnswerDialog)
    assert paper.pages == [2 * len(NAMES), 2]
    assert again.table.records.rowCount() == len(NAMES)
    again.all.click()
    settle(qtbot, window)
    assert states(desk) == [FormState.PRINTED] * len(NAMES)


def test_left_for_later_the_page_asks_again(qtbot, window, page, desk, dialogs):
    order(qtbot, window, page, dialogs)
    dialogs.expect(AnswerDialog).reject()
    settle(qtbot, window)
    assert page.view.came_out.isVisible()
    page.view.came_out.click()
    dialogs.expect(AnswerDialog).all.click()
    settle(qtbot, window)
    assert states(desk) == [FormState.PRINTED] * len(NAMES)


def test_by_hand_the_fronts_come_first_and_the_backs_after_the_stack_is_turned(
    qtbot, window, page, dialogs, paper
):
    order(qtbot, window, page, dialogs, Sides.BY_HAND)
    turn = dialogs.expect(TurnDialog)
    assert paper.pages == [len(NAMES)]
    turn.go.click()
    dialogs.expect(AnswerDialog).all.click()
    settle(qtbot, window)
    assert paper.pages == [len(NAMES), len(NAMES)]


def test_the_manner_is_remembered(qtbot, window, page, dialogs, paper):
    order(qtbot, window, page, dialogs, Sides.PRINTER, mirrored=False)
    dialogs.expect(AnswerDialog).reject()
    page.view.print.click()
    dialog = dialogs.expect(PrintDialog)
    assert dialog.manner == Manner(printer=NAME, sides=Sides.PRINTER, is_mirrored=False)
    assert paper.manners == [dialog.manner]
    dialog.reject()


def test_options_of_the_system_s_dialog_are_used_and_remembered(
    qtbot, window, page, dialogs, paper, monkeypatch
):
    tray = QPrinter.PaperSource.Manual
    page.view.print.click()
    dialog = dialogs.expect(PrintDialog)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    # A printer that writes files has no name.
    monkeypatch.setattr(QPrinter, "printerName", lambda _self: NAME)
    dialog.options.click()
    asked = dialogs.expect(QPrintDialog)
    asked.borrowed.setPaperSource(tray)
    asked.findChild(QRadioButton, "grayscale").setChecked(True)
    asked.accept()
    assert dialog.manner == Manner(printer=NAME, tray=tray.value, is_grey=True)
    dialog.go.click()
    dialogs.expect(AnswerDialog).reject()
    settle(qtbot, window)
    assert paper.pages == [2 * len(NAMES)]
    page.view.print.click()
    dialog = dialogs.expect(PrintDialog)
    assert (dialog.manner.tray, dialog.manner.is_grey) == (tray.value, True)
    dialog.printer.choose(FILE)
    assert dialog.manner.tray == -1
    dialog.reject()


@pytest.mark.parametrize(
    ("duplex", "before", "then"),
    [
        ("DuplexLongSide", Sides.ONE, Sides.PRINTER),
        ("DuplexNone", Sides.PRINTER, Sides.ONE),
        ("DuplexNone", Sides.BY_HAND, Sides.BY_HAND),
    ],
)
def test_sides_follow_the_system_s_dialog(duplex, before, then):
    printer = SimpleNamespace(
        printerName=lambda: NAME,
        duplex=lambda: QPrinter.DuplexMode[duplex],
        paperSource=lambda: QPrinter.PaperSource.Upper,
        colorMode=lambda: QPrinter.ColorMode.Color,
    )
    made = spooler.manner_from(printer, Manner(sides=before))
    assert (made.printer, made.sides, made.is_grey) == (NAME, then, False)


def test_only_the_person_in_view(qtbot, window, page, dialogs, paper):
    page.view.print.click()
    dialog = dialogs.expect(PrintDialog)
    dialog.whose.choose(print_dialog.ONE)
    dialog.whose.picked.emit(print_dialog.ONE)
    qtbot.waitUntil(lambda: dialog.go.text() == "In 1 bản", timeout=10_000)
    dialog.go.click()
    dialogs.expect(AnswerDialog).reject()
    assert paper.pages == [2]


def test_the_rows_that_were_chosen(qtbot, window, page, dialogs, paper):
    table = page.view.finder.table
    rows, there = table.selectionModel(), table.model()
    rows.clearSelection()
    for row in (0, 1):
        rows.select(there.index(row, 0), rows.SelectionFlag.Select | rows.SelectionFlag.Rows)
    page.view.print.click()
    dialog = dialogs.expect(PrintDialog)
    assert dialog.whose.currentText() == "2 đồng chí đã chọn"
    qtbot.waitUntil(lambda: dialog.go.text() == "In 2 bản", timeout=10_000)
    dialog.go.click()
    dialogs.expect(AnswerDialog).reject()
    assert paper.pages == [4]


def test_a_stopped_run_takes_back_what_the_printer_never_got(
    qtbot, window, page, desk, dialogs, paper, monkeypatch
):
    from studycompanion.errors import Cancelled

    real = spooler.Spooler._draw

    def stops(self, painter, sheet, side):
        if len(self.finished) == 2:
            raise Cancelled
        real(self, painter, sheet, side)

    monkeypatch.setattr(spooler.Spooler, "_draw", stops)
    order(qtbot, window, page, dialogs)
    answer = dialogs.expect(AnswerDialog)
    assert answer.table.records.rowCount() == 2
    assert states(desk).count(FormState.SENT_TO_PRINTER) == 2
    assert states(desk).count(FormState.NOT_PRINTED) == len(NAMES) - 2
    answer.reject()


def test_a_printer_that_refuses_costs_a_sentence_and_no_state(
    qtbot, window, page, desk, dialogs, monkeypatch
):
    def refuses(self, papers, sides, *, job):
        raise EnvironmentProblem("printer_refused", printer=NAME)

    monkeypatch.setattr(spooler.Spooler, "print", refuses)
    order(qtbot, window, page, dialogs)
    assert NAME in dialogs.expect(Message).sentence.text()
    assert set(states(desk)) == {FormState.NOT_PRINTED}


def test_a_printer_that_is_gone_is_named(monkeypatch):
    with pytest.raises(EnvironmentProblem, match="printer_gone") as gone:
        spooler.printer_for(Manner(printer="Máy cũ"), "Thử")
    assert gone.value.params["printer"] == "Máy cũ"


def test_the_test_sheet_has_two_sides(qtbot, window, page, dialogs, paper):
    page.view.print.click()
    dialog = dialogs.expect(PrintDialog)
    dialog.test.click()
    settle(qtbot, window)
    assert paper.pages == [2]
    dialog.reject()


def test_without_a_printer_one_file_is_saved(
    qtbot, window, page, desk, dialogs, monkeypatch, tmp_path
):
    monkeypatch.setattr(print_dialog, "printer_names", list)
    order(qtbot, window, page, dialogs)
    dialogs.choose(tmp_path / "in.pdf")
    message = dialogs.expect(Message)
    assert str(tmp_path / "in.pdf") in message.findChildren(type(message.sentence))[-1].text()
    assert len(PdfReader(str(tmp_path / "in.pdf")).pages) == 2 * len(NAMES)
    assert set(states(desk)) == {FormState.NOT_PRINTED}
    message.accept()
