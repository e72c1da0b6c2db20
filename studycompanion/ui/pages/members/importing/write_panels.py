"""What will be written of one person, and what became of one who is not in the file."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.people import StatusKind
from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import CodedError
from studycompanion.messages import say, word
from studycompanion.services import rosters
from studycompanion.services.roster_preview import Action, MissingMember, RosterLine
from studycompanion.ui.pages.members.importing.draft import ImportDraft
from studycompanion.ui.pages.members.importing.list_page import Line, LinePanel
from studycompanion.ui.pages.members.importing.telling import differences, facts
from studycompanion.ui.reading import whole_day
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_WIDE = 16777215
_LEAVING = (
    StatusKind.TRANSFERRED,
    StatusKind.DECEASED,
    StatusKind.EXEMPT,
    StatusKind.EXCUSED_FOR_NOW,
    StatusKind.SUSPENDED,
    StatusKind.STRUCK_OFF,
    StatusKind.EXPELLED,
)


class PersonPanel(LinePanel):
    """What changes, old and new; of a new person everything that the file says."""

    def __init__(self) -> None:
        super().__init__()
        self._what, self._lines = label(kind="field"), label()
        self.column.addLayout(column(self._what, self._lines, spacing=SPACE.small))

    def show_line(self, line: Line) -> None:
        """Show a person of the file."""
        super().show_line(line)
        told: RosterLine = line.what
        self._what.setText(
            {
                Action.NEW: tr("Sẽ ghi mới"),
                Action.CHANGED: tr("Sẽ sửa (đang có → trong tệp)"),
                Action.UNCHANGED: tr("Đã có trong danh sách, giữ nguyên"),
            }[told.action]
        )
        lines = differences(told) if told.action is Action.CHANGED else facts(told.person)
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))


class MissingPanel(LinePanel):
    """Left alone unless the user says what became of the person, and when."""

    def __init__(self, draft: ImportDraft) -> None:
        super().__init__()
        self._draft = draft
        self._one: MissingMember | None = None
        self._now = label()
        self.choice = ChoiceBox(tr("Đồng chí này"))
        self.choice.setMaximumWidth(_WIDE)
        self.choice.fill(
            [("", tr("Để nguyên")), *((k.value, word("statuses", k.value)) for k in _LEAVING)]
        )
        self.on = LineField(tr("Từ ngày"), tr("ngày/tháng/năm"))
        self.on.show_text(display_date(draft.context.today))
        self.choice.picked.connect(self._tell)
        self.on.left.connect(self._tell)
        self.column.addWidget(self._now)
        caption = label(tr("Đồng chí này"), "field")
        self.column.addLayout(column(caption, self.choice, spacing=SPACE.hair))
        self.column.addWidget(self.on)
        self.column.addWidget(label(tr("Không ai bị bỏ khỏi danh sách khi nhập."), "muted"))

    def show_line(self, line: Line) -> None:
        """Show a missing member."""
        super().show_line(line)
        one: MissingMember = line.what
        self._one = one
        facts_known = (one.birth, one.cell_name, word("statuses", one.status.value))
        known = ", ".join(part for part in facts_known if part)
        self._now.setText(tr("Không có trong tệp. Đang có: {known}.", known=known))
        self.choice.choose(one.leaves_as.value if one.leaves_as else "")
        day = one.leaves_on or self._draft.context.today
        self.on.show_text(display_date(day))

    def first_place(self) -> QWidget:
        """The choice."""
        return self.choice

    def _tell(self, _text: str) -> None:
        one, code = self._one, self.choice.chosen
        if one is None:
            return
        try:
            day = whole_day(self.on.text)
        except CodedError as error:
            self.on.show_problem(say(error))
            return
        kind, on = StatusKind(code) if code else None, day or self._draft.context.today
        self._draft.ask(lambda desk, seen: rosters.leave(desk, seen, one.member_id, kind, on=on))
