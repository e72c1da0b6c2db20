"""Taking out of the data file all that tells who a person was.

Records stay under their ids, so that every count stays true; their personal fields are emptied, the
journal forgets the values of every change that was ever made to them, drafts and kept files go.
What is emptied so is not told to the journal, which only learns that the record changed.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.people import Member, name_fields
from studycompanion.domain.personal import IMPERSONAL, PERSONAL, Erasure, Personal, Way, blanked
from studycompanion.domain.record import Record
from studycompanion.storage.drafts import LEFT
from studycompanion.storage.reader import Reader
from studycompanion.storage.tables import (
    KINDS,
    TABLES,
    blob,
    blob_piece,
    change,
    change_set,
    change_value,
    draft,
    meta,
    metadata,
    piece,
)
from studycompanion.storage.unit_of_work import UnitOfWork

_AT_ONCE = 400
_MERGED = "people_merge"
_BY_KIND = {TABLES[one.kind].name: one for one in PERSONAL}

_TOLD = (Way.GONE, Way.VEILED, Way.OWN_NAME)
_OF_PEOPLE = {
    kind: tuple(name for name, way in one.ways.items() if way in _TOLD)
    for kind, one in _BY_KIND.items()
}
_WORDS = {kind: fields for kind, fields in {**IMPERSONAL, **_OF_PEOPLE}.items() if fields}
"""The fields of each kind in whose words somebody may be named."""

Owned = dict[str, set[str]]
"""Record ids by kind."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """What stands in for a person: the neutral name, and the page in place of printed papers."""

    name: str
    page: bytes


def same_person(connection: sa.Connection, member_id: str) -> tuple[str, ...]:
    """The other records of a person, which were merged into this one or into one of those."""
    found, wanted = [member_id], [member_id]
    while wanted:
        into = wanted.pop()
        query = (
            sa.select(change.c.record_id)
            .join(change_set, change_set.c.id == change.c.change_set_id)
            .where(
                change_set.c.step == _MERGED,
                change_set.c.params.contains(into, autoescape=True),
                change.c.record_kind == TABLES[Member].name,
                change.c.revision_after == 0,
            )
        )
        fresh = [one for one in connection.scalars(query) if one not in found]
        found += fresh
        wanted += fresh
    return tuple(found[1:])


def known_name(reader: Reader, member_id: str) -> str | None:
    """A person's name, from the journal where the record was taken off the list; None of nobody."""
    member = reader.find_one(Member, member_id)
    if member is not None:
        return member.full_name
    query = _bodies_of([member_id]).order_by(change.c.revision_before.desc())
    for body in reader.connection.scalars(query):
        for name in reversed(json.loads(body).get("full_name", ())):
            if name:
                return str(name)
    return None


def _bodies_of(record_ids: Collection[str]) -> sa.Select[Any]:
    is_its = (change_value.c.change_set_id == change.c.change_set_id) & (
        change_value.c.ordinal == change.c.ordinal
    )
    return (
        sa.select(change_value.c.body)
        .join(change, is_its)
        .where(change.c.record_id.in_(record_ids))
    )


def owned(connection: sa.Connection, member_ids: Collection[str]) -> Owned:
    """Everything that is or ever was a person's, as tables and journal tell it."""
    found: Owned = defaultdict(set)
    found[TABLES[Member].name] = set(member_ids)
    level: Mapping[str, Collection[str]] = {TABLES[Member].name: set(member_ids)}
    while level:
        below: Owned = defaultdict(set)
        for kind, ids in (*_rows_under(connection, level), *_past_under(connection, level)):
            below[kind] |= ids - found[kind]
        for kind, ids in below.items():
            found[kind] |= ids
        level = {kind: ids for kind, ids in below.items() if ids}
    return found


def _children(kind: str) -> list[Personal]:
    return [one for one in PERSONAL if KINDS[kind] in one.owners]


def _rows_under(
    connection: sa.Connection, owners: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, set[str]]]:
    """The records in the tables that point to ``owners``."""
    for kind, ids in owners.items():
        for child in _children(kind):
            table = TABLES[child.kind]
            for part in _parts(ids):
                query = sa.select(table.c.id).where(table.c[child.owner].in_(part))
                yield table.name, set(connection.scalars(query))


def _past_under(
    connection: sa.Connection, owners: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, set[str]]]:
    """The records that once pointed to ``owners``, by the values in the journal."""
    kinds = {TABLES[child.kind].name for kind in owners for child in _children(kind)}
    ids = {one for some in owners.values() for one in some}
    is_its = (change_value.c.change_set_id == change.c.change_set_id) & (
        change_value.c.ordinal == change.c.ordinal
    )
    for part in _parts(ids, at_once=40) if kinds else ():
        names_one = sa.or_(*(change_value.c.body.contains(one, autoescape=True) for one in part))
        query = (
            sa.select(change.c.record_kind, change.c.record_id, change_value.c.body)
            .join(change_value, is_its)
            .where(change.c.record_kind.in_(kinds), names_one)
        )
        for kind, record_id, body in connection.execute(query):
            pointed = json.loads(body).get(_BY_KIND[kind].owner, ())
            if ids.intersection(map(str, pointed)):
                yield kind, {record_id}


