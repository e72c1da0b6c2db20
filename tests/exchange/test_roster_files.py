"""Files that are no roster, and files that would take the machine down."""

import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.roster import Reading, Roster
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.roster_in import guard, read_roster
from studycompanion.exchange.roster_in.reader import read_sheets
from studycompanion.exchange.roster_in.sheet import Sheet
from studycompanion.exchange.roster_in.wire import pack, unpack
from studycompanion.messages import say, word

HEAD = ["Họ và tên", "Năm sinh"]
ROWS = "Họ và tên{0}Năm sinh\nLê An{0}1958\n"


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as told:
        read_roster(path)
    assert path.name in say(told.value)
    return told.value.code


def named(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_file_that_is_not_there_is_missing(tmp_path):
    assert refusal(tmp_path / "Danh sách.xlsx") == "roster_missing"
    assert refusal(tmp_path) == "roster_missing"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Danh sách.xlsx", "Họ và tên,Năm sinh\nLê An,1958\n".encode()),
        ("Danh sách.xlsx", b""),
        ("Danh sách.xls", b"<html><table><tr><td>STT</td></tr></table></html>"),
        ("Danh sách.pdf", b"%PDF-1.7"),
        ("Danh sách.xlsx", b"PK\x03\x04 cut off"),
        ("Danh sách.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
    ],
)
def test_a_file_of_another_kind_is_unreadable(tmp_path, name, content):
    assert refusal(named(tmp_path / name, content)) == "roster_unreadable"


def test_a_workbook_with_a_password_asks_to_take_it_off(data):
    assert refusal(data / "roster-locked.xlsx") == "roster_password"


def test_an_archive_that_is_no_workbook_is_unreadable(tmp_path):
    path = tmp_path / "Danh sách.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ghi chú.txt", "Lê An")
    assert refusal(path) == "roster_unreadable"


@pytest.mark.parametrize("name", ["roster-cell-titled.xlsx", "roster-small.xls"])
def test_a_damaged_workbook_gives_a_sentence_or_people(data, tmp_path, rounds, name):
    """Truncated files and flipped bytes; the reader's own panics are refusals too."""
    chance, whole = random.Random(1930), (data / name).read_bytes()
    codes = set()
    for number in range(rounds(60, 2000)):
        spoilt = bytearray(whole)
        if number % 3 == 0:
            del spoilt[chance.randrange(len(spoilt)) :]
        for _ in range(chance.choice([1, 3, 20]) if spoilt else 0):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            assert isinstance(read_roster(named(tmp_path / name, bytes(spoilt))), Roster)
        except UserError as refused:
            codes.add(refused.code)
    assert "roster_unreadable" in codes
    assert codes <= {"roster_unreadable", "roster_no_table", "roster_too_large"}


def test_a_file_that_the_machine_does_not_give_is_a_problem_of_the_machine(data, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(EnvironmentProblem) as told:
        read_roster(data / "roster-small.xls")
    assert told.value.code == "roster_refused"
    assert "roster-small.xls" in say(told.value)


@pytest.mark.parametrize(
    "stray",
    [
        {"XFD1048576": "x"},
        {"A1048576": "x", "XFD1": "x"},
    ],
)
def test_a_stray_cell_far_away_is_refused_before_it_fills_the_memory(tmp_path, stray):
    import xlsxwriter

    path = tmp_path / "Danh sách.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", HEAD)
        for cell, value in stray.items():
            sheet.write(cell, value)
    assert refusal(path) == "roster_too_large"


def test_a_far_cell_with_only_a_format_does_no_harm(tmp_path):
    import xlsxwriter

    path = tmp_path / "Danh sách.xlsx"
    with xlsxwriter.Workbook(path) as book:
        bold, sheet = book.add_format({"bold": True}), book.add_worksheet()
        sheet.write_row("A1", HEAD)
        sheet.write_row("A2", ["Lê An", 1958])
        sheet.write_blank("XFD1048576", None, bold)
    assert len(read_roster(path).people) == 1


def _rewritten(source: Path, target: Path, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(old, new))
    return target


def test_cells_that_leave_out_their_place_are_counted(write, tmp_path):
    path = write({"Danh sách": [HEAD, ["Lê An", 1958]]})
    bare = _rewritten(path, tmp_path / "bare.xlsx", b'<c r="B2"', b"<c")
    assert len(read_roster(bare).people) == 1
    far = _rewritten(bare, tmp_path / "far.xlsx", b'<row r="2"', b'<row r="9000000"')
    assert refusal(far) == "roster_too_large"


@pytest.mark.parametrize("limit", ["LARGEST_UNPACKED", "MOST_CELLS"])
def test_a_workbook_beyond_the_limits_is_refused(data, monkeypatch, limit):
    monkeypatch.setattr(guard, limit, 10)
    assert refusal(data / "roster-cell-48.xlsx") == "roster_too_large"


