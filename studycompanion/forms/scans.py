"""Pages that a scanner made, out of a PDF, a TIFF or a picture: upright, grey, with their code.

Every page is read by itself and bounded in pixels before it is drawn, so that no file takes more
memory than a page of the largest size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar

from studycompanion.errors import UserError
from studycompanion.forms.preview import PDFIUM
from studycompanion.forms.scan_code import find_code, upright

if TYPE_CHECKING:
    from PIL.Image import Image

    from studycompanion.domain.form_code import PageCode

T = TypeVar("T")

LARGEST_FILE = 300_000_000
LARGEST_PAGE = 80_000_000
"""Pixels of a picture: A4 at 600 dots to the inch has half of them."""
MOST_PAGES = 1_000
_DPI, _POINTS = 200, 72
_DRAWN = 12_000_000
"""Pixels that a page of a PDF is drawn with at most."""
_KEPT_SIDE, _KEPT_DPI, _QUALITY = 1754, 150, 55
"""Pixels of the longer side of what is kept, A4 at 150 dots to the inch, and its JPEG quality."""
_DARK, _INK = 140, 0.0005
"""Shades of grey that count as ink, and the part of a page that is less than a line of words."""
PDF_MARK = b"%PDF-"
_FILLED = 0.6
"""Part of a page that pictures fill where a scanner made it."""
_LOOKED_AT = 2
"""Pages on which a code is looked for, to tell a scan from another file."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page ready to keep: a grey JPEG, the right way up where ``code`` was read."""

    jpeg: bytes
    width: int
    height: int
    code: PageCode | None


def count_pages(data: bytes) -> int:
    """How many pages a file has. Raises ``UserError`` ``scan_unreadable`` or ``scan_too_large``."""
    count = _guarded(lambda: _pdf_pages(data) if _is_pdf(data) else _frames(data))
    if not 0 < count <= MOST_PAGES:
        raise UserError("scan_too_large" if count else "scan_unreadable")
    return count


def read_page(data: bytes, index: int) -> ScannedPage:
    """Page ``index`` (from 0) of a file. Raises what ``count_pages`` does."""
    draw = _pdf_page if _is_pdf(data) else _frame
    page = _guarded(lambda: draw(data, index))
    code, turned = find_code(page)
    return _kept(upright(page, turned), code)


def is_scan(data: bytes) -> bool:
    """Whether a PDF came from a scanner with a code of ours: a picture fills its first page.

    A page with signature fields is none, nor is what cannot be read.
    """
    try:
        if not _is_pdf(data) or not _guarded(lambda: _is_filled_by_picture(data)):
            return False
        return any(read_page(data, n).code for n in range(min(count_pages(data), _LOOKED_AT)))
    except UserError:
        return False


def _is_filled_by_picture(data: bytes) -> bool:
    from pypdfium2 import PdfDocument
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFPage_GetAnnotCount

    with PDFIUM:
        document = PdfDocument(data)
        try:
            page = document[0]
            if FPDFPage_GetAnnotCount(page.raw):
                return False
            whole = page.get_width() * page.get_height() * _FILLED
            found = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3)
            bounds = [one.get_bounds() for one in found]
            filled = sum((right - left) * (top - low) for left, low, right, top in bounds)
            return bool(filled >= whole)
        finally:
            document.close()


def is_blank(jpeg: bytes) -> bool:
    """Whether nothing stands on a kept page, such as the back of a sheet."""
    from PIL import Image

    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as page:
        counts = page.convert("L").histogram()
        return sum(counts[:_DARK]) < page.width * page.height * _INK


def joined(pages: Sequence[bytes]) -> bytes:
    """Kept pages as one PDF, in their order."""
    from PIL import Image

    first, *rest = (Image.open(BytesIO(page), formats=("JPEG",)) for page in pages)
    out = BytesIO()
    first.save(out, "PDF", resolution=_KEPT_DPI, save_all=True, append_images=rest)
    return out.getvalue()


def _kept(page: Image, code: PageCode | None) -> ScannedPage:
    page.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    out = BytesIO()
    page.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return ScannedPage(out.getvalue(), *page.size, code)


def _guarded(work: Callable[[], T]) -> T:
    """Run what other people's files go into; libraries raise many things for broken ones."""
    try:
        return work()
    except UserError:
        raise
    except Exception as trouble:
        raise UserError("scan_unreadable") from trouble


def _is_pdf(data: bytes) -> bool:
    return PDF_MARK in data[:1024]


def _pdf_pages(data: bytes) -> int:
    from studycompanion.forms.preview import page_count

    return page_count(data)


def _pdf_page(data: bytes, index: int) -> Image:
    from pypdfium2 import PdfDocument

    with PDFIUM:
        document = PdfDocument(data)
        try:
            page = document[index]
            width, height = page.get_size()
            most = (_DRAWN / max(width * height, 1.0)) ** 0.5
            drawn = page.render(scale=min(_DPI / _POINTS, most), grayscale=True)
            picture: Image = drawn.to_pil().convert("L")
            return picture
        finally:
            document.close()


def _frames(data: bytes) -> int:
    with _opened(data) as picture:
        return getattr(picture, "n_frames", 1)


def _frame(data: bytes, index: int) -> Image:
    from PIL import ImageOps

    with _opened(data) as picture:
        picture.seek(index)
        _check_size(picture)
        picture.draft("L", (picture.width, picture.height))
        return _on_white(ImageOps.exif_transpose(picture))


def _on_white(picture: Image) -> Image:
    """Grey, what is see-through being white."""
    from PIL import Image

    if picture.has_transparency_data:
        clear = picture.convert("LA")
        white = Image.new("L", clear.size, 255)
        white.paste(clear.getchannel("L"), mask=clear.getchannel("A"))
        return white
    return picture.convert("L")


def _opened(data: bytes) -> Image:
    from PIL import Image

    picture = Image.open(BytesIO(data), formats=("JPEG", "PNG", "TIFF"))
    _check_size(picture)
    return picture


def _check_size(picture: Image) -> None:
    if picture.width * picture.height > LARGEST_PAGE:
        raise UserError("scan_too_large")
