"""Finding the people wherever an office put them on the sheet."""

import pytest

from studycompanion.domain.people import Sex, StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.exchange.roster_in import read_roster

HEAD = ["STT", "Họ và tên", "Ngày sinh"]
AN = [1, "Nguyễn Văn An", 1958]
BINH = [2, "Trần Thị Bình", 1960]


def names(roster):
    return [person.full_name for person in roster.people]


def cells(roster):
    return [(person.full_name.split()[-1], person.cell_name) for person in roster.people]


def test_a_header_is_found_below_titles_and_beside_empty_columns(read):
    titles = [["ĐẢNG BỘ PHƯỜNG"], [], ["", "", "", "DANH SÁCH ĐẢNG VIÊN"], []]
    table = [["", "", *row] for row in (HEAD, AN, BINH)]
    roster = read([*titles, *table])
    assert [(p.full_name, p.row) for p in roster.people] == [
        ("Nguyễn Văn An", 6),
        ("Trần Thị Bình", 7),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "HỌ VÀ TÊN",
        "Họ  và\ntên",
        "ho va ten",
        "Họ, tên đảng viên",
        "Họ và tên (chữ in hoa)",
        "Họ tên:",
    ],
)
def test_a_header_is_known_however_it_is_typed(read, heading):
    assert names(read([["TT", heading, "Năm sinh"], AN])) == ["Nguyễn Văn An"]


def test_a_header_of_two_rows_is_read_as_one(read):
    roster = read(
        [
            ["TT", "Họ và tên", "Ngày tháng năm", "", "", "Chức vụ", ""],
            ["", "", "Sinh", "Vào Đảng", "Chính thức", "Đảng", "Chính quyền"],
            [1, "Lê An", 1958, 1980, 1981, "BT", "Hiệu trưởng"],
        ],
        ["A1:A2", "B1:B2", "C1:E1", "F1:G1"],
    )
    (person,) = roster.people
    assert (person.birth, person.joined) == (PartialDate(1958), PartialDate(1980))
    assert person.official == PartialDate(1981)
    assert (person.role_title, person.gov_post) == ("Bí thư chi bộ", "Hiệu trưởng")


def test_a_header_of_two_rows_needs_no_merged_cells(read):
    roster = read(
        [
            ["TT", "Họ và tên", "Năm sinh", "", "Vào Đảng", "", "Điện thoại"],
            ["", "", "Nam", "Nữ", "Dự bị", "Chính thức", ""],
            [1, "Lê An", 1958, "", 1980, 1981, "0912345678"],
            [2, "Vũ Bình", "", 1960, 1985, "", ""],
        ]
    )
    assert [(p.sex, p.birth, p.status) for p in roster.people] == [
        (Sex.MALE, PartialDate(1958), None),
        (Sex.FEMALE, PartialDate(1960), StatusKind.PROBATIONARY),
    ]
    assert roster.people[0].phone == "0912345678"


def test_a_header_of_three_rows_is_read_as_one(read):
    roster = read(
        [
            ["TT", "Họ và tên", "Lý lịch", "", "", ""],
            ["", "", "Ngày sinh", "", "Vào Đảng", ""],
            ["", "", "Nam", "Nữ", "Dự bị", "Chính thức"],
            [1, "Lê An", "", 1958, 1980, 1981],
        ],
        ["A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"],
    )
    (person,) = roster.people
    assert (person.sex, person.birth) == (Sex.FEMALE, PartialDate(1958))
    assert (person.joined, person.official) == (PartialDate(1980), PartialDate(1981))


def test_a_birth_in_three_columns_is_not_guessed(read):
    roster = read(
        [
            ["TT", "Họ và tên", "Ngày sinh", "", "", "Chi bộ"],
            ["", "", "Ngày", "Tháng", "Năm", ""],
            [1, "Lê An", 19, 5, 1958, "TDP 1"],
        ],
        ["A1:A2", "B1:B2", "C1:E1", "F1:F2"],
    )
    assert (names(roster), roster.people[0].birth, roster.problems) == (["Lê An"], None, ())