def test_an_old_workbook_beyond_the_limits_is_refused(data, monkeypatch):
    monkeypatch.setattr(guard, "MOST_CELLS", 10)
    assert refusal(data / "roster-small.xls") == "roster_too_large"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "Danh sách.csv"
    with path.open("wb") as file:
        file.truncate(guard.LARGEST_FILE + 1)
    assert refusal(path) == "roster_too_large"


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Danh sách">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"""


def _ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", ODS.format(rows=rows))
    return path


def _ods_row(*cells: str, attributes: str = "") -> str:
    made = (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row{attributes}>{''.join(made)}</table:table-row>"


EMPTY_REST = (
    '<table:table-row table:number-rows-repeated="1048574">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


def test_an_open_document_is_read_as_well(tmp_path):
    rows = _ods_row(*HEAD) + _ods_row("Lê An", "1958") + EMPTY_REST
    roster = read_roster(_ods(tmp_path / "Danh sách.ods", rows))
    assert [(person.full_name, person.birth.year) for person in roster.people] == [("Lê An", 1958)]


@pytest.mark.parametrize(("kind", "cells"), [("xlsx", 6), ("ods", 14)])
def test_a_sheet_is_measured_by_its_last_row_and_column(write, tmp_path, monkeypatch, kind, cells):
    rows = [HEAD, ["Lê An", "1958"], ["Vũ Bình", "1960"]]
    gap = '<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
    made = gap.join(_ods_row(*row) for row in rows[:2]) + _ods_row(*rows[2]) + gap
    path = _ods(tmp_path / "a.ods", made) if kind == "ods" else write({"Danh sách": rows})
    monkeypatch.setattr(guard, "MOST_CELLS", cells)
    assert len(read_roster(path).people) == 2
    monkeypatch.setattr(guard, "MOST_CELLS", cells - 1)
    assert refusal(path) == "roster_too_large"


def test_a_stray_cell_in_an_open_document_is_refused(tmp_path):
    stray = (
        '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    )
    path = _ods(tmp_path / "Danh sách.ods", _ods_row(*HEAD) + EMPTY_REST + stray)
    assert refusal(path) == "roster_too_large"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_with_separators_is_read(tmp_path, separator, encoding):
    content = ROWS.format(separator).encode(encoding)
    roster = read_roster(named(tmp_path / "TDP 5.CSV", content))
    (person,) = roster.people
    assert (person.full_name, person.birth.year, person.row) == ("Lê An", 1958, 2)
    assert person.cell_name == "TDP 5"


def test_text_may_declare_its_separator(tmp_path):
    content = "sep=;\r\n" + ROWS.format(";").replace("\n", "\r\n")
    (person,) = read_roster(named(tmp_path / "a.csv", content.encode())).people
    assert (person.full_name, person.row) == ("Lê An", 2)


def test_text_keeps_lines_and_separators_within_quotes(tmp_path):
    content = '"Họ và\ntên","Ngày, tháng, năm sinh",Ghi chú\nLê An,1958,"Hà Nội, ""Vĩnh Tuy"""\n'
    (person,) = read_roster(named(tmp_path / "a.csv", content.encode())).people
    assert (person.birth.year, person.note) == (1958, 'Hà Nội, "Vĩnh Tuy"')


@pytest.mark.parametrize(
    "content", ["Họ tên\nLê Ân".encode("cp1258", "replace") + b"\xff", b"a" * 200_000, b"\xff\xfea"]
)
def test_text_in_another_encoding_is_not_text(tmp_path, content):
    assert refusal(named(tmp_path / "Danh sách.csv", content)) == "roster_not_text"


def test_the_reader_of_workbooks_is_loaded_only_when_a_file_is_read():
    code = """
import sys
import studycompanion.exchange.roster_in
assert "python_calamine" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def test_every_problem_has_its_words():
    codes = (
        "date date_two_digit_year date_impossible card sex sex_both status name_missing duplicate"
    )
    assert all(word("roster_problems", code) for code in codes.split())


CELLS = st.one_of(
    st.sampled_from(
        ["", "Họ và tên", "Nam", "Nữ", "Ngày sinh", "STT", "TDP 1", "Tổng số", "Lê An"]
    ),
    st.text(max_size=12),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
PLACES = st.tuples(st.integers(0, 8), st.integers(0, 8))
MERGES = st.lists(
    st.tuples(PLACES, PLACES).map(lambda ends: (tuple(map(min, *ends)), tuple(map(max, *ends)))),
    max_size=3,
)


@given(st.lists(st.lists(CELLS, max_size=8), max_size=8), MERGES)
def test_no_sheet_whatever_it_holds_breaks_the_reader(rows, merges):
    sheet = Sheet("Danh sách", rows, tuple(merges))
    assert unpack(pack([sheet])) == [sheet] or "nan" in repr(rows)
    try:
        found = read_sheets([sheet], "ds.xlsx", Reading(this_year=2026))
    except UserError:
        return
    assert len(found.people) <= len(rows)
    assert all(person.full_name.strip() for person in found.people)
    assert all(word("roster_problems", problem.code) for problem in found.problems)
