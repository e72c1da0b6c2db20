"""Lists for pages, papers and reports, as frozen records."""

from datetime import date

import sqlalchemy as sa


def holds(table: sa.FromClause, on: date) -> sa.ColumnElement[bool]:
    """Whether a dated row of ``table`` holds ``on`` a day; ``valid_to`` is the first day after."""
    day = on.isoformat()
    begun = sa.or_(table.c.valid_from.is_(None), table.c.valid_from <= day)
    ended = sa.and_(table.c.valid_to.is_not(None), table.c.valid_to <= day)
    return sa.and_(begun, sa.not_(ended))


def whose(table: sa.FromClause, member_id: str | None) -> sa.ColumnElement[bool]:
    """Whether a row of ``table`` is a member's; every row where none is named."""
    return sa.true() if member_id is None else table.c.member_id == member_id
