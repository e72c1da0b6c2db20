"""Issued forms as a worn scanner gives them back: 96 ways, always the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from itertools import product

from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument

from studycompanion import forms
from studycompanion.domain.form_code import PageCode, form_code
from studycompanion.domain.paperwork import Variant
from tests.forms.samples import content, template

DPI = (100, 150, 200, 300)
TURNS = (0.0, 3.0, -3.0, 88.5, 180.0, 272.0)
WEAR = ((0.0, 75, 0.0), (0.5, 50, 0.06), (0.8, 50, 0.1), (1.0, 25, 0.12))
"""Blur in pixels at 150 dots to the inch, JPEG quality, share of noise."""
CODE = form_code("một tệp", 1, 77)


@dataclass(frozen=True, slots=True)
class Worn:
    """One scan: how it was made, its file and what it should read as."""

    dpi: int
    turn: float
    wear: tuple[float, int, float]
    jpeg: bytes
    code: PageCode


@lru_cache(maxsize=1)
def issued() -> tuple[bytes, tuple[PageCode, ...]]:
    """A commitment form with its footers, and the codes of its pages."""
    blocks = forms.commitment_blocks(template(), content(), variant=Variant.FILLED)
    pages = forms.lay_out(blocks, has_foot=True)
    codes = tuple(PageCode(CODE, 2, n, len(pages)) for n in range(1, len(pages) + 1))
    footed = forms.with_foot(pages, ["Số 77"] * len(pages), [one.payload for one in codes])
    when = datetime(2026, 11, 20, tzinfo=UTC)
    return forms.draw(footed, title="", author="", when=when), codes


def scans(every: int = 1) -> Iterator[Worn]:
    """All 96, or each ``every``-th of them."""
    pdf, codes = issued()
    document = PdfDocument(pdf)
    ways = list(product(DPI, TURNS, WEAR))
    for number in range(0, len(ways), every):
        dpi, turn, wear = ways[number]
        code = codes[number % len(codes)]
        drawn = document[code.page - 1].render(scale=dpi / 72).to_pil().convert("L")
        yield Worn(dpi, turn, wear, _worn(drawn, dpi, turn, wear, number), code)
    document.close()


def _worn(
    page: Image.Image, dpi: int, turn: float, wear: tuple[float, int, float], seed: int
) -> bytes:
    blur, quality, noise = wear
    turned = page.rotate(-turn, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR)
    soft = turned.filter(ImageFilter.GaussianBlur(blur * dpi / 150))
    grain = _grain(soft.size, seed)
    out = BytesIO()
    Image.blend(soft, grain, noise).save(out, "JPEG", quality=quality)
    return out.getvalue()


def _grain(size: tuple[int, int], seed: int) -> Image.Image:
    """Grey noise that depends on the seed alone."""
    from random import Random

    tile = Image.frombytes("L", (256, 256), Random(seed).randbytes(65_536))
    whole = Image.new("L", size)
    for left in range(0, size[0], 256):
        for top in range(0, size[1], 256):
            whole.paste(tile, (left, top))
    return whole
