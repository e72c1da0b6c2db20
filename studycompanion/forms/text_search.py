"""Finding words on the pages of a PDF, without dấu and case."""

from dataclasses import dataclass
from typing import Any

from studycompanion.domain.vietnamese import fold
from studycompanion.forms.preview import PDFIUM


@dataclass(frozen=True, slots=True)
class Box:
    """A part of page ``page`` (from 0), its edges in parts of the page's width and height."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


def find_text(pdf: bytes, words: str) -> tuple[tuple[Box, ...], ...]:
    """Every place of ``words`` in reading order, each as one box a line."""
    from pypdfium2 import PdfDocument

    wanted = fold(words)
    if not wanted:
        return ()
    with PDFIUM:
        document = PdfDocument(pdf)
        try:
            return tuple(hit for n in range(len(document)) for hit in _on(document[n], n, wanted))
        finally:
            document.close()


def _on(page: Any, number: int, wanted: str) -> list[tuple[Box, ...]]:
    text = page.get_textpage()
    letters, places = _folded(text)
    found, start = [], letters.find(wanted)
    while start >= 0:
        chars = sorted({places[n] for n in range(start, start + len(wanted))})
        found.append(_boxes(text, chars, number, page.get_size()))
        start = letters.find(wanted, start + len(wanted))
    return found


def _folded(text: Any) -> tuple[str, list[int]]:
    """The folded text of a page, and which letter of the page each of its letters stands for."""
    letters, places = "", list[int]()
    for index in range(text.count_chars()):
        folded = fold(text.get_text_range(index, 1)) or " "
        if folded == " " and letters.endswith(" "):
            continue
        letters += folded
        places += [index] * len(folded)
    return letters, places


def _boxes(text: Any, chars: list[int], number: int, size: tuple[float, float]) -> tuple[Box, ...]:
    lines: list[list[float]] = []
    for index in chars:
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if lines and left >= lines[-1][0] and bottom < lines[-1][3] and top > lines[-1][1]:
            lines[-1][2] = max(lines[-1][2], right)
        elif right > left:
            lines.append([left, bottom, right, top])
    width, height = size
    return tuple(
        Box(number, left / width, 1 - top / height, right / width, 1 - bottom / height)
        for left, bottom, right, top in lines
    )
