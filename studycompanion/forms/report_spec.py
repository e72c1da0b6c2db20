"""The template of a report by cell: TOML text to a frozen value, checked while it is read."""

from dataclasses import dataclass

from studycompanion.domain.paperwork import REPORT_FIGURES
from studycompanion.forms.spec import SignatureWords, signature_words
from studycompanion.forms.toml_reader import Reader, open_document

RATES = frozenset({"rate_attended", "rate_complete"})
_TOPIC = frozenset({"topic", "year"})
_BODY = _TOPIC | {"issuer", "date", "clarity"}
_FIGURES = frozenset({"part", "base", "rate"})
_COUNT = frozenset({"count"})
_COLUMNS = REPORT_FIGURES | {"number", "cell"}
_COUNTS = REPORT_FIGURES - RATES


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """A column: ``number``, ``cell`` or one of ``REPORT_FIGURES`` under its head."""

    key: str
    head: str


@dataclass(frozen=True, slots=True)
class RateWords:
    """A rate in words: its ``formula``, then its ``figures``, or ``no_base`` without a base."""

    key: str
    formula: str
    figures: str
    no_base: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that is printed only where the ``{count}`` of figure ``key`` is not 0."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class TableWords:
    """A table by cell with the word of its last row, and what is said below it."""

    heading: str
    total: str
    columns: tuple[ColumnWords, ...]
    notes: tuple[str, ...]
    rates: tuple[RateWords, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class IssuerWords:
    """What differs between a cell and the ward; ``superior`` where the data names none."""

    superior: str
    number: str
    recipients: tuple[str, ...]
    signature: SignatureWords


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """All wording of a report; ``code`` and ``year`` name the version."""

    code: str
    year: int
    name: str
    party: str
    title: str
    subject: str
    opening: str
    no_cells: str
    closing: str
    recipients_label: str
    participation: TableWords
    papers: TableWords
    cell: IssuerWords
    ward: IssuerWords


def parse_report_template(body: str) -> ReportTemplate:
    """The template that a TOML text describes.

    Raises ``UserError("template_broken", line=…, reason=…)`` for whatever is missing or wrong.
    """
    root = open_document(body)
    return ReportTemplate(
        code=root.text("code"),
        year=root.number("year"),
        name=root.text("name"),
        party=root.text("party"),
        title=root.text("title"),
        subject=root.text("subject", _TOPIC),
        opening=root.text("opening", _BODY),
        no_cells=root.text("no_cells"),
        closing=root.text("closing", _BODY),
        recipients_label=root.text("recipients_label"),
        participation=_table(root.table("participation")),
        papers=_table(root.table("papers")),
        cell=_issuer(root.table("cell")),
        ward=_issuer(root.table("ward")),
    )


def _table(table: Reader) -> TableWords:
    return TableWords(
        heading=table.text("heading"),
        total=table.text("total"),
        columns=tuple(map(_column, table.tables("columns"))),
        notes=table.texts("notes", _BODY),
        rates=tuple(map(_rate, table.tables("rates", least=0))),
        remarks=tuple(map(_remark, table.tables("remarks", least=0))),
    )


def _column(table: Reader) -> ColumnWords:
    return ColumnWords(table.choice("key", _COLUMNS), table.text("head"))


def _rate(table: Reader) -> RateWords:
    return RateWords(
        key=table.choice("key", RATES),
        formula=table.text("formula"),
        figures=table.text("figures", _FIGURES),
        no_base=table.text("no_base"),
    )


def _remark(table: Reader) -> Remark:
    return Remark(table.choice("key", _COUNTS), table.text("text", _COUNT))


def _issuer(table: Reader) -> IssuerWords:
    return IssuerWords(
        superior=table.optional("superior"),
        number=table.text("number"),
        recipients=table.texts("recipients", frozenset({"superior", "issuer"})),
        signature=signature_words(table.table("signature")),
    )
