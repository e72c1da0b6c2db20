"""The report of a topic as paper and as list, and lists as files."""

import errno
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from studycompanion.domain.attendance import Mark
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.messages import say
from studycompanion.services import lists, reports, rollcall, topics
from tests.services.conftest import enrol, exempt, person, session_of

TABLE = ("Danh sách", ("Họ và tên", "Số thẻ"), [("Lê An", "00123")])


def text_of(pdf, folder):
    path = folder / "đọc.pdf"
    path.write_bytes(pdf)
    assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0
    run = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True
    )
    return " ".join(run.stdout.split())


def sheet_of(path):
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.fixture
def marked(desk, topic, evening):
    """A cell of four: two came, one did not, one is exempt."""
    an, binh, cuc, _ = enrol(desk, "Lê An", "Vũ Bình", "Trần Cúc", exempt("Đỗ Dần"))
    held = session_of(desk, topic, evening)
    for who, mark in ((an, Mark.PRESENT), (binh, Mark.LATE), (cuc, Mark.UNEXCUSED)):
        rollcall.mark(desk, held.id, who, mark)
    return topic


def test_the_cell_s_report_is_the_paper_for_its_secretary_to_sign(desk, marked, tmp_path):
    text = text_of(reports.report_pdf(desk, marked.id), tmp_path)
    for words in (
        "ĐẢNG BỘ PHƯỜNG VĨNH TUY",
        "CHI BỘ TỔ DÂN PHỐ SỐ 9",
        "Vĩnh Tuy, ngày 20 tháng 11 năm 2026",
        "Nâng cao kỷ cương, kỷ luật",
        "Tính chung: 2/4, 50,00%.",
        "Tính chung: 2/3, 66,67%.",
        "“5 rõ”",
        "T/M CHI BỘ",
        "Trần Văn Mẫu",
    ):
        assert words in text


def test_the_same_report_on_the_same_day_has_the_same_bytes(desk, marked):
    assert reports.report_pdf(desk, marked.id) == reports.report_pdf(desk, marked.id)


def test_the_ward_s_report_names_each_of_its_39_cells(ward_desk, tmp_path):
    topic = topics.add_topic(ward_desk, "Kỷ cương", 2026).value
    enrol(ward_desk, *(person(f"Lê An {n}", cell_name=f"Chi bộ {n}") for n in range(1, 40)))
    text = text_of(reports.report_pdf(ward_desk, topic.id), tmp_path)
    assert "T/M ĐẢNG ỦY" in text
    assert all(text.count(f" Chi bộ {n} ") == 2 for n in range(1, 40))


def test_a_ward_without_cells_gets_a_report_that_says_so(ward_desk, tmp_path):
    topic = topics.add_topic(ward_desk, "Kỷ cương", 2026).value
    assert "Chưa có chi bộ nào" in text_of(reports.report_pdf(ward_desk, topic.id), tmp_path)
    path = reports.report_xlsx(ward_desk, topic.id, tmp_path / "ra.xlsx")
    assert "Triệu tập" in sheet_of(path)[2]


def test_the_figures_go_to_excel_as_values(desk, marked, tmp_path):
    path = reports.report_xlsx(desk, marked.id, tmp_path / "Báo cáo.xlsx")
    sheet = sheet_of(path)
    assert "Nâng cao kỷ cương" in sheet[0][0]
    line = dict(zip(sheet[2], sheet[3], strict=True))
    assert (line["Chi bộ"], line["Triệu tập"], line["Dự học"]) == ("Chi bộ Tổ dân phố số 9", 4, 2)
    assert line["Tỷ lệ dự học"] == 0.5
    assert line["Phải làm"] == 3
    assert sheet[4][1] == "Cộng"
    assert any("chia cho số lượt triệu tập" in str(row[0]) for row in sheet)


def test_the_file_s_ending_chooses_paper_or_figures(desk, marked, tmp_path):
    for name in ("a.pdf", "a.XLSX", "a.csv"):
        path = reports.export_report(desk, marked.id, tmp_path / name)
        assert path == tmp_path / name
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "a.csv").read_text("utf-8-sig").startswith("TT;Chi bộ;Triệu tập")


@pytest.mark.parametrize("name", ["ra.doc", "ra", ".xlsx"])
def test_another_ending_is_refused_before_anything_is_written(desk, marked, tmp_path, name):
    with pytest.raises(UserError, match="export_suffix") as caught:
        reports.export_report(desk, marked.id, tmp_path / name)
    assert name in say(caught.value)
    assert ".pdf, .docx, .xlsx, .csv" in say(caught.value)
    assert not (tmp_path / name).exists()


def test_a_topic_that_is_not_there_has_no_report(desk, tmp_path):
    with pytest.raises(UserError, match="not_there"):
        reports.export_report(desk, "0" * 32, tmp_path / "ra.pdf")
    assert list(tmp_path.glob("ra*")) == []


def test_a_list_is_written_as_excel_or_as_text(tmp_path):
    excel = lists.export_list(tmp_path / "ds.xlsx", *TABLE, notes=("Ghi chú",))
    assert sheet_of(excel)[3] == ["Lê An", "00123"]
    text = lists.export_list(tmp_path / "ds.CSV", *TABLE, notes=("Ghi chú",))
    assert text.read_bytes() == "\ufeffHọ và tên;Số thẻ\r\nLê An;00123\r\n".encode()


def test_a_list_of_another_kind_is_refused(tmp_path):
    with pytest.raises(UserError, match="export_suffix"):
        lists.export_list(tmp_path / "ds.pdf", *TABLE)


def _fails_with(number):
    def fail(self, *_words):
        raise OSError(number, "told by the system")

    return fail


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EIO, "disk_trouble"), (errno.EACCES, "export_refused")],
)
def test_trouble_with_the_disk_leaves_the_old_file(tmp_path, monkeypatch, suffix, number, code):
    path = tmp_path / f"ds{suffix}"
    path.write_text("cũ")
    monkeypatch.setattr(Path, "replace", _fails_with(number))
    with pytest.raises(EnvironmentProblem, match=code) as caught:
        lists.export_list(path, *TABLE)
    assert say(caught.value)
    assert path.read_text() == "cũ"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_in_a_closed_folder_is_the_folder_s_trouble(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "write_bytes", _fails_with(errno.EACCES))
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        lists.export_list(tmp_path / "ds.xlsx", *TABLE)


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(EnvironmentProblem, match="folder_unwritable"):
        lists.export_list(tmp_path / "không có" / "ds.xlsx", *TABLE)
