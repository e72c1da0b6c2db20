"""The fixed alphabet and what becomes of other characters."""

import unicodedata

import pytest

from studycompanion.forms.faces import Face, printable, true_type
from studycompanion.forms.glyphs import ALPHABET, encoded, is_common


def test_the_alphabet_has_one_character_for_each_byte():
    used = [letter for letter in ALPHABET if letter != "\0"]
    assert len(ALPHABET) == 256
    assert len(set(used)) == len(used)


def test_a_space_is_byte_32():
    assert encoded(" ") == b"\x20"


def test_every_vietnamese_letter_is_common():
    for base in "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz":
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            letter = unicodedata.normalize("NFC", base + tone)
            if len(letter) == 1:
                assert is_common(letter) or base not in "aăâeêioôơuưy"
                assert is_common(letter.upper()) or base not in "aăâeêioôơuưy"
    assert is_common("đĐ “…” – 100.000 ₫ №")


@pytest.mark.parametrize("face", Face)
def test_every_face_has_the_whole_alphabet(face):
    has = true_type(face).face.charToGlyph
    assert [c for c in ALPHABET if c != "\0" and ord(c) not in has] == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nguyễn", "Nguyễn"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ủy"), "Nguyễn Thị Ủy"),
        ("Ελλάς", "Ελλάς"),
        ("a😀b", "a□b"),
        ("中", "□"),
        ("a\u00a0b\tc\u2028d", "a b c d"),
        ("a\u200bb\ufe0fc\x00d\u00ade", "abcde"),
        ("\ud800", "□"),
        ("\uf0b7 Đọc ✓ ⇒ ☐", "• Đọc √ → □"),
        ("a\ufffeb\uffffc", "a□b□c"),
        ("x\u0301", "x\u0301"),
    ],
)
def test_what_is_printed(typed, printed):
    assert printable(typed) == printed
