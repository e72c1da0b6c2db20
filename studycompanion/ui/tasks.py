"""Work off the GUI thread: one writer with priorities, separate readers, a pool for pure work.

Each piece of work is called with the desk, which belongs to the workers and never to a widget.
Every answer comes back through one signal of ``Tasks`` and goes to a bound method, which is
forgotten once its page is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from studycompanion.errors import Cancelled, CodedError, UserError
from studycompanion.ui.breathing import Breathing
from studycompanion.ui.desk_gate import DeskGate
from studycompanion.ui.jobs import JobHandle
from studycompanion.ui.landing import Order, Outcome, Receiver, Then
from studycompanion.ui.line import Line, Priority

if TYPE_CHECKING:
    from studycompanion.domain.work import Job
    from studycompanion.services.desk import Desk

Work = Callable[["Desk"], Any]


class Tasks(QObject):
    """The one place that starts work; made and closed in the GUI thread."""

    started_writing = Signal()
    wrote = Signal(object, object)
    """The ``Done`` of each finished write, and the page that asked for it."""
    write_failed = Signal()
    """The disk or something else did not let a write through."""
    refused = Signal()
    """A write broke a rule, which whoever asked for it says in words."""
    troubled = Signal(object)
    """An expected error that its page did not take."""
    crashed = Signal(object)
    """A bug: any other exception."""
    _landed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.gate = DeskGate()
        self._is_closing = False
        self._under_way: set[int] = set()
        self._newest: dict[object, int] = {}
        self._jobs: dict[int, JobHandle] = {}
        self._writer = Line("writer", 1)
        self._readers = Line("reader", 2)
        self._pure = Line("pure", 1)
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.breathing = Breathing(self)

    @property
    def is_idle(self) -> bool:
        """Whether every answer has come down."""
        return not self._under_way

    @property
    def has_jobs(self) -> bool:
        """Whether long work is under way or waits."""
        return bool(self._jobs)

    def prepare(self, work: Callable[[], Any], then: Then, *, failed: Then) -> None:
        """Run on the writer what opens or makes the data file, and opens the gate at its end.

        Whatever goes wrong, who waits at the gate is sent away, so that the window can close.
        """

        def prepared(_desk: object) -> Any:
            try:
                return work()
            except BaseException:
                self.gate.give_up()
                raise

        order = Order(prepared, Receiver(then), Receiver(failed), needs_desk=False)
        self._line_up(self._writer, order)

    def write(
        self,
        work: Work,
        then: Then | None = None,
        *,
        failed: Then | None = None,
        origin: object = None,
    ) -> None:
        """Run a user's change on the writer; ``then`` gets its ``Done``, the hub its changes."""
        order = Order(work, Receiver(then), Receiver(failed), is_write=True, origin=origin)
        self.started_writing.emit()
        self._line_up(self._writer, order)

    def keep(self, work: Work, then: Then | None = None, *, failed: Then | None = None) -> None:
        """Run on the writer what is no step of the user's, such as keeping a draft."""
        order = Order(work, Receiver(then), Receiver(failed))
        self._line_up(self._writer, order)

    def keep_alone(self, work: Work, then: Then, *, failed: Then) -> None:
        """The same while nobody reads, for work that closes the data file and opens it again."""
        order = Order(work, Receiver(then), Receiver(failed), is_alone=True)
        self._line_up(self._writer, order)

    def read(
        self, work: Work, then: Then, *, failed: Then | None = None, key: object = None
    ) -> None:
        """Run a read; of the orders with one ``key`` only the newest answers."""
        self._send(self._readers, Order(work, Receiver(then), Receiver(failed), key=key))

    def compute(
        self, work: Work, then: Then, *, failed: Then | None = None, key: object = None
    ) -> None:
        """Run work that writes nothing and takes long: drawing a page, reading an Excel file."""
        self._send(self._pure, Order(work, Receiver(then), Receiver(failed), key=key))

    def start_job(
        self, work: Callable[[Desk, Job], Any], then: Then, *, failed: Then | None = None
    ) -> JobHandle:
        """Run long work on the writer behind the user's own; it reports through the handle.

        Where the work returns a ``Done``, its changes are announced like those of a write.
        """
        job = JobHandle(self._writer.serve_the_user)
        order = Order(lambda desk: work(desk, job), Receiver(then), Receiver(failed))
        self._jobs[id(order)] = job
        self._line_up(self._writer, order, Priority.JOB)
        return job

    def put_last(self, work: Work, then: Then, *, failed: Then) -> None:
        """Run on the writer behind everything that waits there now."""
        order = Order(work, Receiver(then), Receiver(failed))
        self._line_up(self._writer, order, Priority.LAST)

    def cancel_jobs(self) -> None:
        """Ask every job to stop at its next report."""
        for job in self._jobs.values():
            job.cancel()

    def close(self) -> None:
        """Cancel the jobs, finish the user's waiting writes, and wait for every thread."""
        self.cancel_jobs()
        self.gate.give_up()
        self._writer.close()
        self._is_closing = True
        self._readers.close()
        self._pure.close()
        self.breathing.end()

    def _send(self, line: Line, order: Order) -> None:
        if order.key is not None:
            order.number = self._newest.get(order.key, 0) + 1
            self._newest[order.key] = order.number
        self._under_way.add(id(order))
        line.put(lambda: self._look_up(order))

    def _line_up(self, line: Line, order: Order, priority: Priority = Priority.USER) -> None:
        self._under_way.add(id(order))
        line.put(lambda: self._perform(order), priority)

    def _look_up(self, order: Order) -> None:
        """Nobody waits for an answer once the window is closing."""
        if not self._is_closing:
            self._perform(order)

    def _is_overtaken(self, order: Order) -> bool:
        return order.key is not None and self._newest[order.key] != order.number

    def _perform(self, order: Order) -> None:
        if self._is_overtaken(order):
            self._landed.emit(Outcome(order))
            return
        try:
            outcome = Outcome(order, self._work(order))
        except Exception as error:  # the border of a thread; the GUI thread tells what happened
            outcome = Outcome(order, error=error)
        self._landed.emit(outcome)

    def _work(self, order: Order) -> Any:
        if not order.needs_desk:
            return order.work(None)
        with self.gate.passage() as desk, self.gate.alone() if order.is_alone else nullcontext():
            return order.work(desk)

    def _deliver(self, outcome: Outcome) -> None:
        order = outcome.order
        self._under_way.discard(id(order))
        if (job := self._jobs.pop(id(order), None)) is not None:
            job.ended.emit()
        if self._is_overtaken(order):
            return
        if outcome.error is None:
            self._deliver_value(order, outcome.value)
        else:
            self._deliver_error(order, outcome.error)

    def _deliver_value(self, order: Order, value: Any) -> None:
        from studycompanion.services.changes import Done

        order.then(value)
        if isinstance(value, Done):
            self.wrote.emit(value, order.origin)

    def _deliver_error(self, order: Order, error: Exception) -> None:
        if order.is_write:
            (self.refused if isinstance(error, UserError) else self.write_failed).emit()
        if not isinstance(error, CodedError | Cancelled):
            self.crashed.emit(error)
        elif order.failed.is_set:
            order.failed(error)
        elif isinstance(error, CodedError):
            self.troubled.emit(error)
