"""Our own icons: every one that is asked for is there and can be drawn."""

import re
from pathlib import Path

from studycompanion import ui
from studycompanion.paths import resource
from studycompanion.ui.icons import icon, picture
from studycompanion.ui.pages import entries
from studycompanion.ui.signs import _FORMS, _MARKS, _STAGES


def test_every_icon_can_be_drawn_in_a_colour():
    for path in resource("icons").glob("*.svg"):
        drawn = picture(path.stem, "#123456", 24)
        assert not drawn.isNull(), path.name
        assert drawn.width() == 24


def test_every_icon_that_the_code_names_is_shipped():
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    sources = "\n".join(p.read_text("utf-8") for p in Path(ui.__file__).parent.rglob("*.py"))
    named = set(re.findall(r'(?:icon_name=|icon\(|picture\()"([a-z-]+)"', sources))
    named |= {name for signs in (_FORMS, _MARKS, _STAGES) for _tone, name in signs.values()}
    named |= {entry.key for entry in entries()}
    assert named <= shipped


def test_a_disabled_button_shows_its_icon_in_the_muted_colour():
    from PySide6.QtGui import QIcon

    made = icon("plus")
    normal = made.pixmap(18, QIcon.Mode.Normal).toImage()
    dim = made.pixmap(18, QIcon.Mode.Disabled).toImage()
    assert normal != dim
