"""Pages to PDF bytes; the same pages give the same bytes.

The documents are written straight, since ReportLab's own assembly took a third of the time and
leaves out what archives ask for; its font library cuts the subsets (``faces``, ``programs``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from studycompanion.forms.archival import colours, metadata
from studycompanion.forms.embedding import embed, font_name
from studycompanion.forms.geometry import POINT, SHEET_HEIGHT, SHEET_WIDTH
from studycompanion.forms.letters import COMMON, RareLetters
from studycompanion.forms.operators import Font, page_operators
from studycompanion.forms.paging import Page
from studycompanion.forms.pdf_file import PdfFile, packed_stream, text_string
from studycompanion.forms.signing import rooms

PROGRAM = "Học tập chuyên đề"
_BOX = f"[0 0 {SHEET_WIDTH / POINT:.4f} {SHEET_HEIGHT / POINT:.4f}]"


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself; ``when`` is its creation date."""

    title: str
    author: str
    when: datetime
    record: str = ""


def draw(pages: Iterable[Page], *, title: str, author: str, when: datetime) -> bytes:
    """One document of the pages, with its fonts embedded; ``when`` is its creation date."""
    return draw_merged([tuple(pages)], title=title, author=author, when=when)


def draw_merged(
    documents: Iterable[tuple[Page, ...]],
    *,
    title: str,
    author: str,
    when: datetime,
    record: str = "",
) -> bytes:
    """Many documents in one, each beginning on the front of a sheet when printed on both sides.

    ``record`` is what the document says, for those who compare it with what is kept.

    A document with an odd number of pages is followed by an empty page, except the last.
    """
    drawing = _Drawing()
    for number, pages in enumerate(documents):
        drawing.documents.append(pages)
        if number:
            drawing.fill_sheet()
        for page in pages:
            drawing.add(page)
    return drawing.finished(About(_sound(title), _sound(author), when, record))


class _Drawing:
    """A file and the fonts that its pages have used so far."""

    def __init__(self) -> None:
        self._file = PdfFile()
        self._tree, self._resources = self._file.reserve(), self._file.reserve()
        self._rare = RareLetters()
        self._fonts: set[Font] = set()
        self._pages: list[int] = []
        self.documents: list[tuple[Page, ...]] = []

    def add(self, page: Page) -> None:
        """Draw a page."""
        operators, fonts = page_operators(page, self._rare)
        self._fonts |= fonts
        self._show(operators)

    def fill_sheet(self) -> None:
        """Leave the back of the current sheet empty if its front was the last page."""
        if len(self._pages) % 2:
            self._show("")

    def finished(self, about: About) -> bytes:
        """The bytes of the document."""
        fonts = " ".join(map(self._embedded, sorted(self._fonts)))
        self._file.put(self._resources, f"<< /Font << {fonts} >> >>")
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        count = len(self._pages)
        self._file.put(self._tree, f"<< /Type /Pages /Count {count} /Kids [{kids}] >>")
        info = self._file.add(_information(about))
        return self._file.written(root=self._catalog(about), info=info)

    def _show(self, operators: str) -> None:
        content = self._file.add_stream(packed_stream(operators.encode("ascii")))
        self._pages.append(
            self._file.add(
                f"<< /Type /Page /Parent {self._tree} 0 R /MediaBox {_BOX}"
                f" /Resources {self._resources} 0 R /Contents {content} 0 R >>"
            )
        )

    def _embedded(self, font: Font) -> str:
        mark, face = font
        letters = COMMON if mark == COMMON.mark else self._rare.of(mark)
        return f"/{font_name(face, mark)} {embed(self._file, face, letters)} 0 R"

    def _catalog(self, about: About) -> int:
        described = self._file.add_stream(
            metadata(
                title=about.title,
                author=about.author,
                creator=PROGRAM,
                when=about.when,
                record=about.record,
            )
        )
        return self._file.add(
            f"<< /Type /Catalog /Pages {self._tree} 0 R /Lang (vi-VN)"
            f" /Metadata {described} 0 R /OutputIntents [{colours(self._file)}]"
            f" /ViewerPreferences << /DisplayDocTitle true >>{self._rooms(about)} >>"
        )

    def _rooms(self, about: About) -> str:
        """Where to sign; papers joined for the printer are not signed."""
        return rooms.entry(self.documents[0], about.when) if len(self.documents) == 1 else ""


def _information(about: About) -> str:
    day = f"(D:{about.when:%Y%m%d%H%M%S}{_zone(about.when)})"
    entries = {
        "Title": text_string(about.title),
        "Author": text_string(about.author),
        "Creator": text_string(PROGRAM),
        "Producer": text_string(PROGRAM),
        "CreationDate": day,
        "ModDate": day,
    }
    return f"<< {' '.join(f'/{key} {value}' for key, value in entries.items())} >>"


def _sound(text: str) -> str:
    """Without halves of surrogate pairs and control characters, which no metadata takes."""
    whole = text.encode("utf-8", "replace").decode()
    return "".join(letter for letter in whole if letter.isprintable())


def _zone(when: datetime) -> str:
    offset = when.strftime("%z")
    return f"{offset[:3]}'{offset[3:5]}'" if offset else ""
