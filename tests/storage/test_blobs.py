"""Kept bytes: once each, forms sharing their fonts, and never given back altered."""

import zlib

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from studycompanion import forms
from studycompanion.domain.paperwork import Variant
from studycompanion.errors import UserError
from studycompanion.storage import blobs, check
from studycompanion.storage.tables import blob, blob_piece, piece
from tests.forms import samples

FONT = b"\x00\x01font" * 2_000


def pdf(text: bytes, *fonts: bytes) -> bytes:
    """The shape of a PDF: a page's stream and the streams of its fonts."""
    streams = [b"%d 0 obj\nstream\n%s\nendstream\n" % (n, s) for n, s in enumerate((text, *fonts))]
    return b"%PDF-1.7\n" + b"".join(streams) + b"%%EOF"


def keep(store, data):
    with store.unlogged() as connection:
        return blobs.keep(connection, data)


def read(store, blob_id):
    with store.read() as reader:
        return reader.blob(blob_id)


def count(store, table):
    with store.read() as reader:
        return reader.connection.scalar(sa.select(sa.func.count()).select_from(table))


@pytest.mark.parametrize("data", [b"", b"x", b"stream\n", pdf(b"a", FONT), b"stream\n" + FONT])
def test_bytes_come_back_as_they_were(store, data):
    assert read(store, keep(store, data)) == data


@given(st.lists(st.sampled_from([b"stream\n", b"endstream", FONT, b"x", b"\n"])).map(b"".join))
def test_cutting_loses_nothing_and_leaves_no_empty_piece(data):
    pieces = blobs.cut(data)
    assert b"".join(pieces) == data
    assert all(pieces)


def test_the_same_bytes_are_kept_once(store):
    assert keep(store, b"scan") == keep(store, b"scan")
    assert (count(store, blob), count(store, piece)) == (1, 1)


def test_forms_share_their_fonts(store):
    first, second = pdf(b"An", FONT, FONT[:5_000]), pdf(b"Linh", FONT, FONT[:5_000])
    assert read(store, keep(store, first)) == first
    before = count(store, piece)
    assert read(store, keep(store, second)) == second
    assert count(store, piece) - before == 1
    assert count(store, blob_piece) == 2 * before


def test_a_file_that_is_a_part_of_another_needs_no_new_piece(store):
    keep(store, pdf(b"An", FONT))
    before = count(store, piece)
    part = FONT + b"\n"
    assert read(store, keep(store, part)) == part
    assert count(store, piece) == before


def test_the_second_of_two_real_forms_is_kept_without_its_fonts(file):
    first, second = (_form(name) for name in ("Nguyễn Thị Ví Dụ", "Trần Văn Mẫu"))
    sizes = []
    for form in (first, second):
        before = _kept_bytes(file)
        assert read(file, keep(file, form)) == form
        sizes.append(_kept_bytes(file) - before)
    assert sizes[0] > 25_000
    assert sizes[1] < sizes[0] / 2


def _form(name):
    blocks = forms.commitment_blocks(
        samples.template(), samples.content(full_name=name), variant=Variant.FILLED
    )
    return forms.draw(forms.lay_out(blocks), title="x", author="y", when=samples.WHEN)


def _kept_bytes(store):
    with store.read() as reader:
        return reader.connection.scalar(sa.select(sa.func.sum(sa.func.length(piece.c.data)))) or 0


def test_a_file_that_repeats_itself_keeps_the_piece_once(store):
    data = pdf(FONT, FONT, FONT)
    assert read(store, keep(store, data)) == data
    assert count(store, piece) < count(store, blob_piece)


def test_what_was_never_kept_is_not_there(store):
    for data in (b"unknown", b""):
        with pytest.raises(UserError, match="not_there"):
            read(store, blobs.digest(data))


@pytest.mark.parametrize("left", [b"not compressed", zlib.compress(b"other")])
def test_altered_bytes_are_not_given_back_and_the_check_finds_them(store, left):
    keep(store, b"sound")
    bad = keep(store, pdf(b"An", FONT))
    with store.unlogged() as connection:
        of_bad = sa.select(blob_piece.c.piece_id).where(blob_piece.c.blob_id == bad)
        one = connection.scalars(of_bad.order_by(blob_piece.c.ordinal)).first()
        connection.execute(piece.update().where(piece.c.id == one).values(data=left))
    with pytest.raises(UserError, match="not_there"):
        read(store, bad)
    assert ("blob", bad) in check.problems(store)


def test_a_missing_piece_is_found(store):
    bad = keep(store, pdf(b"An", FONT))
    with store.unlogged() as connection:
        of_bad = (blob_piece.c.blob_id == bad) & (blob_piece.c.ordinal == 1)
        connection.execute(blob_piece.delete().where(of_bad))
    with pytest.raises(UserError, match="not_there"):
        read(store, bad)
    assert ("blob", bad) in check.problems(store)
