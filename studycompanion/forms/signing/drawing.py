"""Handwriting laid into a form as a picture: blue strokes on nothing. No digital signature."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from studycompanion.domain.signing import SignerRole
from studycompanion.errors import UserError
from studycompanion.forms.signing.adding import open_for_update, signed_fields
from studycompanion.forms.signing.rooms import rooms_of

_MOST = 1600
"""Dots along the longer side that are kept."""
_LARGEST = 40_000_000
"""Dots of a picture that is still read."""
_LEAST_INK, _MOST_INK = 0.0005, 0.6
_INK = b"0.05 0.18 0.5 rg"


@dataclass(frozen=True, slots=True)
class Strokes:
    """Dots of ink, row by row, eight to a byte, a row beginning a byte; 1 is ink."""

    bits: bytes
    width: int
    height: int


def strokes_of(picture: bytes) -> Strokes:
    """The ink of a photo, scan or drawing, without its background and cut to what is written.

    Raises ``UserError``: "picture_unreadable", or "picture_without_ink" where there is nothing to
    tell ink from paper.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(picture)) as opened:
            if opened.width * opened.height > _LARGEST:
                raise UserError("picture_unreadable")
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError) as trouble:
        raise UserError("picture_unreadable") from trouble
    white = Image.new("RGBA", turned.size, "white")
    grey = Image.alpha_composite(white, turned).convert("L")
    grey.thumbnail((_MOST, _MOST))
    limit = _limit(grey.histogram())
    ink = grey.point(lambda value: 255 if value < limit else 0)
    share = ink.histogram()[255] / (ink.width * ink.height)
    box = ink.getbbox()
    if box is None or not _LEAST_INK < share < _MOST_INK:
        raise UserError("picture_without_ink")
    cut = ink.crop(box).convert("1")
    return Strokes(cut.tobytes(), cut.width, cut.height)


def _limit(histogram: list[int]) -> int:
    """The grey that parts ink from paper best (Otsu's method)."""
    total, whole = sum(histogram), sum(n * count for n, count in enumerate(histogram))
    best, limit, below, weight = -1.0, 0, 0, 0.0
    for grey, count in enumerate(histogram):
        below += count
        weight += grey * count
        above = total - below
        if not below or not above:
            continue
        apart = below * above * (weight / below - (whole - weight) / above) ** 2
        if apart > best:
            best, limit = apart, grey + 1
    return limit


def lay_in(pdf: bytes, role: SignerRole, strokes: Strokes) -> bytes:
    """The same file with strokes in the room of one who signs; its bytes so far stay as they are.

    Raises ``UserError``: "drawing_after_signing" where it holds a digital signature,
    "no_room_to_sign", "pdf_unreadable", "pdf_locked".
    """
    from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, StreamObject

    writer = open_for_update(pdf)
    if signed_fields(writer):
        raise UserError("drawing_after_signing")
    room = rooms_of(writer.root).get(role)
    if room is None:
        raise UserError("no_room_to_sign")
    picture = writer.add_object(_picture(strokes))
    name = f"/Ink{role.value}"
    left, bottom, right, top = room.box
    scale = min((right - left) / strokes.width, (top - bottom) / strokes.height)
    wide, high = scale * strokes.width, scale * strokes.height
    x, y = (left + right - wide) / 2, (bottom + top - high) / 2
    place = f"{wide:.2f} 0 0 {high:.2f} {x:.2f} {y:.2f} cm {name} Do".encode()
    drawn = StreamObject(stream_data=b"q " + _INK + b" " + place + b" Q")
    pictures = DictionaryObject({NameObject(name): picture})
    resources = DictionaryObject({NameObject("/XObject"): pictures})
    writer.add_stream_to_page(room.page, writer.add_object(drawn), resources=resources)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _picture(strokes: Strokes) -> Any:
    """A stencil: ink where there are strokes, nothing elsewhere."""
    from pyhanko.pdf_utils.generic import (
        ArrayObject,
        BooleanObject,
        NameObject,
        NumberObject,
        StreamObject,
    )

    entries = {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Image"),
        "/Width": NumberObject(strokes.width),
        "/Height": NumberObject(strokes.height),
        "/ImageMask": BooleanObject(True),
        "/BitsPerComponent": NumberObject(1),
        "/Decode": ArrayObject([NumberObject(1), NumberObject(0)]),
    }
    made = StreamObject({NameObject(k): v for k, v in entries.items()}, stream_data=strokes.bits)
    made.compress()
    return made
