"""Font programs without hints, down to their bytes."""

import struct

import pytest
from pypdfium2 import PdfDocument

from studycompanion.forms import programs
from studycompanion.forms.faces import Face, true_type
from studycompanion.forms.glyphs import ALPHABET
from tests.forms.samples import pdf

SIMPLE = struct.pack(">h4H", 1, 0, 0, 0, 0) + struct.pack(">H", 2)


def test_a_simple_glyph_loses_its_instructions_only():
    glyph = SIMPLE + struct.pack(">H", 3) + b"\1\2\3" + b"outline"
    assert programs._without_instructions(glyph) == SIMPLE + b"\0\0outline"


def test_an_empty_glyph_stays_empty():
    assert programs._without_instructions(b"") == b""


@pytest.mark.parametrize(
    ("flags", "size"), [(0, 2), (0x1, 4), (0x8, 4), (0x40, 6), (0x80, 10), (0x81, 12)]
)
def test_a_composite_glyph_keeps_its_parts_only(flags, size):
    part = struct.pack(">HH", flags | 0x20, 5) + bytes(size)
    last = struct.pack(">HH", flags | 0x100, 6) + bytes(size)
    glyph = struct.pack(">h", -1) + bytes(8) + part + last + b"\0\4code"
    plain = struct.pack(">HH", flags, 6) + bytes(size)
    assert programs._without_instructions(glyph) == glyph[:10] + part + plain


@pytest.mark.parametrize(("is_long", "kind", "factor"), [(0, "H", 2), (1, "L", 1)])
def test_places_are_read_in_both_ways_of_writing(is_long, kind, factor):
    head = bytes(50) + struct.pack(">H", is_long) + bytes(2)
    loca = struct.pack(f">3{kind}", 0, 4, 10)
    assert programs._places({"head": head, "loca": loca}) == (0, 4 * factor, 10 * factor)


@pytest.mark.parametrize("face", Face)
def test_outlines_are_those_of_the_face(face):
    original = true_type(face).face.makeSubset([ord(letter) for letter in ALPHABET])
    old, new = programs._tables(original), programs._tables(programs.program(face))
    assert new["hmtx"] == old["hmtx"]
    assert new["cmap"] == old["cmap"]
    assert len(programs._places(new)) == len(programs._places(old))
    assert len(new["glyf"]) < 0.8 * len(old["glyf"])


def test_every_letter_is_drawn():
    """A glyph whose bytes were cut wrongly leaves white paper."""
    letters = "ặễợựỹđẶỄỢỰỸĐgyQ"
    document = PdfDocument(pdf(workplace=" ".join(letters)))
    text = document[0].get_textpage()
    image = document[0].render(scale=4).to_pil().convert("L")
    start = text.get_text_bounded().index("ặ ễ ợ")
    for number in range(0, 2 * len(letters), 2):
        left, bottom, right, top = text.get_charbox(start + number)
        box = [int(4 * edge) for edge in (left, 841.9 - top, right + 1, 841.9 - bottom)]
        assert image.crop(box).getextrema()[0] < 100, letters[number // 2]
