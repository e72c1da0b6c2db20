"""The visible box of a signature: its lines in the paper's face, as large as there is room."""

from dataclasses import dataclass
from functools import lru_cache

from studycompanion.forms.breaking import Style, balanced
from studycompanion.forms.embedding import embed
from studycompanion.forms.faces import Face, printable
from studycompanion.forms.geometry import ASCENT, DESCENT, POINT
from studycompanion.forms.letters import COMMON, Letters, RareLetters
from studycompanion.forms.pdf_file import PdfFile

_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
_SPACING = 1.15
_MARGIN = 5.0
"""Points between the frame and the letters."""
_BLUE = "0.05 0.18 0.5"
_FAINT = "0.55 0.62 0.75"


@dataclass(frozen=True, slots=True)
class BoxLines:
    """What the box says: the name in bold after ``before``, then each further line."""

    name: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Operators of the box, and the fonts they name with the letters each font needs."""

    operators: bytes
    fonts: tuple[tuple[str, Face, Letters], ...]


def draw_box(lines: BoxLines, width: float, height: float) -> Drawn:
    """The box of so many points; the largest of the sizes at which all lines fit."""
    rows, size = _fitted(lines, width - 2 * _MARGIN, height - 4.0)
    rare, used, made = RareLetters(), set(), []
    step = size * _SPACING
    top = (height + step * len(rows)) / 2 - (step - (ASCENT + DESCENT) * size) / 2
    for number, (text, face) in enumerate(rows):
        y = top - number * step - ASCENT * size
        made.append(f"1 0 0 1 {_MARGIN:g} {y:.2f} Tm")
        for mark, data in _pieces(text, rare):
            used.add((mark, face))
            made.append(f"/{mark}{face} {size:g} Tf <{data.hex()}> Tj")
    frame = f"{_FAINT} RG 0.6 w 0.5 0.5 {width - 1:.2f} {height - 1:.2f} re S"
    body = "\n".join(("q", frame, "BT", f"{_BLUE} rg", *made, "ET", "Q"))
    fonts = tuple(
        (f"{mark}{face}", face, COMMON if mark == COMMON.mark else rare.of(mark))
        for mark, face in sorted(used)
    )
    return Drawn(body.encode("ascii"), fonts)


def _fitted(lines: BoxLines, width: float, height: float) -> tuple[list[tuple[str, Face]], float]:
    rows: list[tuple[str, Face]] = []
    size = _SIZES[-1]
    for size in _SIZES:
        rows = [*_wrapped(lines.name, Face.BOLD, size, width)]
        for text in lines.others:
            rows += _wrapped(text, Face.REGULAR, size, width)
        if len(rows) * size * _SPACING <= height:
            break
    return rows, size


def _wrapped(text: str, face: Face, size: float, width: float) -> list[tuple[str, Face]]:
    found = balanced(printable(text), Style(face, size), width=width * POINT)
    return [(line.text, face) for line in found]


def _pieces(text: str, rare: RareLetters) -> list[tuple[str, bytes]]:
    from studycompanion.forms.glyphs import encoded

    try:
        return [(COMMON.mark, encoded(text))]
    except UnicodeEncodeError:
        return rare.split(text)


@lru_cache(maxsize=4)
def font_file(face: Face, letters: Letters) -> bytes:
    """A file whose root is the font of a face and its letters, to be taken over from there."""
    file = PdfFile()
    font = embed(file, face, letters)
    return file.written(root=font, info=font)
