"""How tokens become Qt: a palette, a font and a small style sheet, in every scheme.

Left to itself the program follows the machine: light or dark, and high contrast where that is set.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from studycompanion.ui import tokens
from studycompanion.ui.fonts import family
from studycompanion.ui.style_sheet import style_sheet
from studycompanion.ui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours
from studycompanion.ui.words import tr


class Scheme(StrEnum):
    """Light, dark, high contrast on either ground, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST_DARK = "contrast-dark"
    CONTRAST_LIGHT = "contrast-light"

    @classmethod
    def _missing_(cls, value: object) -> "Scheme":
        """What a hand-edited file may hold: follow the machine."""
        return cls.SYSTEM


SCHEMES: dict[Scheme, Colours] = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST_DARK: CONTRAST_DARK,
    Scheme.CONTRAST_LIGHT: CONTRAST_LIGHT,
}
"""The colours of every scheme that can be chosen by itself."""
_DARK_ONES = (Scheme.DARK, Scheme.CONTRAST_DARK)


def scheme_choices() -> list[tuple[str, str]]:
    """Every scheme by its code with its words, as menu and settings offer them."""
    return [
        (Scheme.SYSTEM.value, tr("Theo máy")),
        (Scheme.LIGHT.value, tr("Sáng")),
        (Scheme.DARK.value, tr("Tối")),
        (Scheme.CONTRAST_DARK.value, tr("Tương phản cao, nền đen")),
        (Scheme.CONTRAST_LIGHT.value, tr("Tương phản cao, nền trắng")),
    ]


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
    _tell_system(look.scheme)
    scheme = scheme_in_force(look.scheme)
    _current = Theme(SCHEMES[scheme], look.scale, is_dark=scheme in _DARK_ONES)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_current.colours))
    app.setFont(_current.font(tokens.TYPE.body))
    app.setStyleSheet(style_sheet(_current.colours, look.scale))


def scheme_in_force(chosen: Scheme) -> Scheme:
    """The scheme to show: the chosen one, else what the machine asks for."""
    if chosen is not Scheme.SYSTEM:
        return chosen
    if _asks_for_contrast():
        return Scheme.CONTRAST_DARK if _is_dark() else Scheme.CONTRAST_LIGHT
    return Scheme.DARK if _is_dark() else Scheme.LIGHT


def system_look() -> tuple[Qt.ContrastPreference, Qt.ColorScheme]:
    """What the machine asks for; another answer later calls for ``apply_look`` anew."""
    hints = QGuiApplication.styleHints()
    return hints.accessibility().contrastPreference(), hints.colorScheme()


def _asks_for_contrast() -> bool:
    return system_look()[0] is Qt.ContrastPreference.HighContrast


def _is_dark() -> bool:
    """Under high contrast Windows does not say, but its window colour does."""
    scheme = system_look()[1]
    if scheme is Qt.ColorScheme.Unknown and _asks_for_contrast():
        QGuiApplication.setPalette(QPalette())
        return QGuiApplication.palette().window().color().lightness() < 128
    return scheme is Qt.ColorScheme.Dark


def _tell_system(chosen: Scheme) -> None:
    """Title bars and the system's own dialogs become light or dark with the window."""
    hints = QGuiApplication.styleHints()
    if chosen is Scheme.SYSTEM:
        hints.unsetColorScheme()
    else:
        dark = chosen in _DARK_ONES
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)


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
        (role.LinkVisited, colours.focus),
        (role.BrightText, colours.text),
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
