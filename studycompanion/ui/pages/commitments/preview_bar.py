"""Beside the pages: find words in them, go from place to place, see them larger."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from studycompanion.ui.pages.commitments.preview import Hits, PagePreview
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.search_box import SearchBox
from studycompanion.ui.words import tr


class PreviewBar(QWidget):
    """Enter and the arrows go through what was found; the preview shows where it is."""

    sought = Signal(str)

    def __init__(self, preview: PagePreview) -> None:
        super().__init__()
        self._preview = preview
        self._hits: Hits = ()
        self._at = 0
        self.box = SearchBox(tr("Tìm trong bản này"))
        self.box.setMinimumWidth(current().wide(150))
        self.box.searched.connect(self.sought)
        self.box.entered.connect(lambda: self._go(1))
        self.box.moved.connect(self._go)
        self.place = label(kind="muted", wraps=False)
        self.smaller = self._step("minus", tr("Thu nhỏ trang"), -1)
        self.larger = self._step("plus", tr("Phóng to trang"), 1)
        self.place.hide()
        self.setLayout(row(self.box, self.place, self.smaller, self.larger, spacing=SPACE.hair))
        self._show_bounds()

    def _step(self, icon_name: str, words: str, by: int) -> QPushButton:
        made = button("", lambda: self._zoom(by), kind="quiet", icon_name=icon_name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(words)
        made.setToolTip(words)
        return made

    def show_hits(self, hits: Hits) -> None:
        """Show the first of what was found, and how many there are."""
        self._hits, self._at = hits, 0
        self._show()

    def _go(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show()

    def _show(self) -> None:
        self._preview.mark(self._hits, self._at)
        if not self.box.sought.strip():
            self.place.setText("")
        elif self._hits:
            self.place.setText(f"{self._at + 1}/{len(self._hits)}")
        else:
            self.place.setText(tr("không có"))
        self.place.setVisible(bool(self.place.text()))

    def _zoom(self, by: int) -> None:
        self._preview.zoom_by(by)
        self._show_bounds()

    def _show_bounds(self) -> None:
        """Only what still does something can be pressed."""
        self.smaller.setEnabled(self._preview.can_zoom(-1))
        self.larger.setEnabled(self._preview.can_zoom(1))
