"""Page operators: the texts and lines of a page in the language of PDF, y upwards, in points."""

from collections.abc import Callable, Iterator

from studycompanion.forms.faces import Face
from studycompanion.forms.geometry import POINT, SHEET_HEIGHT, Code, Rule
from studycompanion.forms.paging import Page

FontOf = Callable[[Face, str], list[tuple[str, bytes]]]
"""Splits a text of a face into pieces: the resource name of a font, and the piece's bytes."""

_SCALE = 1 / POINT
_SOLID, _DOTTED = "[] 0 d 0 J", "[0 2] 0 d 1 J"


def page_operators(page: Page, font_of: FontOf) -> str:
    """The content stream of a page; ASCII only, text in hexadecimal."""
    return "\n".join(("BT", *_texts(page, font_of), "ET", *_rules(page), *_codes(page)))


def _texts(page: Page, font_of: FontOf) -> Iterator[str]:
    font_now, space_now = "", 0.0
    for top, strip in page.placed:
        base = SHEET_HEIGHT - top
        for x, y, text, face, size, space in strip.texts:
            if space != space_now:
                space_now = space
                yield f"{space * _SCALE:.4f} Tw"
            yield f"1 0 0 1 {x * _SCALE:.2f} {(base - y) * _SCALE:.2f} Tm"
            for name, data in font_of(face, text):
                font = f"/{name} {size:g} Tf"
                if font != font_now:
                    font_now = font
                    yield font
                yield f"<{data.hex()}> Tj"


def _codes(page: Page) -> Iterator[str]:
    """Each code as a small mask, a bit a module: the least that can be drawn and said."""
    for top, strip in page.placed:
        for code in strip.codes:
            side = code.size * _SCALE
            x, y = code.x * _SCALE, (SHEET_HEIGHT - top - code.y) * _SCALE - side
            count = len(code.rows)
            yield (
                f"q {side:.2f} 0 0 {side:.2f} {x:.2f} {y:.2f} cm BI /W {count} /H {count}"
                f" /IM true /D [1 0] /BPC 1 /F /AHx ID {_bits(code)}>\nEI Q"
            )


def _bits(code: Code) -> str:
    width = -len(code.rows) % 8 + len(code.rows)
    rows = ("".join("01"[dark] for dark in row).ljust(width, "0") for row in code.rows)
    return "".join(f"{int(bits, 2):0{width // 4}X}" for bits in rows)


def _rules(page: Page) -> Iterator[str]:
    state_now = ""
    for rule in page.rules():
        state = f"{rule.thickness:g} w {_DOTTED if rule.is_dotted else _SOLID}"
        if state != state_now:
            state_now = state
            yield state
        yield _line(rule)


def _line(rule: Rule) -> str:
    x1, x2 = rule.x1 * _SCALE, rule.x2 * _SCALE
    y1, y2 = (SHEET_HEIGHT - rule.y1) * _SCALE, (SHEET_HEIGHT - rule.y2) * _SCALE
    return f"{x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S"
