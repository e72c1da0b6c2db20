"""From what was written and a template's pieces to the blocks of the paper."""

from collections.abc import Callable, Iterator

from studycompanion.domain.paper import (
    CLARITY,
    Choice,
    PaperColumn,
    PaperContent,
    PaperField,
    PaperForm,
    Piece,
    PieceKind,
    mended_lines,
    point_key,
    rating_key,
)
from studycompanion.domain.paperwork import Variant
from studycompanion.domain.signing import SignerRole
from studycompanion.domain.vietnamese import date_in_words, tidy
from studycompanion.forms.blocks import (
    Align,
    Block,
    Choices,
    Column,
    FieldLine,
    Heading,
    Paragraph,
    RuledLines,
    Signature,
    Signatures,
    Table,
    Title,
)
from studycompanion.forms.content import paragraphs
from studycompanion.forms.geometry import WIDTH
from studycompanion.forms.grid import least_width
from studycompanion.forms.letterhead import header, place_or_room, signature
from studycompanion.forms.spec import SignatureWords
from studycompanion.forms.tasks import WRITING_ROW

_ROOM = "." * 12
_NARROW = frozenset({"number", "due", "birth"})
_SIGNERS = {"member": SignerRole.MEMBER, "secretary": SignerRole.SECRETARY}


def paper_blocks(
    template: PaperForm, content: PaperContent, *, variant: Variant
) -> tuple[Block, ...]:
    """The blocks of one paper, top to bottom; what is not written gets room to write in."""
    return tuple(_Paper(template, content, variant).blocks())


