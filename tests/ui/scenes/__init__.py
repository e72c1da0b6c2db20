"""Everything that the program shows: for the pictures and for the test of the structure."""

from tests.ui.scenes import (
    dialogs,
    door,
    keeping,
    meeting,
    menus,
    messages,
    pages,
    reviews,
    word_forms,
)
from tests.ui.scenes.scene import Scene


def all_scenes() -> tuple[Scene, ...]:
    """Every scene; pages and help sheets follow the program's own lists."""
    modules = (pages, menus, dialogs, meeting, messages, keeping, door, reviews, word_forms)
    return tuple(scene for module in modules for scene in module.scenes())
