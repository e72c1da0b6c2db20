"""Letters outside the fixed alphabet, given bytes as a document meets them."""

import pytest

from studycompanion.forms.letters import COMMON, Letters, RareLetters

MANY = "".join(map(chr, range(0x400, 0x400 + 300)))


def read(rare: RareLetters, pieces: list[tuple[str, bytes]]) -> str:
    return "".join(rare.of(mark).alphabet[byte] for mark, data in pieces for byte in data)


@pytest.mark.parametrize("text", ["Кир", " Кир illица ", "αα βα", MANY, f"{MANY} {MANY}", ""])
def test_pieces_read_as_the_text(text):
    rare = RareLetters()
    assert read(rare, rare.split(text)) == text
    assert read(rare, rare.split(text)) == text


def test_a_space_is_the_byte_that_word_spacing_widens():
    ((_, data),) = RareLetters().split("α β")
    assert data[1] == 32


def test_more_letters_than_a_byte_counts_get_a_second_font():
    rare = RareLetters()
    assert [mark for mark, _ in rare.split(MANY)] == ["R0", "R1"]
    assert len(rare.of("R0").alphabet) == 256


def test_the_name_of_a_subset_tells_its_letters():
    assert COMMON.tag == Letters("X", COMMON.alphabet).tag
    assert COMMON.tag != Letters("V", COMMON.alphabet + "α").tag
    assert COMMON.tag.isalpha()
    assert COMMON.tag.isupper()
