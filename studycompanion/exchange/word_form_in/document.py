"""From the parts of a Word file to the texts of its tables and lines."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

from studycompanion.domain.word_form import CHOOSE, CODE_BEFORE, HERE, MARK, find_code
from studycompanion.exchange.containers import Damaged
from studycompanion.exchange.word_form_in.answer import FilledForm, Note, Table
from studycompanion.exchange.word_form_in.guard import DOCUMENT, OtherKind
from studycompanion.exchange.word_form_in.lists import Lists
from studycompanion.exchange.word_form_in.names import attribute, child, name_of
from studycompanion.exchange.word_form_in.text import TRACKED, Text, is_shown

_INSIDE = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "mc:Choice"})
_THROUGH = _INSIDE | {"mc:AlternateContent"}
_DEEPEST = 200
"""Levels of elements: nobody nests tables like that, and each costs room on the stack."""


def read_form(parts: Mapping[str, bytes]) -> FilledForm:
    """What the document says; raises ``guard.Damaged`` or ``guard.OtherKind``."""
    document = _parsed(parts[DOCUMENT])
    body = child(document, "body")
    if body is None:
        raise OtherKind
    _check_depth(document)
    _empty_placeholders(document)
    lists = Lists(_part(parts, "word/numbering.xml"), _part(parts, "word/styles.xml"))
    reader = _Document(lists)
    reader.read(body)
    return FilledForm(
        _code(parts, reader),
        tuple(reader.tables),
        tuple(reader.lines),
        tuple(sorted(reader.text.notes | _marks(document))),
    )


def _part(parts: Mapping[str, bytes], name: str) -> Element | None:
    return _parsed(parts[name]) if name in parts else None


def _parsed(xml: bytes) -> Element:
    try:
        return fromstring(xml)
    except (ParseError, ValueError, LookupError) as trouble:
        raise Damaged from trouble


def _check_depth(element: Element) -> None:
    level, depth = [element], 0
    while level:
        depth += 1
        if depth > _DEEPEST:
            raise Damaged
        level = [inner for one in level for inner in one]


def _empty_placeholders(document: Element) -> None:
    """Take out what Word itself shows where nothing is typed, in whatever language it speaks.

    Its runs bear a style of their own; what somebody typed over ours bears none.
    """
    for control in document.iter():
        if name_of(control) != "sdt" or child(child(control, "sdtPr"), "showingPlcHdr") is None:
            continue
        runs = [run for run in control.iter() if name_of(run) == "r"]
        if all(child(child(run, "rPr"), "rStyle") is not None for run in runs):
            for run in runs:
                run.clear()


def _code(parts: Mapping[str, bytes], reader: "_Document") -> str:
    """The code as a property of the file, else from the foot of a page, else from the text."""
    for name in sorted(parts, key=lambda part: part != "docProps/custom.xml"):
        if name == "docProps/custom.xml":
            said = "".join(f"{CODE_BEFORE} {text}\n" for text in _parsed(parts[name]).itertext())
        elif "footer" in name:
            said = "".join(_parsed(parts[name]).itertext())
        else:
            continue
        if found := find_code(said):
            return found
    return find_code("\n".join(reader.lines))


def _marks(document: Element) -> set[Note]:
    """What is in the document that nobody takes in."""
    names = {name_of(element) for element in document.iter()}
    found = {Note.TRACKED} if names & TRACKED else set()
    if names & {"commentReference", "commentRangeStart"}:
        found.add(Note.COMMENTS)
    if names & {"footnoteReference", "endnoteReference"}:
        found.add(Note.FOOTNOTES)
    return found


class _Document:
    """Collects tables and lines in their order."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.text = Text()
        self.tables: list[Table] = []
        self.lines: list[str] = []

    def read(self, body: Element) -> None:
        """Read the body; text in frames counts as lines of its own."""
        for block in blocks(body):
            if name_of(block) == "p":
                self.lines += filter(str.strip, self._paragraph(block).split("\n"))
            else:
                self._table(block)
        self.lines += filter(str.strip, self.text.frames)

    def _paragraph(self, paragraph: Element) -> str:
        said = self.text.of(paragraph)
        return self.lists.sign(paragraph) + said if said.strip() else said

    def _table(self, table: Element) -> None:
        key = _key_of(table)
        rows = tuple(tuple(self._cell(cell) for cell in cells) for cells in rows_of(table))
        if not key:
            self.lines += [line for row in rows for cell in row for line in cell.split("\n")]
        self.tables.append(Table(key, rows))

    def _cell(self, cell: Element) -> str:
        said = "\n".join(self._blocks(cell)).strip()
        for empty in (HERE, CHOOSE):
            said = said.removeprefix(empty).strip()
        return said

    def _blocks(self, cell: Element) -> Iterator[str]:
        for block in blocks(cell):
            if name_of(block) == "p":
                yield self._paragraph(block)
            else:
                # A table that was pasted into a box: its cells side by side, line by line.
                for cells in rows_of(block):
                    yield " | ".join(self._cell(inner).replace("\n", " ") for inner in cells)


def blocks(parent: Element) -> Iterator[Element]:
    """The paragraphs and tables under an element, through whatever Word wraps around them."""
    for element in parent:
        name = name_of(element)
        if name in ("p", "tbl"):
            yield element
        elif name in _THROUGH:
            yield from blocks(element)


def rows_of(table: Element) -> Iterator[list[Element]]:
    """The cells of each row that was not taken out."""
    for row in _inner(table, "tr"):
        if is_shown(row):
            yield list(_inner(row, "tc"))


def _inner(parent: Element, name: str) -> Iterator[Element]:
    for element in parent:
        if name_of(element) == name:
            yield element
        elif name_of(element) in _THROUGH:
            yield from _inner(element, name)


def _key_of(table: Element) -> str:
    """The name by which a table is known: its own, else that of the control inside."""
    about = child(table, "tblPr")
    own = attribute(child(about, "tblCaption"))
    if own.startswith(MARK):
        return own.removeprefix(MARK)
    for control in table.iter():
        if name_of(control) == "tag" and attribute(control).startswith(MARK):
            key = attribute(control).removeprefix(MARK)
            # A list of answers inside a table tells its row as well.
            return key.partition(".")[0] if len(list(rows_of(table))) > 1 else key
    return ""
