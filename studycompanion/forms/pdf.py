"""Pages to PDF bytes through ReportLab's canvas; the same pages give the same bytes."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from studycompanion.forms.embedding import embed, font_name
from studycompanion.forms.faces import Face, true_type
from studycompanion.forms.geometry import POINT, SHEET_HEIGHT, SHEET_WIDTH
from studycompanion.forms.glyphs import encoded
from studycompanion.forms.operators import page_operators
from studycompanion.forms.paging import Page

_PROGRAM = "Học tập chuyên đề"
_SIZE = (SHEET_WIDTH / POINT, SHEET_HEIGHT / POINT)


def draw(pages: Iterable[Page], *, title: str, author: str, when: datetime) -> bytes:
    """One document of the pages, with its fonts embedded; ``when`` is its creation date."""
    return draw_merged([tuple(pages)], title=title, author=author, when=when)


def draw_merged(
    documents: Iterable[tuple[Page, ...]], *, title: str, author: str, when: datetime
) -> bytes:
    """Many documents in one, each beginning on the front of a sheet when printed on both sides.

    A document with an odd number of pages is followed by an empty page, except the last.
    """
    drawing = _Drawing(title=title, author=author, when=when)
    for number, pages in enumerate(documents):
        if number:
            drawing.fill_sheet()
        for page in pages:
            drawing.add(page)
    return drawing.finished()


class _Drawing:
    """A ReportLab canvas and the faces that its pages have used so far."""

    def __init__(self, *, title: str, author: str, when: datetime) -> None:
        self._canvas = _canvas(title, author, when)
        self._document = self._canvas._doc
        self._document.signature = hashlib.md5(usedforsecurity=False)
        self._faces: set[Face] = set()
        self._pages = 0

    def add(self, page: Page) -> None:
        """Draw a page."""
        self._show(page_operators(page, self._font))

    def fill_sheet(self) -> None:
        """Leave the back of the current sheet empty if its front was the last page."""
        if self._pages % 2:
            self._show("")

    def finished(self) -> bytes:
        """The bytes of the document."""
        for face in sorted(self._faces):
            embed(self._document, face)
        data: bytes = self._canvas.getpdfdata()
        return data

    def _show(self, operators: str) -> None:
        self._document.updateSignature(operators)
        self._canvas.addLiteral(operators)
        self._canvas.showPage()
        self._pages += 1

    def _font(self, face: Face, text: str) -> list[tuple[str, bytes]]:
        """The text as (font resource, bytes); ReportLab subsets what has rare characters."""
        try:
            data = encoded(text)
        except UnicodeEncodeError:
            return self._rare(face, text)
        self._faces.add(face)
        return [(font_name(face), data)]

    def _rare(self, face: Face, text: str) -> list[tuple[str, bytes]]:
        font = true_type(face)
        parts = font.splitString(text, self._document)
        return [(font.getSubsetInternalName(n, self._document)[1:], data) for n, data in parts]


def _canvas(title: str, author: str, when: datetime) -> Any:
    from reportlab import rl_config
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    # ReportLab has no argument for it: streams as they are, without a fifth more in ASCII.
    rl_config.useA85 = 0
    first = true_type(Face.REGULAR)
    registerFont(first)
    canvas = Canvas(
        BytesIO(),
        pagesize=_SIZE,
        pageCompression=1,
        pdfVersion=(1, 4),
        # Without a font of ours here, every page names an unembedded Helvetica.
        initialFontName=first.fontName,
        lang="vi-VN",
    )
    canvas.setTitle(_sound(title))
    canvas.setAuthor(_sound(author))
    canvas.setCreator(_PROGRAM)
    canvas.setSubject("")
    canvas.setDateFormatter(_date_formatter(when))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _sound(text: str) -> str:
    """Without halves of surrogate pairs, which no encoding takes."""
    return text.encode("utf-8", "replace").decode()


def _date_formatter(when: datetime) -> Callable[..., str]:
    offset = when.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}'" if offset else ""
    return lambda *_: f"D:{when:%Y%m%d%H%M%S}{zone}"
