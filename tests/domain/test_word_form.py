"""What is remembered of a Word form, and how its texts compare."""

from unicodedata import normalize

import pytest

from studycompanion.domain.access import Means
from studycompanion.domain.word_form import code_of, digest, find_code, plain, printed_digest


def test_the_code_on_the_pages_is_found_again_among_other_words():
    code = code_of("a1b2c3d4e5f67890")
    assert code == "A1B2-C3D4-E5F6"
    assert find_code(f"Trang 1 Mã phiếu: {code} · Dữ liệu mẫu") == code
    assert find_code(f"Mã phiếu {code}") == code
    assert find_code("Mã phiếu A1B2-C3D4") == ""


@pytest.mark.parametrize(
    "typed", ["Chăm  học\nđều", "Chăm\u00a0 học\r\nđều", "\nChăm  học   \nđều \n\n"]
)
def test_blanks_that_word_adds_make_no_other_text(typed):
    assert plain(normalize("NFD", typed)) == "Chăm  học\nđều"
    assert digest(normalize("NFD", typed)) == digest("Chăm  học\nđều")


def test_another_word_makes_another_digest_and_nothing_has_none():
    assert digest("Chăm học") != digest("Chăm hoc")
    assert digest(" \n ") == digest("") == ""


def test_a_printed_line_is_known_whatever_becomes_of_its_blanks():
    assert printed_digest("1. Về  phẩm chất ") == printed_digest("1. Về phẩm chất")


def test_only_what_is_shown_on_the_screen_stays_inside():
    assert [means for means in Means if not means.leaves] == [Means.SHOWN]
