"""Finding the code of a form on a scanned page, whichever way up, and turning the page upright."""

from __future__ import annotations

from math import atan2, degrees
from typing import TYPE_CHECKING

from studycompanion.domain.form_code import PageCode, read_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

_USUAL = 2400
"""Pixels of the longer side at which a code is looked for first, about 200 dots to the inch."""
_FINE = 1.8
"""Times that a small page is drawn larger where nothing was found."""
_SKEW = (0.2, 15.0)
"""Degrees between which a page is straightened; less is not seen, more is no skew."""


def find_code(page: Image) -> tuple[PageCode | None, float]:
    """The code of a grey page and by how many degrees, clockwise, the page is turned.

    None where there is no code of ours, and where two pages lie on one picture.
    """
    for picture in _looks(page):
        found = dict(_codes(picture))
        if len(found) == 1:
            return next(iter(found.items()))
        if found:
            break
    return None, 0.0


def _looks(page: Image) -> Iterator[Image]:
    """The page as it is, then as it may be read more easily."""
    from PIL import ImageFilter, ImageOps

    usual = _sized(page, min(_USUAL, max(page.size)))
    yield usual
    yield ImageOps.autocontrast(usual, cutoff=2)
    yield usual.filter(ImageFilter.GaussianBlur(1.0))
    large = _sized(page, min(2 * _USUAL, round(_FINE * max(page.size))))
    yield large
    yield ImageOps.autocontrast(large.filter(ImageFilter.GaussianBlur(1.6)), cutoff=2)


def _sized(page: Image, longest: int) -> Image:
    from PIL.Image import Resampling

    times = longest / max(page.size)
    if times == 1:
        return page
    width, height = (max(1, round(side * times)) for side in page.size)
    return page.resize((width, height), Resampling.BICUBIC)


def _codes(picture: Image) -> Iterator[tuple[PageCode, float]]:
    from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

    for one in read_barcodes(picture, formats=BarcodeFormats(BarcodeFormat.QRCode)):
        code = read_payload(one.text)
        if code is not None:
            left, right = one.position.top_left, one.position.top_right
            yield code, degrees(atan2(right.y - left.y, right.x - left.x))


def upright(page: Image, turned: float) -> Image:
    """The page turned back by ``turned`` degrees: quarters whole, the rest where it is seen."""
    from PIL.Image import Resampling, Transpose

    quarters = round(turned / 90) % 4
    back = (None, Transpose.ROTATE_90, Transpose.ROTATE_180, Transpose.ROTATE_270)[quarters]
    straight = page if back is None else page.transpose(back)
    skew = turned - 90 * round(turned / 90)
    least, most = _SKEW
    if not least <= abs(skew) <= most:
        return straight
    return straight.rotate(skew, resample=Resampling.BILINEAR, fillcolor=255)
