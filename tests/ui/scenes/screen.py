"""A picture of the whole screen: the window, and over it dialogs in a plain frame, and menus."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import TYPE
from tests.ui.scenes.stage import SCREEN

_DESKTOP = "#5b6b80"
_SHADE = QColor(0, 0, 0, 70)
_QUICK = 80
"""How Qt packs a PNG in half the time, a twentieth larger."""
_BAR = 30
"""Height of the title bar that the system would draw."""
_COLOURS, _EXACT = 256, 96


def picture(seen: list[QWidget]) -> QImage:
    """What is seen, the lowest first, as it would stand on the screen."""
    screen = QImage(SCREEN, QImage.Format.Format_RGB32)
    screen.fill(QColor(_DESKTOP))
    painter = QPainter(screen)
    below = QPoint(0, 0)
    for widget in seen:
        if isinstance(widget, QMainWindow):
            below = widget.mapToGlobal(QPoint(0, 0))
            painter.drawPixmap(0, 0, widget.grab())
        elif isinstance(widget, QMenu):
            painter.drawPixmap(widget.pos() - below, widget.grab())
        else:
            _draw_dialog(painter, widget, is_over=len(seen) > 1)
    painter.end()
    return screen


def _draw_dialog(painter: QPainter, dialog: QWidget, *, is_over: bool) -> None:
    if is_over:
        painter.fillRect(QRect(QPoint(0, 0), SCREEN), _SHADE)
    has_bar = not dialog.windowFlags() & Qt.WindowType.FramelessWindowHint
    bar = _BAR if has_bar and isinstance(dialog, QDialog) else 0
    left = (SCREEN.width() - dialog.width()) // 2
    top = (SCREEN.height() - dialog.height() - bar) // 2 + bar
    painter.fillRect(left - 1, top - bar - 1, dialog.width() + 2, dialog.height() + bar + 2,
                     QColor(current().colours.field_line))  # fmt: skip
    if bar:
        strip = QRect(left, top - bar, dialog.width(), bar)
        painter.fillRect(strip, QColor(current().colours.window))
        painter.setPen(QColor(current().colours.text))
        painter.setFont(current().font(TYPE.body))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(strip, middle, dialog.windowTitle())
    painter.drawPixmap(left, top, dialog.grab())


def save(image: QImage, path: Path, *, is_small: bool) -> None:
    """Write a PNG; a small one has a palette, which takes a while to find."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not is_small:
        image.save(str(path), "PNG", _QUICK)
        return
    size, bits = (image.width(), image.height()), bytes(image.constBits())
    plain = Image.frombytes("RGB", size, bits, "raw", "BGRX")
    plain.quantize(palette=_palette(plain), dither=Image.Dither.NONE).save(path, optimize=True)


def _palette(image: Image.Image) -> Image.Image:
    """The commonest colours as they are, and others for the edges of letters."""
    counted = image.getcolors(image.width * image.height) or []
    exact = [colour for _count, colour in sorted(counted, reverse=True)[:_EXACT]]
    rest = image.quantize(_COLOURS - len(exact), Image.Quantize.MEDIANCUT).getpalette() or []
    made = Image.new("P", (1, 1))
    made.putpalette([part for colour in exact for part in colour] + rest)
    return made
