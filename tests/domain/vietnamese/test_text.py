"""How texts are kept and how people are found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.vietnamese import fold, nfc, pasted, tidy, title_name

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẩẫấậĐÊỚ '’-.0123456789\u0301\u0323\u200b\u00a0"
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn \t Văn\nAn ", "Nguyễn Văn An"),
        ("Nguyễn\u00a0Văn\u200bAn", "Nguyễn VănAn"),
        ("\ufeffLê\u00ad Lợi\u200d", "Lê Lợi"),
        ("Lê \u200b Lợi", "Lê Lợi"),
        ("a\x00b\x1bc", "abc"),
        (unicodedata.normalize("NFD", "Thuỷ Tiên"), "Thuỷ Tiên"),
        ("Ðặng Ɖức ðạt", "Đặng Đức đạt"),
        ("", ""),
    ],
)
def test_a_typed_line_is_kept_clean(typed, kept):
    assert tidy(typed) == kept


def test_text_is_kept_composed():
    assert nfc(unicodedata.normalize("NFD", "Điều lệ Đảng, Nghĩa")) == "Điều lệ Đảng, Nghĩa"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thuý", "thúy"),
        ("uỷ", "ủy"),
        ("hoà", "hòa"),
        ("Đặng", "dang"),
        ("Ðặng", "Đặng"),
        ("NGUYỄN THỊ Ở", "nguyen thi o"),
        ("H'Hen Niê", "hhen nie"),
        ("H’Hen", "h'hen"),
        ("H´Hen", "H'Hen"),
        ("Trần-Lê, (Bảo)", "tran le bao"),
        ("Ｌê", "lê"),
        ("Y Blŏ", "y blo"),
        ("", ""),
    ],
)
def test_people_are_found_without_dau_case_and_punctuation(one, other):
    assert fold(one) == fold(other)


def test_folding_gives_plain_words():
    assert fold("  Chi ủy viên - Tổ dân phố số 01 ") == "chi uy vien to dan pho so 01"


@given(VIETNAMESE)
def test_a_key_found_by_folding_folds_to_itself(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


@given(st.text())
def test_how_a_text_is_composed_changes_no_search(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_what_is_tidy_stays_as_it_is(text):
    assert tidy(tidy(text)) == tidy(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("NGUYỄN THỊ H'HEN", "Nguyễn Thị H'Hen"),
        ("nguyễn đức  ánh", "Nguyễn Đức Ánh"),
        (unicodedata.normalize("NFD", "VŨ CÔNG THÔNG"), "Vũ Công Thông"),
        ("Y BLÔ̆ NIÊ-KĐĂM", "Y Blô̆ Niê-Kđăm"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("NGUYỄN Văn An", "NGUYỄN Văn An"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("", ""),
    ],
)
def test_a_name_in_one_case_only_gets_mixed_case(typed, shown):
    assert title_name(typed) == shown


@given(st.lists(VIETNAMESE, max_size=4))
def test_recasing_a_name_changes_no_letter(words):
    name = " ".join(words)
    assert title_name(name).casefold() == tidy(name).casefold()


@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        ("Một\r\nhai\rba\x0bbốn\u2028năm\u2029sáu", "Một\nhai\nba\nbốn\nnăm\nsáu"),
        ("•\tviệc\u00a0thứ   nhất", "• việc thứ nhất"),
        ("h\u00adọp\u200b tổ\ufeff \ufffcdân", "họp tổ dân"),
        (unicodedata.normalize("NFD", "tiếng Việt"), "tiếng Việt"),
        ("\u00d0ảng viên", "Đảng viên"),
    ],
)
def test_what_is_pasted_keeps_its_words_and_lines_only(copied, kept):
    assert pasted(copied) == kept
