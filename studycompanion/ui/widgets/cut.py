"""Words that are too long for their place."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_NUMBERED = re.compile(r"\d\w?\)?$")
"""Names of cells, which are told apart by the number at their end: "Tổ dân phố số 48", "9B"."""


def cut(metrics: QFontMetrics, text: str, width: int) -> str:
    """``text`` no wider than ``width`` pixels; a number at its end stays to be seen."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown != text and _NUMBERED.search(text):
        return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
    return shown
