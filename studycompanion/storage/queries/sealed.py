"""Which sessions are closed, and to which sessions lines of a roll belong."""

from collections.abc import Sequence

import sqlalchemy as sa

from studycompanion.domain.study import SessionState
from studycompanion.storage.statements import Statement
from studycompanion.storage.tables import mark, session

_AT_ONCE = 500
_OF_ONE = Statement(sa.select(mark.c.session_id).where(mark.c.id == sa.bindparam("line")))
_CLOSED = Statement(
    sa.select(session.c.id).where(
        session.c.id == sa.bindparam("the_id"),
        session.c.state == sa.bindparam("the_state"),
    )
)


def sessions_of(connection: sa.Connection, line_ids: Sequence[str]) -> set[str]:
    """The sessions on whose rolls the lines stand that still exist."""
    if len(line_ids) == 1:
        return {row[0] for row in _OF_ONE.run(connection, {"line": line_ids[0]})}
    found: set[str] = set()
    for start in range(0, len(line_ids), _AT_ONCE):
        part = line_ids[start : start + _AT_ONCE]
        query = sa.select(mark.c.session_id).where(mark.c.id.in_(part)).distinct()
        found.update(connection.scalars(query))
    return found


def closed_among(connection: sa.Connection, session_ids: set[str]) -> set[str]:
    """Those of ``session_ids`` that are closed now."""
    state = SessionState.CLOSED.value
    return {
        row[0]
        for one in sorted(session_ids)
        for row in _CLOSED.run(connection, {"the_id": one, "the_state": state})
    }