def _parts(ids: Collection[str], *, at_once: int = _AT_ONCE) -> Iterator[list[str]]:
    every = sorted(ids)
    for start in range(0, len(every), at_once):
        yield every[start : start + at_once]


def erase(uow: UnitOfWork, member_ids: Sequence[str], nameless: Nameless) -> Owned:
    """Empty all that is a person's; returns whose records that were."""
    mine = owned(uow.connection, member_ids)
    known_as = known_name(uow, member_ids[0]) or ""
    page_id = uow.keep_blob(nameless.page)
    files = _files_of(uow, mine) - {page_id}
    for kind, ids in mine.items():
        for record in _records(uow, KINDS[kind], ids):
            _blank(uow, record, _BY_KIND[kind], nameless.name, known_as, page_id)
    every = {one for ids in mine.values() for one in ids}
    _forget_values(uow.connection, every)
    _forget_drafts(uow.connection, every)
    _drop_files(uow.connection, {page_id} | files)
    return mine


def _records(uow: UnitOfWork, kind: type[Record], ids: Collection[str]) -> Iterable[Record]:
    found = (uow.find_one(kind, one) for one in sorted(ids))
    return [record for record in found if record is not None]


def _blank(
    uow: UnitOfWork, record: Record, of: Personal, name: str, known_as: str, page_id: str
) -> None:
    named = name_fields(name)
    values = {
        field: blanked(
            way,
            getattr(record, field),
            named=named.get(field, ""),
            known_as=known_as,
            page_id=page_id,
        )
        for field, way in of.ways.items()
    }
    uow.blank(record, **values)


def _files_of(uow: UnitOfWork, mine: Owned) -> set[str]:
    """The kept files that these records name, or named once."""
    found: set[str] = set()
    for kind, ids in mine.items():
        fields = _BY_KIND[kind].files
        for record in _records(uow, KINDS[kind], ids) if fields else ():
            found |= {getattr(record, field) or "" for field in fields}
        for part in _parts(ids) if fields else ():
            for text in uow.connection.scalars(_bodies_of(part)):
                body = json.loads(text)
                found |= {str(end) for field in fields for end in body.get(field, ()) if end}
    return found - {""}


def _forget_values(connection: sa.Connection, record_ids: Collection[str]) -> None:
    """The chain runs over digests, so it stays whole without the values."""
    for part in _parts(record_ids):
        query = sa.select(change.c.change_set_id, change.c.ordinal).where(
            change.c.record_id.in_(part)
        )
        is_it = (change_value.c.change_set_id == sa.bindparam("the_set")) & (
            change_value.c.ordinal == sa.bindparam("the_ordinal")
        )
        gone = [{"the_set": row[0], "the_ordinal": row[1]} for row in connection.execute(query)]
        if gone:
            connection.execute(change_value.delete().where(is_it), gone)


def _forget_drafts(connection: sa.Connection, record_ids: Collection[str]) -> None:
    for key in connection.scalars(sa.select(draft.c.key)).all():
        # What was half typed when the window was locked may name anybody.
        if key == LEFT or any(part in record_ids for part in key.split("/")):
            connection.execute(draft.delete().where(draft.c.key == key))


def _drop_files(connection: sa.Connection, blob_ids: Collection[str]) -> None:
    """Those of the files that nothing names any more, neither a record nor the journal."""
    for blob_id in blob_ids:
        if _is_named(connection, blob_id):
            continue
        connection.execute(blob_piece.delete().where(blob_piece.c.blob_id == blob_id))
        connection.execute(blob.delete().where(blob.c.id == blob_id))
    is_used = sa.exists().where(blob_piece.c.piece_id == piece.c.id)
    connection.execute(piece.delete().where(~is_used))


def _is_named(connection: sa.Connection, blob_id: str) -> bool:
    uses = [
        key.parent
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is blob.c.id and table is not blob_piece
    ]
    if any(connection.scalar(sa.select(use).where(use == blob_id).limit(1)) for use in uses):
        return True
    told = sa.select(change_value.c.ordinal).where(change_value.c.body.contains(blob_id))
    return connection.scalar(told.limit(1)) is not None


def erased_ids(connection: sa.Connection) -> set[str]:
    """Every record whose person was erased."""
    table = TABLES[Erasure]
    found: set[str] = set()
    for member_id, also in connection.execute(sa.select(table.c.member_id, table.c.also_ids)):
        found |= {member_id, *json.loads(also)}
    return found


def mentions(connection: sa.Connection, name: str, mine: Owned) -> dict[str, int]:
    """In how many other records a name still stands in free text, by kind."""
    found = {}
    for kind, fields in _WORDS.items():
        table = metadata.tables[kind]
        has_it = sa.or_(*(table.c[field].contains(name, autoescape=True) for field in fields))
        ids = set(connection.scalars(sa.select(table.c.id).where(has_it)))
        found[kind] = len(ids - mine.get(kind, set()))
    return {kind: count for kind, count in found.items() if count}


def note_rewrite(connection: sa.Connection, fact: str) -> None:
    """Note in the same transaction that the file has to be written anew."""
    connection.execute(meta.delete().where(meta.c.key == fact))
    connection.execute(meta.insert(), {"key": fact, "value": "1"})
