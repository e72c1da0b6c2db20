"""The list of those who have not signed, by cell and party group."""

import subprocess

import pytest
from python_calamine import load_workbook

from studycompanion.domain.people import StatusKind
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.messages import speaking
from studycompanion.services import paperwork, pen, topics
from studycompanion.services.party_groups import group_name
from studycompanion.services.unsigned import unsigned, write_unsigned
from tests.services.conftest import enrol, person


@pytest.fixture
def ward(ward_desk):
    people = [("Lê An", 2, "Tổ 10"), ("Vũ Bình", 2, "Tổ 2"), ("Hồ Cúc", 2, ""), ("Mai Dần", 10, "")]
    enrol(
        ward_desk,
        *(person(n, cell_name=f"Chi bộ {c}", party_group=g) for n, c, g in people),
        person("Đỗ Miễn", cell_name="Chi bộ 2", status=StatusKind.EXEMPT),
    )
    return ward_desk


@pytest.fixture
def topic(ward):
    return topics.add_topic(ward, "Kỷ cương", 2026).value


def names(lines):
    return [one.full_name for one in lines]


def text_of(path):
    command = ["pdftotext", "-layout", path, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_cells_and_groups_go_by_their_numbers_and_those_in_none_come_last(ward, topic):
    assert names(unsigned(ward, topic.id)) == ["Vũ Bình", "Lê An", "Hồ Cúc", "Mai Dần"]


def test_one_group_is_listed_by_itself_and_so_are_those_in_none(ward, topic):
    assert names(unsigned(ward, topic.id, group="Tổ 2")) == ["Vũ Bình"]
    assert names(unsigned(ward, topic.id, group="")) == ["Hồ Cúc", "Mai Dần"]


def test_the_paper_has_a_table_for_each_group_of_a_cell_that_has_any(ward, topic, tmp_path):
    out = tmp_path / "ra"
    paperwork.export_commitments(ward, topic.id, out, job=Silent())
    text = text_of(write_unsigned(ward, topic.id, tmp_path / "chưa ký.pdf"))
    heads = ("Chi bộ 2: 3 đồng chí", "Tổ 2: 1 đồng chí", "Tổ 10: 1", "Chưa xếp tổ đảng: 1")
    order = [text.index(head) for head in (*heads, "Chi bộ 10: 1 đồng chí")]
    assert order == sorted(order)
    assert text.count("Chưa xếp tổ đảng") == 1
    assert "Đã xuất, chưa in" in text


def test_the_table_for_excel_names_cell_and_group(ward, topic, tmp_path):
    with speaking("en"):
        path = write_unsigned(ward, topic.id, tmp_path / "chưa ký.xlsx")
    rows = load_workbook(path).get_sheet_by_index(0).to_python()
    assert ["STT", "Họ và tên", "Chi bộ", "Tổ đảng", "Tình trạng"] in rows
    assert [1, "Vũ Bình", "Chi bộ 2", "Tổ 2", "Chưa lập"] in rows


def test_a_list_of_nobody_says_so(ward, topic, tmp_path):
    paperwork.export_commitments(ward, topic.id, tmp_path / "ra", job=Silent())
    pen.note_signed(ward, topic.id, ward.today)
    assert "Mọi người đã ký." in text_of(write_unsigned(ward, topic.id, tmp_path / "chưa ký.pdf"))
    with pytest.raises(UserError, match="export_suffix"):
        write_unsigned(ward, topic.id, tmp_path / "chưa ký.doc")


@pytest.mark.parametrize(
    ("group", "said"), [("3", "Tổ đảng 3"), ("Tổ 3", "Tổ 3"), ("", "Chưa xếp tổ đảng")]
)
def test_a_group_is_called_as_people_call_it(group, said):
    with speaking("vi"):
        assert group_name(group) == said
