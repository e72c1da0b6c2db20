"""How a file is understood, what is shown of it, and what the user says instead."""

import unicodedata

import pytest

from studycompanion.domain.people import Sex, StatusKind
from studycompanion.domain.roster import Level, Reading
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.domain.vietnamese.legacy import Encoding
from studycompanion.errors import UserError
from studycompanion.exchange.roster_in import read_roster

TCVN3 = [
    ["TT", "Hä vµ tªn", "N¨m sinh", "Giíi tÝnh", "Ghi chó"],
    ["Chi bé Tæ d©n phè sè 7"],
    [1, "NGUYÔN THÞ §µO", 1958, "N÷", "L\xadu tró"],
    [2, "TrÇn V¨n Hïng", 1960, "Nam", ""],
    [3, "Lª H÷u Phóc", 1961, "Nam", "Le An"],
]
VNI = [
    ["TT", "Họ và tên", "Năm sinh"],
    [1, "Nguyeãn Thò Ñaøo", 1958],
    [2, "Traàn Vaên Huøng", 1960],
]


def names(roster):
    return [person.full_name for person in roster.people]


def confirmed(roster):
    return {(o.sheet, o.column): o.encoding for o in roster.old_letters}


def test_tcvn3_is_shown_before_and_after_and_decoded_only_once_confirmed(write):
    path = write({"DS": TCVN3})
    seen = read_roster(path)
    assert names(seen)[1] == "TrÇn V¨n Hïng"
    assert [(o.column, o.encoding, o.is_decided) for o in seen.old_letters] == [
        ("B", Encoding.TCVN3, False),
        ("D", Encoding.TCVN3, False),
        ("E", Encoding.TCVN3, False),
    ]
    shown = seen.old_letters[0]
    assert (shown.before[1], shown.after[1]) == ("TrÇn V¨n Hïng", "Trần Văn Hùng")
    read = read_roster(path, Reading(encodings=confirmed(seen)))
    assert names(read) == ["Nguyễn Thị Đào", "Trần Văn Hùng", "Lê Hữu Phúc"]
    first = read.people[0]
    assert (first.cell_name, first.sex) == ("Chi bộ Tổ dân phố số 7", Sex.FEMALE)
    assert [p.note for p in read.people] == ["Lưu trú", "", "Le An"]
    assert all(o.is_decided for o in read.old_letters)


def test_a_column_may_stay_as_it_is(write):
    path = write({"DS": TCVN3})
    kept = dict.fromkeys(confirmed(read_roster(path)), Encoding.UNICODE)
    read = read_roster(path, Reading(encodings=kept))
    assert names(read)[1] == "TrÇn V¨n Hïng"
    assert all(o.is_decided for o in read.old_letters)


def test_unicode_among_old_letters_stays(write):
    mixed = [*TCVN3, [4, "Lê Hà", 1970, "Nam", ""], [5, "Đỗ Thị Mến", 1971, "Nữ", ""]]
    path = write({"DS": mixed})
    read = read_roster(path, Reading(encodings=confirmed(read_roster(path))))
    assert names(read)[2:] == ["Lê Hữu Phúc", "Lê Hà", "Đỗ Thị Mến"]


def test_vni_is_found_and_decoded(write):
    path = write({"DS": VNI})
    seen = read_roster(path)
    assert [(o.column, o.encoding) for o in seen.old_letters] == [("B", Encoding.VNI)]
    assert names(read_roster(path, Reading(encodings=confirmed(seen)))) == [
        "Nguyễn Thị Đào",
        "Trần Văn Hùng",
    ]


def test_unicode_is_never_taken_for_old_letters(data):
    for name in ("roster-ward-2350.xlsx", "roster-cell-titled.xlsx", "roster-small.xls"):
        assert read_roster(data / name).old_letters == ()


def in_windows_1258(text):
    """Letters with a hat or horn composed, tones behind them, as the code page has it."""
    made = []
    for char in text:
        base, *tone = unicodedata.normalize("NFD", char)
        marks = [m for m in tone if m in "\u0300\u0309\u0303\u0301\u0323"]
        rest = [m for m in tone if m not in marks]
        made += [unicodedata.normalize("NFC", base + "".join(rest)), *marks]
    return "".join(made).encode("cp1258")


