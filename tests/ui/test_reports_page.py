"""Figures by cell: tables with their sum, a chart in words, files."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.attendance import Mark
from studycompanion.services import plans, rollcall
from studycompanion.ui.dialogs import Message
from studycompanion.ui.models.records import RecordModel
from studycompanion.ui.pages.reports.papers_dialog import PapersDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import focused, press
from tests.ui.people import NAMES, enrol, person, session_of, topic_of


@pytest.fixture
def ward(ward_desk):
    people = [person(name, cell_name=f"Chi bộ {i % 2 + 1}") for i, name in enumerate(NAMES)]
    ids = enrol(ward_desk, *people)
    topic = topic_of(ward_desk)
    session = session_of(ward_desk, topic)
    rollcall.mark(ward_desk, session.id, ids["Bùi Thị An"], Mark.EXCUSED)
    rollcall.mark(ward_desk, session.id, ids["Đỗ Thu Hà"], Mark.MADE_UP)
    rollcall.mark_unmarked(ward_desk, session.id, Mark.PRESENT)
    plans.add_item(ward_desk, topic.id, ids["Lê Đức Ý"], {"task": "Việc chưa rõ"})
    return ward_desk


def opened(qtbot, open_window, desk):
    """The page of the reports, once the figures have been read."""
    window = open_window(desk, "reports")
    page = window.pages["reports"]
    qtbot.waitUntil(lambda: page.view.empty.isVisible() or bool(page.view.roll.records))
    return window, page, page.view


def rows(model: RecordModel) -> list[list[str]]:
    return [
        [model.cell_at(row, place).text for place in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_without_figures_the_page_says_what_to_do(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    session_of(desk, topic_of(desk))
    window, _page, view = opened(qtbot, open_window, desk)
    assert view.empty.sentence.text() == "Chưa có số liệu. Hãy kết thúc một buổi điểm danh."
    assert not view.pdf.isVisible()
    assert focused() is view.empty.step
    press(Qt.Key.Key_Space)
    settle(qtbot, window)
    assert window.stack.currentWidget() is window.pages["rollcall"]


def test_participation_stands_by_cell_with_the_sum_last(qtbot, open_window, ward):
    _window, _page, view = opened(qtbot, open_window, ward)
    assert rows(view.roll) == [
        ["Chi bộ 1", "3", "1", "1", "0", "1", "0", "1", "0", "33,33%", "66,67%"],
        ["Chi bộ 2", "2", "2", "0", "0", "0", "0", "0", "0", "100,00%", "100,00%"],
        ["Cộng", "5", "3", "1", "0", "1", "0", "1", "0", "60,00%", "80,00%"],
    ]
    assert view.figures.rate.figure.text() == "60,00%"


def test_papers_stand_by_cell_with_the_sum_last(qtbot, open_window, ward):
    _window, _page, view = opened(qtbot, open_window, ward)
    assert rows(view.papers) == [
        ["Chi bộ 1", "3", "0", "1", "1", "1", "0", "0", "0"],
        ["Chi bộ 2", "2", "0", "0", "0", "0", "0", "0", "0"],
        ["Cộng", "5", "0", "1", "1", "1", "0", "0", "0"],
    ]


def test_however_the_cells_are_sorted_the_sum_stays_last(qtbot, open_window, ward):
    _window, _page, view = opened(qtbot, open_window, ward)
    for _ in range(2):
        view.roll_table.horizontalHeader().sectionClicked.emit(9)
        assert rows(view.roll)[-1][0] == "Cộng"
        assert view.roll.row_of("total") == 2


def test_the_chart_says_both_rates_in_words_and_draws_them(qtbot, open_window, ward):
    _window, _page, view = opened(qtbot, open_window, ward)
    view.tabs.setCurrentIndex(2)
    told = view.chart.accessibleDescription().splitlines()
    assert len(told) == 3
    assert told[0].startswith("Chi bộ 1: Tỉ lệ dự học")
    assert "33,33%" in told[0]
    assert "66,67%" in told[0]
    picture = view.chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name()
               for x in range(0, picture.width(), 7) for y in range(picture.height())}  # fmt: skip
    assert len(colours) > 3


def test_another_topic_shows_its_own_figures(qtbot, open_window, ward):
    other = topic_of(ward, "Chuyên đề khác")
    window, _page, view = opened(qtbot, open_window, ward)
    view.topic.choose(other.id)
    view.topic.picked.emit(other.id)
    qtbot.waitUntil(view.empty.isVisible, timeout=10_000)
    assert view.topic.isVisible()
    assert window.context.choice.topic_id == other.id


@pytest.mark.parametrize(("button", "name", "ending"), [
    ("pdf", "báo cáo.pdf", b"%PDF"), ("excel", "báo cáo.xlsx", b"PK"),
])  # fmt: skip
def test_the_report_is_written_and_the_message_says_where(
    qtbot, open_window, ward, dialogs, tmp_path, button, name, ending
):
    _window, page, _view = opened(qtbot, open_window, ward)
    getattr(page.view, button).click()
    dialogs.choose(tmp_path / name)
    message = dialogs.expect(Message)
    assert "Đã xuất báo cáo" in message.sentence.text()
    assert (tmp_path / name).read_bytes().startswith(ending)
    message.accept()


def test_the_progress_of_plans_stands_by_cell_and_by_point_with_charts_in_words(
    qtbot, open_window, ward
):
    _window, _page, view = opened(qtbot, open_window, ward)
    view.tabs.setCurrentIndex(3)
    assert rows(view.plans.cells) == [["Chi bộ 1", "1", "0", "0", "0", "0,00%"]]
    assert ["rõ việc", "1", "1", "100,00%"] in rows(view.plans.points)
    assert "rõ quy trình: Việc đã rõ điểm này / số việc 0,00%" in (
        view.plans.point_chart.accessibleDescription()
    )
    assert view.plans.nothing.isHidden()


@pytest.mark.parametrize(
    ("button", "ending", "begin"),
    [("pdf", "pdf", b"%PDF"), ("word", "docx", b"PK"), ("excel", "xlsx", b"PK")],
)
def test_the_progress_of_plans_is_written_to_a_file(
    qtbot, open_window, ward, tmp_path, dialogs, button, ending, begin
):
    window, _page, view = opened(qtbot, open_window, ward)
    view.tabs.setCurrentIndex(3)
    getattr(view.plans, button).click()
    path = tmp_path / f"tiến độ.{ending}"
    dialogs.choose(path)
    settle(qtbot, window)
    dialogs.expect(Message).reject()
    assert path.read_bytes().startswith(begin)


def test_without_tasks_the_progress_says_so(qtbot, open_window, desk):
    enrol(desk, *NAMES)
    session = session_of(desk, topic_of(desk))
    rollcall.mark_unmarked(desk, session.id, Mark.PRESENT)
    _window, _page, view = opened(qtbot, open_window, desk)
    view.tabs.setCurrentIndex(3)
    assert view.plans.nothing.isVisible()
    assert view.plans.pdf.isHidden()


def papers_of(qtbot, open_window, desk, dialogs):
    """The dialog of a topic's papers, once its forms are known."""
    window, _page, view = opened(qtbot, open_window, desk)
    view.forms.click()
    dialog = dialogs.expect(PapersDialog)
    settle(qtbot, window)
    return window, dialog


def test_the_papers_of_a_topic_are_looked_at_and_saved(qtbot, open_window, ward, dialogs, tmp_path):
    window, dialog = papers_of(qtbot, open_window, ward, dialogs)
    assert [dialog.form.isHidden(), dialog.blank.isHidden()] == [False, False]
    assert dialog.save_table.isHidden()
    dialog.save_to(tmp_path / "tự soi.docx")
    settle(qtbot, window)
    dialogs.expect(Message).reject()
    assert (tmp_path / "tự soi.docx").stat().st_size > 1000
    dialog.reject()


def test_a_list_is_a_table_and_nobody_writes_it_by_hand(
    qtbot, open_window, ward, dialogs, tmp_path
):
    window, dialog = papers_of(qtbot, open_window, ward, dialogs)
    dialog.blank.setChecked(True)
    dialog.paper.choose("not_handed_in")
    dialog.paper.picked.emit("not_handed_in")
    assert not dialog.save_table.isHidden()
    assert dialog.blank.isHidden()
    dialog.save_to(tmp_path / "chưa nộp.xlsx")
    settle(qtbot, window)
    dialogs.expect(Message).reject()
    assert (tmp_path / "chưa nộp.xlsx").stat().st_size > 1000
    dialog.reject()
