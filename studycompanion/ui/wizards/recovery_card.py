"""The recovery key, shown with all that one needs to put it away."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.errors import EnvironmentProblem
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, button, column, label, row
from studycompanion.ui.wizards.recovery_paper import lines_of, print_sheet, write_pdf
from studycompanion.ui.words import tr


class RecoveryCard(QWidget):
    """Print, save or copy the key; ``kept`` is the box that says that it is put away."""

    refused = Signal(object)
    """The key could not be written where it was to go."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        shown = label(lines_of(key), "title", wraps=False)
        shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(tr("Khóa khôi phục: {key}", key=key))
        card = Card()
        card.column.addWidget(shown)
        self.said = label("", "muted")
        self.said.hide()
        self.printing = button(tr("In ra giấy…"), self._print, icon_name="paper")
        self.save = button(tr("Lưu thành PDF…"), self._save, icon_name="save")
        self.copy = button(tr("Sao chép"), self._copy, icon_name="copy")
        for made in (self.printing, self.save, self.copy):
            made.setAutoDefault(True)
        self.kept = QCheckBox(tr("Tôi đã cất khóa này"))
        whole = column(card, spacing=SPACE.medium)
        whole.addLayout(row(self.printing, self.save, self.copy, None))
        whole.addWidget(self.said)
        whole.addWidget(self.kept, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(whole)

    def write_to(self, path: Path) -> None:
        """Write the key as a PDF that says what it is."""
        try:
            write_pdf(self.key, path)
        except EnvironmentProblem as problem:
            self.refused.emit(problem)
        else:
            self._say(tr("Đã lưu {name}.", name=path.name))

    def _print(self) -> None:
        print_sheet(self, self.key, then=self._on_printed)

    def _on_printed(self) -> None:
        self._say(tr("Đã gửi máy in."))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key)
        self._say(tr("Đã chép."))

    def _save(self) -> None:
        choose_new_file(
            self, tr("Lưu khóa khôi phục"), name="khoa-khoi-phuc.pdf", then=self._write_pdf_to
        )

    def _write_pdf_to(self, path: Path) -> None:
        self.write_to(path if path.suffix else path.with_suffix(".pdf"))
