"""What the window's tests share; the journeys take the same."""

import pytest

from tests.ui.fixtures import _dress, desk, desks, dialogs, open_window, start, ward_desk

__all__ = ["_dress", "desk", "desks", "dialogs", "open_window", "start", "ward_desk"]


@pytest.fixture(autouse=True)
def _clipboard_without_python(qapp):
    """The program releases the clipboard when it ends; a test never ends it, so do it here."""
    yield
    from studycompanion.ui.widgets.table_text import release_clipboard

    release_clipboard()


@pytest.fixture
def speaking(qapp):
    """Choose the language of the window; the next test finds it in Vietnamese."""
    from studycompanion.ui.language import speak

    yield speak
    speak("vi")
