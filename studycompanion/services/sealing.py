"""What a closed session holds stays as it is until the session is opened again.

Every transaction of the desk passes here, so no service has to remember it.
"""

from collections.abc import Iterable

from studycompanion.domain.history import Change
from studycompanion.domain.study import SessionState
from studycompanion.errors import UserError
from studycompanion.storage.queries.sealed import closed_among, sessions_of
from studycompanion.storage.unit_of_work import UnitOfWork

_LINE, _SESSION = "attendance", "session"
_CLOSED = SessionState.CLOSED.value
_WHOLE = frozenset({"topic_remove", "topics_remove", "people_merge", "unit_merge", "member_erase"})
"""Steps that take topics off whole, let marks stand under another person or cell, or nameless."""


def check_sealed(uow: UnitOfWork, step: str) -> None:
    """Raise ``UserError("session_closed")`` where ``step`` would change a closed session.

    One that the same transaction adds, closes or opens may change.
    """
    if step in _WHOLE:
        return
    touched = _sessions(uow)
    if touched and closed_among(uow.connection, touched - _moving(uow.changes)):
        raise UserError("session_closed")


def _sessions(uow: UnitOfWork) -> set[str]:
    """The sessions whose own fields or whose lines change; raises for a closed one taken off."""
    lines = [c for c in uow.changes if c.record_kind == _LINE]
    own = [c for c in uow.changes if c.record_kind == _SESSION]
    if any(_is_closed_and_gone(change) for change in own):
        raise UserError("session_closed")
    kept = [c.record_id for c in lines if "session_id" not in c.body]
    named = {str(end) for c in lines for end in c.body.get("session_id", ()) if end}
    found = sessions_of(uow.connection, kept) if kept else set()
    return found | named | {change.record_id for change in own}


def _is_closed_and_gone(change: Change) -> bool:
    return change.revision_after == 0 and change.body["state"][0] == _CLOSED


def _moving(changes: Iterable[Change]) -> set[str]:
    """Sessions that are added, closed or opened again: their body names the state."""
    return {c.record_id for c in changes if c.record_kind == _SESSION and "state" in c.body}
