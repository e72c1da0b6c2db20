"""Pictures of finished pages."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from studycompanion import forms
from studycompanion.domain.paperwork import Variant
from studycompanion.forms.preview import Picture, _picture
from tests.forms.samples import pdf


def test_a_form_has_two_pages():
    assert forms.page_count(pdf()) == 2


@pytest.mark.parametrize(("scale", "size"), [(1.0, (596, 842)), (0.5, (298, 421))])
def test_a_picture_has_the_size_asked_for(scale, size):
    picture = forms.render_page(pdf(), 0, scale=scale)
    assert (picture.width, picture.height) == size
    assert len(picture.rgb) == 3 * picture.width * picture.height


def test_a_picture_shows_black_on_white():
    picture = forms.render_page(pdf(variant=Variant.BLANK), 1, scale=1.0)
    assert picture.rgb[:3] == b"\xff\xff\xff"
    assert min(picture.rgb) < 60
    dark = sum(1 for value in picture.rgb if value < 128) / len(picture.rgb)
    assert 0.005 < dark < 0.1


def test_red_comes_first():
    canvas = Canvas(BytesIO(), pagesize=(11, 5))
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 20, 20, stroke=0, fill=1)
    picture = forms.render_page(canvas.getpdfdata(), 0, scale=1.0)
    assert picture == Picture(11, 5, b"\xff\0\0" * 55)


def test_the_bytes_that_pad_a_row_are_left_out():
    assert _picture(1, 2, b"\1\2\3\0\4\5\6\0", 4).rgb == b"\1\2\3\4\5\6"


def test_the_margins_of_the_picture_are_white():
    picture = forms.render_page(pdf(), 0, scale=1.0)
    left = [picture.rgb[3 * (y * picture.width + 40)] for y in range(picture.height)]
    assert set(left) == {255}


def test_two_threads_may_look_at_once():
    data = pdf()
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(forms.render_page, data, n % 2, scale=0.3) for n in range(12)]
        pictures = [job.result().rgb for job in jobs]
    assert len(set(pictures)) == 2
