"""The rules of the check: each looks for one kind of damage that SQLite's own check passes over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.form_code import number_of
from studycompanion.domain.paperwork import FormState
from studycompanion.domain.people import Member, UnitName, name_fields
from studycompanion.domain.record import Record
from studycompanion.domain.review import StageStep
from studycompanion.domain.vietnamese import PartialDate, unit_key
from studycompanion.storage import blobs, chain
from studycompanion.storage.codec import decode, field_types, from_row, plain_type
from studycompanion.storage.tables import (
    KINDS,
    TABLES,
    blob,
    blob_piece,
    change,
    change_set,
    issued_form,
    metadata,
    piece,
    scan_page,
)

FIRST_YEAR, LAST_YEAR = 1880, 2120
_DATED = (date, datetime, PartialDate)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: the code of its rule, where, and whether the program can mend it.

    ``table``, ``record_id`` and ``field`` are empty where they say nothing; ``detail`` is what the
    sentence names: a table, a number or a file's id, never a person.
    """

    code: str
    detail: str
    table: str = ""
    record_id: str = ""
    field: str = ""
    can_mend: bool = False


Rule = Callable[[sa.Connection], Iterator[Finding]]


def orphans(connection: sa.Connection) -> Iterator[Finding]:
    """Rows that point to a record that is not there."""
    for table in metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            columns = [element.parent for element in key.elements]
            parent = key.referred_table.alias("parent")
            same = [parent.c[e.column.name] == e.parent for e in key.elements]
            is_lost = sa.and_(columns[0].is_not(None), ~sa.exists().where(*same))
            for row in connection.execute(sa.select(table).where(is_lost)).mappings():
                record_id = str(row.get("id", ""))
                may = table.name in KINDS or table is blob_piece
                yield Finding(
                    "foreign_key", table.name, table.name, record_id, columns[0].name, may
                )


def lost_subjects(connection: sa.Connection) -> Iterator[Finding]:
    """Steps of a paper that is not there; which paper it is no key of the tables says."""
    step = TABLES[StageStep]
    papers = [table for table in TABLES.values() if "stage" in table.c and table is not step]
    is_there = [sa.exists().where(table.c.id == step.c.subject_id) for table in papers]
    for record_id in connection.scalars(sa.select(step.c.id).where(~sa.or_(*is_there))):
        yield Finding("foreign_key", step.name, step.name, record_id, "subject_id", True)


def broken_links(connection: sa.Connection) -> Iterator[Finding]:
    """Steps of the journal that were changed after they were written."""
    for number in chain.broken_links(connection):
        yield Finding("journal", str(number))


def gaps(connection: sa.Connection) -> Iterator[Finding]:
    """Journals from which steps are missing."""
    number = change_set.c.number
    query = sa.select(change_set.c.origin, sa.func.max(number), sa.func.count()).group_by(
        change_set.c.origin
    )
    for _, highest, count in connection.execute(query):
        if highest != count:
            yield Finding("journal_gap", str(highest - count))


def altered_blobs(connection: sa.Connection) -> Iterator[Finding]:
    """Kept files whose bytes are missing or changed."""
    for blob_id in blobs.altered(connection):
        yield Finding("blob", blob_id, "blob", blob_id, "", True)


def wrong_sizes(connection: sa.Connection) -> Iterator[Finding]:
    """Kept files that are longer or shorter than their row says."""
    bad = set(blobs.altered(connection))
    for blob_id, size in connection.execute(sa.select(blob.c.id, blob.c.size)).all():
        if blob_id not in bad and len(blobs.read(connection, blob_id)) != size:
            yield Finding("blob_size", blob_id, "blob", blob_id, "size", True)


def unused_pieces(connection: sa.Connection) -> Iterator[Finding]:
    """Pieces of files that belong to no file."""
    is_used = sa.exists().where(blob_piece.c.piece_id == piece.c.id)
    for piece_id in connection.scalars(sa.select(piece.c.id).where(~is_used)):
        yield Finding("piece", piece_id[:8], "piece", piece_id, "", True)


def unreadable_values(connection: sa.Connection) -> Iterator[Finding]:
    """Values that are no date of any calendar, or a word that the program does not know."""
    for kind, table in TABLES.items():
        for row in connection.execute(sa.select(table)).mappings():
            for name in _unreadable(kind, row):
                may = bool(table.c[name].nullable)
                code = "date" if plain_type(field_types(kind)[name]) in _DATED else "value"
                yield Finding(code, table.name, table.name, row["id"], name, may)


