"""What the start page asks of the services; they are loaded in the workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studycompanion.services.agenda import Seen
    from studycompanion.services.desk import Desk


def look(desk: Desk) -> Seen:
    """What waits now."""
    from studycompanion.services import agenda

    return agenda.look(desk)


def remember(desk: Desk, seen: Seen) -> None:
    """Keep what waits for the next start."""
    from studycompanion.services import agenda

    agenda.remember(desk, seen)
