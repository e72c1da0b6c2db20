"""What can be said of letters of old fonts, of a sheet, and of a column."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.roster import OldLetters
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.domain.vietnamese.legacy import Encoding
from studycompanion.messages import word
from studycompanion.services import rosters
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.pages.members.importing.list_page import Line, LinePanel
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_WIDE = 16777215


class LettersPanel(LinePanel):
    """A column before and after decoding, to be agreed to or left as it is."""

    def __init__(self, draft: ImportDraft, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._draft, self._go_on = draft, go_on
        self._one: OldLetters | None = None
        self._what, self._before, self._after = label(), label(), label()
        self.right = button(tr("Đúng"), self._agree)
        self.keep = button(tr("Giữ nguyên"), self._keep)
        self.all_right = button("", self._agree_to_all)
        self.column.addWidget(self._what)
        for caption, words in ((tr("Trong tệp"), self._before), (tr("Đọc thành"), self._after)):
            self.column.addLayout(column(label(caption, "field"), words, spacing=SPACE.hair))
        self.column.addWidget(TurningRow(self.right, self.keep, self.all_right, stretch=-1))

    def show_line(self, line: Line) -> None:
        """Show the first values of the column."""
        super().show_line(line)
        one: OldLetters = line.what
        self._one = one
        name = word("roster_encodings", one.encoding.value)
        self._what.setText(tr("Có vẻ gõ bằng {name}. Chữ đọc lại có đúng không?", name=name))
        self._before.setText("\n".join(one.before))
        self._after.setText("\n".join(one.after))
        count = self._draft.undecided
        self.all_right.setText(tr("Đúng cả {n} cột", n=count))
        self.all_right.setVisible(count > 1)

    def first_place(self) -> QWidget:
        """The answer that mostly fits."""
        return self.right

    def _agree(self) -> None:
        if self._one is not None:
            self._decide(self._one.encoding)

    def _keep(self) -> None:
        self._decide(Encoding.UNICODE)

    def _decide(self, encoding: Encoding) -> None:
        one = self._one
        if one is not None:
            self._go_on()
            place = (one.sheet, one.column)
            self._draft.ask(lambda desk, seen: rosters.recode(desk, seen, {place: encoding}))

    def _agree_to_all(self) -> None:
        waiting = {
            (one.sheet, one.column): one.encoding
            for one in self._draft.preview.old_letters
            if not one.is_decided
        }
        self._draft.ask(lambda desk, seen: rosters.recode(desk, seen, waiting))


class SheetPanel(LinePanel):
    """Whether a sheet is read."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._name = ""
        self._people = label()
        self.turn = button("", self._turn)
        self.column.addWidget(self._people)
        self.column.addWidget(TurningRow(self.turn, QWidget(), stretch=1))

    def show_line(self, line: Line) -> None:
        """Show a sheet; the last one that is read stays."""
        super().show_line(line)
        self._name = line.what.name
        self._people.setText(
            tr("Có {n} đồng chí trong trang này.", n=group_thousands(line.what.people))
        )
        is_chosen = line.what.is_chosen
        self.turn.setText(tr("Không đọc trang này") if is_chosen else tr("Đọc trang này"))
        self.turn.setEnabled(not is_chosen or len(self._chosen()) > 1)

    def first_place(self) -> QWidget:
        """The one button."""
        return self.turn

    def _chosen(self) -> list[str]:
        return [sheet.name for sheet in self._draft.preview.sheets if sheet.is_chosen]

    def _turn(self) -> None:
        chosen, name = self._chosen(), self._name
        wanted = [one for one in chosen if one != name] if name in chosen else [*chosen, name]
        self._draft.ask(lambda desk, seen: rosters.choose_sheets(desk, seen, wanted))


class ColumnPanel(LinePanel):
    """What a column is read as."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._shape = self._letter = ""
        self._samples, self._why = label(), label(kind="muted")
        self.field = ChoiceBox(tr("Đọc cột này thành"))
        self.field.setMaximumWidth(_WIDE)
        self.field.fill(
            [("", tr("Không đọc")), *((f.value, word("roster_fields", f)) for f in rosters.FIELDS)]
        )
        self.field.picked.connect(self._on_picked)
        self._caption = label(tr("Đọc cột này thành"), "field")
        self.column.addLayout(column(self._caption, self.field, spacing=SPACE.hair))
        self._heard = label(tr("Ví dụ trong tệp"), "field")
        self.column.addLayout(column(self._heard, self._samples, spacing=SPACE.hair))
        self.column.addWidget(self._why)
        self._why.setText(tr("Cột loại này (dân tộc, tôn giáo, căn cước) không được lưu."))

    def show_line(self, line: Line) -> None:
        """Show a column; what may not be kept cannot be chosen."""
        super().show_line(line)
        self._shape, use = line.what
        self._letter = use.letter
        self.field.choose(str(use.field))
        for part in (self.field, self._caption):
            part.setVisible(not use.is_withheld)
        self._samples.setText("\n".join(use.samples))
        for part in (self._heard, self._samples):
            part.setVisible(bool(use.samples))
        self._why.setVisible(use.is_withheld)

    def first_place(self) -> QWidget | None:
        """The choice."""
        return None if self.field.isHidden() else self.field

    def _on_picked(self, code: str) -> None:
        shape, letter = self._shape, self._letter
        self._draft.ask(lambda desk, seen: rosters.remap(desk, seen, shape, {letter: code}))
