"""Scanned pages as a PDF: each picture on an A4 sheet of its own, as large as it fits."""

from collections.abc import Iterable
from io import BytesIO

_A4 = (595.28, 841.89)
"""Points of 1/72 inch."""


def scan_paper(pictures: Iterable[bytes]) -> bytes:
    """A PDF of JPEG pictures in their order, whose bytes go in as they are."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=_A4, invariant=True)
    for picture in pictures:
        read = ImageReader(BytesIO(picture))
        width, height = read.getSize()
        times = min(_A4[0] / width, _A4[1] / height)
        left, low = (_A4[0] - width * times) / 2, (_A4[1] - height * times) / 2
        canvas.drawImage(read, left, low, width * times, height * times)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
