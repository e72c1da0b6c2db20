"""A small screen that the system enlarges: 1366x768 at 125 % leaves 1093x614 to draw on."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.walk

LOOK_AT_PAGES = """
import sys
from pathlib import Path

from PySide6.QtCore import QSize

from studycompanion.ui.application import dressed
from studycompanion.ui.pages import entries
from studycompanion.ui.preferences import Comforts
from studycompanion.ui.theme import Scheme

if __name__ == "__main__":
    app = dressed([], Comforts(scheme="light"))  # first of all: tests drop the scale they find
    assert app.primaryScreen().devicePixelRatio() == 1.25
    from tests.ui import everywhere
    from tests.ui.scenes import all_scenes, stage

    folder, scale = Path(sys.argv[1]), int(sys.argv[2])
    stage.SCREEN = QSize(1093, 614)
    wanted = {entry.key for entry in entries()}
    with everywhere.a_stage(folder) as played:
        played.dress("vi", Scheme.LIGHT, scale)
        for scene in all_scenes():
            if scene.name in wanted:
                top = played.play(scene)[-1]
                top.resize(stage.SCREEN)
                played.settle()
                least = top.minimumSizeHint()
                if least.width() > 1093 or least.height() > 614:
                    print(scene.name, "needs", least.width(), least.height())
                for words in everywhere.clipped(top):
                    print(scene.name, words)
    print("walked")
"""


@pytest.mark.parametrize("scale", [100, 125])
def test_every_page_is_whole_on_a_small_screen_that_is_enlarged(tmp_path, scale):
    script = tmp_path / "look.py"
    script.write_text(LOOK_AT_PAGES, "utf-8")
    told = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "worlds"), str(scale)],
        env=os.environ | {"QT_SCALE_FACTOR": "1.25", "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.stdout.splitlines() == ["walked"], told.stderr[-2000:]
