"""How far the plans are: figures by cell and by point, the paper with its charts, the list."""

from datetime import date
from fractions import Fraction

import pytest
from docx import Document

from studycompanion.errors import UserError
from studycompanion.services import follow_up, plan_report, plans
from studycompanion.services.plan_progress import plan_progress
from tests.services.conftest import enrol
from tests.services.test_plan_stages import WHOLE
from tests.services.test_reports import sheet_of, text_of


@pytest.fixture
def planned(desk, topic):
    """Three tasks: one done, one late, one unclear on two points."""
    an, binh = enrol(desk, "Lê An", "Vũ Bình")
    done = plans.add_item(desk, topic.id, an, WHOLE).value
    follow_up.add_note(desk, done.id, "Xong", is_done=True)
    plans.add_item(desk, topic.id, an, WHOLE, due=date(2026, 11, 1))
    lacking = {key: text for key, text in WHOLE.items() if key not in ("process", "result")}
    plans.add_item(desk, topic.id, binh, lacking)
    return topic


def test_figures_stand_by_cell_and_by_point(desk, planned):
    progress = plan_progress(desk, planned.id)
    [cell] = progress.cells
    assert (cell.items, cell.clear, cell.done, cell.overdue) == (3, 2, 1, 1)
    assert (cell.share_clear, cell.share_done) == (Fraction(2, 3), Fraction(1, 3))
    assert progress.total.items == 3
    clear = {point.id: (point.clear, point.share) for point in progress.points}
    assert clear["process"] == (2, Fraction(2, 3))
    assert clear["task"] == (3, Fraction(1))


def test_without_tasks_there_is_no_share(desk, topic):
    progress = plan_progress(desk, topic.id)
    assert progress.cells == ()
    assert (progress.total.share_clear, progress.total.share_done) == (None, None)
    assert {point.share for point in progress.points} == {None}


def test_the_paper_has_tables_and_charts(desk, planned, tmp_path):
    text = text_of(plan_report.plan_report_pdf(desk, planned.id), tmp_path)
    for words in (
        "Tiến độ kế hoạch làm theo Bác",
        "có 3 việc làm theo; trong đó 2 việc rõ mọi điểm, 1 việc đã xong, 1 việc quá hạn.",
        "rõ quy trình",
        "66,67%",
        "33,33%",
        "T/M CHI BỘ",
    ):
        assert words in text


def test_without_tasks_the_paper_says_so(desk, topic, tmp_path):
    text = text_of(plan_report.plan_report_pdf(desk, topic.id), tmp_path)
    assert "chưa có việc làm theo nào" in text
    assert "Số việc" not in text


def test_the_list_holds_the_figures_and_the_points_below(desk, planned, tmp_path):
    path = plan_report.export_plan_report(desk, planned.id, tmp_path / "ke-hoach.xlsx")
    cells = [value for row in sheet_of(path) for value in row]
    assert {"Số việc", "Quá hạn", "rõ quy trình: 2/3 việc."} <= set(cells)


def test_the_paper_can_go_on_in_word(desk, planned, tmp_path):
    path = plan_report.export_plan_report(desk, planned.id, tmp_path / "ke-hoach.docx")
    document = Document(path)
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Tiến độ kế hoạch làm theo Bác" in told
    assert "2 việc rõ mọi điểm" in told
    header, cells, points, signatures = document.tables
    assert [cell.text for cell in cells.rows[1].cells][1:] == ["3", "2", "1", "1", "33,33%"]
    assert ["rõ quy trình", "3", "2", "66,67%"] in [
        [cell.text for cell in row.cells] for row in points.rows
    ]
    assert "T/M CHI BỘ" in signatures.rows[0].cells[-1].text
    assert "CHI BỘ" in header.rows[0].cells[0].text


def test_the_ending_says_which_kind(desk, planned, tmp_path):
    pdf = plan_report.export_plan_report(desk, planned.id, tmp_path / "ke-hoach.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
    with pytest.raises(UserError, match="export_suffix"):
        plan_report.export_plan_report(desk, planned.id, tmp_path / "ke-hoach.doc")
