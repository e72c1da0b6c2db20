"""First start as a short guided path: one question at a time, forwards and back by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.ui.inside import keep_inside
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TYPE, Tone
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.split import ScrollColumn
from studycompanion.ui.wizards.answers import Answers, Step
from studycompanion.ui.wizards.bodies_step import BodiesStep
from studycompanion.ui.wizards.file_step import FileStep
from studycompanion.ui.wizards.guard_step import GuardStep
from studycompanion.ui.wizards.key_step import KeyStep
from studycompanion.ui.wizards.look_step import LookStep
from studycompanion.ui.wizards.roster_step import RosterStep
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.wizards.way_step import WayStep
from studycompanion.ui.words import program_name, tr

_WIDTH, _HEIGHT, _FRAME = 780, 600, 48


class StartDialog(QDialog):
    """Shows the question of the answers' step; who owns it does what an answer asks for."""

    going_on = Signal()
    """The question in view is answered: ``go_on`` when everything that follows from it is done."""
    changed = Signal()
    scale_wanted = Signal(int)
    language_wanted = Signal(str)
    file_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, answers: Answers, *, today: date) -> None:
        super().__init__()
        self.answers, self._today = answers, today
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._shell: QWidget | None = None
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.build()

    @property
    def step(self) -> Step:
        """The question in view."""
        return Step(self.answers.step)

    def build(self) -> None:
        """Make everything anew, as after another text size; the question stays."""
        old, self._shell = self._shell, QWidget()
        self.setWindowTitle(program_name())
        # A window that stands does not follow the application's font under a style sheet.
        self.setFont(current().font(TYPE.body))
        self.progress = label(kind="muted", wraps=False)
        self.title, self.sentence = label(kind="title"), label(kind="muted")
        self._area = ScrollColumn()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self.problem = label()
        self.problem.setStyleSheet(f"color: {current().colours.tones[Tone.BAD].ink};")
        self.move_away = button(tr("Chọn thư mục khác…"), self.folder_wanted.emit)
        self.quit = button(tr("Thoát"), self.reject, kind="quiet")
        self.back = button(tr("Quay lại"), self.go_back)
        self.forward = button("", self._on_forward, kind="primary")
        for made in (self.move_away, self.quit, self.back):
            made.setAutoDefault(True)
        self._lay_out(self._shell)
        self._holder.addWidget(self._shell)
        self._shell.show()
        # Only inside the dialog does it become the one that Enter presses.
        self.forward.setDefault(True)
        if old is not None:
            old.hide()
            old.deleteLater()
        self._fix_size()
        self.show_step()

    def _lay_out(self, shell: QWidget) -> None:
        whole = column(self.progress, spacing=SPACE.medium)
        whole.addLayout(column(self.title, self.sentence, spacing=SPACE.hair))
        whole.addWidget(self._area, 1)
        whole.addLayout(_with_stretch(self.problem, self.move_away))
        whole.addLayout(row(self.quit, None, self.back, self.forward, spacing=SPACE.medium))
        room = current().px(SPACE.large + SPACE.hair)
        whole.setContentsMargins(room, room, room, room)
        shell.setLayout(whole)

    def _fix_size(self) -> None:
        """The same for every question, and never more than the screen has."""
        room, theme = self.screen().availableSize(), current()
        width = min(theme.wide(_WIDTH), room.width() - _FRAME)
        height = min(theme.wide(_HEIGHT), room.height() - _FRAME)
        self.setFixedSize(width, height)
        keep_inside(self)

    def show_step(self) -> None:
        """Show the question at which the answers stand."""
        self.page = self._made(self.step)
        self.page.changed.connect(self._on_changed)
        self._area.setWidget(self.page)
        self.page.setAutoFillBackground(False)
        self.title.setText(self.page.title)
        self.sentence.setText(self.page.sentence)
        self.hide_problem()
        self.show_progress()
        self.page.first_place().setFocus()
        QTimer.singleShot(0, self._show_holder)

    def _made(self, step: Step) -> StepPage:
        answers = self.answers
        if step is Step.LOOK:
            look = LookStep(answers)
            look.scale_wanted.connect(self.scale_wanted, Qt.ConnectionType.QueuedConnection)
            look.language_wanted.connect(self.language_wanted, Qt.ConnectionType.QueuedConnection)
            return look
        if step is Step.FILE:
            file = FileStep(answers)
            file.choosing.connect(self.file_wanted)
            return file
        if step is Step.KEY:
            key = KeyStep(answers)
            key.refused.connect(self.show_problem)
            return key
        if step is Step.BODIES:
            return BodiesStep(answers, today=self._today)
        plain = {Step.WAY: WayStep, Step.GUARD: GuardStep, Step.ROSTER: RosterStep}
        return plain[step](answers)

    def show_progress(self) -> None:
        """Which question of how many this is, and what the buttons do now."""
        steps = self.answers.steps
        number = steps.index(self.step) + 1
        words = tr("Bước {n}/{total}", n=number, total=len(steps))
        self.progress.setText(words)
        self.setAccessibleName(f"{words}. {self.page.title}")
        self.back.setVisible(number > 1)
        self.forward.setText(self.page.forward or tr("Tiếp tục"))

    def go_on(self) -> None:
        """Show the next question."""
        steps = self.answers.steps
        self._go_to(steps[min(steps.index(self.step) + 1, len(steps) - 1)])

    def go_back(self) -> None:
        """Show the question before; nothing that was answered is lost."""
        steps = self.answers.steps
        place = steps.index(self.step)
        if place and self.isEnabled():
            self._go_to(steps[place - 1])

    def _go_to(self, step: Step) -> None:
        self.answers.step = step
        self.show_step()
        self.changed.emit()

    def set_busy(self, doing: str = "") -> None:
        """Wait for what an answer asked for, saying what it is; "" when it is over."""
        self.setEnabled(not doing)
        if doing:
            self.hide_problem()
            self.progress.setText(doing)
        else:
            self.show_progress()
            self.page.first_place().setFocus()

    def show_problem(self, error: CodedError, *, may_move: bool = False) -> None:
        """Say what is wrong above the buttons; ``may_move`` offers another folder."""
        self.say_problem(say(error))
        self.move_away.setVisible(may_move)
        if isinstance(self.page, FileStep) and error.code == "wrong_password":
            self.page.ask_again()

    def say_problem(self, sentence: str) -> None:
        """Say a sentence above the buttons; nothing that was typed is lost."""
        self.problem.setText(sentence)
        self.problem.show()

    def hide_problem(self) -> None:
        """There is nothing to complain about any more."""
        self.problem.hide()
        self.move_away.hide()

    def reject(self) -> None:
        """Leave at once where nothing was answered, else after a question."""
        if self.step is Step.LOOK:
            super().reject()
            return
        from studycompanion.ui.dialogs import ask

        question = tr(
            "Thoát bây giờ? Chưa có dữ liệu nào được tạo. Lần sau mở lại sẽ tiếp tục từ đây; "
            "chỉ mật khẩu phải nhập lại."
        )
        ask(self, question, tr("Thoát"), then=self._leave)

    def _leave(self) -> None:
        super().reject()

    def _on_forward(self) -> None:
        self.hide_problem()
        sentence = self.page.missing()
        if not sentence:
            self.going_on.emit()
            return
        self.say_problem(sentence)
        QTimer.singleShot(0, self._show_holder)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self._show_holder()

    def _show_holder(self) -> None:
        """Scroll to whoever has the keyboard, with what belongs to it."""
        holder = QApplication.focusWidget()
        if holder is None or not self.page.isAncestorOf(holder):
            return
        around = holder.parentWidget()
        room = self._area.viewport().height()
        if around is not None and around is not self.page and around.height() < room:
            holder = around
        self._area.ensureWidgetVisible(holder, 0, current().px(SPACE.hair))

    def _on_changed(self) -> None:
        self.hide_problem()
        self.show_progress()
        self.changed.emit()


def _with_stretch(problem: QWidget, way_out: QWidget) -> QVBoxLayout:
    """A sentence and, under it, what helps."""
    made = column(problem, spacing=SPACE.small)
    made.addWidget(way_out, 0, Qt.AlignmentFlag.AlignLeft)
    return made
