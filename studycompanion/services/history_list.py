"""The history as one list with filters, and the proof that nobody changed it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from studycompanion.domain.history import Mode
from studycompanion.messages import word
from studycompanion.services import checking
from studycompanion.services.desk import Desk
from studycompanion.services.history import name_of_step
from studycompanion.storage import journal

OF_THE_JOURNAL = frozenset({"journal", "journal_gap", "journal_short", "unjournaled"})
"""The rules of the check that prove the history."""


_ANY = dict.fromkeys(("member", "mark", "count", "title", "name", "file", "pc", "last"), "…")


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step of the history: its number, when, who, what it was called, and how much changed."""

    id: str
    number: int
    at: datetime
    who: str
    pc_user: str
    code: str
    step: str
    mode: Mode
    records: int


@dataclass(frozen=True, slots=True)
class HistoryProof:
    """Whether the history is whole: how many steps it has, and sentences of what is wrong."""

    steps: int
    problems: tuple[str, ...]


def entries(
    desk: Desk,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    who: str = "",
    step: str = "",
    record_id: str = "",
    limit: int = 200,
    offset: int = 0,
) -> tuple[HistoryEntry, ...]:
    """The steps that pass every filter given, newest first; ``step`` is a step's code."""
    with desk.read() as reader:
        found = journal.listed(
            reader.connection,
            since=_utc(since),
            until=_utc(until),
            who=who,
            steps=(step,) if step else (),
            record_id=record_id,
            limit=limit,
            offset=offset,
        )
        return tuple(
            HistoryEntry(
                id=one.id,
                number=one.number,
                at=one.at,
                who=one.actor,
                pc_user=one.pc_user,
                code=one.step,
                step=_called(name_of_step(reader, one.step, one.params), one.mode),
                mode=one.mode,
                records=records,
            )
            for one, records in found
        )


def _called(name: str, mode: Mode) -> str:
    return word("history_modes", mode.value, step=name)


def _utc(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""


def step_names(desk: Desk) -> dict[str, str]:
    """The code and the name of every step that happened, for a choice among them."""
    with desk.read() as reader:
        codes = journal.steps_used(reader.connection)
    return {code: word("steps", code, **_ANY) for code in sorted(codes)}


def verify(desk: Desk) -> HistoryProof:
    """Prove the chain of the history from its first step to its last."""
    found = checking.problems(desk)
    wrong = tuple(one.words for one in found if one.code in OF_THE_JOURNAL)
    with desk.read() as reader:
        return HistoryProof(journal.count(reader.connection), wrong)
