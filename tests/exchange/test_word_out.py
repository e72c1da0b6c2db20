"""Papers as Word: measures of the page, looks, and nothing but text from what people typed."""

import re
from datetime import UTC, datetime
from io import BytesIO
from unicodedata import normalize
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Pt

from studycompanion.exchange.word_out import Grid, Para, Run, write_document

WHEN = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FORMULA = '=HYPERLINK("http://a.b","x")'


def written(*parts, **facts):
    return write_document([parts], title="Báo cáo", author="Chi bộ 9", when=WHEN, **facts)


def opened(data):
    return Document(BytesIO(data))


def mm(*lengths):
    return [round(length.mm, 1) for length in lengths]


def xml(data, name="word/document.xml"):
    return ZipFile(BytesIO(data)).read(name).decode()


def test_the_page_has_the_margins_of_party_papers():
    section = opened(written(Para())).sections[0]
    assert mm(section.page_width, section.page_height) == [210, 297]
    assert mm(section.top_margin, section.bottom_margin) == [20, 20]
    assert mm(section.left_margin, section.right_margin) == [30, 15]
    assert mm(section.header_distance) == [10]


def test_the_first_page_has_no_number_and_the_others_count():
    data = written(Para())
    assert opened(data).sections[0].different_first_page_header_footer
    headers = [xml(data, n) for n in ZipFile(BytesIO(data)).namelist() if "header" in n]
    assert sum("PAGE" in text for text in headers) == 1


def test_text_is_times_new_roman_fourteen_justified_with_an_indent():
    data = written(Para((Run("Một câu."),), "justify", indent=10, before=6, stays=True))
    [paragraph] = [p for p in opened(data).paragraphs if p.text]
    shape = paragraph.paragraph_format
    assert mm(shape.first_line_indent) == [10]
    assert (shape.line_spacing, shape.space_before) == (Pt(18), Pt(6))
    assert shape.keep_with_next
    assert paragraph.runs[0].font.size == Pt(14)
    assert opened(data).styles["Normal"].font.name == "Times New Roman"


def test_what_looks_like_a_formula_stays_text_and_unsound_letters_go():
    data = written(Para((Run(FORMULA + "\x07<b>"),)), Grid((80.0, 85.0), (((), ()),)))
    [paragraph] = [p for p in opened(data).paragraphs if p.text]
    assert paragraph.text == FORMULA + "<b>"
    assert not re.search("<w:(hyperlink|instrText|fldChar)", xml(data))


def test_letters_come_out_composed():
    [paragraph] = [
        p for p in opened(written(Para((Run(normalize("NFD", "Hồa")),)))).paragraphs if p.text
    ]
    assert paragraph.text == "Hồa"


@pytest.fixture
def table():
    cell = (Para((Run("a"),)),)
    return Grid((60.0, 105.0), ((cell, cell), (cell, ())), heads=1, has_lines=True, height=9)


def test_a_table_repeats_its_head_and_cuts_no_row(table):
    data = written(table)
    assert xml(data).count("w:tblHeader") == 1
    assert xml(data).count("w:cantSplit") == 2
    [made] = opened(data).tables
    assert mm(*(cell.width for cell in made.rows[0].cells)) == [60, 105]
    assert made.style.name == "Table Grid"


def test_every_document_begins_a_page_be_it_with_text_or_a_table(table):
    data = write_document([[Para()], [Para()], [table]], title="", author="", when=WHEN)
    assert xml(data).count("<w:pageBreakBefore/>") == 2


def test_the_same_content_gives_the_same_file_with_its_foot():
    assert written(Para(is_ruled=True)) == written(Para(is_ruled=True))
    feet = written(Para(), foot="Dữ liệu mẫu")
    names = [n for n in ZipFile(BytesIO(feet)).namelist() if "footer" in n]
    assert all("Dữ liệu mẫu" in xml(feet, n) for n in names)
