"""What the window's tests share; the journeys take the same."""

from tests.ui.fixtures import _dress, desk, desks, dialogs, open_window, start, ward_desk

__all__ = ["_dress", "desk", "desks", "dialogs", "open_window", "start", "ward_desk"]
