"""Breaking text into lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.forms import breaking, faces
from studycompanion.forms.breaking import Style, balanced, break_lines
from studycompanion.forms.faces import Face, text_width
from tests.forms.samples import SENTENCE

BODY = Style(Face.REGULAR, 14.0)
MM = 25.4 / 72


def _lines(text: str, width: float = 60.0, indent: float = 0.0) -> list[str]:
    return [line.text for line in break_lines(text, BODY, width=width, indent=indent)]


def test_words_fill_each_line():
    lines = _lines(SENTENCE)
    assert " ".join(lines) == SENTENCE
    for line, following in pairwise(lines):
        longer = f"{line} {following.split()[0]}"
        assert text_width(longer, Face.REGULAR, 14) * MM > 60


def test_the_first_line_is_shorter_by_the_indent():
    assert len(_lines(SENTENCE, indent=50)[0]) < len(_lines(SENTENCE)[0])


def test_an_empty_text_has_no_lines():
    assert _lines("") == _lines("  ") == []


def test_a_word_that_fits_no_line_is_cut_by_letters():
    word = "Nguyễnthịvídụ" * 5
    lines = _lines(f"Tên {word} dài")
    assert "".join(lines).replace(" ", "") == f"Tên{word}dài"
    assert all(text_width(line, Face.REGULAR, 14) * MM <= 60 for line in lines)


def test_a_word_that_does_not_fit_beside_a_label_goes_below_it_whole():
    assert _lines("Nguyễnthịvídụthịvídụ", indent=30) == ["", "Nguyễnthịvídụthịvídụ"]


def test_a_very_long_word_is_not_squeezed_beside_a_long_label():
    lines = _lines("Nguyễnthịvídụ" * 5, indent=59.9)
    assert lines[0] == ""


def test_even_a_width_of_nothing_ends():
    assert _lines("abc", width=0.01) == ["a", "b", "c"]


def test_a_dash_never_starts_a_line():
    for width in range(40, 90):
        assert not any(
            line.startswith(("-", "–")) for line in _lines("Tự nhiên - Đại học – Một " * 4, width)
        )


@given(st.integers(20, 160))
def test_balanced_lines_are_as_few_and_no_wider(width):
    plain = break_lines(SENTENCE, BODY, width=width)
    even = balanced(SENTENCE, BODY, width=width)
    assert len(even) == len(plain)
    assert max(line.width for line in even) <= max(line.width for line in plain) + 1e-6


def test_balanced_lines_have_like_lengths():
    one, two = balanced("CHI BỘ TRƯỜNG TRUNG HỌC PHỔ THÔNG VĨNH TUY MỘT", BODY, width=110)
    assert abs(one.width - two.width) < 25


@given(st.lists(st.text("aăâbcđeêụự", min_size=1, max_size=30), max_size=40), st.integers(5, 160))
def test_lines_hold_every_letter_and_keep_the_width(words, width):
    lines = break_lines(" ".join(words), BODY, width=width)
    assert "".join(line.text for line in lines).replace(" ", "") == "".join(words)
    assert all(line.width <= width + 1e-6 or len(line.text) == 1 for line in lines)


@given(
    st.lists(st.text("aăâbcđeêụự–-", min_size=1, max_size=9), max_size=40),
    st.integers(30, 160),
    st.integers(0, 29),
)
def test_words_that_fit_are_broken_as_those_that_are_cut(words, width, indent):
    text = " ".join(words)
    plain = break_lines(text, BODY, width=width, indent=indent)
    scale = BODY.size * MM / 1000
    room, first = width / scale, (width - indent) / scale
    parts = breaking._words(text)
    slow = list(breaking._greedy(parts, faces.word_widths(BODY.face), first=first, room=room))
    assert [line.text for line in plain] == [words for words, _ in slow]
    assert [line.width for line in plain] == pytest.approx([wide * scale for _, wide in slow])


def test_word_widths_are_forgotten_when_there_are_too_many(monkeypatch):
    monkeypatch.setattr(faces, "_WORDS_KEPT", 3)
    widths = faces._WordWidths({"a": 5})
    assert [widths["a" * n] for n in range(1, 6)] == [5 * n for n in range(1, 6)]
    assert len(widths) <= 3


@pytest.mark.parametrize("face", Face)
def test_every_face_measures_vietnamese(face):
    assert 0.3 < text_width("ễ", face, 1.0) < 0.6
