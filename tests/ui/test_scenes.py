"""No page and no dialog is forgotten where pictures are drawn and the structure is looked at."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QDialog

from studycompanion.services import help as help_service
from studycompanion.ui.pages import entries
from tests.ui.pictures import main
from tests.ui.scenes import all_scenes
from tests.ui.scenes.cast import own_classes
from tests.ui.scenes.stage import SCREEN

pytestmark = pytest.mark.walk

ROOT = Path(__file__).parents[2]


def test_every_dialog_has_a_scene():
    missing = own_classes(QDialog) - {scene.shows for scene in all_scenes()}
    assert not missing, "add scenes to tests/ui/scenes for these"


def test_every_page_has_a_scene_with_work_on_it_and_without():
    names = {scene.name for scene in all_scenes()}
    for entry in entries():
        assert {entry.key, f"{entry.key}-empty"} <= names


def test_every_help_page_has_a_scene():
    names = {scene.name for scene in all_scenes()}
    assert {f"help-{name}" for name in help_service.help_names()} <= names


def test_scenes_have_names_of_their_own():
    twice = [name for name, count in Counter(s.name for s in all_scenes()).items() if count > 1]
    assert not twice


def test_the_pictures_of_the_readme_are_those_that_its_command_draws():
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"\((packaging/pictures/\S+\.png)\)", readme)
    assert shown
    assert {Path(path).stem for path in shown} == set(re.findall(r"--only ([a-z-]+)", readme))
    assert {Path(path).stem for path in shown} <= {scene.name for scene in all_scenes()}
    assert all((ROOT / path).is_file() for path in shown)


def test_pictures_are_those_of_the_smallest_screen_and_come_out_the_same_again(tmp_path):
    drawn = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        words = ["--out", str(folder), "--only", "unlock", "--scheme", "light", "--scale", "100"]
        assert main([*words, "--small"]) == 0
        drawn.append({p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
                      if p.is_file()})  # fmt: skip
    assert drawn[0] == drawn[1]
    assert sorted(drawn[0]) == ["en/light-100/unlock.png", "vi/light-100/unlock.png"]
    with Image.open(tmp_path / "one" / "vi" / "light-100" / "unlock.png") as image:
        assert image.size == SCREEN.toTuple()
