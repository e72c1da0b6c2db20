"""Numbers in words."""

import pytest

from studycompanion.domain.vietnamese.numbers import number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (48, "bốn mươi tám"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (2_350, "hai nghìn ba trăm năm mươi"),
        (2_005, "hai nghìn không trăm linh năm"),
        (1_000_000, "một triệu"),
        (50_001_010, "năm mươi triệu không trăm linh một nghìn không trăm mười"),
    ],
)
def test_numbers_are_written_as_they_are_read(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_other_numbers_are_not_written(number):
    with pytest.raises(ValueError, match=str(number)):
        number_in_words(number)
