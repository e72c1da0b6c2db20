"""Looking at a finished PDF: its pages as pictures, from the very bytes that are printed."""

from dataclasses import dataclass
from threading import Lock

PDFIUM = Lock()
"""PDFium must not be entered by two threads at once."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as ``height`` rows of ``width`` pixels, three bytes (red, green, blue) each."""

    width: int
    height: int
    rgb: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdfium2 import PdfDocument

    with PDFIUM:
        document = PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def render_page(pdf: bytes, index: int, *, scale: float) -> Picture:
    """Page ``index`` (from 0) with ``scale`` pixels for each point of 1/72 inch."""
    from pypdfium2 import PdfDocument

    with PDFIUM:
        document = PdfDocument(pdf)
        try:
            bitmap = document[index].render(scale=scale, rev_byteorder=True)
            return _picture(bitmap.width, bitmap.height, bytes(bitmap.buffer), bitmap.stride)
        finally:
            document.close()


def _picture(width: int, height: int, data: bytes, stride: int) -> Picture:
    """Without the bytes that pad each row."""
    rows = (data[row * stride : row * stride + 3 * width] for row in range(height))
    return Picture(width, height, b"".join(rows))
