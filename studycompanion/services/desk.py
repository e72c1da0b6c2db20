"""The desk at which every service works: the open data file, the clock and the actor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from studycompanion.domain.history import Mode
from studycompanion.domain.record import Actor, Clock
from studycompanion.services.changes import Changes, changes_from
from studycompanion.services.sealing import check_sealed
from studycompanion.storage.store import Entry, Store
from studycompanion.storage.unit_of_work import Reader, UnitOfWork


@dataclass(slots=True)
class Transaction:
    """A running write: change records through ``uow``; ``changes`` is complete after its end."""

    uow: UnitOfWork
    entry: Entry

    @property
    def changes(self) -> Changes:
        """What the transaction changed."""
        return changes_from(self.uow.changes)


@dataclass(slots=True)
class Desk:
    """An open data file with the clock and the person who works on it.

    ``shown`` are topic, member and day of each self-review that it has noted as seen.
    """

    store: Store
    clock: Clock
    actor: Actor
    is_changed: bool = False
    shown: set[tuple[str, str, date]] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """Where the data file lies."""
        return self.store.folder

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self.clock().date()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Look things up in one transaction."""
        with self.store.read() as reader:
            yield reader

    @contextmanager
    def write(
        self, step: str, *, mode: Mode = Mode.DO, undo_of: str | None = None, **params: str
    ) -> Iterator[Transaction]:
        """Change things in one transaction under the name ``step`` of the message catalogue.

        ``params`` hold ids and codes only: the journal keeps them for ever, names are looked up
        when the step is shown. Raises ``UserError("session_closed")`` where a closed session would
        change.
        """
        entry = Entry(step, params, mode, undo_of)
        with self.store.write(entry, actor=self.actor, clock=self.clock) as uow:
            yield Transaction(uow, entry)
            check_sealed(uow, step)
        self.is_changed = self.is_changed or bool(uow.changes)
