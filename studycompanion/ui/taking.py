"""Files that come to the window, dropped or asked for: each kind goes where it is dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studycompanion.ui.signing.dropping import PdfDrop

if TYPE_CHECKING:
    from studycompanion.ui.main_window import MainWindow


class Taking(QObject):
    """What is typed on the page in view is kept before anything is taken."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.drop = PdfDrop(window)
        self.drop.dropped.connect(self.take_files)
        self.drop.pictures_dropped.connect(self.take_scans)
        self.drop.words_dropped.connect(self.take_word_forms)

    def verify(self, paths: Sequence[Path]) -> None:
        """Check the signatures of files, or ask for some."""
        from studycompanion.ui.signing import taking

        self._window.leave_page()
        taking.verify(self._window, self._window.context, paths)

    def take_scans(self, paths: Sequence[Path]) -> None:
        """Read scanned papers and ask where each page goes."""
        from studycompanion.ui.signing import taking

        self._window.leave_page()
        taking.take_scans(self._window, self._window.context, paths)

    def take_files(self, paths: Sequence[Path]) -> None:
        """File scans among dropped PDF files, and check the signatures of the others."""
        from studycompanion.ui.signing import taking

        self._window.leave_page()
        taking.take_files(self._window, self._window.context, paths)

    def take_word_forms(self, paths: Sequence[Path]) -> None:
        """Read Word forms that members filled in, over the page of reviews."""
        from studycompanion.ui.pages.reviews.page import ReviewsPage

        self._window.visit("reviews")
        page = self._window.page_in_view()
        if isinstance(page, ReviewsPage):
            page.word.look_at(paths)
