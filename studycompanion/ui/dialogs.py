"""The one place that says something to the user and asks yes or no, without waiting inside."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.ui.announcing import announce
from studycompanion.ui.icons import picture
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.words import program_name, tr

_ICONS = {Tone.BAD: "warning", Tone.INFO: "question", Tone.GOOD: "done"}


class Message(QDialog):
    """A calm sentence with an icon; the first button is the one that Enter presses."""

    def __init__(self, parent: QWidget | None, sentence: str, *, tone: Tone) -> None:
        super().__init__(parent)
        self.setWindowTitle(program_name())
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(sentence)
        theme = current()
        sign = label(wraps=False)
        sign.setPixmap(picture(_ICONS[tone], theme.colours.tones[tone].ink, theme.px(32)))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = label(sentence)
        words.setMinimumWidth(theme.px(380))
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence = words
        body = row(sign, spacing=SPACE.large)
        self.texts = column(words)
        body.addLayout(self.texts, 1)
        self._buttons = row(None)
        whole = column(spacing=SPACE.large)
        whole.addLayout(body)
        whole.addLayout(self._buttons)
        room = theme.px(SPACE.large)
        whole.setContentsMargins(room, room, room, room)
        self.setLayout(whole)

    def add_detail(self, text: str) -> None:
        """A further paragraph under the sentence."""
        self.texts.addWidget(label(text, "muted"))

    def add_button(
        self, text: str, pressed: Callable[[], object], *, kind: str = "normal"
    ) -> QPushButton:
        """A button that runs ``pressed``; the first added is the default."""
        made = button(text, pressed, kind=kind)
        is_first = self._buttons.count() == 1
        self._buttons.addWidget(made)
        if is_first:
            made.setDefault(True)
            made.setFocus()
        return made


def tell(parent: QWidget | None, sentence: str, *, detail: str = "") -> Message:
    """Say that something went well."""
    message = Message(parent, sentence, tone=Tone.GOOD)
    if detail:
        message.add_detail(detail)
    message.add_button(tr("Đóng"), message.accept)
    message.open()
    return message


def tell_where(parent: QWidget | None, sentence: str, path: Path) -> Message:
    """Say what is ready and where: a file or folder, with a button that opens the folder."""
    message = Message(parent, sentence, tone=Tone.GOOD)
    message.add_detail(str(path))
    folder = str(path if path.is_dir() else path.parent)
    message.add_button(tr("Mở thư mục"), lambda: open_folder(folder, message), kind="primary")
    message.add_button(tr("Đóng"), message.accept)
    message.open()
    return message


def warn(parent: QWidget | None, sentence: str) -> Message:
    """Say what went wrong and what to do."""
    message = Message(parent, sentence, tone=Tone.BAD)
    message.add_button(tr("Đóng"), message.accept, kind="primary")
    message.open()
    announce(message, sentence, is_urgent=True)
    return message


def say_error(parent: QWidget | None, error: CodedError) -> Message:
    """Say an expected error in the words of the catalogue."""
    return warn(parent, say(error))


def ask(parent: QWidget | None, question: str, yes: str, *, then: Callable[[], object]) -> Message:
    """Ask; ``then`` runs after ``yes``, nothing after "Hủy"."""
    message = Message(parent, question, tone=Tone.INFO)
    message.add_button(yes, message.accept, kind="primary")
    message.add_button(tr("Hủy"), message.reject)
    message.accepted.connect(then)
    message.open()
    return message


def open_folder(path: str, parent: QWidget | None = None) -> None:
    """Show a folder in the system's file manager; where none answers, say where it is."""
    if not _can_open() or not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
        _say_path(parent, path)


def _can_open() -> bool:
    """Linux opens folders by another program; without it Qt only believes that it did."""
    return not sys.platform.startswith("linux") or shutil.which("xdg-open") is not None


def _say_path(parent: QWidget | None, path: str) -> None:
    sentence = tr("Máy này chưa mở được thư mục từ đây. Hãy mở bằng trình quản lý tệp:")
    message = Message(parent, sentence, tone=Tone.INFO)
    message.add_detail(path)
    message.add_button(
        tr("Chép đường dẫn"), lambda: QGuiApplication.clipboard().setText(path), kind="primary"
    )
    message.add_button(tr("Đóng"), message.accept)
    message.open()
