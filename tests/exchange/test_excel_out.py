"""Lists to Excel and to text, read back with another library."""

from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from studycompanion.exchange.cells import as_text
from studycompanion.exchange.excel_out import write_table
from studycompanion.exchange.roster_in.separated import separated_sheet
from studycompanion.exchange.separated_out import separated_table

HEADS = ("Họ và tên", "Số thẻ")


def workbook(heads=HEADS, rows=(), **options) -> bytes:
    buffer = BytesIO()
    write_table(buffer, "Danh sách đảng viên", heads, rows, **options)
    return buffer.getvalue()


def read(data: bytes):
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def part(data: bytes, name: str) -> str:
    return ZipFile(BytesIO(data)).read(f"xl/{name}").decode()


def column_of(*cells):
    """What cells of one column are when read back."""
    return [row[0] for row in read(workbook(("Cột",), [[cell] for cell in cells]))[3:]]


def test_title_heads_rows_total_and_notes_are_read_back():
    rows = [("Nguyễn Thị Ánh", 3), ("Đỗ Dần", 4)]
    sheet = read(workbook(rows=rows, total=("Cộng", 7), notes=("Ghi chú một.", "Hai.")))
    assert sheet[0][0] == "Danh sách đảng viên"
    assert sheet[2] == list(HEADS)
    assert sheet[3:6] == [["Nguyễn Thị Ánh", 3], ["Đỗ Dần", 4], ["Cộng", 7]]
    assert [row[0] for row in sheet[7:]] == ["Ghi chú một.", "Hai."]


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "00123", "123456789012", "1e5", "20/11/2026", "+84912", "@x", "{=1}", "TRUE"),
        *("#N/A", "http://example.org", "mailto:a@b", "_x0041_", " hai  chỗ "),
    ],
)
def test_text_stays_text_whatever_it_looks_like(text):
    [found] = column_of(text)
    assert found == text
    assert isinstance(found, str)
    data = workbook(("Cột",), [[text]])
    assert "<f>" not in part(data, "worksheets/sheet1.xml")
    assert "hyperlink" not in part(data, "worksheets/sheet1.xml")


def test_numbers_rates_and_dates_are_values():
    seen = column_of(35599, 2.5, Fraction(1, 4), date(2026, 2, 5), datetime(2026, 2, 5, 19, 30))
    assert seen == [35599, 2.5, 0.25, date(2026, 2, 5), datetime(2026, 2, 5, 19, 30)]
    look = part(workbook(rows=[(Fraction(1, 4), 1000)]), "styles.xml")
    assert 'formatCode="0.00%"' in look
    assert 'formatCode="#,##0"' in look


def test_nothing_is_an_empty_cell():
    assert read(workbook(rows=[(None, ""), ("x", 0)]))[3:] == [["", ""], ["x", 0]]


def test_a_day_that_excel_does_not_know_is_text():
    assert column_of(date(1899, 12, 31)) == ["31/12/1899"]


def test_an_hour_of_some_zone_is_kept_as_the_clock_showed_it():
    zone = timezone(timedelta(hours=7))
    assert column_of(datetime(2026, 2, 5, 19, 30, tzinfo=zone)) == [datetime(2026, 2, 5, 19, 30)]


def test_a_text_longer_than_a_cell_takes_is_cut_and_not_lost():
    assert column_of("đ" * 40_000) == ["đ" * 32_767]


def test_characters_that_no_file_takes_are_left_out_and_lines_are_kept():
    assert column_of("a\x00b\x1bc\uffff\ud800", "một\nhai") == ["abc", "một\nhai"]


def test_letters_typed_apart_from_their_marks_are_joined():
    assert column_of("Nguyê\u0303n") == ["Nguyễn"]


def test_the_head_stays_in_sight_and_filters_the_rows_but_not_the_total():
    xml = part(workbook(rows=[("a", 1), ("b", 2)], total=("Cộng", 3)), "worksheets/sheet1.xml")
    assert '<autoFilter ref="A3:B5"/>' in xml
    assert 'ySplit="3"' in xml
    assert 'state="frozen"' in xml


def test_a_list_without_rows_is_a_head_alone():
    data = workbook()
    assert read(data)[2:] == [list(HEADS)]
    assert '<autoFilter ref="A3:B3"/>' in part(data, "worksheets/sheet1.xml")


def test_columns_are_as_wide_as_their_longest_line_within_limits():
    data = workbook(("TT", "Tên", "Ghi chú"), [(1, "Nguyễn Thị Ví Dụ\nA", "x" * 500)])
    xml = part(data, "worksheets/sheet1.xml")
    widths = [float(piece.split('"')[0]) for piece in xml.split(' width="')[1:]]
    assert widths == [
        pytest.approx(5, abs=1),
        pytest.approx(18, abs=1),
        pytest.approx(60, abs=1),
    ]


def test_the_font_is_one_that_has_vietnamese_letters():
    assert "Times New Roman" in part(workbook(rows=[("a", 1)]), "styles.xml")


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=6))
def test_whatever_text_goes_out_comes_back(rows):
    found = read(workbook(rows=[("x", "x"), *rows]))[3:]
    expected = [[as_text(cell) for cell in row] for row in rows]
    while expected and expected[-1] == ["", ""]:
        expected.pop()
    assert found[1 : 1 + len(expected)] == expected


def test_separated_text_opens_in_excel_and_in_the_program_itself():
    rows = [("Đỗ; Dần", date(2026, 2, 5)), ('"Ánh"', Fraction(1, 3))]
    data = separated_table(HEADS, rows)
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    sheet = separated_sheet(data, "ds")
    assert sheet.rows == [list(HEADS), ["Đỗ; Dần", "05/02/2026"], ['"Ánh"', "33,33%"]]


@pytest.mark.parametrize("text", ["=1+1", "+84912", "-2+3", "@x", "\tx"])
def test_separated_text_is_never_a_formula(text):
    [_, row] = separated_sheet(separated_table(("Cột", ""), [(text, "")]), "ds").rows
    assert row[0] == f"'{text}"


def test_a_dash_and_numbers_need_no_apostrophe():
    [_, row] = separated_sheet(separated_table(("A", "B", "C"), [("-", -5, 2.5)]), "ds").rows
    assert row == ["-", "-5", "2,5"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12_345, "12345"),
        (datetime(2026, 2, 5, 9, 5), "05/02/2026 09:05"),
        (Fraction(2909, 3044), "95,57%"),
    ],
)
def test_a_cell_reads_as_papers_write_it(cell, text):
    assert as_text(cell) == text
