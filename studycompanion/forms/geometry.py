"""The sheet and its measures, in mm from the top left corner; type sizes in points.

Margins, sizes and spacing follow HD 05-HD/VPTW (27 May 2026).
"""

from functools import cache
from typing import NamedTuple

from studycompanion.forms.faces import Face

POINT = 25.4 / 72
"""One point in mm."""

SHEET_WIDTH, SHEET_HEIGHT = 210.0, 297.0
TOP, BOTTOM = 20.0, SHEET_HEIGHT - 20.0
LEFT, RIGHT = 30.0, SHEET_WIDTH - 15.0
WIDTH = RIGHT - LEFT
FOOTED_BOTTOM = BOTTOM - 7.0
"""Where text ends on a page whose foot carries a code, which needs white around it."""
PAGE_NUMBER_TOP = 10.0

BODY_SIZE = 14.0
CELL_SIZE = 12.0
LEADING = 18 * POINT
CELL_LEADING = 14.4 * POINT
GAP = 6 * POINT
INDENT = 10.0
WRITING_PITCH = 9.0
"""From one ruled line to the next: room for large handwriting."""

ASCENT, DESCENT = 0.891, 0.216
"""Of Tinos, in parts of its size."""


class Text(NamedTuple):
    """One line of one face: ``x`` of its start, ``y`` of its baseline, ``space`` added per gap."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    space: float = 0.0


class Rule(NamedTuple):
    """A straight line, ``thickness`` in points, solid or dotted."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float = 0.5
    is_dotted: bool = False


class Code(NamedTuple):
    """A QR code: top left corner, side in mm, and its rows of modules, dark ones "1"."""

    x: float
    y: float
    size: float
    rows: tuple[str, ...]


class Room(NamedTuple):
    """Where one who signs has room for it: top left corner and size in mm, and the signer's key."""

    signer: str
    x: float
    y: float
    width: float
    height: float


@cache
def baseline(size: float, leading: float) -> float:
    """How far (mm) below the top of a line ``leading`` mm high the letters of ``size`` stand."""
    spare = leading - (ASCENT + DESCENT) * size * POINT
    return spare / 2 + ASCENT * size * POINT
