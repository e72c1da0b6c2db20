"""The form that a bug ends in, with a report free of names: no locals, values or messages."""

import platform
import traceback
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from studycompanion import __version__
from studycompanion.errors import EnvironmentProblem
from studycompanion.ui.dialogs import say_error, tell_where
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.words import program_name, tr


def report(error: BaseException) -> str:
    """Versions, the kinds of the errors and where they arose; nothing that a user typed."""
    lines = [
        f"Study Companion {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines += [f"{type(seen).__module__}.{type(seen).__qualname__}", *_places(seen)]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_short(f.filename)}:{f.lineno} {f.name}" for f in frames]


def _short(file_name: str) -> str:
    """The path from the package on; a home folder may hold a name."""
    parts = Path(file_name).parts
    start = max((i for i, part in enumerate(parts) if part == "studycompanion"), default=-1)
    return "/".join(parts[start:] if start >= 0 else parts[-1:])


class CrashForm(QDialog):
    """Says that something went wrong, that nothing saved is lost, and offers the report."""

    def __init__(self, text: str) -> None:
        # Nobody's child: a window that goes must not take the word on a bug with it.
        super().__init__()
        self.setWindowTitle(program_name())
        self.setModal(True)
        self.text = QPlainTextEdit(text, readOnly=True)
        self.text.setAccessibleName(tr("Báo cáo lỗi"))
        self.text.setMinimumSize(current().px(560), current().px(200))
        close = button(tr("Đóng"), self.reject, kind="primary")
        whole = column(
            label(tr("Chương trình gặp lỗi ngoài dự kiến"), "section"),
            label(
                tr(
                    "Những gì đã ghi vẫn còn nguyên. Hãy gửi báo cáo dưới đây cho người hỗ trợ; "
                    "báo cáo không chứa tên người hay nội dung đã nhập."
                )
            ),
            self.text,
            spacing=SPACE.medium,
        )
        copy = button(tr("Sao chép"), self._copy, icon_name="copy")
        save = button(tr("Lưu thành tệp…"), self._save, icon_name="save")
        whole.addLayout(row(copy, save, None, close))
        room = current().px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)
        close.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _save(self) -> None:
        choose_new_file(self, tr("Lưu báo cáo lỗi"), name="bao-cao-loi.txt", then=self.write_to)

    def write_to(self, path: Path) -> None:
        """Write the report as a text file; a folder that takes none is said in a sentence."""
        try:
            path.write_text(self.text.toPlainText(), "utf-8")
        except OSError as error:
            problem = EnvironmentProblem("folder_unwritable")
            problem.__cause__ = error
            say_error(self, problem)
        else:
            tell_where(self, tr("Đã lưu báo cáo lỗi vào tệp:"), path)