def test_a_remark_below_a_header_does_not_change_it(read):
    rows = [["Họ và tên", "Năm sinh"], ["", "ghi rõ"], ["Lê An", 1958]]
    assert read(rows, ["A1:A2"]).people[0].birth == PartialDate(1958)


def test_crosses_under_nam_and_nu_tell_the_sex_alone(read):
    roster = read(
        [
            ["Họ và tên", "Giới tính", "", "Năm sinh"],
            ["", "Nam", "Nữ", ""],
            ["Lê An", "x", "", 1958],
            ["Vũ Bình", "", "✓", 1960],
            ["Vũ Chi", "", "", 1961],
        ],
        ["A1:A2", "B1:C1", "D1:D2"],
    )
    assert [(p.sex, p.birth.year) for p in roster.people] == [
        (Sex.MALE, 1958),
        (Sex.FEMALE, 1960),
        (None, 1961),
    ]
    assert roster.problems == ()


def test_a_column_of_years_is_not_one_of_men(read):
    roster = read([["Họ và tên", "Năm", "Chi bộ"], ["Lê An", 1958, "TDP 1"]])
    assert [(p.sex, p.birth) for p in roster.people] == [(None, None)]


@pytest.mark.parametrize(
    ("head", "merged"),
    [
        (["STT", "Họ đệm", "Tên", "Năm sinh"], []),
        (["STT", "Họ và tên đệm", "Tên", "Năm sinh"], []),
        (["STT", "Họ và tên", "", "Năm sinh"], ["B1:C1"]),
        (["STT", "Họ và tên", "", "Năm sinh"], []),
    ],
)
def test_a_name_split_over_two_columns_is_one_name(read, head, merged):
    roster = read([head, [1, "NGUYỄN VĂN", "AN", 1958], [2, "Trần Thị", "Bình", 1960]], merged)
    assert names(roster) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_an_empty_column_beside_the_names_adds_nothing(read):
    roster = read([["Họ và tên", "", "Năm sinh"], ["Lê An", "", 1958], ["Vũ Bình", 7, 1960]])
    assert names(roster) == ["Lê An", "Vũ Bình"]


def test_section_rows_name_the_cells_of_the_people_below(read):
    roster = read(
        [
            HEAD,
            ["I", "CHI BỘ TDP SỐ 1 (2 đồng chí)", ""],
            AN,
            BINH,
            ["II. Chi bộ Trường THCS Lê Lợi: 1 đ/c"],
            [1, "Vũ Cúc", 1970],
            ["CHI BO CONG AN"],
            [1, "Vũ Đông", 1970],
            ["Thôn Đoài", "", ""],
            [1, "Vũ Giang", 1970],
        ]
    )
    assert cells(roster) == [
        ("An", "Chi bộ TDP số 1"),
        ("Bình", "Chi bộ TDP số 1"),
        ("Cúc", "Chi bộ Trường THCS Lê Lợi"),
        ("Đông", "Chi bo cong an"),
        ("Giang", "Thôn Đoài"),
    ]


def test_a_section_row_may_be_numbered_and_stand_in_any_column(read):
    roster = read([HEAD, ["", "", "Chi bộ TDP 3"], AN, [2, "Chi bộ TDP 4", 30], BINH])
    assert cells(roster) == [("An", "Chi bộ TDP 3"), ("Bình", "Chi bộ TDP 4")]


def test_the_lowest_of_the_titles_names_the_cell(read):
    assert cells(read([["Chi bộ 4"], ["Chi bộ 5"], HEAD, AN])) == [("An", "Chi bộ 5")]


def test_a_capital_section_keeps_abbreviations_and_proper_names(read):
    roster = read([HEAD, ["CHI BỘ TRƯỜNG THCS LÊ LỢI"], AN])
    assert roster.people[0].cell_name == "Chi bộ trường THCS Lê Lợi"


def test_a_section_of_a_party_group_names_the_group(read):
    roster = read([HEAD, ["Chi bộ TDP 1"], ["Tổ đảng số 2"], AN, ["Chi bộ TDP 2"], BINH])
    assert [(p.cell_name, p.party_group) for p in roster.people] == [
        ("Chi bộ TDP 1", "Tổ đảng số 2"),
        ("Chi bộ TDP 2", ""),
    ]


