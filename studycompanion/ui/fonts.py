"""The face of the window: Segoe UI where Windows has it, else the shipped Arimo.

Arimo is loaded from our own resources, so that look and tests do not hang on a machine's fonts.
"""

import sys
from functools import cache

from PySide6.QtGui import QFontDatabase

from studycompanion.paths import resource

_FILES = ("Arimo-Regular.ttf", "Arimo-Bold.ttf")


@cache
def family() -> str:
    """The family name; loads the shipped files once, so a QGuiApplication must exist."""
    if sys.platform == "win32" and QFontDatabase.hasFamily("Segoe UI"):
        return "Segoe UI"
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    return "Arimo"
