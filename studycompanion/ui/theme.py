"""How tokens become Qt: a palette, a font and a small style sheet, in light and dark."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from studycompanion.ui import tokens
from studycompanion.ui.fonts import family
from studycompanion.ui.style_sheet import style_sheet
from studycompanion.ui.tokens import DARK, LIGHT, Colours


class Scheme(StrEnum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Look:
    """What a person chose: the scheme and the text size in percent."""

    scheme: Scheme = Scheme.SYSTEM
    scale: int = 100


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and scale that painters ask for."""

    colours: Colours
    scale: int
    is_dark: bool

    def px(self, length: float) -> int:
        """A gap, height or picture of the tokens, in pixels at the chosen text size."""
        return tokens.grown(length, self.scale)

    def wide(self, length: float) -> int:
        """A width that holds text: it grows as fast as the text."""
        return round(length * self.scale / 100)

    def font(self, points: float, *, bold: bool = False) -> QFont:
        """The program's face at ``points`` of the tokens."""
        font = QFont(family())
        font.setPointSizeF(points * self.scale / 100)
        font.setBold(bold)
        return font


_current = Theme(LIGHT, 100, is_dark=False)


def current() -> Theme:
    """The theme in force; like the application's palette there is one for all windows."""
    return _current


def apply_look(look: Look) -> None:
    """Dress the whole application; may be called again at any time."""
    global _current
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("the look needs a QApplication")
    dark = _wants_dark(look.scheme)
    _current = Theme(DARK if dark else LIGHT, look.scale, is_dark=dark)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_current.colours))
    app.setFont(_current.font(tokens.TYPE.body))
    app.setStyleSheet(style_sheet(_current.colours, look.scale))


def _wants_dark(scheme: Scheme) -> bool:
    if scheme is not Scheme.SYSTEM:
        return scheme is Scheme.DARK
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.field),
        (role.AlternateBase, colours.stripe),
        (role.Text, colours.text),
        (role.Button, colours.card),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.card),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.focus),
        (role.Mid, colours.line),
        (role.Light, colours.card),
    ):
        palette.setColor(name, QColor(colour))
    _dim(palette, colours)
    return palette


def _dim(palette: QPalette, colours: Colours) -> None:
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(colours.muted)
    )
