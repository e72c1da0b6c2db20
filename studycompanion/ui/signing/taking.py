"""Files dropped on the window: scans go to be filed, of others the signatures are checked."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from studycompanion.services.dropped import Dropped, sort_dropped
from studycompanion.ui.context import Context
from studycompanion.ui.progress import run_job
from studycompanion.ui.signing.scan_dialog import ScanDialog
from studycompanion.ui.signing.verify_dialog import VerifyDialog
from studycompanion.ui.words import tr


def verify(window: QWidget, context: Context, paths: Sequence[Path]) -> None:
    """Check the signatures of files, or ask for some."""
    dialog = VerifyDialog(window, context)
    dialog.open()
    if paths:
        dialog.check(paths)


def take_scans(window: QWidget, context: Context, paths: Sequence[Path]) -> QDialog:
    """Read scanned papers and ask where each page goes."""
    dialog = ScanDialog(window, context, context.choice.topic_id)
    dialog.open()
    dialog.look(paths)
    return dialog


def take_files(window: QWidget, context: Context, paths: Sequence[Path]) -> None:
    """Tell scans from other PDF files; the others are checked once the scans are done with."""
    run_job(
        window,
        context.tasks,
        tr("Đang xem tệp…"),
        work=lambda _desk, job: sort_dropped(paths, job=job),
        then=partial(_on_sorted, window, context),
        failed=lambda _stopped: None,
    )


def _on_sorted(window: QWidget, context: Context, found: Dropped) -> None:
    if not found.scans:
        verify(window, context, found.others)
        return
    dialog = take_scans(window, context, found.scans)
    if found.others:
        dialog.finished.connect(lambda _result: verify(window, context, found.others))
