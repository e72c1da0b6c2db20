"""Which session a person most likely wants to call."""

from collections.abc import Iterable
from datetime import datetime

from studycompanion.services.sessions import SessionLine


def proposed(lines: Iterable[SessionLine], now: datetime) -> SessionLine | None:
    """The session nearest in time, before or after ``now``; None without any."""
    wall = now.replace(tzinfo=None)
    return min(lines, key=lambda line: abs(line.at - wall), default=None)
