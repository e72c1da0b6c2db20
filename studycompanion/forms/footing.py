"""The foot of an issued paper: a line that says which it is, and a QR code for the scanner.

The code is 18 mm wide with more than four modules of white around it and holds digits only; of 21
modules it keeps them large, so that worn and skewed scans of 150 dots to the inch still read.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isqrt
from typing import cast

from studycompanion.forms.breaking import Style
from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import FOOTED_BOTTOM, LEFT, RIGHT, Code, Text, baseline
from studycompanion.forms.paging import Page, Placed
from studycompanion.forms.strips import Strip, balanced_lines

CODE_SIZE = 18.0
_CODE_TOP = 3.5
_WHITE = 4.0
_LINE = Style(Face.REGULAR, 10.0)
_LEADING = 4.4
_DARK = b"1" * 128 + b"0" * 128


def with_foot(
    pages: Iterable[Page], lines: Sequence[str], payloads: Sequence[str]
) -> tuple[Page, ...]:
    """The pages with ``lines`` and ``payloads`` at their feet, one of each a page."""
    return tuple(
        Page((*page.placed, Placed(FOOTED_BOTTOM, _foot(line, payload))))
        for page, line, payload in zip(pages, lines, payloads, strict=True)
    )


def _foot(line: str, payload: str) -> Strip:
    code_left = RIGHT - CODE_SIZE
    wrapped = balanced_lines(line, _LINE, code_left - _WHITE - LEFT)
    texts = tuple(
        Text(LEFT, _CODE_TOP + n * _LEADING + baseline(_LINE.size, _LEADING), part.text, *_LINE)
        for n, part in enumerate(wrapped)
    )
    if not payload:
        return Strip(0.0, texts)
    return Strip(0.0, texts, codes=(Code(code_left, _CODE_TOP, CODE_SIZE, modules(payload)),))


@lru_cache(maxsize=64)
def modules(digits: str) -> tuple[str, ...]:
    """The rows of the QR code of some digits, a "1" for each dark module."""
    from zxingcpp import BarcodeFormat, create_barcode

    drawn = create_barcode(digits, BarcodeFormat.QRCode, ec_level="Q")
    view = memoryview(cast("bytes", drawn.to_image(scale=1, add_quiet_zones=False)))
    side, dots = isqrt(view.nbytes), view.tobytes().translate(_DARK).decode("ascii")
    return tuple(dots[start : start + side] for start in range(0, side**2, side))
