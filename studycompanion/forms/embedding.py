"""Putting the fixed fonts into a ReportLab document: what never changes is formatted once."""

import zlib
from functools import cache
from typing import Any

from studycompanion.forms.faces import Face, true_type
from studycompanion.forms.geometry import ASCENT, DESCENT
from studycompanion.forms.glyphs import ALPHABET
from studycompanion.forms.programs import codes, program

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
    from reportlab.pdfbase.pdfdoc import PDFDictionary

    outline = true_type(face).face
    base = f"/{_TAG}+{outline.name.decode()}"
    descriptor = _descriptor(outline, base)
    descriptor["FontFile2"] = _ready(document, f"program {face}", _program_stream(face))
    font = PDFDictionary(_font(face, base))
    font["ToUnicode"] = _ready(document, "unicode of the alphabet", _unicode_stream())
    font["FontDescriptor"] = document.Reference(PDFDictionary(descriptor))
    document.idToObject["BasicFonts"][font_name(face)] = document.Reference(font)


def _ready(document: Any, name: str, formatted: bytes) -> Any:
    """A reference to an object that is already formatted, added to the document once."""
    from reportlab.pdfbase.pdfdoc import PDFObjectReference

    # Asking ReportLab twice for the same name leaves a hole in its numbering.
    if name in document.idToObject:
        return PDFObjectReference(name)
    return document.Reference(formatted, name)


def _font(face: Face, base: str) -> dict[str, Any]:
    return {
        "Type": "/Font",
        "Subtype": "/TrueType",
        "BaseFont": base,
        "FirstChar": 0,
        "LastChar": 255,
        "Widths": _widths(face),
    }


def _descriptor(outline: Any, base: str) -> dict[str, Any]:
    from reportlab.pdfbase.pdfdoc import PDFArray

    return {
        "Type": "/FontDescriptor",
        "FontName": base,
        "Flags": outline.flags & ~_NONSYMBOLIC | _SYMBOLIC,
        "FontBBox": PDFArray(outline.bbox),
        "Ascent": 1000 * ASCENT,
        "Descent": -1000 * DESCENT,
        "CapHeight": outline.capHeight,
        "ItalicAngle": outline.italicAngle,
        "StemV": outline.stemV,
    }


@cache
def _widths(face: Face) -> bytes:
    width = true_type(face).face.getCharWidth
    return f"[{' '.join(f'{width(code):g}' for code in codes(face))}]".encode()


@cache
def _program_stream(face: Face) -> bytes:
    return _stream(program(face), f"/Length1 {len(program(face))}")


@cache
def _unicode_stream() -> bytes:
    pairs = [f"<{n:02X}> <{ord(c):04X}>\n" for n, c in enumerate(ALPHABET) if c != "\ufffe"]
    starts = range(0, len(pairs), _MAPPINGS_PER_BLOCK)
    blocks = (pairs[start : start + _MAPPINGS_PER_BLOCK] for start in starts)
    body = "".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)
    return _stream((_CMAP_START + body + _CMAP_END).encode())


def _stream(content: bytes, extra: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    head = f"<< /Filter /FlateDecode /Length {len(packed)} {extra} >>\nstream\n"
    return head.encode() + packed + b"\nendstream\n"
