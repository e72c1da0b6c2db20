"""Codes of forms: unique, digits only, and a misread one is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.form_code import (
    PAYLOAD_DIGITS,
    REVIEW,
    PageCode,
    form_code,
    number_after,
    number_of,
    prefix_of,
    read_payload,
    review_code,
    short_fingerprint,
)

PAGES = st.tuples(st.integers(1, 99), st.integers(1, 99)).filter(lambda p: p[0] <= p[1])


@given(
    st.text(min_size=1), st.integers(0, 99), st.integers(1, 9_999_999), st.integers(1, 999), PAGES
)
def test_a_payload_says_what_it_was_made_of(file_id, epoch, number, version, pages):
    page = PageCode(form_code(file_id, epoch, number), version, *pages)
    assert len(page.payload) == PAYLOAD_DIGITS
    assert page.payload.isdecimal()
    assert read_payload(page.payload) == page


@given(st.integers(0, PAYLOAD_DIGITS - 1), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(place, by):
    payload = PageCode(form_code("a", 1, 2), 3, 1, 2).payload
    wrong = str((int(payload[place]) + by) % 10)
    assert read_payload(payload[:place] + wrong + payload[place + 1 :]) is None


def test_the_code_of_a_review_is_of_its_own_kind_and_pair():
    page = PageCode(review_code("chuyên đề", "đồng chí"), 0, 2, 3, REVIEW)
    assert read_payload(page.payload) == page
    assert len(page.payload) == PAYLOAD_DIGITS
    assert review_code("a", "b") != review_code("b", "a")


@pytest.mark.parametrize("digits", ["", "12345", "x" * PAYLOAD_DIGITS, "²" * PAYLOAD_DIGITS])
def test_foreign_codes_are_none_of_ours(digits):
    assert read_payload(digits) is None


def test_a_page_beyond_the_last_is_none():
    assert read_payload(PageCode(form_code("a", 0, 1), 1, 3, 2).payload) is None


def test_numbers_never_meet_after_a_restore():
    before, after = form_code("a", 0, 5), form_code("a", 1, 5)
    assert before != after
    assert (number_of(before), number_of(after), number_of("")) == ("5", "5/1", "")


def test_numbers_go_on_above_the_highest():
    assert number_after(form_code("a", 2, 41)) == 42
    assert number_after("") == 1
    assert form_code("a", 2, 41).startswith(prefix_of("a", 2))


def test_a_fingerprint_is_short_enough_to_compare():
    assert short_fingerprint("a1b2c3d4e5") == "A1B2-C3D4"
