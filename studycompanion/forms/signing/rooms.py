"""Where a form has room for signatures: written into its catalog, read from there again.

The entry is a private one of ISO 32000-1, 14.5 (page-piece dictionary), which archives allow.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from studycompanion.forms.geometry import POINT, SHEET_HEIGHT, Room

if TYPE_CHECKING:
    from studycompanion.forms.paging import Page

OWNER = "StudyCompanion"


class SignRoom(NamedTuple):
    """The page (from 0) and the box (left, bottom, right, top in points) for one signature."""

    page: int
    box: tuple[float, float, float, float]


def entry(pages: Iterable["Page"], when: datetime) -> str:
    """The catalog's entry that tells the rooms of a document; "" where it has none."""
    found = [(n, room) for n, page in enumerate(pages) for room in page.rooms()]
    if not found:
        return ""
    rooms = " ".join(f"/{room.signer} {_written(n, room)}" for n, room in found)
    return (
        f" /PieceInfo << /{OWNER} << /LastModified (D:{when:%Y%m%d%H%M%S})"
        f" /Private << /Rooms << {rooms} >> >> >> >>"
    )


def _written(page: int, room: Room) -> str:
    bottom = SHEET_HEIGHT - room.y - room.height
    edges = (room.x, bottom, room.x + room.width, bottom + room.height)
    return f"[{page} {' '.join(f'{edge / POINT:.2f}' for edge in edges)}]"


def rooms_of(root: Any) -> dict[str, SignRoom]:
    """The rooms that a document's catalog tells, by signer; empty for another program's file."""
    try:
        told = root["/PieceInfo"][f"/{OWNER}"]["/Private"]["/Rooms"]
        return {str(key)[1:]: _read(told[key]) for key in told}
    except (KeyError, TypeError, ValueError):
        return {}


def _read(numbers: Any) -> SignRoom:
    page, left, bottom, right, top = map(float, numbers)
    return SignRoom(int(page), (left, bottom, right, top))