class _Paper:
    """A template, what fills it, and whether it is to be written by hand."""

    def __init__(self, template: PaperForm, content: PaperContent, variant: Variant) -> None:
        self.template, self.content = template, content
        self.is_blank = variant is Variant.BLANK
        place = place_or_room(content.place)
        date = "" if self.is_blank else f"{content.dated:%d/%m/%Y}"
        common = {"year": str(content.year), "place": place, "date": date}
        said = common | {name: tidy(value) for name, value in content.facts.items()}
        self.holes = _Holes(said)
        self.makers: dict[PieceKind, Callable[[Piece], Iterator[Block]]] = {
            PieceKind.HEADING: self._heading,
            PieceKind.TEXT: self._text,
            PieceKind.SECTION: self._section,
            PieceKind.MENDING: self._mending,
            PieceKind.POINTS: self._points,
            PieceKind.RANK: self._rank,
            PieceKind.TABLE: self._table,
        }

    def blocks(self) -> Iterator[Block]:
        """Header, title, name block, then the pieces in their order."""
        template, content = self.template, self.content
        dated = date_in_words(place_or_room(content.place), content.dated)
        if self.is_blank:
            dated = template.blank_dated.format(**self.holes)
        yield header(template.party, superior=content.superior, issuer=content.issuer, dated=dated)
        yield Title(template.title, self._said(template.subject))
        yield from map(self._field, template.fields)
        left: Signature | None = None
        for piece in template.body:
            if piece.kind is not PieceKind.SIGNATURE:
                yield from self.makers[piece.kind](piece)
            elif piece.is_left:
                left = self._signer(piece)
            else:
                yield Signatures(left, self._signer(piece))
                left = None
        if left is not None:
            yield Signatures(left, Signature("", "", "", ""))

    def _said(self, text: str) -> str:
        return text.format_map(self.holes)

    def _field(self, field: PaperField) -> FieldLine:
        value = self.content.facts.get(field.key, "")
        value = tidy(value) or ("" if self.is_blank else field.empty)
        return FieldLine(field.label + ":", value, field.is_bold)

    def _heading(self, piece: Piece) -> Iterator[Block]:
        yield Heading(self._said(piece.text), piece.turns)

    def _text(self, piece: Piece) -> Iterator[Block]:
        yield Paragraph(self._said(piece.text))

    def _typed(self, piece: Piece, part: str = "") -> str:
        return "" if self.is_blank else self.content.text(piece.side, part or piece.key)

    def _titled(self, piece: Piece, *, is_empty: bool) -> Iterator[Block]:
        """The title of a piece to write, with its prompt while nothing is written."""
        yield Heading(self._said(piece.text))
        if is_empty and piece.prompt:
            yield Paragraph(f"({self._said(piece.prompt)})", stays=True)

    def _section(self, piece: Piece) -> Iterator[Block]:
        texts = paragraphs(self._typed(piece))
        yield from self._titled(piece, is_empty=not texts)
        yield from map(Paragraph, texts)
        if not texts and piece.lines:
            yield RuledLines(piece.lines)
        yield from self._rating(piece)

    def _rating(self, piece: Piece) -> Iterator[Block]:
        if piece.is_rated and self.template.ratings:
            chosen = self._typed(piece, rating_key(piece.key))
            yield _choices(self.template.ratings, chosen, label=self.template.rating_label)

    def _mending(self, piece: Piece) -> Iterator[Block]:
        lines, answers = mended_lines(self._typed(piece)), self.template.mended
        yield from self._titled(piece, is_empty=not lines)
        columns = (
            Column((self.template.mended_head,), 46.0),
            *(Column((answer.name,), 18.0, Align.CENTRE) for answer in answers),
        )
        rows = tuple((text, *("x" if a.key == key else "" for a in answers)) for text, key in lines)
        yield _rows_or_room(columns, rows, piece.lines)
        yield from self._rating(piece)

    def _points(self, piece: Piece) -> Iterator[Block]:
        yield from self._titled(piece, is_empty=self.is_blank)
        for line in self.template.points:
            typed = tidy(self._typed(piece, point_key(piece.key, line.key)))
            yield FieldLine(f"{line.label}:", f"{typed or _ROOM}/{line.most}")

    def _rank(self, piece: Piece) -> Iterator[Block]:
        chosen = self._typed(piece)
        yield from self._titled(piece, is_empty=not chosen)
        yield _choices(self.template.ranks, chosen)

    def _table(self, piece: Piece) -> Iterator[Block]:
        rows = () if self.is_blank else self.content.tables.get(piece.key, ())
        if piece.text:
            yield Heading(self._said(piece.text))
        if not rows and not piece.lines and self.template.nothing:
            yield Paragraph(self.template.nothing, stays=True)
            return
        shown = tuple(self._columns(piece))
        cells = tuple(tuple(row.get(c.key, "") for c in shown) for row in rows)
        yield _rows_or_room(_placed(shown, cells), cells, piece.lines)

    def _columns(self, piece: Piece) -> Iterator[PaperColumn]:
        for column in piece.columns:
            if column.key == CLARITY:
                yield from self.content.clarity
            else:
                yield column

    def _signer(self, piece: Piece) -> Signature:
        name, post = self.content.signers.get(piece.key, ("", ""))
        words = SignatureWords(piece.capacity, piece.post, piece.hint)
        signer = _SIGNERS.get(piece.key, "")
        return signature(words, name, post=post if piece.post else "", signer=signer)


class _Holes(dict[str, str]):
    """What placeholders say; dots to write on for what is not known."""

    def __missing__(self, key: str) -> str:
        return _ROOM


def _placed(
    shown: tuple[PaperColumn, ...], cells: tuple[tuple[str, ...], ...]
) -> tuple[Column, ...]:
    """Columns in mm: numbers and days as wide as they are, the others share what is left."""
    narrow = {
        n: least_width(c.head, (row[n] for row in cells))
        for n, c in enumerate(shown)
        if c.key in _NARROW
    }
    rest = sum(c.share for n, c in enumerate(shown) if n not in narrow) or 1
    unit = (WIDTH - sum(narrow.values())) / rest
    return tuple(
        Column(
            tuple(c.head.splitlines()),
            narrow.get(n, unit * c.share),
            Align.CENTRE if n in narrow else Align.LEFT,
        )
        for n, c in enumerate(shown)
    )


def _choices(answers: tuple[Choice, ...], chosen: str, *, label: str = "") -> Choices:
    keys = [answer.key for answer in answers]
    place = keys.index(chosen) if chosen in keys else None
    return Choices(tuple(answer.name for answer in answers), place, label)


def _rows_or_room(
    columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...], lines: int
) -> Table:
    if rows:
        return Table(columns, rows)
    return Table(columns, (("",) * len(columns),) * lines, WRITING_ROW)
