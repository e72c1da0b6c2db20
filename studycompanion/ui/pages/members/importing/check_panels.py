"""A doubtful value with a field to mend it; two people side by side with who they are."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from studycompanion.domain.roster import RosterProblem
from studycompanion.messages import word
from studycompanion.services import members, rosters
from studycompanion.services.members import MemberCard
from studycompanion.services.roster_preview import Candidate, Choice, RosterDoubt, Who
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.pages.members.importing.list_page import Line, LinePanel
from studycompanion.ui.pages.members.importing.telling import candidate_lines, person_lines
from studycompanion.ui.pages.members.importing.who import card_lines
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_WIDE = 16777215


class ProblemPanel(LinePanel):
    """What stands in the file, why it is doubtful, and what shall stand there instead."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._problem: RosterProblem | None = None
        self._value, self._why = label(), label()
        self.text = LineField(tr("Ghi là"))
        self.text.edit.installEventFilter(self)
        self.mend = button(tr("Sửa"), self._mend)
        self._mending = QWidget()
        self._mending.setLayout(
            column(self.text, TurningRow(self.mend, QWidget(), stretch=1), spacing=SPACE.small)
        )
        self.column.addLayout(
            column(label(tr("Trong tệp"), "field"), self._value, spacing=SPACE.hair)
        )
        self.column.addLayout(column(label(tr("Vì sao"), "field"), self._why, spacing=SPACE.hair))
        self.column.addWidget(self._mending)

    def show_line(self, line: Line) -> None:
        """Show a doubtful value; the mended one stands in the field."""
        super().show_line(line)
        problem: RosterProblem = line.what
        self._problem = problem
        name = f"{line.texts[0]}: " if line.texts[0] and problem.value != line.texts[0] else ""
        self._value.setText(f"{name}{problem.value or tr('(để trống)')}")
        level = word("roster_levels", problem.level)
        self._why.setText(f"{word('roster_problems', problem.code)}. {level}.")
        self._mending.setVisible(bool(problem.field))
        self.text.edit.setText(problem.proposal or problem.value)

    def first_place(self) -> QWidget | None:
        """The field, where the value can be mended."""
        return self.text.edit if self._problem and self._problem.field else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the field mends, and does not go on to the next page."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_press = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in keys:
            self._mend()
            return True
        return super().eventFilter(watched, event)

    def _mend(self) -> None:
        problem, text = self._problem, self.text.text
        if problem is not None:
            self._draft.ask(
                lambda desk, seen: rosters.mend(
                    desk, seen, problem.sheet, problem.row, field=problem.field, text=text
                )
            )


class DoubtPanel(LinePanel):
    """A line of the file beside somebody who may be the same person, and who it is."""

    def __init__(self, draft: ImportDraft, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._draft, self._go_on = draft, go_on
        self._doubt: RosterDoubt | None = None
        self._why, self._stands = label(), label(kind="muted")
        self.candidates = ChoiceBox(tr("Người có thể trùng"))
        self.candidates.setMaximumWidth(_WIDE)
        self.candidates.picked.connect(self._on_candidate)
        self._mine, self._other = label(), label()
        self._other_caption = label(kind="field")
        self._mine_caption = label(tr("Trong tệp"), "field")
        self.same = button("", self._same)
        self.apart = button("", self._apart)
        self.skip = button("", self._skip)
        for made, choice in (
            (self.same, Choice.SAME),
            (self.apart, Choice.APART),
            (self.skip, Choice.SKIP),
        ):
            made.setText(word("roster_choices", choice))
        self.column.addWidget(self._why)
        self.column.addWidget(self.candidates)
        self.column.addLayout(self._side_by_side())
        self.column.addWidget(self._stands)
        self.column.addWidget(TurningRow(self.same, self.apart, self.skip, stretch=-1))

    def _side_by_side(self) -> QGridLayout:
        both = QGridLayout()
        both.setHorizontalSpacing(current().px(SPACE.medium))
        both.setVerticalSpacing(current().px(SPACE.hair))
        captions = (self._mine_caption, self._other_caption)
        for place, (caption, words) in enumerate(
            zip(captions, (self._mine, self._other), strict=True)
        ):
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            both.addWidget(caption, 0, place)
            both.addWidget(words, 1, place)
            both.setColumnStretch(place, 1)
        return both

    def show_line(self, line: Line) -> None:
        """Show both people."""
        super().show_line(line)
        doubt: RosterDoubt = line.what
        self._doubt = doubt
        self._why.setText(f"{word('roster_doubts', doubt.why)}.")
        self._mine.setText("\n".join(person_lines(doubt.person)))
        chosen = doubt.who.ref or None
        self.candidates.fill([(c.ref, _short(c)) for c in doubt.candidates], chosen or "")
        self.candidates.setVisible(len(doubt.candidates) > 1)
        words = word("roster_choices", doubt.who.choice)
        self._stands.setText(tr("Khi nhập: {choice}.", choice=words))
        self._show_candidate()

    def first_place(self) -> QWidget:
        """The first answer."""
        return self.same

    def _candidate(self) -> Candidate | None:
        known = self._doubt.candidates if self._doubt else ()
        return next((c for c in known if c.ref == self.candidates.chosen), None)

    def _on_candidate(self, _ref: str) -> None:
        self._show_candidate()

    def _show_candidate(self) -> None:
        one = self._candidate()
        self.same.setEnabled(one is not None)
        if one is None:
            return
        self._other_caption.setText(
            tr("Đã có trong danh sách") if one.is_stored else tr("Dòng khác trong tệp")
        )
        self._other.setText("\n".join(candidate_lines(one)))
        if one.is_stored:
            wanted = one.ref
            self._draft.context.tasks.read(
                lambda desk: members.member_card(desk, wanted), self._on_card, key=self
            )

    def _on_card(self, card: MemberCard) -> None:
        one = self._candidate()
        if one is not None and card.member.id == one.ref:
            self._other.setText("\n".join(candidate_lines(one, card_lines(card))))

    def _same(self) -> None:
        self._decide(Who(Choice.SAME, self.candidates.chosen))

    def _apart(self) -> None:
        self._decide(Who(Choice.APART))

    def _skip(self) -> None:
        self._decide(Who(Choice.SKIP))

    def _decide(self, who: Who) -> None:
        if self._doubt is not None:
            self._go_on()
            place = self._doubt.person.place
            self._draft.ask(lambda desk, seen: rosters.decide(desk, seen, place, who))


def _short(candidate: Candidate) -> str:
    parts = (candidate.full_name, candidate.birth, candidate.cell_name)
    return ", ".join(part for part in parts if part)
