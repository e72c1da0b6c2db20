"""The one file of design tokens: colours, spacing, type and radii of every screen.

Colours are ``#rrggbb``; lengths are pixels at 100 % text size, type sizes are points. Each ink is
readable (4.5:1 or better, 7:1 at high contrast) wherever it is used, and what has to be seen stands
out by 3:1 (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11); a test computes it from what is really drawn.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a coloured sign means; words and an icon always stand beside it."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    INFO = "info"
    MENDED = "mended"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Ink:
    """A text colour and the soft ground that it stands on."""

    ink: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of one scheme.

    ``line`` only parts things that are told apart by their place too; whatever can be clicked or
    typed into has ``field_line`` or ``accent_edge`` around it, and ``focus`` once it has the
    keyboard.
    """

    window: str
    card: str
    field: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    accent_edge: str
    accent_hover: str
    on_accent: str
    chosen: Ink
    hover: str
    stripe: str
    focus: str
    tones: dict[Tone, Ink]


LIGHT = Colours(
    window="#f3f5f9",
    card="#ffffff",
    field="#ffffff",
    line="#dde2eb",
    field_line="#7f8a9b",
    text="#1a2330",
    muted="#525d6d",
    accent="#a8201a",
    accent_edge="#a8201a",
    accent_hover="#8c1813",
    on_accent="#ffffff",
    chosen=Ink("#941b16", "#fbe9e7"),
    hover="#f0f2f7",
    stripe="#f8f9fc",
    focus="#1f5fb4",
    tones={
        Tone.GOOD: Ink("#125c34", "#dff2e6"),
        Tone.CAUTION: Ink("#6f4700", "#fbefd2"),
        Tone.BAD: Ink("#a11b16", "#fce4e2"),
        Tone.INFO: Ink("#1b4c8c", "#e2ecfa"),
        Tone.MENDED: Ink("#57368f", "#ede6fa"),
        Tone.NEUTRAL: Ink("#48525f", "#e9ecf2"),
    },
)

DARK = Colours(
    window="#14181f",
    card="#1d232d",
    field="#161b23",
    line="#343d4b",
    field_line="#748196",
    text="#e9edf3",
    muted="#aeb8c6",
    accent="#c93a33",
    accent_edge="#c93a33",
    accent_hover="#b32f29",
    on_accent="#ffffff",
    chosen=Ink("#ffb9b3", "#45211f"),
    hover="#262e3a",
    stripe="#202733",
    focus="#7fb0f5",
    tones={
        Tone.GOOD: Ink("#8fdcae", "#173a28"),
        Tone.CAUTION: Ink("#f2cd80", "#40300e"),
        Tone.BAD: Ink("#ffb0a9", "#4a2120"),
        Tone.INFO: Ink("#a9cbf8", "#1c3454"),
        Tone.MENDED: Ink("#d3bff7", "#382a55"),
        Tone.NEUTRAL: Ink("#c3cbd6", "#2f3744"),
    },
)

CONTRAST_DARK = Colours(
    window="#000000",
    card="#000000",
    field="#000000",
    line="#b3b3b3",
    field_line="#ffffff",
    text="#ffffff",
    muted="#e0e0e0",
    accent="#1852b8",
    accent_edge="#8fb8ff",
    accent_hover="#0d3f96",
    on_accent="#ffffff",
    chosen=Ink("#ffffff", "#1852b8"),
    hover="#2a2a2a",
    stripe="#161616",
    focus="#ffe600",
    tones={
        Tone.GOOD: Ink("#a6ffc6", "#00361a"),
        Tone.CAUTION: Ink("#ffe08a", "#3b2a00"),
        Tone.BAD: Ink("#ffc9c4", "#560b08"),
        Tone.INFO: Ink("#bcd9ff", "#062a58"),
        Tone.MENDED: Ink("#e2d2ff", "#321a5e"),
        Tone.NEUTRAL: Ink("#ffffff", "#333333"),
    },
)

CONTRAST_LIGHT = Colours(
    window="#ffffff",
    card="#ffffff",
    field="#ffffff",
    line="#4d4d4d",
    field_line="#000000",
    text="#000000",
    muted="#262626",
    accent="#8a0f0a",
    accent_edge="#8a0f0a",
    accent_hover="#5c0000",
    on_accent="#ffffff",
    chosen=Ink("#000000", "#ffe45c"),
    hover="#e6e6e6",
    stripe="#f2f2f2",
    focus="#0000c8",
    tones={
        Tone.GOOD: Ink("#003d1a", "#d3f5e0"),
        Tone.CAUTION: Ink("#4a2f00", "#ffedbd"),
        Tone.BAD: Ink("#6e0000", "#ffdedb"),
        Tone.INFO: Ink("#002a66", "#dbe9ff"),
        Tone.MENDED: Ink("#35146e", "#e9dfff"),
        Tone.NEUTRAL: Ink("#000000", "#e0e0e0"),
    },
)


@dataclass(frozen=True, slots=True)
class Type:
    """Type sizes in points at 100 %; nothing on a screen is smaller than ``body``."""

    body: float = 11.0
    section: float = 12.5
    title: float = 17.0
    figure: float = 20.0


@dataclass(frozen=True, slots=True)
class Space:
    """Gaps in pixels at 100 %."""

    hair: int = 4
    small: int = 8
    medium: int = 12
    large: int = 20


@dataclass(frozen=True, slots=True)
class Radius:
    """Corner radii in pixels."""

    field: int = 6
    card: int = 10


TYPE = Type()
SPACE = Space()
RADIUS = Radius()
TARGET = 36
"""Least height in pixels of anything that is clicked, at 100 %."""
SCALES = (100, 125, 150, 175, 200)
"""The text sizes that a person may choose, in percent."""


def grown(length: float, scale: int) -> int:
    """Pixels of a gap, height or picture at a text size in percent.

    They grow half as fast as the text, or a small screen would hold little but gaps.
    """
    return round(length * (200 + scale - 100) / 200)
