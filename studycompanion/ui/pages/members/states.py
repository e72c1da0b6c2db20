"""By what the list of members can be filtered: status, and post in the cell."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from studycompanion.domain.people import StatusKind
from studycompanion.domain.vietnamese import fold
from studycompanion.messages import word
from studycompanion.ui.list_filter import State
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.services.members import MemberLine


def states() -> tuple[State, ...]:
    """Who comes to meetings, who need not, and each status by itself."""
    each = (State(k.value, word("statuses", k.value), partial(_has, k)) for k in StatusKind)
    return (
        State("active", tr("Đang sinh hoạt"), _is_active),
        State("freed", tr("Được miễn"), _is_freed),
        *each,
    )


def posts() -> tuple[State, ...]:
    """Who has a post in the cell, which one, and who has none."""
    each = (
        ("bi thu", tr("Chức vụ: Bí thư")),
        ("pho bi thu", tr("Chức vụ: Phó bí thư")),
        ("", tr("Chức vụ: Chi ủy viên")),
    )
    return (
        State("any", tr("Có chức vụ Đảng"), _has_any_post),
        *(State(f"post {key}", words, partial(_has_post, key)) for key, words in each),
        State("none", tr("Không có chức vụ Đảng"), lambda line: not _has_any_post(line)),
    )


@lru_cache(maxsize=1024)
def _folded(title: str) -> str:
    return fold(title)


def _has_post(key: str, line: MemberLine) -> bool:
    """By how the title begins, as rosters write it in full or short."""
    title = _folded(line.post)
    if key:
        return title.startswith(key)
    return title.startswith(("chi uy vien", "uy vien"))


def _has_any_post(line: MemberLine) -> bool:
    return bool(line.post) and _folded(line.post) != "dang vien"


def _is_active(line: MemberLine) -> bool:
    return line.status.is_called and not line.status.is_exempt


def _is_freed(line: MemberLine) -> bool:
    return line.status.is_exempt


def _has(kind: StatusKind, line: MemberLine) -> bool:
    return line.status is kind
