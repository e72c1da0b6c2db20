"""Choosing files and folders, with Vietnamese words where the system has no dialog of its own."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo, QUrl
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


def choose_files(
    parent: QWidget,
    title: str,
    *,
    folder: str,
    then: Callable[[list[Path]], object],
    kinds: str = "",
) -> QFileDialog:
    """Choose files to read, of any kind or those of a filter."""
    chooser = _chooser(parent, title, folder)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
    if kinds:
        chooser.setNameFilter(kinds)
    chooser.filesSelected.connect(lambda paths: then([Path(path) for path in paths]))
    return _shown(chooser)


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
    places = usual_places()
    known = folder if folder and Path(folder).is_dir() else str(places[0])
    chooser = QFileDialog(parent, title, known)
    chooser.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in (*places, *sticks())])
    for part, text in (
        (QFileDialog.DialogLabel.LookIn, tr("Trong:")),
        (QFileDialog.DialogLabel.FileName, tr("Tên:")),
        (QFileDialog.DialogLabel.FileType, tr("Loại tệp:")),
        (QFileDialog.DialogLabel.Accept, tr("Chọn")),
        (QFileDialog.DialogLabel.Reject, tr("Hủy")),
    ):
        chooser.setLabelText(part, text)
    return chooser


def usual_places() -> tuple[Path, ...]:
    """The desktop, the documents and the home folder, as far as they are there."""
    kinds = QStandardPaths.StandardLocation
    wanted = (kinds.DesktopLocation, kinds.DocumentsLocation, kinds.HomeLocation)
    named = [Path(QStandardPaths.writableLocation(kind)) for kind in wanted]
    found = [place for place in dict.fromkeys(named) if place.is_dir()]
    return tuple(found) or (Path.home(),)


def sticks() -> tuple[Path, ...]:
    """Where USB sticks and other drives that people use are mounted."""
    roots = [Path(v.rootPath()) for v in QStorageInfo.mountedVolumes() if v.isReady()]
    own = Path(QStorageInfo.root().rootPath())
    return tuple(root for root in roots if root != own and _is_a_stick(root))


def _is_a_stick(root: Path) -> bool:
    """Drives have letters on Windows; elsewhere they are mounted below a folder for media."""
    if root.drive:
        return True
    return any(root.is_relative_to(media) for media in ("/media", "/run/media", "/Volumes"))


def _opened(chooser: QFileDialog, then: Callable[[Path], object]) -> QFileDialog:
    chooser.fileSelected.connect(lambda path: then(Path(path)))
    return _shown(chooser)


def _shown(chooser: QFileDialog) -> QFileDialog:
    chooser.finished.connect(chooser.deleteLater)
    chooser.open()
    return chooser