def test_a_cell_has_its_fullest_name_wherever_it_is_short(read):
    roster = read(
        [
            [*HEAD, "Chi bộ"],
            ["CHI BỘ TỔ DÂN PHỐ SỐ 1"],
            [*AN, "TDP 1"],
            [*BINH, "tdp 01"],
            [3, "Vũ Cúc", 1970, "TDP 2"],
        ]
    )
    assert cells(roster) == [
        ("An", "Chi bộ tổ dân phố số 1"),
        ("Bình", "Chi bộ tổ dân phố số 1"),
        ("Cúc", "TDP 2"),
    ]


def test_a_merged_cell_column_holds_for_all_its_rows(read):
    roster = read([[*HEAD, "Chi bộ"], [*AN, "TDP 1"], BINH, [3, "Vũ Cúc", 1970]], ["D2:D3"])
    assert cells(roster) == [("An", "TDP 1"), ("Bình", "TDP 1"), ("Cúc", "")]


@pytest.mark.parametrize(
    ("title", "sheet", "cell"),
    [
        ("CHI BỘ TỔ DÂN PHỐ SỐ 5", "Sheet1", "Chi bộ tổ dân phố số 5"),
        ("CHI BỘ TỔ DÂN PHỐ", "Sheet1", ""),
        ("DANH SÁCH", "TDP 7", "TDP 7"),
        ("CHI BỘ TỔ DÂN PHỐ SỐ 5", "TDP 7", "Chi bộ tổ dân phố số 5"),
        ("DANH SÁCH", "Chi bộ", ""),
    ],
)
def test_title_or_sheet_name_the_cell_where_nothing_else_does(read, title, sheet, cell):
    assert read([[title], HEAD, AN], sheet=sheet).people[0].cell_name == cell


def test_a_sheet_per_cell_is_read_through(write):
    path = write(
        {
            "TDP 1": [HEAD, AN],
            "TDP 2": [HEAD, BINH],
            "Tổng hợp": [["Chi bộ", "Số lượng"], ["TDP 1", 1]],
            "Cũ": [HEAD, [1, "Vũ Cúc", 1970]],
        },
        hidden=["Cũ"],
    )
    assert cells(read_roster(path)) == [("An", "TDP 1"), ("Bình", "TDP 2")]


def test_a_header_repeated_on_each_page_is_nobody(read):
    moved = ["STT", "Họ và tên", "Chi bộ", "Ngày sinh"]
    roster = read([HEAD, AN, HEAD, BINH, [], ["TDP 3"], moved, [1, "Vũ Cúc", "TDP 4", 1970]])
    assert cells(roster) == [("An", ""), ("Bình", ""), ("Cúc", "TDP 4")]
    assert roster.problems == ()


def test_a_row_of_column_numbers_is_nobody(read):
    assert names(read([HEAD, ["(1)", "(2)", "(3)"], AN])) == ["Nguyễn Văn An"]
    assert names(read([HEAD, [1, 2, 3], AN])) == ["Nguyễn Văn An"]


def test_totals_and_signatures_are_nobody(read):
    roster = read(
        [
            [*HEAD, "Chức vụ"],
            AN,
            ["", "Tổng số: 1 đồng chí"],
            ["", "", "Vĩnh Tuy, ngày 05 tháng 02 năm 2026"],
            ["", "NGƯỜI LẬP BIỂU", "", "T/M CHI BỘ"],
            ["", "", "", "BÍ THƯ"],
            [],
            ["", "Lê Thị Dung", "", "Trần Văn Em"],
        ]
    )
    assert names(roster) == ["Nguyễn Văn An"]
    assert roster.problems == ()


def test_a_signature_without_a_total_is_nobody(read):
    place = ["", "", "Vĩnh Tuy", "T/M CHI BỘ"]
    assert names(read([[*HEAD, "Chức vụ"], AN, place, ["", "Lê Thị Dung"]])) == ["Nguyễn Văn An"]
    signed = [[], ["", "", "", "T/M CHI BỘ"], ["", "", "", "BÍ THƯ"], [], ["", "Lê Thị Dung"]]
    assert names(read([[*HEAD, "Chức vụ"], AN, *signed])) == ["Nguyễn Văn An"]
    assert names(read([HEAD, AN, [], ["", "Lê Thị Dung"]])) == ["Nguyễn Văn An"]


