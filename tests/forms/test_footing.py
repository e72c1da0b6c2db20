"""The foot of an issued paper: in the margin, with white around a code that a scanner reads."""

import pytest
from PIL import Image
from pypdf import PdfReader
from zxingcpp import BarcodeFormat, read_barcodes

from studycompanion import forms
from studycompanion.domain.form_code import PageCode, form_code
from studycompanion.domain.paperwork import Variant
from studycompanion.forms.footing import CODE_SIZE, modules
from studycompanion.forms.geometry import FOOTED_BOTTOM, SHEET_HEIGHT
from tests.forms.reading import judge, saved
from tests.forms.samples import WHEN, content, template

PRINTABLE = SHEET_HEIGHT - 4.3
"""What office printers reach."""


@pytest.fixture(scope="module")
def pages():
    blocks = forms.commitment_blocks(template(), content(), variant=Variant.FILLED)
    return forms.lay_out(blocks, has_foot=True)


@pytest.fixture(scope="module")
def payloads(pages):
    code = form_code("tệp", 1, 123)
    return [PageCode(code, 2, n, len(pages)).payload for n, _ in enumerate(pages, 1)]


@pytest.fixture(scope="module")
def paper(pages, payloads):
    lines = [f"Số 123/1 · Trang {n}" for n, _ in enumerate(pages, 1)]
    footed = forms.with_foot(pages, lines, payloads)
    return forms.draw(footed, title="Thử", author="Chi bộ", when=WHEN)


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_a_scanner_reads_the_code_of_every_page(paper, payloads, dpi):
    for index, payload in enumerate(payloads):
        page = forms.render_page(paper, index, scale=dpi / 72)
        picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
        [found] = read_barcodes(picture, formats=BarcodeFormat.QRCode)
        assert found.text == payload


def test_the_code_is_wide_enough_and_within_what_printers_reach(pages, payloads):
    footed = forms.with_foot(pages, ["x"] * len(pages), payloads)
    for page in footed:
        [(top, code)] = [(y, c) for y, strip in page.placed for c in strip.codes]
        assert code.size == CODE_SIZE >= 18
        white = 4 * code.size / len(code.rows)
        upper = top + code.y
        assert upper + code.size <= PRINTABLE
        body = [text.y for text in page.texts() if text.size > 10]
        assert max(body) <= FOOTED_BOTTOM <= upper - white + 0.1


def test_the_foot_is_text_and_the_page_is_sound(paper, tmp_path):
    path = saved(paper, tmp_path)
    assert "Số 123/1 · Trang 1" in PdfReader(path).pages[0].extract_text()
    assert "No syntax" in judge("qpdf", "--check", path)


def test_without_digits_there_is_no_code(pages):
    footed = forms.with_foot(pages, ["Bản xem trước"] * len(pages), [""] * len(pages))
    assert not [c for page in footed for _, strip in page.placed for c in strip.codes]


def test_modules_are_large():
    assert len(modules(PageCode(form_code("a", 0, 1), 1, 1, 2).payload)) == 21
