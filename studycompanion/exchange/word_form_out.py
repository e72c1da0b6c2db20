"""A Word form to type in: printed words, boxes with a content control each, lists, and tables.

Each box and table bears a name that Word keeps when the file is saved, by which it is read back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from studycompanion.domain.word_form import CHOOSE, HERE, MARK, NAME
from studycompanion.exchange.cells import as_text
from studycompanion.exchange.word_out import Grid, Para, Place, Run, Writer, set_up

CODE_PROPERTY = "MaPhieu"
"""The property of the document that holds the form's code."""
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{code}</vt:lpwstr></property></Properties>"
)
_WIDTH, _WIDE = 165.0, 252.0
_SMALL = 12.0


@dataclass(frozen=True, slots=True)
class Box:
    """Room to type in: its name, what screen readers call it, and what stands there now."""

    key: str
    title: str
    text: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Pick:
    """A list of answers, of which one is chosen, "" for none yet."""

    key: str
    title: str
    options: tuple[str, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The name block: label and value line by line, which nobody fills in."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A table to fill in; ``options`` are the answers that its last column offers, if any.

    ``shares`` are parts of the width. Where ``is_counted``, the first column is a printed number.
    """

    key: str
    title: str
    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    options: tuple[str, ...] = ()
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class Wide:
    """From here on the pages lie on their long side."""


FormPart = Para | Grid | Box | Pick | Facts | Lines | Wide


def write_form(
    parts: Sequence[FormPart], *, title: str, author: str, when: datetime, code: str, foot: str
) -> bytes:
    """The bytes of a .docx form; ``foot`` stands on each page and tells its ``code``."""
    from docx import Document

    word = Document()
    set_up(word, title, author, when, foot)
    _keep_code(word, code)
    writer = _FormWriter(word)
    for part in parts:
        writer.add_part(part)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def printed_lines(parts: Sequence[FormPart]) -> Iterator[str]:
    """Every line that the form says itself, outside of what is filled in."""
    for part in parts:
        match part:
            case Para():
                yield "".join(run.text for run in part.runs)
            case Grid():
                for row in part.rows:
                    for cell in row:
                        yield from ("".join(run.text for run in para.runs) for para in cell)


def table_names(parts: Sequence[FormPart]) -> tuple[str, ...]:
    """The names of the tables in their order, "" for those that only print something."""
    found = []
    for part in parts:
        match part:
            case Grid():
                found.append("")
            case Facts():
                found.append(NAME)
            case Box() | Pick() | Lines():
                found.append(part.key)
    return tuple(found)


def _keep_code(word: Any, code: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    said = _PROPERTIES.format(name=CODE_PROPERTY, code=code).encode()
    package = word.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, said, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


class _FormWriter(Writer):
    """Adds what is filled in to what is printed."""

    def __init__(self, word: Any) -> None:
        super().__init__(word)
        self._width = _WIDTH
        self._controls = 0

    def add_part(self, part: FormPart) -> None:
        """Add a part at the end."""
        match part:
            case Box():
                self._box(part)
            case Pick():
                self._pick(part)
            case Facts():
                self._facts(part)
            case Lines():
                self._lines(part)
            case Wide():
                self._turn()
            case Para() | Grid():
                self.add(part)

    def _turn(self) -> None:
        from docx.enum.section import WD_ORIENT, WD_SECTION
        from docx.shared import Mm

        section = self.word.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.different_first_page_header_footer = False
        self._width = _WIDE

    def _table(self, key: str, title: str, shares: Sequence[int]) -> Any:
        from docx.shared import Mm

        table = self.word.add_table(rows=0, cols=len(shares))
        table.autofit = False
        table.style = "Table Grid"
        for name, value in (("w:tblCaption", MARK + key), ("w:tblDescription", as_text(title))):
            table._tbl.tblPr.append(_element(name, value))
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Mm(self._width * share / sum(shares))
        return table

    def _row(self, table: Any, shares: Sequence[int], *, stays_whole: bool = True) -> list[Any]:
        from docx.shared import Mm

        row, whole = table.add_row(), sum(shares)
        if stays_whole:
            row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(self._width * share / whole)
        return list(row.cells)

    def _end(self) -> None:
        self._fill(self.word.add_paragraph(), Para(leading=4.0))

    def _box(self, box: Box) -> None:
        from docx.shared import Pt

        table = self._table(box.key, box.title, (1,))
        [cell] = self._row(table, (1,), stays_whole=False)
        table.rows[0].height = Pt(21 * box.lines + 6)
        self._write(cell, box.text or HERE, size=14.0, is_faint=not box.text)
        self._wrap_cell(cell, box.key, box.title, is_empty=not box.text)
        self._end()

    def _pick(self, pick: Pick) -> None:
        table = self._table(pick.key, pick.title, (1,))
        [cell] = self._row(table, (1,))
        self._choice(cell, pick.key, pick.title, pick.options, pick.chosen)
        self._end()

    def _facts(self, facts: Facts) -> None:
        shares = (5, 12)
        table = self._table(NAME, facts.lines[0][0], shares)
        for label, value in facts.lines:
            cells = self._row(table, shares)
            self._write(cells[0], label, size=14.0)
            self._write(cells[1], value, size=14.0, is_bold=True)
        self._end()

    def _lines(self, lines: Lines) -> None:
        table = self._table(lines.key, lines.title, lines.shares)
        for cell, head in zip(self._row(table, lines.shares), lines.heads, strict=True):
            self._write(cell, head, size=_SMALL, is_bold=True, is_centred=True)
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for number, values in enumerate(lines.rows, 1):
            cells = self._row(table, lines.shares)
            for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
                if lines.options and place == len(cells) - 1:
                    key = f"{lines.key}.{number}"
                    self._choice(cell, key, lines.title, lines.options, value, size=_SMALL)
                else:
                    is_number = lines.is_counted and place == 0
                    self._write(cell, value, size=_SMALL, is_centred=is_number)
            _least_height(table.rows[-1])
        self._end()

    def _write(
        self,
        cell: Any,
        text: str,
        *,
        size: float,
        is_bold: bool = False,
        is_centred: bool = False,
        is_faint: bool = False,
    ) -> None:
        paragraph = cell.paragraphs[0]
        for number, line in enumerate(as_text(text).split("\n")):
            if number:
                paragraph = cell.add_paragraph()
            place: Place = "centre" if is_centred else "left"
            run = Run(line, is_bold=is_bold, size=size)
            self._fill(paragraph, Para((run,), place, leading=size * 1.3))
            if is_faint:
                _make_faint(paragraph)

    def _properties(self, key: str, title: str, *, is_empty: bool, size: float = 14.0) -> Any:
        self._controls += 1
        properties = _element("w:sdtPr")
        properties.append(_typed_look(size))
        for name, value in (
            ("w:alias", as_text(title)[:64]),
            ("w:tag", (MARK + key)[:64]),
            ("w:id", str(self._controls)),
            ("w:lock", "sdtLocked"),
        ):
            properties.append(_element(name, value))
        if is_empty:
            properties.append(_element("w:showingPlcHdr"))
        return properties

    def _wrap_cell(self, cell: Any, key: str, title: str, *, is_empty: bool) -> None:
        """A control around the whole cell, as Word makes one for an empty cell."""
        control, content = _element("w:sdt"), _element("w:sdtContent")
        control.append(self._properties(key, title, is_empty=is_empty))
        control.append(content)
        cell._tc.addprevious(control)
        content.append(cell._tc)

    def _choice(
        self,
        cell: Any,
        key: str,
        title: str,
        options: Sequence[str],
        chosen: str,
        *,
        size: float = 14.0,
    ) -> None:
        """A list of answers inside the one paragraph of a cell."""
        self._write(cell, chosen or CHOOSE, size=size, is_faint=not chosen)
        paragraph = cell.paragraphs[0]._p
        properties = self._properties(key, title, is_empty=not chosen, size=size)
        answers = _element("w:dropDownList")
        for option in dict.fromkeys(filter(None, options)):
            answers.append(_element("w:listItem", displayText=option, value=option))
        properties.append(answers)
        control, content = _element("w:sdt"), _element("w:sdtContent")
        control.append(properties)
        control.append(content)
        for run in list(paragraph.r_lst):
            content.append(run)
        paragraph.append(control)


def _element(name: str, value: str = "", **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    if value:
        made.set(qn("w:val"), value)
    for attribute, said in attributes.items():
        made.set(qn(f"w:{attribute}"), said)
    return made


def _typed_look(size: float) -> Any:
    """How text looks that is typed in place of the faint words."""
    look = _element("w:rPr")
    look.append(_element("w:i", "0"))
    look.append(_element("w:color", "auto"))
    look.append(_element("w:sz", str(round(size * 2))))
    return look


def _make_faint(paragraph: Any) -> None:
    from docx.shared import RGBColor

    for run in paragraph.runs:
        run.font.color.rgb = RGBColor(0x70, 0x70, 0x70)
        run.font.italic = True


def _least_height(row: Any) -> None:
    from docx.shared import Mm

    row.height = Mm(14)
