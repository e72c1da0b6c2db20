"""Blocks of a paper as Word: every kind of block keeps its words."""

from io import BytesIO

import pytest
from docx import Document

from studycompanion.forms.blocks import (
    Align,
    Choices,
    Column,
    FieldLine,
    Header,
    Heading,
    Paragraph,
    Recipients,
    RuledLines,
    Signature,
    Signatures,
    Table,
    Title,
)
from studycompanion.services import session_papers
from studycompanion.services.session_papers import Sheet
from studycompanion.services.word_papers import word_file
from tests.services.conftest import enrol, session_of

COLUMNS = (Column(("TT",), 10, Align.CENTRE), Column(("Việc", "(rõ việc)"), 90))
SIGNS = Signature("T/M CHI BỘ", "BÍ THƯ", "(Ký)", "Trần Văn Mẫu")
BLOCKS = (
    Header("ĐẢNG BỘ X", "CHI BỘ 9", "ĐẢNG CỘNG SẢN VIỆT NAM", "X, ngày 05", "Số 05-BC/CB"),
    Title("BÁO CÁO", "Kết quả"),
    FieldLine("Họ và tên:", "Lê An", is_bold=True),
    FieldLine("Đơn vị:", ""),
    Heading("I. Ưu điểm", turns=True),
    Paragraph("Một đoạn."),
    RuledLines(3),
    Choices(("Tốt", "Kém"), 0, "Tự đánh giá:"),
    Choices(("Hoàn thành", "Không hoàn thành"), None),
    Table(COLUMNS, (("1", "Lập tổ\nGhi sổ"),), 9.0, ("", "Cộng")),
    Paragraph("Đoạn cuối."),
    Signatures(Recipients("Nơi nhận:", ("Đảng ủy", "Lưu Chi bộ")), SIGNS),
)


@pytest.fixture
def made(desk):
    return Document(BytesIO(word_file(desk, [BLOCKS], title="Báo cáo", author="Chi bộ 9")))


def cells(table):
    return [cell.text for row in table.rows for cell in row.cells]


def test_every_block_keeps_its_words(made):
    texts = [p.text for p in made.paragraphs]
    for text in ("BÁO CÁO", "Kết quả", "-----", "Họ và tên: Lê An", "I. Ưu điểm", "Một đoạn."):
        assert text in texts
    assert "Tự đánh giá:    ☒ Tốt    ☐ Kém" in texts
    assert [t for t in texts if "oàn thành" in t] == ["☐ Hoàn thành", "☐ Không hoàn thành"]
    assert texts.count("\t") == 3
    assert "Đơn vị: \t" in texts


def test_head_table_and_signatures_are_tables(made):
    head, table, signed = made.tables
    assert cells(head)[0] == "ĐẢNG BỘ X\nCHI BỘ 9\n*\nSố 05-BC/CB"
    assert cells(table) == ["TT", "Việc\n(rõ việc)", "1", "Lập tổ\nGhi sổ", "", "Cộng"]
    left, right = cells(signed)
    assert left == "Nơi nhận:\n- Đảng ủy;\n- Lưu Chi bộ."
    assert right.split("\n") == ["T/M CHI BỘ", "BÍ THƯ", "(Ký)", "", "", "", "", "Trần Văn Mẫu"]


def test_the_end_of_the_text_stays_with_who_signs(made):
    ties = {p.text: p.paragraph_format.keep_with_next for p in made.paragraphs}
    assert ties["Đoạn cuối."]
    assert not ties["Một đoạn."]
    assert ties["I. Ưu điểm"]


@pytest.mark.parametrize("sheet", [Sheet.MINUTES, Sheet.RESULT])
def test_papers_of_a_session_are_word_too(desk, topic, evening, tmp_path, sheet):
    enrol(desk, "Lê An", "Vũ Bình")
    session = session_of(desk, topic, evening)
    path = session_papers.export_sheet(desk, session.id, sheet, tmp_path / "ra.docx")
    texts = [p.text for p in Document(str(path)).paragraphs]
    assert any("2 (hai) đồng chí" in text for text in texts)


def test_the_report_is_word_too(desk, topic, tmp_path):
    from studycompanion.services import reports

    path = reports.export_report(desk, topic.id, tmp_path / "ra.docx")
    made = Document(str(path))
    assert "BÁO CÁO" in [p.text for p in made.paragraphs]
    assert made.core_properties.author == "Chi bộ Tổ dân phố số 9"
