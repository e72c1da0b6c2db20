"""Bytes kept under the SHA-256 of their content, in pieces that are shared.

A form's fonts are most of its size and the same in every form: cutting a PDF where a stream ends
stores them once.
"""

import hashlib
import zlib

import sqlalchemy as sa

from studycompanion.errors import UserError
from studycompanion.storage.tables import blob, blob_piece, piece

_CUT = b"endstream"
_SMALLEST = 8_192
"""A font is larger; what is smaller is a document's own, and cheaper to keep in one piece."""


def digest(data: bytes) -> str:
    """The SHA-256 of ``data``, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def cut(data: bytes) -> list[bytes]:
    """``data`` in pieces that end where a large enough PDF stream ends or begins."""
    pieces, start, stream = [], 0, data.find(b"stream\n")
    while stream != -1:
        end = data.find(_CUT, stream)
        if end == -1:
            break
        if end - stream >= _SMALLEST:
            pieces += [data[start : stream + 7], data[stream + 7 : end]]
            start = end
        stream = data.find(b"stream\n", end + len(_CUT))
    return [p for p in [*pieces, data[start:]] if p]


def keep(connection: sa.Connection, data: bytes) -> str:
    """Store ``data`` unless it is there already; returns its id."""
    blob_id = digest(data)
    if connection.scalar(sa.select(blob.c.id).where(blob.c.id == blob_id)):
        return blob_id
    connection.execute(blob.insert(), {"id": blob_id, "size": len(data)})
    _lay_pieces(connection, blob_id, data)
    return blob_id


def _lay_pieces(connection: sa.Connection, blob_id: str, data: bytes) -> None:
    parts = cut(data) or [b""]
    ids = [digest(part) for part in parts]
    known = set(connection.scalars(sa.select(piece.c.id).where(piece.c.id.in_(ids))))
    fresh = {i: part for i, part in zip(ids, parts, strict=True) if i not in known}
    if fresh:
        rows = [{"id": i, "data": zlib.compress(part)} for i, part in fresh.items()]
        connection.execute(piece.insert(), rows)
    links = [{"blob_id": blob_id, "ordinal": n, "piece_id": i} for n, i in enumerate(ids)]
    connection.execute(blob_piece.insert(), links)


def keep_again(connection: sa.Connection, data: bytes) -> None:
    """Lay the pieces of a known blob anew, whatever of them is missing or altered."""
    blob_id = digest(data)
    connection.execute(blob_piece.delete().where(blob_piece.c.blob_id == blob_id))
    for part in cut(data) or [b""]:
        good = piece.update().where(piece.c.id == digest(part))
        connection.execute(good.values(data=zlib.compress(part)))
    _lay_pieces(connection, blob_id, data)


def read(connection: sa.Connection, blob_id: str) -> bytes:
    """The bytes of a blob; raises ``UserError("not_there")`` if any are missing or altered."""
    query = (
        sa.select(piece.c.data)
        .join(blob_piece, blob_piece.c.piece_id == piece.c.id)
        .where(blob_piece.c.blob_id == blob_id)
        .order_by(blob_piece.c.ordinal)
    )
    parts = connection.scalars(query).all()
    try:
        data = b"".join(map(zlib.decompress, parts))
    except zlib.error as error:
        raise UserError("not_there") from error
    if not parts or digest(data) != blob_id:
        raise UserError("not_there")
    return data


def altered(connection: sa.Connection) -> list[str]:
    """The ids of blobs whose bytes are missing or no longer fit their name."""
    found = []
    for blob_id in connection.scalars(sa.select(blob.c.id)).all():
        try:
            read(connection, blob_id)
        except UserError:
            found.append(blob_id)
    return found
