"""Handwriting in a form: a picture that is never taken for a digital signature."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageDraw

from studycompanion import forms
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.signing import Means, SignerRole
from studycompanion.errors import UserError
from studycompanion.forms.signing import drawing
from studycompanion.services import handwriting, signing
from tests.forms import test_archival as archival
from tests.forms.samples import pdf
from tests.forms.signed import once, verdict
from tests.services.conftest import enrol, exempt


def picture(*, paper=(235, 230, 210), ink=(40, 40, 70), size=(600, 200)) -> bytes:
    """A photo of a stroke on greyish paper."""
    made = Image.new("RGB", size, paper)
    ImageDraw.Draw(made).line([(60, 150), (200, 40), (330, 160), (540, 60)], fill=ink, width=7)
    out = BytesIO()
    made.save(out, "JPEG", quality=80)
    return out.getvalue()


def blue(paper: bytes) -> int:
    """Blue dots of the second page."""
    shown = forms.render_page(paper, 1, scale=1)
    rgb = shown.rgb
    return sum(
        rgb[n + 2] > rgb[n] + 60 and rgb[n + 2] > rgb[n + 1] + 40 for n in range(0, len(rgb), 3)
    )


def test_strokes_are_cut_out_of_their_background():
    found = drawing.strokes_of(picture())
    assert 460 < found.width < 500
    assert 110 < found.height < 140
    inked = sum(byte.bit_count() for byte in found.bits) / (found.width * found.height)
    assert 0.03 < inked < 0.2


def test_a_drawing_on_nothing_is_taken_too():
    made = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(made).line([(10, 90), (290, 10)], fill=(0, 0, 0, 255), width=4)
    out = BytesIO()
    made.save(out, "PNG")
    assert drawing.strokes_of(out.getvalue()).width > 270


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no picture", "picture_unreadable"),
        (picture(ink=(235, 230, 210)), "picture_without_ink"),
    ],
)
def test_what_has_no_ink_is_refused(data, code):
    with pytest.raises(UserError, match=code):
        drawing.strokes_of(data)


def test_strokes_lie_blue_in_the_block_and_are_no_signature():
    laid = drawing.lay_in(pdf(), SignerRole.MEMBER, drawing.strokes_of(picture()))
    assert laid.startswith(pdf())
    assert blue(pdf()) == 0
    assert blue(laid) > 150
    assert verdict(laid).signatures == ()
    archival.test_no_stream_is_packed_in_a_way_that_archives_refuse(laid)
    archival.test_nothing_acts_by_itself(laid)
    both = drawing.lay_in(laid, SignerRole.SECRETARY, drawing.strokes_of(picture()))
    assert blue(both) > 1.8 * blue(laid)
    with pikepdf.open(BytesIO(both)) as opened:
        assert "/AcroForm" not in opened.Root


def test_nothing_is_drawn_into_a_signed_file():
    strokes = drawing.strokes_of(picture())
    with pytest.raises(UserError, match="drawing_after_signing"):
        drawing.lay_in(once(), SignerRole.SECRETARY, strokes)


def test_a_form_with_handwriting_is_noted_and_not_counted_as_signed(desk, topic):
    who, free = enrol(desk, "Lê An", exempt("Đỗ Dần"))
    note = handwriting.lay_in(desk, topic.id, who, SignerRole.MEMBER, picture()).value
    with desk.read() as reader:
        [form] = reader.find(IssuedForm)
        assert blue(reader.blob(form.blob_id)) > 100
    assert form.state is FormState.NOT_PRINTED
    assert signing.signers_of(desk, form.id) == (note,)
    assert note.means is Means.DRAWING
    with pytest.raises(UserError, match="not_there"):
        handwriting.lay_in(desk, topic.id, free, SignerRole.MEMBER, picture())
