"""By what the list of members can be filtered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studycompanion.domain.people import StatusKind
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


def _is_active(line: MemberLine) -> bool:
    return line.status.is_called and not line.status.is_exempt


def _is_freed(line: MemberLine) -> bool:
    return line.status.is_exempt


def _has(kind: StatusKind, line: MemberLine) -> bool:
    return line.status is kind
