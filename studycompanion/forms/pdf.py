"""Pages to PDF bytes through ReportLab's canvas; the same pages give the same bytes."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from studycompanion.forms.archival import make_archival, packed_stream
from studycompanion.forms.embedding import embed, font_name
from studycompanion.forms.faces import Face, true_type
from studycompanion.forms.geometry import POINT, SHEET_HEIGHT, SHEET_WIDTH
from studycompanion.forms.glyphs import encoded
from studycompanion.forms.letters import COMMON, RareLetters
from studycompanion.forms.operators import page_operators
from studycompanion.forms.paging import Page

_PROGRAM = "Học tập chuyên đề"
_LEVEL = 6
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
        self._when = when
        self._rare = RareLetters()
        self._fonts: set[tuple[str, Face]] = set()
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
        for mark, face in sorted(self._fonts):
            letters = COMMON if mark == COMMON.mark else self._rare.of(mark)
            embed(self._document, face, letters)
        make_archival(self._document, when=self._when)
        data: bytes = self._canvas.getpdfdata()
        return data

    def _show(self, operators: str) -> None:
        self._document.updateSignature(operators)
        self._canvas.showPage()
        self._pages += 1
        content = packed_stream(operators.encode("ascii"), level=_LEVEL)
        page = self._document.Pages.pages[-1]
        page.Contents = self._document.Reference(content, f"content {self._pages}")

    def _font(self, face: Face, text: str) -> list[tuple[str, bytes]]:
        """The text as (font resource, bytes)."""
        try:
            pieces = [(COMMON.mark, encoded(text))]
        except UnicodeEncodeError:
            pieces = self._rare.split(text)
        self._fonts.update((mark, face) for mark, _ in pieces)
        return [(font_name(face, mark), data) for mark, data in pieces]


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
    """Without halves of surrogate pairs and control characters, which no metadata takes."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(c for c in whole if c.isprintable() or c == " ")


def _date_formatter(when: datetime) -> Callable[..., str]:
    offset = when.strftime("%z")
    zone = f"{offset[:3]}'{offset[3:5]}'" if offset else ""
    return lambda *_: f"D:{when:%Y%m%d%H%M%S}{zone}"
