"""Work off the GUI thread: one writer with priorities, separate readers, a pool for pure work.

Every answer comes back through one signal of ``Tasks`` and goes to a bound method, which is
forgotten once its page is gone.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from studycompanion.domain.work import Job
from studycompanion.errors import Cancelled, CodedError
from studycompanion.services.changes import Done
from studycompanion.ui.jobs import JobHandle
from studycompanion.ui.landing import Order, Outcome, Receiver, Then
from studycompanion.ui.writer import Priority, Writer


class Tasks(QObject):
    """The one place that starts work; made and closed in the GUI thread."""

    started_writing = Signal()
    wrote = Signal(object, object)
    """The ``Done`` of each finished write, and the page that asked for it."""
    write_failed = Signal()
    troubled = Signal(object)
    """An expected error that its page did not take."""
    crashed = Signal(object)
    """A bug: any other exception."""
    _landed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._newest: dict[object, int] = {}
        self._jobs: dict[int, JobHandle] = {}
        self._writer = Writer()
        self._readers = ThreadPoolExecutor(2, "reader")
        self._pure = ThreadPoolExecutor(1, "pure")
        self._landed.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Callable[[], Any],
        then: Then | None = None,
        *,
        failed: Then | None = None,
        origin: object = None,
    ) -> None:
        """Run a user's change on the writer; ``then`` gets its ``Done``, the hub its changes."""
        order = Order(work, Receiver(then), Receiver(failed), is_write=True, origin=origin)
        self.started_writing.emit()
        self._writer.put(lambda: self._perform(order), Priority.USER)

    def keep(
        self,
        work: Callable[[], Any],
        then: Then | None = None,
        *,
        failed: Then | None = None,
    ) -> None:
        """Run on the writer what is no step of the user's, such as keeping a draft."""
        order = Order(work, Receiver(then), Receiver(failed))
        self._writer.put(lambda: self._perform(order), Priority.USER)

    def read(
        self,
        work: Callable[[], Any],
        then: Then,
        *,
        failed: Then | None = None,
        key: object = None,
    ) -> None:
        """Run a read; of the orders with one ``key`` only the newest answers."""
        self._send(self._readers, Order(work, Receiver(then), Receiver(failed), key))

    def compute(
        self,
        work: Callable[[], Any],
        then: Then,
        *,
        failed: Then | None = None,
        key: object = None,
    ) -> None:
        """Run work that writes nothing and takes long: drawing a page, reading an Excel file."""
        self._send(self._pure, Order(work, Receiver(then), Receiver(failed), key))

    def start_job(
        self, work: Callable[[Job], Any], then: Then, *, failed: Then | None = None
    ) -> JobHandle:
        """Run long work on the writer behind the user's own; it reports through the handle.

        Where the work returns a ``Done``, its changes are announced like those of a write.
        """
        job = JobHandle(self._writer.serve_the_user)
        order = Order(lambda: work(job), Receiver(then), Receiver(failed))
        self._jobs[id(order)] = job
        self._writer.put(lambda: self._perform(order), Priority.JOB)
        return job

    def put_last(self, work: Callable[[], Any], then: Then, *, failed: Then) -> None:
        """Run on the writer behind everything that waits there now."""
        order = Order(work, Receiver(then), Receiver(failed))
        self._writer.put(lambda: self._perform(order), Priority.LAST)

    def cancel_jobs(self) -> None:
        """Ask every job to stop at its next report."""
        for job in self._jobs.values():
            job.cancel()

    def close(self) -> None:
        """Cancel the jobs, finish the user's waiting writes, and wait for every thread."""
        self.cancel_jobs()
        self._writer.close()
        self._readers.shutdown(cancel_futures=True)
        self._pure.shutdown(cancel_futures=True)

    def _send(self, pool: ThreadPoolExecutor, order: Order) -> None:
        if order.key is not None:
            order.number = self._newest.get(order.key, 0) + 1
            self._newest[order.key] = order.number
        pool.submit(self._perform, order)

    def _is_overtaken(self, order: Order) -> bool:
        return order.key is not None and self._newest[order.key] != order.number

    def _perform(self, order: Order) -> None:
        if self._is_overtaken(order):
            return
        try:
            outcome = Outcome(order, order.work())
        except Exception as error:  # the border of a thread; the GUI thread tells what happened
            outcome = Outcome(order, error=error)
        self._landed.emit(outcome)

    def _deliver(self, outcome: Outcome) -> None:
        order = outcome.order
        if (job := self._jobs.pop(id(order), None)) is not None:
            job.ended.emit()
        if self._is_overtaken(order):
            return
        if outcome.error is None:
            self._deliver_value(order, outcome.value)
        else:
            self._deliver_error(order, outcome.error)

    def _deliver_value(self, order: Order, value: Any) -> None:
        order.then(value)
        if isinstance(value, Done):
            self.wrote.emit(value, order.origin)

    def _deliver_error(self, order: Order, error: Exception) -> None:
        if order.is_write:
            self.write_failed.emit()
        if not isinstance(error, CodedError | Cancelled):
            self.crashed.emit(error)
        elif order.failed.is_set:
            order.failed(error)
        elif isinstance(error, CodedError):
            self.troubled.emit(error)
