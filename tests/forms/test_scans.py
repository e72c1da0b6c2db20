"""Scanned pages: read whichever way up, straightened, bounded, and never taken for another."""

from collections import Counter
from io import BytesIO

import pytest
from PIL import Image

from studycompanion.errors import UserError
from studycompanion.forms import scans
from studycompanion.forms.scan_code import find_code
from studycompanion.forms.scan_paper import scan_paper
from tests.forms import worn

READABLE = 150
"""Dots to the inch from which every scan files itself."""


def check_read(every: int) -> Counter[int]:
    """Read scans; the figure of each resolution that were read. None may be read as another."""
    read: Counter[int] = Counter()
    for scan in worn.scans(every):
        page = scans.read_page(scan.jpeg, 0)
        assert page.code in (None, scan.code)
        assert page.code or scan.dpi < READABLE, (scan.dpi, scan.turn, scan.wear)
        read[scan.dpi] += page.code is not None
    return read


@pytest.mark.prove
def test_worn_scans_file_themselves(rounds):
    sample = rounds(7, 1)
    read = check_read(every=sample)
    if sample == 1:
        assert read[150] == read[200] == read[300] == 24
    assert sum(read.values()) >= 10


def test_only_a_picture_with_a_code_of_ours_is_a_scan():
    pdf, _ = worn.issued()
    pages = [scans.read_page(pdf, n).jpeg for n in range(scans.count_pages(pdf))]
    plain = BytesIO()
    Image.new("L", (600, 800), 255).save(plain, "JPEG")
    assert scans.is_scan(scan_paper(pages))
    assert not scans.is_scan(pdf)
    assert not scans.is_scan(scan_paper([plain.getvalue()]))
    assert not scans.is_scan(b"%PDF-1.4 broken")
    assert not scans.is_scan(pages[0])


def _pictures():
    pdf, _ = worn.issued()
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    drawn = [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
    document.close()
    return drawn


def _saved(picture, kind, **how):
    out = BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 2.5, 91, 178, 270])
def test_a_page_is_turned_upright(turn):
    page = _pictures()[0].rotate(-turn, expand=True, fillcolor=255)
    kept = scans.read_page(_saved(page, "PNG"), 0)
    again, turned = find_code(Image.open(BytesIO(kept.jpeg)))
    assert again == kept.code == worn.issued()[1][0]
    assert abs(turned) < 0.6
    assert kept.width < kept.height


def test_the_pages_of_a_pdf_and_of_a_tiff_keep_their_order():
    pdf, codes = worn.issued()
    first, *others = _pictures()
    tiff = _saved(first, "TIFF", save_all=True, append_images=others)
    for data in (pdf, tiff):
        assert scans.count_pages(data) == len(codes)
        assert [scans.read_page(data, n).code for n in range(len(codes))] == list(codes)


def test_two_forms_on_one_picture_are_nobodys():
    first, second = _pictures()[:2]
    both = Image.new("L", (2 * first.width, first.height), 255)
    both.paste(first, (0, 0))
    both.paste(second, (first.width, 0))
    assert scans.read_page(_saved(both, "PNG"), 0).code is None


def test_a_page_without_a_code_and_a_see_through_one_are_kept_white():
    clear = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    page = scans.read_page(_saved(clear, "PNG"), 0)
    assert page.code is None
    assert Image.open(BytesIO(page.jpeg)).getpixel((10, 10)) == 255


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 hong", b"\xff\xd8\xff\xe0 hong", b"GIF89a"])
def test_what_is_no_scan_is_said(data):
    with pytest.raises(UserError, match="scan_unreadable"):
        scans.count_pages(data)


def test_a_torn_picture_is_said():
    torn = _saved(_pictures()[0], "PNG")[:4000]
    with pytest.raises(UserError, match="scan_unreadable"):
        scans.read_page(torn, 0)


def test_a_picture_of_too_many_dots_is_not_drawn(monkeypatch):
    monkeypatch.setattr(scans, "LARGEST_PAGE", 1000)
    with pytest.raises(UserError, match="scan_too_large"):
        scans.count_pages(_saved(Image.new("L", (40, 30)), "PNG"))


def test_a_file_of_too_many_pages_is_not_read(monkeypatch):
    monkeypatch.setattr(scans, "MOST_PAGES", 1)
    with pytest.raises(UserError, match="scan_too_large"):
        scans.count_pages(worn.issued()[0])
