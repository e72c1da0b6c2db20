"""Putting fonts into a PDF: what never changes is formatted once."""

from functools import lru_cache

from studycompanion.forms.faces import Face, letter_widths, true_type
from studycompanion.forms.geometry import ASCENT, DESCENT
from studycompanion.forms.letters import Letters
from studycompanion.forms.pdf_file import PdfFile, packed_stream
from studycompanion.forms.programs import program

_SYMBOLIC, _NONSYMBOLIC = 1 << 2, 1 << 5
_KEPT = 16
"""Formatted fonts kept: the four fixed ones are in every document, those of rare letters not."""

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


def font_name(face: Face, mark: str) -> str:
    """The resource name under which page operators select a face of the letters of a mark."""
    return f"{mark}{face}"


def embed(file: PdfFile, face: Face, letters: Letters) -> int:
    """Add the font of a face and its letters to a file; returns the font's number."""
    program_at = file.add_stream(_program_stream(face, letters), is_shared=True)
    unicode_at = file.add_stream(_unicode_stream(letters), is_shared=True)
    descriptor_at = file.add(f"{_descriptor(face, letters)} /FontFile2 {program_at} 0 R >>")
    references = f"/ToUnicode {unicode_at} 0 R /FontDescriptor {descriptor_at} 0 R"
    return file.add(f"{_font(face, letters)} {references} >>")


def _base_name(face: Face, letters: Letters) -> str:
    return f"/{letters.tag}+{true_type(face).face.name.decode()}"


@lru_cache(_KEPT)
def _font(face: Face, letters: Letters) -> str:
    """The font's dictionary but for its references and its end."""
    head = f"<< /Type /Font /Subtype /TrueType /BaseFont {_base_name(face, letters)} "
    last = len(letters.alphabet) - 1
    return f"{head}/FirstChar 0 /LastChar {last} /Widths {_widths(face, letters)}"


@lru_cache(_KEPT)
def _descriptor(face: Face, letters: Letters) -> str:
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
    head = f"<< /Type /FontDescriptor /FontName {_base_name(face, letters)} /FontBBox [{box}] "
    return head + values


def _widths(face: Face, letters: Letters) -> str:
    width = letter_widths(face)
    return f"[{' '.join(str(width.get(letter, 0)) for letter in letters.alphabet)}]"


@lru_cache(_KEPT)
def _program_stream(face: Face, letters: Letters) -> bytes:
    made = program(face, letters.alphabet)
    return packed_stream(made, f"/Length1 {len(made)}", level=9)


@lru_cache(_KEPT)
def _unicode_stream(letters: Letters) -> bytes:
    pairs = [f"<{n:02X}> <{_utf16(c)}>\n" for n, c in enumerate(letters.alphabet) if n]
    starts = range(0, len(pairs), _MAPPINGS_PER_BLOCK)
    blocks = (pairs[start : start + _MAPPINGS_PER_BLOCK] for start in starts)
    body = "".join(f"{len(b)} beginbfchar\n{''.join(b)}endbfchar\n" for b in blocks)
    return packed_stream((_CMAP_START + body + _CMAP_END).encode(), level=9)


def _utf16(letter: str) -> str:
    return letter.encode("utf-16-be").hex().upper()
