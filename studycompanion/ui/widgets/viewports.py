"""Insides of scrolling lists that we make ourselves.

Asked for an inside that Qt has made, PySide looks through every kind of widget there is for its
real one: at the first time that takes longer than to build the rest of the window.
"""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def own_inside(area: QAbstractScrollArea) -> QWidget:
    """Give a list an inside on the ground of fields and tables, as Qt's own has it."""
    inside = QWidget()
    inside.setBackgroundRole(QPalette.ColorRole.Base)
    area.setViewport(inside)
    return inside


def clear_inside(area: QAbstractScrollArea) -> QWidget:
    """Give a list an inside that shows the ground behind it."""
    inside = own_inside(area)
    inside.setAutoFillBackground(False)
    return inside
