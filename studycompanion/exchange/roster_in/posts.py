"""Posts, statuses and sexes from the words of a roster."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.vietnamese import fold
from studycompanion.exchange.roster_in.rules import Post, rules
from studycompanion.exchange.roster_in.sheet import Cell
from studycompanion.exchange.roster_in.values import Unreadable, text

_BETWEEN_POSTS = re.compile(r"\s*(?:[,;/+&]|\s-\s|\bkiêm\b)\s*", re.IGNORECASE)
_Code = TypeVar("_Code", Sex, StatusKind)
_MEMBER = Post(None, "")


def post(cell: Cell) -> Post:
    """The post of a cell: BT, "Phó Bí thư chi bộ", "CUV, Tổ trưởng tổ đảng" ...

    The role is that of the first known post; the title names them all, abbreviations written out.
    A post that the program does not know has the role OTHER; a plain member has none.
    """
    return _post(text(cell))


@lru_cache(maxsize=1024)
def _post(typed: str) -> Post:
    whole = _known(typed)
    if whole.role is not RoleKind.OTHER:
        return whole
    parts = [part for part in map(_known, _BETWEEN_POSTS.split(typed)) if part.role]
    roles = [part.role for part in parts if part.role is not RoleKind.OTHER]
    title = ", ".join(part.title for part in parts)
    return Post(roles[0] if roles else RoleKind.OTHER, title) if parts else _MEMBER


def _known(part: str) -> Post:
    if not part:
        return _MEMBER
    return rules().posts.get(_folded(part)) or Post(RoleKind.OTHER, part)


def sex(cell: Cell) -> Sex | None:
    """Nam or Nữ; raises Unreadable("sex") for any other word."""
    return _code(text(cell), rules().sexes, "sex")


def status(cell: Cell) -> StatusKind | None:
    """Chính thức, dự bị, miễn sinh hoạt ...; raises Unreadable("status") for any other word."""
    return _code(text(cell), rules().statuses, "status")


def _code(typed: str, known: Mapping[str, _Code], problem: str) -> _Code | None:
    if not typed:
        return None
    found = known.get(_folded(typed))
    if found is None:
        raise Unreadable(problem)
    return found


_folded = lru_cache(maxsize=1024)(fold)
"""A roster has few posts and statuses, each many times."""


def is_tick(cell: Cell) -> bool:
    """Whether the cell is a cross, as under Nam or Nữ."""
    plain = cell.strip() if isinstance(cell, str) else text(cell)
    return plain.casefold() in rules().ticks