def csv_of(rows, separator=";"):
    return "\r\n".join(separator.join(map(str, row)) for row in rows)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_in_the_code_page_of_windows_is_read(tmp_path, separator):
    path = tmp_path / "a.csv"
    path.write_bytes(
        in_windows_1258(csv_of([["Họ và tên", "Năm sinh"], ["Nguyễn Thị Đào", 1958]], separator))
    )
    read = read_roster(path)
    assert (names(read), read.old_letters) == (["Nguyễn Thị Đào"], ())


def test_text_typed_with_an_old_font_is_read_once_confirmed(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(csv_of(TCVN3).encode("latin-1"))
    seen = read_roster(path)
    assert names(seen)[1] == "TrÇn V¨n Hïng"
    assert names(read_roster(path, Reading(encodings=confirmed(seen))))[1] == "Trần Văn Hùng"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_needs_no_mark(tmp_path, encoding):
    path = tmp_path / "a.tsv"
    path.write_bytes("TT\tHọ và tên\tNăm sinh\n1\tLê An\t1958\n".encode(encoding))
    assert names(read_roster(path)) == ["Lê An"]


HEAD = ["STT", "Họ và tên", "Ngày sinh"]
AN, BINH, CUC = [1, "Lê An", 1958], [2, "Vũ Bình", 1960], [3, "Vũ Cúc", 1970]


def test_a_sheet_that_repeats_another_is_left_out_and_can_be_chosen(write):
    path = write({"Cũ": [HEAD, AN, BINH], "Toàn bộ": [HEAD, AN, BINH, CUC], "Mục lục": [["x"]]})
    seen = read_roster(path)
    assert [(s.name, s.people, s.is_chosen) for s in seen.sheets] == [
        ("Cũ", 2, False),
        ("Toàn bộ", 3, True),
    ]
    assert len(seen.people) == 3
    assert names(read_roster(path, Reading(sheets=frozenset(["Cũ"])))) == ["Lê An", "Vũ Bình"]


def test_the_columns_are_shown_with_what_they_hold(write):
    path = write({"DS": [[*HEAD, "Tên gọi khác", "Tôn giáo"], [*AN, "Út", "Phật"]]})
    (shape,) = read_roster(path).shapes
    assert [(c.letter, c.heading, c.field, c.samples, c.is_withheld) for c in shape.columns] == [
        ("A", "STT", "number", ("1",), False),
        ("B", "Họ và tên", "name", ("Lê An",), False),
        ("C", "Ngày sinh", "birth", ("1958",), False),
        ("D", "Tên gọi khác", "", ("Út",), False),
        ("E", "Tôn giáo", "", (), True),
    ]


def remapped(path, **columns):
    (shape,) = read_roster(path).shapes
    return read_roster(path, Reading(columns={shape.key: columns}))


def test_a_column_can_be_read_as_another_field_or_not_at_all(write):
    path = write({"DS": [[*HEAD, "Đơn vị", "Ghi chú"], [*AN, "Tổ 3", "Tốt"]]})
    assert read_roster(path).people[0].workplace == "Tổ 3"
    (person,) = remapped(path, D="party_group", E="").people
    assert (person.workplace, person.party_group, person.note) == ("", "Tổ 3", "")


def test_who_takes_a_field_takes_it_from_the_column_that_had_it(write):
    path = write({"DS": [[*HEAD, "Khác"], [*AN, "Lê Văn An"]]})
    assert names(remapped(path, D="name")) == ["Lê Văn An"]


def test_a_column_that_must_not_be_kept_stays_closed(write):
    path = write({"DS": [[*HEAD, "Dân tộc"], [*AN, "Tày"]]})
    roster = remapped(path, D="note")
    assert roster.people[0].note == ""
    assert roster.shapes[0].columns[3].field == ""


def test_files_with_the_same_header_have_the_same_shape(write):
    one = read_roster(write({"A": [HEAD, AN]})).shapes[0].key
    other = read_roster(write({"B": [["DANH SÁCH"], ["stt", "HỌ VÀ TÊN", "ngay sinh"], BINH]}))
    assert other.shapes[0].key == one


def test_a_heading_that_no_rule_knows_can_be_told(write):
    path = write({"DS": [["Số", "Quý danh", "Ngày sinh"], AN]})
    with pytest.raises(UserError):
        read_roster(path)
    assert names(read_roster(path, Reading(headings={"quy danh": "name"}))) == ["Lê An"]


def test_what_is_mended_is_read_as_if_typed_so(read, write):
    rows = [[*HEAD, "Số thẻ"], [1, "Lê An", "mùa thu", "12"], [2, "", "6/5/1958", ""]]
    path = write({"DS": rows})
    before = read_roster(path)
    assert [(p.row, p.field, p.level) for p in before.problems] == [
        (2, "birth", Level.NOTICE),
        (2, "card_number", Level.NOTICE),
        (3, "name", Level.BLOCKS),
    ]
    mended = {
        ("DS", 2, "birth"): "9/1958",
        ("DS", 2, "card_number"): "06100000",
        ("DS", 2, "workplace"): "Trường Lê Lợi",
        ("DS", 3, "name"): "VŨ BÌNH",
    }
    after = read_roster(path, Reading(mended=mended))
    assert (names(after), after.problems) == (["Lê An", "Vũ Bình"], ())
    first = after.people[0]
    assert (first.birth, first.card_number) == (PartialDate(1958, 9), "06100000")
    assert first.workplace == "Trường Lê Lợi"


def test_the_template_of_the_national_database_is_read(read):
    head = ["STT", "ID", "Họ và tên", "Tên gọi khác", "Giới tính", "Sinh ngày", "Số thẻ Đảng"]
    dates = ["Nơi cấp thẻ", "Ngày vào Đảng", "Ngày vào Đảng chính thức", "Dân tộc", "Trạng thái"]
    row = [1, "DV0001", "LÊ THỊ AN", "Út", "Nữ", "19/05/1958", "06100000"]
    more = ["Hà Nội", "03/02/1980", "03/02/1981", "Kinh", "Đang sinh hoạt"]
    roster = read(
        [["ĐẢNG BỘ PHƯỜNG"], [], ["DANH SÁCH ĐẢNG VIÊN"], [], [], [*head, *dates], [*row, *more]]
    )
    (person,) = roster.people
    assert (person.full_name, person.sex, person.birth) == (
        "Lê Thị An",
        Sex.FEMALE,
        PartialDate(1958, 5, 19),
    )
    assert (person.joined, person.official) == (PartialDate(1980, 2, 3), PartialDate(1981, 2, 3))
    assert (person.card_number, person.status) == ("06100000", StatusKind.OFFICIAL)
    assert roster.problems == ()


def test_the_template_with_a_header_of_two_rows_is_read(read):
    upper = ["STT", "Họ và tên", "Giới tính", "Sinh ngày", "Thẻ Đảng", "", "Ngày vào Đảng", ""]
    lower = ["", "", "", "", "Số thẻ Đảng", "Nơi cấp thẻ", "Ngày vào Đảng", "Ngày chính thức"]
    row = [1, "LÊ THỊ AN", "Nữ", "19/05/1958", "06100000", "Hà Nội", "03/02/1980", "03/02/1981"]
    merged = ["A6:A7", "B6:B7", "C6:C7", "D6:D7", "E6:F6", "G6:H6"]
    roster = read([["PHƯỜNG"], [], ["DANH SÁCH"], [], [], upper, lower, row], merged)
    (person,) = roster.people
    assert (person.card_number, person.joined) == ("06100000", PartialDate(1980, 2, 3))
    assert (person.official, person.row) == (PartialDate(1981, 2, 3), 8)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Vào Đảng": 1981, "Chính thức": 1980}, "official_before_joined"),
        ({"Năm sinh": 1970, "Vào Đảng": 1984}, "joined_young"),
        ({"Năm sinh": 2010}, "birth_late"),
    ],
)
def test_dates_that_cannot_both_be_right_are_told(write, cells, code):
    path = write({"DS": [["Họ và tên", *cells], ["Lê An", *cells.values()]]})
    roster = read_roster(path, Reading(this_year=2026))
    assert [(p.code, p.level) for p in roster.problems] == [(code, Level.NOTICE)]
    assert len(roster.people) == 1
