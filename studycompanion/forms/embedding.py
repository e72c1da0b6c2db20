"""Putting the fixed fonts into a ReportLab document: what never changes is formatted once."""

import zlib
from functools import cache
from typing import Any

from studycompanion.forms.faces import Face, letter_widths, true_type
from studycompanion.forms.geometry import ASCENT, DESCENT
from studycompanion.forms.glyphs import ALPHABET
from studycompanion.forms.programs import program

_SYMBOLIC, _NONSYMBOLIC = 1 << 2, 1 << 5
_TAG = "VIETNA"
"""Six capitals mark a subset; ReportLab's own subsets are AAAAAA, AAAAAB ..."""

_CMAP_START = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
"""
_CMAP_END = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_MAPPINGS_PER_BLOCK = 100


def font_name(face: Face) -> str:
    """The resource name under which page operators select a fixed font."""
    return f"V{face}"


def embed(document: Any, face: Face) -> None:
    """Add the fixed font of a face to a ReportLab ``PDFDocument``, under ``font_name``."""
    program_at = _ready(document, f"program {face}", _program_stream(face))
    unicode_at = _ready(document, "unicode of the alphabet", _unicode_stream())
    descriptor = _descriptor(face) + b" /FontFile2 %b >>" % program_at
    descriptor_at = _ready(document, f"descriptor {face}", descriptor)
    font = _font(face) + b" /ToUnicode %b /FontDescriptor %b >>" % (unicode_at, descriptor_at)
    _ready(document, font_name(face), font)
    document.idToObject["BasicFonts"][font_name(face)] = _reference(document, font_name(face))


def _ready(document: Any, name: str, formatted: bytes) -> bytes:
    """A reference, as bytes, to an object that is already formatted and is added once."""
    # Asking ReportLab twice for the same name would leave a hole in its numbering.
    if name not in document.idToObject:
        document.Reference(formatted, name)
    at: bytes = _reference(document, name).format(document)
    return at


def _reference(document: Any, name: str) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    return PDFObjectReference(name)


def _base_name(face: Face) -> str:
    return f"/{_TAG}+{true_type(face).face.name.decode()}"


@cache
def _font(face: Face) -> bytes:
    """The font's dictionary but for its references and its end."""
    head = f"<< /Type /Font /Subtype /TrueType /BaseFont {_base_name(face)} "
    return head.encode() + b"/FirstChar 0 /LastChar 255 /Widths " + _widths(face)


@cache
def _descriptor(face: Face) -> bytes:
    """The font descriptor but for its program and its end."""
    outline = true_type(face).face
    measures = {
        "Flags": outline.flags & ~_NONSYMBOLIC | _SYMBOLIC,
        "Ascent": 1000 * ASCENT,
        "Descent": -1000 * DESCENT,
        "CapHeight": outline.capHeight,
        "ItalicAngle": outline.italicAngle,
        "StemV": outline.stemV,
    }
    box = " ".join(f"{edge:g}" for edge in outline.bbox)
    values = " ".join(f"/{key} {value:g}" for key, value in measures.items())
    head = f"<< /Type /FontDescriptor /FontName {_base_name(face)} /FontBBox [{box}] "
    return (head + values).encode()


def _widths(face: Face) -> bytes:
    width = letter_widths(face)
    return f"[{' '.join(str(width.get(letter, 0)) for letter in ALPHABET)}]".encode()


@cache
def _program_stream(face: Face) -> bytes:
    return _stream(program(face), f"/Length1 {len(program(face))}")


@cache
def _unicode_stream() -> bytes:
    pairs = [f"<{n:02X}> <{ord(c):04X}>\n" for n, c in enumerate(ALPHABET) if n]
    starts = range(0, len(pairs), _MAPPINGS_PER_BLOCK)
    blocks = (pairs[start : start + _MAPPINGS_PER_BLOCK] for start in starts)
    body = "".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)
    return _stream((_CMAP_START + body + _CMAP_END).encode())


def _stream(content: bytes, extra: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    head = f"<< /Filter /FlateDecode /Length {len(packed)} {extra} >>\nstream\n"
    return head.encode() + packed + b"\nendstream\n"
