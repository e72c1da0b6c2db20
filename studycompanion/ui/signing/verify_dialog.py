"""What the signatures of files are worth: a level, what is the matter, and one advice."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studycompanion.domain.signing import Level, Problem, SignatureFound
from studycompanion.domain.work import Job
from studycompanion.errors import CodedError
from studycompanion.messages import say, word
from studycompanion.services import verifying
from studycompanion.services.desk import Desk
from studycompanion.services.verifying import RecordMatch, Verdict
from studycompanion.ui.announcing import announce
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.models.records import Cell
from studycompanion.ui.progress import run_job
from studycompanion.ui.signing.trust_dialog import TrustDialog
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import Card, button, column, label, row
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.split import ScrollColumn
from studycompanion.ui.words import tr

_WIDTH, _HEIGHT = 820, 560
_TONES = {
    Level.GOOD: (Tone.GOOD, "done"),
    Level.DOUBTFUL: (Tone.CAUTION, "question"),
    Level.BAD: (Tone.BAD, "warning"),
}


class VerifyDialog(ListSheet):
    """A card for each file; files can be dropped here too."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Kiểm tra chữ ký số"), width=_WIDTH, height=_HEIGHT)
        self.context = context
        self._paths: tuple[Path, ...] = ()
        self.verdicts: tuple[Verdict, ...] = ()
        self.hint = label(
            tr("Chọn tệp PDF, hoặc kéo tệp thả vào cửa sổ chương trình. Không cần mạng."), "muted"
        )
        self._cards = column(spacing=SPACE.medium)
        self._lay_out()

    def _lay_out(self) -> None:
        self.choose = button(tr("Chọn tệp PDF…"), self._on_choose, icon_name="folder")
        self.trust = button(tr("Chứng thư tin cậy…"), self._on_trust)
        self.close_button = button(tr("Đóng"), self.accept, kind="primary")
        sheet = QWidget()
        sheet.setLayout(self._cards)
        area = ScrollColumn()
        area.setWidgetResizable(True)
        area.setWidget(sheet)
        area.setAccessibleName(self.windowTitle())
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)
        buttons = row(self.choose, self.trust, None, self.close_button)
        self.lay_out(self.hint, area, buttons, grows=area)
        self.close_button.setDefault(True)

    def check(self, paths: Sequence[Path]) -> None:
        """Check files and show what was found."""
        self._paths = tuple(paths)
        asked = self._paths

        def work(desk: Desk, job: Job) -> tuple[Verdict, ...]:
            return verifying.verify(desk, asked, job=job)

        run_job(
            self,
            self.context.tasks,
            tr("Đang kiểm tra chữ ký…"),
            work=work,
            then=self.show_verdicts,
            failed=self._on_failed,
        )

    def show_verdicts(self, verdicts: tuple[Verdict, ...]) -> None:
        """Show a card for each file."""
        self.verdicts = verdicts
        self._clear()
        for verdict in verdicts:
            self._cards.addWidget(VerdictCard(verdict))
        self._cards.addStretch(1)
        said = ". ".join(f"{one.path.name}: {one.headline}" for one in verdicts)
        announce(self, said, is_urgent=any(v.checked.level is Level.BAD for v in verdicts))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, CodedError):
            self._clear()
            self._cards.addWidget(label(say(error)))
            self._cards.addStretch(1)

    def _clear(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _on_choose(self) -> None:
        choose_file(
            self,
            tr("Chọn tệp PDF để kiểm tra"),
            folder="",
            kinds="PDF (*.pdf)",
            then=lambda path: self.check([path]),
        )

    def _on_trust(self) -> None:
        dialog = TrustDialog(self, self.context)
        dialog.finished.connect(self._check_again)
        dialog.open()

    def _check_again(self) -> None:
        if self._paths:
            self.check(self._paths)


class VerdictCard(Card):
    """One file: its level in colour, sign and words, then each signature."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        tone, icon = _TONES[verdict.checked.level]
        self.level = Sign(wraps=True)
        self.level.show_cell(Cell(verdict.headline, tone, icon))
        self.column.addWidget(label(verdict.path.name, "section"))
        self.column.addWidget(self.level)
        signatures = verdict.checked.signatures
        is_told = any(one.problem is verdict.checked.worst for one in signatures)
        if not is_told and verdict.checked.worst is not Problem.NOT_SIGNED:
            self.column.addWidget(label(verdict.matter))
        if verdict.record is not RecordMatch.UNKNOWN:
            self.column.addWidget(label(word("record_match", verdict.record.value)))
        if verdict.standing:
            self.column.addWidget(label(verdict.standing))
        for one in signatures:
            self.column.addLayout(_signature(one))
        if verdict.advice:
            self.column.addWidget(label(tr("Nên làm: {advice}", advice=verdict.advice), "field"))


def _signature(one: SignatureFound) -> QVBoxLayout:
    who = ", ".join(filter(None, (one.signer, one.post, one.organisation)))
    name = label(who or tr("Không rõ người ký"), "field")
    lines = [label(sentence) for sentence in verifying.sentences(one)]
    return column(name, *lines, spacing=SPACE.hair)
