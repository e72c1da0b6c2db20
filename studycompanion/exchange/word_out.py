"""Papers to Word: A4 with the margins of HD 05-HD/VPTW, Times New Roman, tables and signatures.

Only values go in, as runs of text: whatever somebody typed can be no field, link or formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

from studycompanion.exchange.cells import as_text

Place = Literal["left", "centre", "right", "justify"]
_FONT = "Times New Roman"
_LEADING = 18.0


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one look; ``size`` in points."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    size: float = 14.0


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; ``before`` in points above it, ``indent`` of its first line in mm.

    ``stays`` keeps it on the page of the next; ``turns`` begins a page; ``is_ruled`` draws a
    dotted line over the whole width to write on, a ``dotted`` one runs after the text.
    """

    runs: tuple[Run, ...] = ()
    place: Place = "left"
    indent: float = 0.0
    before: float = 0.0
    stays: bool = False
    turns: bool = False
    is_ruled: bool = False
    leading: float = _LEADING


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: widths in mm and rows of cells, each some paragraphs.

    The first ``heads`` rows are repeated on every page; rows are at least ``height`` mm high.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    heads: int = 0
    has_lines: bool = False
    height: float = 0.0
    stays: bool = False


Part = Para | Grid


def write_document(
    documents: Sequence[Sequence[Part]], *, title: str, author: str, when: datetime, foot: str = ""
) -> bytes:
    """The bytes of one .docx with every document beginning a page; ``foot`` on each page."""
    from docx import Document

    word = Document()
    set_up(word, title, author, when, foot)
    writer = Writer(word)
    for number, parts in enumerate(documents):
        writer.begins_page = number > 0
        for part in parts:
            writer.add(part)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def set_up(word: Any, title: str, author: str, when: datetime, foot: str) -> None:
    """The page, the face and the facts of a new document; ``foot`` stands on each page."""
    from docx.shared import Mm, Pt

    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].text = as_text(foot)
    normal = word.styles["Normal"]
    normal.font.size = Pt(14)
    _face(normal)
    about = word.core_properties
    about.title, about.author = as_text(title)[:255], as_text(author)[:255]
    about.comments, about.language = "", "vi-VN"
    about.created = about.modified = when.replace(tzinfo=None)


def _face(style: Any) -> None:
    """Times New Roman for every script, and Vietnamese for the spelling check."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def _page_number(paragraph: Any) -> None:
    """The number of the page in the middle, as a field that Word counts itself."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


class Writer:
    """Adds parts to a document."""

    def __init__(self, word: Any) -> None:
        self.word = word
        self.begins_page = False

    def add(self, part: Part) -> None:
        """Add a paragraph or a table at the end."""
        if isinstance(part, Para):
            self._fill(self.word.add_paragraph(), part, turns=part.turns or self.begins_page)
            self.begins_page = False
            return
        if self.begins_page:
            self._fill(self.word.add_paragraph(), Para(leading=1.0), turns=True)
            self.begins_page = False
        self._grid(part)

    def _grid(self, grid: Grid) -> None:
        from docx.shared import Mm, Pt

        table = self.word.add_table(rows=0, cols=len(grid.widths))
        table.autofit = False
        if grid.has_lines:
            table.style = "Table Grid"
        for number, cells in enumerate(grid.rows):
            row = table.add_row()
            _keep_whole(row, is_head=number < grid.heads)
            if grid.height and number >= grid.heads:
                row.height = Mm(grid.height)
            for cell, width, paragraphs in zip(row.cells, grid.widths, cells, strict=True):
                cell.width = Mm(width)
                self._cell(cell, paragraphs, stays=grid.stays)
        after = self.word.add_paragraph()
        after.paragraph_format.space_after = Pt(0)
        after.paragraph_format.line_spacing = Pt(2)

    def _cell(self, cell: Any, paragraphs: tuple[Para, ...], *, stays: bool) -> None:
        first = cell.paragraphs[0]
        for number, para in enumerate(paragraphs or (Para(),)):
            self._fill(first if number == 0 else cell.add_paragraph(), para, stays=stays)

    def _fill(
        self, paragraph: Any, para: Para, *, turns: bool = False, stays: bool = False
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.shared import Mm, Pt

        shape = paragraph.paragraph_format
        shape.alignment = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "centre": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
        }[para.place]
        shape.space_before, shape.space_after = Pt(para.before), Pt(0)
        shape.first_line_indent = Mm(para.indent)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(para.leading)
        shape.widow_control = True
        shape.keep_with_next = para.stays or stays
        shape.page_break_before = turns
        for run in para.runs:
            _run(paragraph, run)
        if para.is_ruled:
            _dots(paragraph)


def _run(paragraph: Any, run: Run) -> None:
    from docx.shared import Pt

    made = paragraph.add_run(as_text(run.text))
    made.bold, made.italic, made.underline = run.is_bold, run.is_italic, run.is_underlined
    made.font.size = Pt(run.size)


def _dots(paragraph: Any) -> None:
    """A dotted line from where the text ends to the right margin."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.add_run("\t")


def _keep_whole(row: Any, *, is_head: bool) -> None:
    """A row is not cut by a page's end; a head is repeated on each."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
