"""Pages for the printer, and the sheets that only help with printing."""

import pytest
from pypdf import PdfReader

from studycompanion import forms
from studycompanion.forms.for_printer import COARSEST, FINEST
from tests.conftest import EVENING
from tests.forms.reading import saved
from tests.forms.samples import pdf


def draw(*pages):
    return forms.draw(pages, title="Thử", author="Chi bộ", when=EVENING)


@pytest.mark.parametrize(("asked", "given"), [(72, COARSEST), (400, 400), (1200, FINEST)])
def test_a_page_is_as_fine_as_the_printer_within_bounds(asked, given):
    seen = forms.raster(pdf(), 0, dpi=asked)
    assert seen.is_grey
    assert seen.width == pytest.approx(210 / 25.4 * given, abs=2)
    assert seen.height == pytest.approx(297 / 25.4 * given, abs=2)
    assert len(seen.data) >= seen.stride * (seen.height - 1) + seen.width


def test_a_page_holds_ink_and_white_paper():
    seen = forms.raster(pdf(), 0, dpi=300)
    assert min(seen.data) < 40
    assert seen.data.count(255) > 0.8 * len(seen.data)


def test_a_page_with_a_picture_keeps_its_colours(tmp_path):
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "blue.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), (0, 0, 200))), 100, 100, 200, 200)
    canvas.save()
    seen = forms.raster(path.read_bytes(), 0, dpi=600)
    assert not seen.is_grey
    assert seen.width == pytest.approx(595 / 72 * COARSEST, abs=2)
    middle = (seen.height - round(200 / 72 * COARSEST)) * seen.stride
    x = round(200 / 72 * COARSEST) * 3
    red, _, blue = seen.data[middle + x : middle + x + 3]
    assert blue > 150 > red


def test_a_cover_names_the_cell_and_what_lies_below(tmp_path):
    made = draw(forms.cover_page("CHI BỘ TỔ DÂN PHỐ SỐ 9", ("Bản cam kết: 60 bản", "Chuyên đề")))
    text = PdfReader(saved(made, tmp_path)).pages[0].extract_text()
    for words in ("CHI BỘ TỔ DÂN PHỐ SỐ 9", "Bản cam kết: 60 bản"):
        assert words in " ".join(text.split())


def test_both_sides_of_the_test_sheet_have_rulers_of_twelve_centimetres():
    front, back = forms.ruler_pages("Tờ thử", ("Mặt trước",), ("Mặt sau",))
    across = [r for r in front.rules() if r.y1 == r.y2 and r.x2 - r.x1 == pytest.approx(120)]
    down = [r for r in front.rules() if r.x1 == r.x2 and r.y2 - r.y1 == pytest.approx(120)]
    assert across
    assert down
    assert "Mặt sau" in [text.text for text in back.texts()]
    assert forms.page_count(draw(front, back)) == 2
