"""Bytes kept under the SHA-256 of their content, in pieces that are shared.

A form's fonts are most of its size and the same in every form: cutting a PDF where a stream ends
stores them once.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence

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
    return keep_all(connection, [data])[0]


def keep_all(connection: sa.Connection, many: Sequence[bytes]) -> list[str]:
    """Store what of ``many`` is not there already; returns their ids in the same order."""
    ids = list(map(digest, many))
    named = dict(zip(ids, many, strict=True))
    known = set(connection.scalars(sa.select(blob.c.id).where(blob.c.id.in_(list(named)))))
    fresh = {blob_id: data for blob_id, data in named.items() if blob_id not in known}
    if fresh:
        rows = [{"id": blob_id, "size": len(data)} for blob_id, data in fresh.items()]
        connection.execute(blob.insert(), rows)
        _lay_pieces(connection, fresh)
    return ids


def _lay_pieces(connection: sa.Connection, blobs: Mapping[str, bytes]) -> None:
    """Store the pieces of blobs, given by id, and which blob has which."""
    links, parts = [], dict[str, bytes]()
    for blob_id, data in blobs.items():
        for number, part in enumerate(cut(data) or [b""]):
            piece_id = digest(part)
            parts[piece_id] = part
            links.append({"blob_id": blob_id, "ordinal": number, "piece_id": piece_id})
    known = set(connection.scalars(sa.select(piece.c.id).where(piece.c.id.in_(list(parts)))))
    fresh = [{"id": i, "data": zlib.compress(p)} for i, p in parts.items() if i not in known]
    if fresh:
        connection.execute(piece.insert(), fresh)
    connection.execute(blob_piece.insert(), links)


def keep_again(connection: sa.Connection, data: bytes) -> None:
    """Lay the pieces of a known blob anew, whatever of them is missing or altered."""
    blob_id = digest(data)
    connection.execute(blob_piece.delete().where(blob_piece.c.blob_id == blob_id))
    for part in cut(data) or [b""]:
        good = piece.update().where(piece.c.id == digest(part))
        connection.execute(good.values(data=zlib.compress(part)))
    _lay_pieces(connection, {blob_id: data})


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
