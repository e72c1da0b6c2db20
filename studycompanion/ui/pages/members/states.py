"""By what the list of members can be filtered."""

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
    """Who comes to meetings, who need not, each status by itself, and the posts in the cell."""
    each = (State(k.value, word("statuses", k.value), partial(_has, k)) for k in StatusKind)
    posts = (
        ("bi thu", tr("Chức vụ: Bí thư")),
        ("pho bi thu", tr("Chức vụ: Phó bí thư")),
        ("", tr("Chức vụ: Chi ủy viên")),
    )
    return (
        State("active", tr("Đang sinh hoạt"), _is_active),
        State("freed", tr("Được miễn"), _is_freed),
        *each,
        *(State(f"post {key}", words, partial(_has_post, key)) for key, words in posts),
        State("post", tr("Có chức vụ Đảng"), _has_any_post),
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