def _unreadable(kind: type[Record], row: Any) -> list[str]:
    try:
        record = from_row(kind, row)
    except (ValueError, TypeError, LookupError, AttributeError):
        return _guilty(kind, row)
    return [name for name in field_types(kind) if _is_unlikely(getattr(record, name))]


def _guilty(kind: type[Record], row: Any) -> list[str]:
    """The fields without whose value the row could be read."""
    found = []
    for name, hint in field_types(kind).items():
        try:
            decode(hint, row[name])
        except (ValueError, TypeError, LookupError, AttributeError):
            found.append(name)
    return found


def _is_unlikely(value: object) -> bool:
    if isinstance(value, PartialDate | date):
        return not FIRST_YEAR <= value.year <= LAST_YEAR
    return False


def ends_before_begins(connection: sa.Connection) -> Iterator[Finding]:
    """Periods (of a cell, a status, a post, a name) that end before they begin."""
    for table in TABLES.values():
        if "valid_from" in table.c:
            is_odd = table.c.valid_to < table.c.valid_from
            for record_id in connection.scalars(sa.select(table.c.id).where(is_odd)):
                yield Finding("period", table.name, table.name, record_id, "valid_to")


def stale_keys(connection: sa.Connection) -> Iterator[Finding]:
    """Names whose keys for sorting and finding are those of another name."""
    for kind, made in _KEYS.items():
        table = TABLES[kind]
        for row in connection.execute(sa.select(table)).mappings():
            if any(row[name] != value for name, value in made(row).items()):
                yield Finding("key", table.name, table.name, row["id"], "", True)


def keys_of(kind: type[Record], row: Any) -> dict[str, Any]:
    """The keys that a row should have."""
    return _KEYS[kind](row)


def _member_keys(row: Any) -> dict[str, Any]:
    made = name_fields(row["full_name"])
    return {name: made[name] for name in ("sort_key", "search_key")}


_KEYS: dict[type[Record], Callable[[Any], dict[str, Any]]] = {
    Member: _member_keys,
    UnitName: lambda row: {"key": unit_key(row["name"])},
}


def past_the_journal(connection: sa.Connection) -> Iterator[Finding]:
    """Records that were changed by something that wrote no journal."""
    for table in TABLES.values():
        newest = (
            sa.select(sa.func.max(change.c.revision_after))
            .where(change.c.record_id == table.c.id, change.c.record_kind == table.name)
            .scalar_subquery()
        )
        is_past = newest != table.c.revision
        for record_id in connection.scalars(sa.select(table.c.id).where(is_past)):
            yield Finding("unjournaled", table.name, table.name, record_id)


def scan_gaps(connection: sa.Connection) -> Iterator[Finding]:
    """Forms in force whose scanned pages have a gap, or lack any where all were there."""
    query = (
        sa.select(issued_form.c.id, issued_form.c.code, issued_form.c.state, scan_page)
        .join(issued_form, issued_form.c.id == scan_page.c.form_id)
        .where(issued_form.c.state != FormState.REPLACED.value)
        .order_by(issued_form.c.code, issued_form.c.id, scan_page.c.page)
    )
    rows = connection.execute(query).all()
    for form, group in groupby(rows, key=lambda row: (row[0], row.code, row.state)):
        missing = _missing([(row.page, row.pages) for row in group], state=form[2])
        if missing:
            detail = f"{number_of(form[1])} – {', '.join(map(str, missing))}"
            yield Finding("scan_gap", detail, record_id=form[0])


def _missing(kept: list[tuple[int, int]], *, state: str) -> list[int]:
    """The pages that lack of those filed as (page, how many there are).

    The first and the last may still come, unless the form counts as wholly scanned.
    """
    there = [page for page, _ in kept]
    first, last = there[0], there[-1]
    if state == FormState.SCANNED.value:
        first, last = 1, max(pages for _, pages in kept)
    return [page for page in range(first, last + 1) if page not in there]


RULES: tuple[Rule, ...] = (
    orphans,
    lost_subjects,
    broken_links,
    gaps,
    altered_blobs,
    wrong_sizes,
    unused_pieces,
    unreadable_values,
    ends_before_begins,
    stale_keys,
    past_the_journal,
    scan_gaps,
)
