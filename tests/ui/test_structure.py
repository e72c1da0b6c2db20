"""Nothing that the program shows is cut off, lies over something else, or scrolls in vain."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from studycompanion.ui.language import speak
from studycompanion.ui.theme import Look, Scheme, apply_look
from tests.conftest import PROVING
from tests.ui.scenes import all_scenes
from tests.ui.scenes.cast import own_classes
from tests.ui.scenes.stage import Stage, smallest_screen
from tests.ui.structure import complaints

pytestmark = pytest.mark.walk

LOOKS = [("vi", 100)]
if PROVING:
    LOOKS += [("en", 150), ("vi", 125), ("vi", 150), ("vi", 200), ("en", 100), ("en", 200)]


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Where the files of the worlds are kept; each is made when it is first played in."""
    return tmp_path_factory.mktemp("worlds")


@pytest.fixture
def stage(qapp, dialogs, made, tmp_path):
    dialogs.welcome = dialogs.shown
    with smallest_screen():
        stage = Stage(tmp_path, made)
        yield stage
        stage.close()
    speak("vi")
    apply_look(Look(Scheme.LIGHT, 100))


@pytest.mark.prove
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("language", "scale"), LOOKS)
def test_nothing_is_cut_off_or_crowded(stage, language, scale):
    stage.dress(language, Scheme.LIGHT, scale)
    found, met = [], set()
    for scene in (scene for scene in all_scenes() if scene.shows is not QFileDialog):
        seen = stage.play(scene)
        found += [f"{scene.name}: {words}" for words in complaints(seen)]
        met |= {type(part) for top in seen for part in (top, *top.findChildren(QWidget))}
    assert not found, "\n".join(["", *found])
    assert not own_classes(QWidget) - met, "widgets that no scene shows"
