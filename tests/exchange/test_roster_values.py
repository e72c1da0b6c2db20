"""What the cells of a roster say, and what is reported as unreadable."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.roster import Level, Reading
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.exchange.roster_in import read_roster
from studycompanion.exchange.roster_in.dates import partial_date
from studycompanion.exchange.roster_in.values import Unreadable, card_number, phone, text

NOTHING = ["", " ", "nan", "NaN", "None", "null", "-", "...", "#N/A", "\u200b", "'"]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        (date(1958, 5, 19), "1958-05-19"),
        (datetime(1958, 5, 19, 7, 30), "1958-05-19"),
        ("19/5/1958", "1958-05-19"),
        ("'19/05/1958", "1958-05-19"),
        ("19.05.1958", "1958-05-19"),
        ("19-5-1958", "1958-05-19"),
        (" 19 / 5 / 1958 ", "1958-05-19"),
        ("ngày 19 tháng 5 năm 1958", "1958-05-19"),
        ("1958-05-19", "1958-05-19"),
        ("1958-05-19 00:00:00", "1958-05-19"),
        ("19/5/1958 0:00:00", "1958-05-19"),
        ("5/1958", "1958-05"),
        ("05.1958", "1958-05"),
        ("1958-05", "1958-05"),
        ("00/05/1958", "1958-05"),
        ("../5/1958", "1958-05"),
        (5.1958, "1958-05"),
        (5.196, "1960-05"),
        ("1958", "1958"),
        ("1958.0", "1958"),
        ("năm 1958", "1958"),
        ("00/00/1958", "1958"),
        (1958, "1958"),
        (1953.0, "1953"),
        (21324, "1958-05-19"),
        (21324.5, "1958-05-19"),
        ("21324.0", "1958-05-19"),
    ],
)
def test_a_date_is_read_however_it_is_typed(typed, iso):
    assert partial_date(typed).iso == iso


@given(st.dates(date(1910, 1, 1), date(2099, 12, 31)), st.sampled_from("/.-"))
def test_every_day_is_read_as_text_and_as_day_number(day, separator):
    known = PartialDate.of(day)
    assert partial_date(known.display.replace("/", separator)) == known
    assert partial_date(float((day - date(1899, 12, 30)).days)) == known


@pytest.mark.parametrize("typed", [*NOTHING, "Chưa", "không rõ"][:-1])
def test_a_cell_that_says_nothing_has_no_date_and_no_number(typed):
    assert (partial_date(typed), card_number(typed), phone(typed)) == (None, "", "")


@pytest.mark.parametrize("typed", [float("nan"), *NOTHING])
def test_a_cell_that_says_nothing_has_no_text(typed):
    assert text(typed) == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mùa thu", "date"),
        ("58", "date"),
        (58, "date"),
        ("19051958", "date"),
        (12.2, "date"),
        (1e300, "date"),
        (float("inf"), "date"),
        ("True", "date"),
        (True, "date"),
        ("19/5/58", "date_two_digit_year"),
        ("31/02/1958", "date_impossible"),
        ("12/31/1958", "date_impossible"),
        ("19/0/1958", "date_impossible"),
        ("1/1/1858", "date_impossible"),
        (date(1899, 12, 31), "date_impossible"),
        (13.1958, "date_impossible"),
    ],
)
def test_a_date_that_cannot_be_meant_is_unreadable(typed, code):
    with pytest.raises(Unreadable, match=rf"^{code}$"):
        partial_date(typed)


def test_a_problem_says_where_it_stands_and_what_was_typed(read):
    roster = read(
        [
            ["STT", "Họ và tên", "Ngày sinh", "Số thẻ", "Giới tính", "Trạng thái"],
            [1, "Lê An", "mùa thu", "12345", "?!a", "vắng"],
        ],
    )
    assert [(p.sheet, p.row, p.column, p.code, p.value) for p in roster.problems] == [
        ("Danh sách", 2, "C", "date", "mùa thu"),
        ("Danh sách", 2, "E", "sex", "?!a"),
        ("Danh sách", 2, "D", "card", "12345"),
        ("Danh sách", 2, "F", "status", "vắng"),
    ]
    (person,) = roster.people
    assert (person.birth, person.sex, person.card_number, person.status) == (None, None, "", None)


def test_a_problem_far_to_the_right_has_a_column_of_two_letters(read):
    far = [""] * 25
    roster = read([["Họ và tên", *far, "Ngày sinh"], ["Lê An", *far, "mùa thu"]])
    assert [problem.column for problem in roster.problems] == ["AA"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("63.100000", "63100000"),
        ("63 100 000", "63100000"),
        ("'06100000", "06100000"),
        (63100000, "63100000"),
        (63100000.0, "63100000"),
        ("001058012345", "001058012345"),
    ],
)
def test_a_card_number_is_text(typed, number):
    assert card_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "number", "code"),
    [
        ("63100000.0", "63100000", "card_tail"),
        (6100000.0, "06100000", "card_zeros"),
        ("6100000", "06100000", "card_zeros"),
        ("6100000.0", "06100000", "card_zeros"),
        (1058012345.0, "001058012345", "card_zeros"),
        (36058012345, "036058012345", "card_zeros"),
    ],
)
def test_what_a_spreadsheet_made_of_a_card_number_is_mended_and_told(read, typed, number, code):
    roster = read([["Họ và tên", "Số thẻ đảng"], ["Lê An", typed]])
    assert [p.card_number for p in roster.people] == [number]
    (problem,) = roster.problems
    assert (problem.code, problem.proposal, problem.level) == (code, number, Level.PROPOSAL)
    assert (problem.column, problem.heading, problem.field) == ("B", "Số thẻ đảng", "card_number")


@pytest.mark.parametrize(
    ("heading", "typed", "meant"),
    [
        ("Ngày sinh", "19/5/58", "19/5/1958"),
        ("Ngày sinh", "19-05-08", "19/5/2008"),
        ("Ngày sinh", "19.5.09", "19/5/1909"),
        ("Năm sinh", "58", "1958"),
        ("Năm sinh", 58, "1958"),
        ("Vào Đảng", "3/2/26", "3/2/2026"),
        ("Vào Đảng", "3/2/27", "3/2/1927"),
    ],
)
def test_a_year_of_two_digits_gets_the_century_that_makes_sense(write, heading, typed, meant):
    path = write({"Danh sách": [["Họ và tên", heading], ["Lê An", typed]]})
    roster = read_roster(path, Reading(this_year=2026))
    (person,), (problem,) = roster.people, roster.problems
    assert (person.birth or person.joined).display == problem.proposal == meant
    assert (problem.code, problem.level) == ("date_two_digit_year", Level.PROPOSAL)


@pytest.mark.parametrize(
    "typed", ["12345", "0912345678", "1.05801E+09", "63.1O0000", "0610000", "²3100000"]
)
def test_a_card_number_of_another_length_is_a_problem(typed):
    with pytest.raises(Unreadable, match=r"^card$"):
        card_number(typed)


@given(st.integers(0, 99_999_999))
def test_every_old_card_number_is_read_back(number):
    plain = f"{number:08}"
    assert card_number(plain) == card_number(f"{plain[:2]}.{plain[2:]}") == plain


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912.345.678", "0912345678"),
        (912345678.0, "0912345678"),
        ("912345678.0", "0912345678"),
        ("024 3862 1234", "02438621234"),
        ("0912345678; 0243862123", "0912345678; 0243862123"),
        ("0912345678 - 0243862123", "0912345678 - 0243862123"),
        ("máy lẻ 12", "máy lẻ 12"),
    ],
)
def test_a_phone_number_is_text(typed, number):
    assert phone(typed) == number


@pytest.mark.parametrize(
    ("typed", "role", "title"),
    [
        ("BT", RoleKind.SECRETARY, "Bí thư chi bộ"),
        ("Bí thư Chi bộ", RoleKind.SECRETARY, "Bí thư chi bộ"),
        ("PBT", RoleKind.DEPUTY, "Phó Bí thư chi bộ"),
        ("P. Bí thư", RoleKind.DEPUTY, "Phó Bí thư chi bộ"),
        ("CUV", RoleKind.COMMITTEE, "Chi ủy viên"),
        ("Chi uỷ viên", RoleKind.COMMITTEE, "Chi ủy viên"),
        ("Tổ trưởng tổ đảng", RoleKind.GROUP_HEAD, "Tổ trưởng tổ đảng"),
        ("ĐV", None, ""),
        ("Đảng viên", None, ""),
        ("", None, ""),
        ("ĐV, ĐV", None, ""),
        ("Đảng ủy viên", RoleKind.OTHER, "Đảng ủy viên"),
        ("Đảng ủy viên, BT", RoleKind.SECRETARY, "Đảng ủy viên, Bí thư chi bộ"),
        ("CUV kiêm tổ trưởng tổ đảng", RoleKind.COMMITTEE, "Chi ủy viên, Tổ trưởng tổ đảng"),
    ],
)
def test_a_party_post_is_known_by_its_abbreviation(read_one, typed, role, title):
    person = read_one(**{"Chức vụ Đảng": typed})
    assert (person.role, person.role_title, person.gov_post) == (role, title, "")


@pytest.mark.parametrize(
    ("cells", "role_title", "gov_post"),
    [
        ({"Chức vụ": "BT"}, "Bí thư chi bộ", ""),
        ({"Chức vụ": "Hiệu trưởng"}, "", "Hiệu trưởng"),
        ({"Chức vụ": "ĐV"}, "", ""),
        ({"Chức vụ Đảng": "CUV", "Chức vụ": "Hiệu trưởng"}, "Chi ủy viên", "Hiệu trưởng"),
        ({"Chức vụ Đảng": "CUV", "Chức vụ": "BT"}, "Chi ủy viên", "Bí thư chi bộ"),
        ({"Chức vụ Đảng": "ĐV", "Chức vụ": "BT"}, "Bí thư chi bộ", ""),
        ({"Chức vụ": "Trưởng ban", "Chức vụ chính quyền": "Kế toán"}, "", "Kế toán"),
    ],
)
def test_a_column_of_posts_may_hold_either_kind(read_one, cells, role_title, gov_post):
    person = read_one(**cells)
    assert (person.role_title, person.gov_post) == (role_title, gov_post)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("Chính thức", StatusKind.OFFICIAL),
        ("ĐVDB", StatusKind.PROBATIONARY),
        ("MIỄN SINH HOẠT", StatusKind.EXEMPT),
        ("Tạm miễn SH", StatusKind.EXCUSED_FOR_NOW),
        ("Sinh hoạt tạm thời", StatusKind.TEMPORARY),
        ("Đình chỉ sinh hoạt", StatusKind.SUSPENDED),
        ("Chuyển đi", StatusKind.TRANSFERRED),
        ("Khai trừ", StatusKind.EXPELLED),
        ("Xoá tên", StatusKind.STRUCK_OFF),
        ("Từ trần", StatusKind.DECEASED),
        ("", None),
    ],
)
def test_a_status_is_known_by_its_words(read_one, typed, status):
    assert read_one(**{"Trạng thái": typed}).status is status


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Vào Đảng": 2025, "Chính thức": ""}, StatusKind.PROBATIONARY),
        ({"Vào Đảng": 2025, "Chính thức": "chưa"}, StatusKind.PROBATIONARY),
        ({"Vào Đảng": 2025, "Chính thức": 2026}, None),
        ({"Vào Đảng": "", "Chính thức": ""}, None),
        ({"Vào Đảng": 2025}, None),
        ({"Vào Đảng": 2025, "Chính thức": "", "Trạng thái": ""}, None),
    ],
)
def test_probation_follows_only_where_the_file_can_tell(read_one, cells, status):
    assert read_one(**cells).status is status


def test_an_unreadable_official_date_puts_nobody_on_probation(read):
    roster = read([["Họ và tên", "Vào Đảng", "Chính thức"], ["Lê An", 2020, "mùa thu"]])
    assert roster.people[0].status is None


@pytest.mark.parametrize(
    ("typed", "sex"), [("nam", Sex.MALE), ("NỮ", Sex.FEMALE), ("nu", Sex.FEMALE)]
)
def test_a_sex_is_known_by_its_word(read_one, typed, sex):
    assert read_one(**{"Giới tính": typed}).sex is sex


def test_a_birth_under_both_nam_and_nu_is_a_problem(read):
    roster = read([["Họ và tên", "Nam", "Nữ"], ["Lê An", 1958, 1958]])
    assert (roster.people[0].sex, roster.people[0].birth) == (None, PartialDate(1958))
    assert [(p.column, p.code) for p in roster.problems] == [("C", "sex_both")]


def test_texts_are_kept_composed_and_tidy(read_one):
    typed = unicodedata.normalize("NFD", "  Trường\u00a0 Tiểu\nhọc ")
    person = read_one(**{"Đơn vị công tác": typed, "Ghi chú": "nan", "Nghề nghiệp": "'Giáo viên"})
    assert (person.workplace, person.note, person.occupation) == (
        "Trường Tiểu học",
        "",
        "Giáo viên",
    )


def test_numbers_and_dates_among_texts_stay_readable(read_one):
    person = read_one(**{"Tổ đảng": 2.0, "Ghi chú": date(2026, 2, 5), "Nghề nghiệp": 1.5})
    assert (person.party_group, person.note, person.occupation) == ("2", "5/2/2026", "1.5")


def test_a_name_in_another_form_is_the_same_name(read):
    spoilt = unicodedata.normalize("NFD", "NGUYỄN\u200b  THỊ H'HEN\u00a0")
    assert (
        read([["Họ và tên", "Năm sinh"], [spoilt, 1958]]).people[0].full_name == "Nguyễn Thị H'Hen"
    )
