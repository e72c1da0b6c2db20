"""Catches what nobody caught, in every thread; the form is loaded only when it is needed."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog

from studycompanion.errors import Cancelled, CodedError


class CrashWatch(QObject):
    """Takes Python's hooks over and shows the error in the GUI thread."""

    closed = Signal()
    """The form was read and put away."""
    _seen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._form: QDialog | None = None
        self._seen.connect(self.show)

    def install(self) -> None:
        """Take over Python's hooks for uncaught errors."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def show(self, error: BaseException) -> None:
        """Show the form, or the sentence of an expected error; one form at a time."""
        from studycompanion.ui.crash_form import CrashForm, report
        from studycompanion.ui.dialogs import say_error

        if isinstance(error, CodedError):
            say_error(QApplication.activeWindow(), error)
        elif self._form is None or not self._form.isVisible():
            self._form = CrashForm(report(error))
            self._form.finished.connect(self.closed)
            self._form.open()

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif not issubclass(kind, Cancelled):
            self._seen.emit(error)

    def _on_uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._seen.emit(args.exc_value)
