"""Whom a topic calls: one of four choices, and for the last the people themselves."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studycompanion.domain.study import Audience
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services.members import MemberLine
from studycompanion.ui.pages.topics.people_picker import PeoplePicker
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.words import tr


def audience_words(audience: Audience) -> str:
    """What an audience is called."""
    return {
        Audience.ALL: tr("Tất cả đảng viên"),
        Audience.OFFICIAL: tr("Đảng viên chính thức"),
        Audience.COMMITTEE: tr("Cấp ủy viên"),
        Audience.CHOSEN: tr("Những người được chọn"),
    }[audience]


class AudienceFields(QWidget):
    """Only they are called to sessions and owe reviews, plans and forms."""

    def __init__(
        self, people: Sequence[MemberLine], audience: Audience, called: frozenset[str]
    ) -> None:
        super().__init__()
        self._people, self.called = people, called
        self.box = ChoiceBox(tr("Ai học"))
        self.box.setMaximumWidth(16777215)
        self.box.fill([(one.value, audience_words(one)) for one in Audience], audience.value)
        self.box.picked.connect(self._on_picked)
        self.choose = button("", self.open_picker)
        line = row(self.box, self.choose)
        line.setStretch(0, 1)
        whole = column(label(tr("Ai học"), "field"), spacing=SPACE.hair)
        whole.addLayout(line)
        self.setLayout(whole)
        self._show()

    @property
    def audience(self) -> Audience:
        """The choice."""
        return Audience(self.box.chosen)

    def open_picker(self) -> None:
        """Let the people be chosen."""
        picker = PeoplePicker(self, self._people, self.called)
        picker.agreed.connect(self._on_agreed)
        picker.open()

    def _on_picked(self, _key: str) -> None:
        self._show()
        if self.audience is Audience.CHOSEN and not self.called:
            self.open_picker()

    def _on_agreed(self, called: frozenset[str]) -> None:
        self.called = called
        self._show()

    def _show(self) -> None:
        count = group_thousands(len(self.called))
        self.choose.setText(tr("Chọn người… ({count})", count=count))
        self.choose.setVisible(self.audience is Audience.CHOSEN)
