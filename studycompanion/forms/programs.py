"""Font programs for the PDF: the letters of a face without its screen hints.

ReportLab cuts the subset; the tables that only steer pixels on old screens are then dropped,
which makes the program a third smaller and changes no outline.
"""

import struct
from itertools import pairwise
from typing import Any

from studycompanion.forms.faces import Face, true_type
from studycompanion.forms.glyphs import ALPHABET

_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")
_MORE_COMPONENTS, _HAS_INSTRUCTIONS = 0x20, 0x100
_WORDS, _SCALE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x8, 0x40, 0x80


def program(face: Face, alphabet: str = ALPHABET) -> bytes:
    """The TrueType program of a face with an alphabet, one glyph per byte."""
    from reportlab.pdfbase.ttfonts import TTFontMaker

    tables = _tables(true_type(face).face.makeSubset([ord(letter) for letter in alphabet]))
    outlines, places = _unhinted(tables)
    maker: Any = TTFontMaker()
    for tag in _NEEDED:
        maker.add(tag, tables[tag])
    maker.add("glyf", outlines)
    maker.add("loca", struct.pack(f">{len(places)}L", *places))
    maker.add("head", _with_long_places(tables["head"]))
    made: bytes = maker.makeStream()
    return made


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(count))
    return {tag.decode(): font[start : start + size] for tag, _, start, size in entries}


def _with_long_places(head: bytes) -> bytes:
    return head[:50] + struct.pack(">H", 1) + head[52:]


def _places(tables: dict[str, bytes]) -> tuple[int, ...]:
    """Where each glyph starts, and the end of the last."""
    (is_long,) = struct.unpack_from(">H", tables["head"], 50)
    loca = tables["loca"]
    if is_long:
        return struct.unpack(f">{len(loca) // 4}L", loca)
    return tuple(2 * half for half in struct.unpack(f">{len(loca) // 2}H", loca))


def _unhinted(tables: dict[str, bytes]) -> tuple[bytes, list[int]]:
    """The outlines without instructions, and their new places."""
    old = _places(tables)
    made = bytearray()
    places = [0]
    for start, end in pairwise(old):
        glyph = _without_instructions(tables["glyf"][start:end])
        made += glyph + bytes(-len(glyph) % 4)
        places.append(len(made))
    return bytes(made), places


def _without_instructions(glyph: bytes) -> bytes:
    if not glyph:
        return glyph
    (contours,) = struct.unpack_from(">h", glyph)
    if contours < 0:
        return _composite(glyph)
    at = 10 + 2 * contours
    (size,) = struct.unpack_from(">H", glyph, at)
    return glyph[:at] + b"\0\0" + glyph[at + 2 + size :]


def _composite(glyph: bytes) -> bytes:
    made, at, more = bytearray(glyph), 10, True
    while more:
        (flags,) = struct.unpack_from(">H", glyph, at)
        struct.pack_into(">H", made, at, flags & ~_HAS_INSTRUCTIONS)
        at += 4 + (4 if flags & _WORDS else 2) + _scale_size(flags)
        more = bool(flags & _MORE_COMPONENTS)
    return bytes(made[:at])


def _scale_size(flags: int) -> int:
    """Bytes of a component's scale, after its arguments."""
    if flags & _SCALE:
        return 2
    if flags & _XY_SCALE:
        return 4
    return 8 if flags & _TWO_BY_TWO else 0
