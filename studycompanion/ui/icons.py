"""Our own SVG icons, drawn in the ink that is asked for and kept once drawn."""

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from studycompanion.paths import resource
from studycompanion.ui.theme import current

_INK_IN_FILES = "#7a8594"
_SIDE, _ROOM = 18, 6


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


@cache
def _drawn(name: str, ink: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    text = _source(name).replace(_INK_IN_FILES, ink)
    sized = text.replace("<svg ", f'<svg width="{side}" height="{side}" ', 1)
    picture = QPixmap()
    picture.loadFromData(QByteArray(sized.encode("utf-8")), "SVG")
    picture.setDevicePixelRatio(ratio)
    return picture


def picture(name: str, ink: str, size: int) -> QPixmap:
    """Icon ``name`` in ``ink`` (``#rrggbb``), ``size`` logical pixels square."""
    return _drawn(name, ink, size, QGuiApplication.primaryScreen().devicePixelRatio())


def icon(name: str, ink: str | None = None) -> QIcon:
    """An icon for a button or menu, in the text colour unless ``ink`` says otherwise."""
    theme = current()
    made = QIcon(picture(name, ink or theme.colours.text, theme.px(_SIDE)))
    made.addPixmap(picture(name, theme.colours.muted, theme.px(_SIDE)), QIcon.Mode.Disabled)
    return made


def button_icon(name: str, ink: str | None = None) -> QIcon:
    """The same with room behind it, which parts it from the words of a button."""
    theme = current()
    made = QIcon(_with_room(picture(name, ink or theme.colours.text, theme.px(_SIDE))))
    dim = _with_room(picture(name, theme.colours.muted, theme.px(_SIDE)))
    made.addPixmap(dim, QIcon.Mode.Disabled)
    return made


def _with_room(drawn: QPixmap) -> QPixmap:
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(current().px(_ROOM) * ratio), drawn.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wide


def icon_size() -> QSize:
    """The size at which buttons show icons at the chosen text size."""
    return QSize(current().px(_SIDE + _ROOM), current().px(_SIDE))
