"""The number in a card's QR code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.card_code import LENGTH, card_code, is_card_code
from studycompanion.domain.ids import new_id

ONE = "0123456789abcdef0123456789abcdef"


def test_the_number_of_a_member_is_the_same_for_ever():
    assert card_code(ONE) == "5340142906084587"


@given(st.uuids())
def test_every_number_is_sixteen_digits_with_its_check(member):
    code = card_code(member.hex)
    assert len(code) == LENGTH
    assert is_card_code(code)


@given(st.uuids(), st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(member, place, step):
    code = card_code(member.hex)
    wrong = str((int(code[place]) + step) % 10)
    assert not is_card_code(code[:place] + wrong + code[place + 1 :])


def test_a_ward_s_members_have_numbers_of_their_own():
    assert len({card_code(new_id()) for _ in range(5_000)}) == 5_000


@pytest.mark.parametrize("text", ["", "12345678", "001234567890", "x" * LENGTH, "١" * LENGTH])
def test_what_is_no_number_of_a_card_is_not_taken_for_one(text):
    assert not is_card_code(text)
