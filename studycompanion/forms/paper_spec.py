"""The template of a paper made of pieces: TOML text to a frozen value, checked while it is read."""

from dataclasses import replace
from functools import lru_cache

from studycompanion.domain.paper import (
    FACTS,
    PERSON_FACTS,
    SIGNERS,
    TABLES,
    WRITTEN,
    Choice,
    Occasion,
    PaperColumn,
    PaperField,
    PaperForm,
    Piece,
    PieceKind,
    PointLine,
    Post,
)
from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.review import Side
from studycompanion.forms.toml_reader import Reader, open_document

_DATED = frozenset({"place", "year"})
_SIDES = frozenset(Side)
_KINDS = frozenset(PieceKind)
_SHARE = 10


@lru_cache(maxsize=16)
def parse_paper_template(body: str, form: FormKind) -> PaperForm:
    """The template that a TOML text describes.

    Raises ``UserError("template_broken", line=…, reason=…)`` for whatever is missing or wrong.
    """
    root, facts = open_document(body), FACTS[form]
    return PaperForm(
        form=form,
        code=root.text("code"),
        year=root.number("year"),
        name=root.text("name"),
        party=root.text("party"),
        blank_dated=root.text("blank_dated", _DATED),
        title=root.text("title"),
        subject=root.text("subject", facts),
        fields=tuple(map(_field, root.tables("fields", least=0))),
        body=_body(root, form),
        applies_to=_posts(root),
        occasion=Occasion(root.choice("occasion", frozenset(Occasion), default=Occasion.YEARLY)),
        ratings=_choices(root, "ratings"),
        ranks=_choices(root, "ranks"),
        mended=_choices(root, "mended"),
        points=tuple(map(_points, root.tables("points", least=0))),
        rating_label=root.optional("rating_label"),
        mended_head=root.optional("mended_head"),
        nothing=root.optional("nothing"),
    )


def _posts(root: Reader) -> tuple[Post, ...]:
    return tuple(Post(post) for post in root.choices("applies_to", frozenset(Post)))


def _field(table: Reader) -> PaperField:
    return PaperField(
        key=table.choice("key", PERSON_FACTS),
        label=table.text("label"),
        empty=table.optional("empty"),
        is_bold=table.flag("bold"),
    )


def _choices(root: Reader, key: str) -> tuple[Choice, ...]:
    return tuple(Choice(t.text("key"), t.text("name")) for t in root.tables(key, least=0))


def _points(table: Reader) -> PointLine:
    return PointLine(
        key=table.text("key"),
        label=table.text("label"),
        most=table.number("most"),
        is_total=table.flag("total"),
    )


def _body(root: Reader, form: FormKind) -> tuple[Piece, ...]:
    """All pieces; no two of them are filled from the same part."""
    tables, pieces = root.tables("body"), []
    seen: set[tuple[Side, str]] = set()
    for table in tables:
        piece = _piece(table, form)
        if piece.kind in WRITTEN:
            if (piece.side, piece.key) in seen:
                raise table.wrong("key", "twice")
            seen.add((piece.side, piece.key))
        pieces.append(piece)
    columns = [
        (c.choice("table", frozenset(TABLES[form])), c) for c in root.tables("columns", least=0)
    ]
    return tuple(_with_columns(piece, columns, form) for piece in pieces)


def _piece(table: Reader, form: FormKind) -> Piece:
    kind, facts = PieceKind(table.choice("kind", _KINDS)), FACTS[form]
    match kind:
        case PieceKind.HEADING | PieceKind.TEXT:
            turns = table.flag("new_page")
            return Piece(kind=kind, text=table.text("text", facts), turns=turns)
        case PieceKind.SIGNATURE:
            return _signature(table)
        case PieceKind.TABLE:
            return Piece(
                kind=kind,
                key=table.choice("key", frozenset(TABLES[form])),
                text=table.optional("title", facts),
                lines=table.number("lines", least=0),
            )
        case _:
            return _written(table, kind, facts)


def _written(table: Reader, kind: PieceKind, facts: frozenset[str]) -> Piece:
    return Piece(
        kind=kind,
        key=table.text("key"),
        text=table.text("title", facts),
        prompt=table.optional("prompt", facts),
        lines=table.number("lines", least=0) if table.has("lines") else 0,
        side=Side(table.choice("by", _SIDES, default=Side.OWN)),
        is_rated=table.flag("rated"),
    )


def _signature(table: Reader) -> Piece:
    return Piece(
        kind=PieceKind.SIGNATURE,
        key=table.choice("key", SIGNERS),
        capacity=table.text("capacity"),
        post=table.optional("post"),
        hint=table.optional("hint"),
        is_left=table.flag("left"),
    )


def _with_columns(piece: Piece, columns: list[tuple[str, Reader]], form: FormKind) -> Piece:
    if piece.kind is not PieceKind.TABLE:
        return piece
    own = tuple(_column(c, TABLES[form][piece.key]) for name, c in columns if name == piece.key)
    return replace(piece, columns=own)


def _column(table: Reader, known: frozenset[str]) -> PaperColumn:
    share = table.number("share") if table.has("share") else _SHARE
    return PaperColumn(table.choice("key", known), table.text("head"), share)
