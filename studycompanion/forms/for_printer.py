"""The pages of a paper as a printer wants them: sharp pictures of the very bytes that are kept.

A page in black only is drawn in greys at the printer's own fineness; one with a picture, such as a
signature in blue, in colours at 300 dots to the inch, which keeps its memory within bounds.
"""

from dataclasses import dataclass
from typing import Any

from studycompanion.forms.preview import PDFIUM

COARSEST, FINEST = 300, 600
"""Dots to the inch."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as ``height`` rows of ``stride`` bytes: one byte of grey a dot, or three of colour."""

    width: int
    height: int
    stride: int
    data: bytes
    is_grey: bool


def raster(pdf: bytes, index: int, *, dpi: int) -> Raster:
    """Page ``index`` (from 0) at about ``dpi`` dots to the inch, never under 300."""
    from pypdfium2 import PdfDocument

    with PDFIUM:
        document = PdfDocument(pdf)
        try:
            document.init_forms()
            page = document[index]
            is_grey = not _has_pictures(page)
            fine = min(max(dpi, COARSEST), FINEST if is_grey else COARSEST)
            bitmap = page.render(scale=fine / 72, grayscale=is_grey, rev_byteorder=True)
            data = bytes(bitmap.buffer)
            return Raster(bitmap.width, bitmap.height, bitmap.stride, data, is_grey)
        finally:
            document.close()


def _has_pictures(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFPage_GetAnnotCount

    is_annotated = FPDFPage_GetAnnotCount(page.raw) > 0
    return is_annotated or any(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3))
