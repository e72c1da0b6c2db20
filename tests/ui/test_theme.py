"""Tokens: readable in both schemes, nothing too small."""

import re

import pytest
from PySide6.QtGui import QFont

from studycompanion.paths import resource
from studycompanion.ui import tokens
from studycompanion.ui.style_sheet import style_sheet
from studycompanion.ui.tokens import DARK, LIGHT, SCALES, TYPE, Colours, grown


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs(c: Colours) -> list[tuple[str, str, float]]:
    grounds = (c.window, c.card, c.field, c.stripe, c.hover)
    words = [(ink, ground, 4.5) for ink in (c.text, c.muted) for ground in grounds]
    words += [(c.on_accent, c.accent, 4.5), (c.on_accent, c.accent_hover, 4.5)]
    words += [(c.chosen.ink, c.chosen.ground, 4.5), (c.muted, c.line, 4.5)]
    words += [(tone.ink, tone.ground, 4.5) for tone in c.tones.values()]
    words += [(c.tones[tokens.Tone.BAD].ink, c.card, 4.5)]
    shapes = [(c.field_line, ground, 3.0) for ground in (c.card, c.field)]
    shapes += [(c.focus, ground, 3.0) for ground in (c.card, c.field, c.window)]
    return words + shapes


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_shapes_stand_out_from_their_ground(colours):
    dull = [(ink, ground) for ink, ground, least in pairs(colours)
            if contrast(ink, ground) < least]  # fmt: skip
    assert dull == []


def test_nothing_on_a_screen_is_smaller_than_eleven_points():
    assert min(getattr(TYPE, name) for name in ("body", "section", "title", "figure")) >= 11


@pytest.mark.parametrize("scale", SCALES)
def test_what_is_clicked_is_at_least_32_pixels_high(scale):
    heights = re.findall(r"(QPushButton|QCheckBox)[^{]*\{ min-height: (\d+)px", _sheet(scale))
    assert {name for name, _ in heights} == {"QPushButton", "QCheckBox"}
    assert all(int(height) >= 32 for _, height in heights)
    assert grown(tokens.TARGET, scale) >= 32


def _sheet(scale: int) -> str:
    return style_sheet(LIGHT, scale)


def test_the_style_sheet_names_only_pictures_that_are_there():
    for path in re.findall(r"url\(([^)]+)\)", _sheet(100)):
        assert resource("icons", path.rpartition("/")[2]).is_file()


def test_the_windows_own_face_has_the_vietnamese_letters(qapp):
    font: QFont = qapp.font()
    assert font.family() in ("Arimo", "Segoe UI")
    assert font.pointSizeF() >= 11
