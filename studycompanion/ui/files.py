"""Choosing files and folders, with Vietnamese words where the system has no dialog of its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from studycompanion.ui.sample import name_of_file
from studycompanion.ui.words import tr


def choose_file(
    parent: QWidget, title: str, *, folder: str, kinds: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Choose a file to read; ``kinds`` is a filter such as ``Excel (*.xlsx *.xls *.csv)``."""
    chooser = _chooser(parent, title, folder)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.setNameFilter(kinds)
    return _opened(chooser, then)


def choose_folder(
    parent: QWidget, title: str, *, folder: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Choose the folder that files go to."""
    chooser = _chooser(parent, title, folder)
    chooser.setFileMode(QFileDialog.FileMode.Directory)
    chooser.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(chooser, then)


def choose_new_file(
    parent: QWidget, title: str, *, name: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Choose where to save a file called ``name``."""
    chooser = _chooser(parent, title, "")
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.selectFile(name_of_file(parent, name))
    return _opened(chooser, then)


def _chooser(parent: QWidget, title: str, folder: str) -> QFileDialog:
    chooser = QFileDialog(parent, title, folder if Path(folder).is_dir() else str(Path.home()))
    for part, text in (
        (QFileDialog.DialogLabel.LookIn, tr("Trong:")),
        (QFileDialog.DialogLabel.FileName, tr("Tên:")),
        (QFileDialog.DialogLabel.FileType, tr("Loại tệp:")),
        (QFileDialog.DialogLabel.Accept, tr("Chọn")),
        (QFileDialog.DialogLabel.Reject, tr("Hủy")),
    ):
        chooser.setLabelText(part, text)
    return chooser


def _opened(chooser: QFileDialog, then: Callable[[Path], object]) -> QFileDialog:
    chooser.fileSelected.connect(lambda path: then(Path(path)))
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()
    return chooser
