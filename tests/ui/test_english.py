"""In English no sentence of any page, dialog or menu is left in Vietnamese."""

import pytest

from studycompanion.ui.pages import entries
from studycompanion.ui.theme import Scheme
from tests.ui.everywhere import a_stage, scenes
from tests.ui.fixtures import settle
from tests.ui.scenes import worlds
from tests.ui.scenes.scene import World
from tests.ui.shown_words import shown_words, still_vietnamese
from tests.ui.test_languages import choose

pytestmark = pytest.mark.walk


@pytest.fixture
def sample(tmp_path, desks):
    """A cell of 60 after two years."""
    desks.append(worlds.open_copy(World.CELL, tmp_path / "data", tmp_path / "made"))
    return desks[-1]


def test_every_page_turns_english_at_once(qtbot, open_window, sample, speaking):
    window = open_window(sample, "tasks")
    keys = [entry.key for entry in entries()]
    for key in keys:
        window.visit(key)
        settle(qtbot, window)
    choose(qtbot, window, "English")
    left = {}
    for key in reversed(keys):
        window.visit(key)
        settle(qtbot, window)
        left[key] = still_vietnamese(shown_words([window]))
    assert left == {key: [] for key in keys}


@pytest.mark.timeout(600)
def test_every_dialog_and_menu_is_english(qtbot, dialogs, tmp_path, speaking):
    dialogs.welcome = dialogs.shown
    with a_stage(tmp_path) as stage:
        stage.dress("en", Scheme.LIGHT, 100)
        left = {s.name: still_vietnamese(shown_words(stage.play(s))) for s in scenes()}
    assert {name: words for name, words in left.items() if words} == {}