def test_people_below_a_subtotal_are_people(read):
    roster = read([HEAD, AN, ["", "Cộng", 1], BINH, ["", "Tổng cộng", 2]])
    assert names(roster) == ["Nguyễn Văn An", "Trần Thị Bình"]


@pytest.mark.parametrize(
    "name",
    ["Tống Văn An", "Công Tằng Tôn Nữ Hoa", "Bàn Văn Ý", "Danh Sách", "Lưu Ý", "Tong Van An"],
)
def test_family_names_like_totals_and_villages_are_people(read, name):
    assert names(read([HEAD, [1, name, 1958]])) == [name]


def test_people_without_numbers_and_dates_are_people(read):
    roster = read([["Họ và tên", "Chức vụ"], ["Lê An", "BT"], ["Vũ Bình"], [], ["Vũ Cúc", "ĐV"]])
    assert names(roster) == ["Lê An", "Vũ Bình", "Vũ Cúc"]


def test_a_column_of_names_alone_is_a_list(read):
    assert names(read([["DANH SÁCH"], ["Họ và tên"], ["Lê An"], [], ["Vũ Bình"]])) == [
        "Lê An",
        "Vũ Bình",
    ]


def test_remarks_below_the_list_are_nobody(read):
    remark = "(*) Hai đồng chí đi công tác: sẽ học bù"
    assert names(read([HEAD, AN, ["", remark], ["", "x" * 80]])) == ["Nguyễn Văn An"]


def test_a_numbered_row_without_a_name_is_a_problem(read):
    roster = read([HEAD, AN, [2, "", "6/5/1958"], [3, "", ""], ["", "", 1960]])
    assert names(roster) == ["Nguyễn Văn An"]
    assert [(p.row, p.column, p.code) for p in roster.problems] == [(3, "B", "name_missing")]


def test_columns_that_must_not_be_kept_are_never_read(read):
    head = [*HEAD, "Dân tộc", "Tôn giáo", "Số CCCD", "Ghi chú", "CMND/Định danh", "Số thẻ (CCCD)"]
    secrets = ["Tày", "Phật", "001058012345", "012345678", "001058012346"]
    roster = read([head, [*AN, *secrets[:3], "Tốt", *secrets[3:]]])
    assert roster.people[0].note == "Tốt"
    assert not any(secret in repr(roster) for secret in secrets)


@pytest.mark.parametrize("sub", [["CCCD", "Đảng viên"], ["Cá nhân", "Tổ chức"]])
def test_a_number_of_another_card_is_no_party_card_under_its_header(read, sub):
    rows = [
        ["TT", "Họ và tên", "Số thẻ", ""],
        ["", "", *sub],
        [*AN[:2], "001058012345"],
    ]
    assert read(rows, ["C1:D1"]).people[0].card_number == ""


@pytest.mark.parametrize(
    ("heading", "typed", "number"),
    [
        ("Số thẻ đảng viên (số định danh cá nhân)", "001058012345", "001058012345"),
        ("Số thẻ đảng viên (8 số)", "06100000", "06100000"),
    ],
)
def test_the_new_card_number_is_kept_under_its_header(read_one, heading, typed, number):
    assert read_one(**{heading: typed}).card_number == number


def test_a_name_as_in_the_identity_card_is_a_name(read):
    assert names(read([["TT", "Họ và tên (theo CCCD)", "Năm sinh"], AN])) == ["Nguyễn Văn An"]


def test_a_file_without_names_of_people_is_no_roster(read):
    signed = ["Họ và tên", "Lê Thị Dung"]
    for rows in (
        [],
        [["STT", "Chi bộ"], [1, "TDP 1"]],
        [["Ghi rõ họ và tên"]],
        [signed],
        [["Họ", "x"]],
    ):
        with pytest.raises(UserError) as told:
            read(rows)
        assert told.value.code == "roster_no_table"
