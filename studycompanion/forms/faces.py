"""The four faces of Tinos (Times New Roman metrics): loading them, and the widths of words.

ReportLab is imported on first use; this module itself costs nothing.
"""

from enum import StrEnum
from functools import cache
from typing import Any

from studycompanion.domain.vietnamese import nfc
from studycompanion.forms import glyphs
from studycompanion.paths import resource

_WORDS_KEPT = 50_000


class Face(StrEnum):
    """A face; the value is the end of its file's name."""

    REGULAR = "Regular"
    BOLD = "Bold"
    ITALIC = "Italic"
    BOLD_ITALIC = "BoldItalic"

    __hash__ = str.__hash__
    """Texts are kept by their face: that of the enumeration is slow."""


@cache
def true_type(face: Face) -> Any:
    """The face as ReportLab's ``TTFont``."""
    from reportlab.pdfbase.ttfonts import TTFont

    path = resource("fonts", f"Tinos-{face}.ttf")
    return TTFont(f"Tinos-{face}", str(path), asciiReadable=0, shapable=False)


@cache
def _characters() -> frozenset[str]:
    """What the faces can print; glyph 0 is no character's."""
    glyphs_of = true_type(Face.REGULAR).face.charToGlyph
    return frozenset(chr(code) for code, glyph in glyphs_of.items() if glyph)


def printable(text: str) -> str:
    """The text as the faces can print it: NFC, and □ for characters that they lack."""
    return text if glyphs.is_common(text) else glyphs.printable(text, _characters())


def missing_letters(text: str) -> tuple[str, ...]:
    """The characters that would be printed as □, each once, in their order."""
    if glyphs.is_common(text):
        return ()
    known = {glyphs.MISSING, *glyphs.SYMBOLS}
    found = (c for c in nfc(text) if c not in known and _is_missing(c))
    return tuple(dict.fromkeys(found))


def _is_missing(letter: str) -> bool:
    return glyphs.printable(letter, _characters()) == glyphs.MISSING


class _WordWidths(dict[str, int]):
    """Widths of words, measured once each; forgotten when there are too many."""

    def __init__(self, letters: dict[str, int]) -> None:
        super().__init__()
        self._letter = letters.__getitem__

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        width = self[word] = sum(map(self._letter, word))
        return width


@cache
def letter_widths(face: Face) -> dict[str, int]:
    """The width of each character in thousandths of an em, whole as the PDF states them."""
    widths = true_type(face).face.charWidths
    return {chr(code): round(width) for code, width in widths.items()}


@cache
def word_widths(face: Face) -> dict[str, int]:
    """A mapping that gives the width in thousandths of an em of any printable word of the face."""
    return _WordWidths(letter_widths(face))


def text_width(text: str, face: Face, size: float) -> float:
    """The width of a printable text in points."""
    return word_widths(face)[text] * size / 1000
