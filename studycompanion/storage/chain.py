"""Proving that the journal's chains are unbroken, in one pass over its tables."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from studycompanion.domain.history import Change, chain_digest, change_digest
from studycompanion.storage.journal import header_of, with_values
from studycompanion.storage.tables import change, change_set, change_value

_AT_ONCE = 1_000
_EVERYTHING = (
    sa.select(
        change_set,
        change.c.record_kind,
        change.c.record_id,
        change.c.revision_before,
        change.c.revision_after,
        change.c.digest.label("change_digest"),
        change_value.c.salt,
        change_value.c.body,
    )
    .select_from(sa.outerjoin(change_set, with_values(), change_set.c.id == change.c.change_set_id))
    .order_by(change_set.c.origin, change_set.c.number, change.c.ordinal)
)


def broken_links(connection: sa.Connection) -> Iterator[int]:
    """The numbers of change sets whose digest no longer fits; none where the chain is whole."""
    rows = connection.execute(_EVERYTHING, execution_options={"yield_per": _AT_ONCE}).mappings()
    origin, previous = "", ""
    for _, group in groupby(rows, key=lambda row: row["id"]):
        changes = list(group)
        first = changes[0]
        previous = previous if first["origin"] == origin else ""
        if not _fits(previous, changes):
            yield first["number"]
        origin, previous = first["origin"], first["digest"]


def _fits(previous: str, changes: list[Any]) -> bool:
    """Whether a set, given as its rows, holds what its digest was made of."""
    try:
        header = header_of(changes[0])
    except ValueError:
        return False
    digests = _digests(changes)
    return digests is not None and changes[0]["digest"] == chain_digest(previous, header, digests)


def _digests(changes: Iterable[Any]) -> list[str] | None:
    """The digests of a set's changes; None where a value that is still there does not fit."""
    found = []
    for row in changes:
        if row["body"] is not None and row["change_digest"] != change_digest(
            Change(
                row["record_kind"],
                row["record_id"],
                row["revision_before"],
                row["revision_after"],
                {},
            ),
            row["salt"],
            row["body"],
        ):
            return None
        found.append(row["change_digest"] or "")
    return found
