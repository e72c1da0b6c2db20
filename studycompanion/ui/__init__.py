"""The window: the only room that knows Qt. Nothing below is imported before it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion.domain.record import Clock

if TYPE_CHECKING:
    from studycompanion.services.desk import Desk
    from studycompanion.ui.main_window import MainWindow


def run(folder: Path, *, clock: Clock) -> int:
    """Open the window on the data in ``folder``; returns the exit code when the user has left."""
    from studycompanion.ui.application import run as run_window

    return run_window(folder, clock=clock)


def build_window(desk: Desk, *, page: str = "") -> MainWindow:
    """The main window over an open desk, for tests and benches; not shown yet."""
    from studycompanion.ui.application import build_window as build

    return build(desk, page=page)
