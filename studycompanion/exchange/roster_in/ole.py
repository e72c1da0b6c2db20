"""A look into the old Office container before a reader follows its chains of sectors for ever.

Layout after [MS-CFB]: a header, sectors of 512 or 4096 bytes, and tables that name for each sector
the one that follows it.
"""

import struct
from collections.abc import Sequence

_SIZES = {9: 512, 12: 4096}
_LAST = 0xFFFFFFFA
"""The highest number that means a sector; those above mean an end, or none."""
_IN_HEADER = 109


def has_sound_chains(data: bytes) -> bool:
    """Whether no chain of the container at the front of ``data`` runs in a circle."""
    if len(data) < 512:
        return False
    shift, first_mini, first_more = (
        struct.unpack_from(kind, data, at)[0] for kind, at in (("<H", 30), ("<I", 60), ("<I", 68))
    )
    if shift not in _SIZES:
        return False
    sectors = _Sectors(data, _SIZES[shift])
    parts = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    while first_more < _LAST and len(parts) <= sectors.count + _IN_HEADER:
        *more, first_more = sectors.numbers(first_more)
        parts += more
    if first_more < _LAST:
        return False
    table = [n for part in parts if part < _LAST for n in sectors.numbers(part)]
    if _has_circle(table):
        return False
    mini = [n for part in _chain(table, first_mini) for n in sectors.numbers(part)]
    return not _has_circle(mini)


class _Sectors:
    """The sectors of the file; one beyond its end holds nothing."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self.size = size
        self.count = len(data) // size

    def numbers(self, sector: int) -> Sequence[int]:
        start = (sector + 1) * self.size
        whole = self._data[start : start + self.size].ljust(self.size, b"\xff")
        return struct.unpack(f"<{self.size // 4}I", whole)


def _chain(table: Sequence[int], sector: int) -> list[int]:
    """The sectors of one chain of a table without circles."""
    found = []
    while sector < len(table):
        found.append(sector)
        sector = table[sector]
    return found


def _has_circle(table: Sequence[int]) -> bool:
    """Whether some chain comes back to a sector of its own."""
    done: set[int] = set()
    for start in range(len(table)):
        own: set[int] = set()
        sector = start
        while sector < len(table) and sector not in done:
            if sector in own:
                return True
            own.add(sector)
            sector = table[sector]
        done |= own
    return False
