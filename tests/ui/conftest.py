"""What the window's tests share; the journeys take the same."""

from tests.ui.fixtures import _dress, desk, dialogs, open_window, ward_desk

__all__ = ["_dress", "desk", "dialogs", "open_window", "ward_desk"]
