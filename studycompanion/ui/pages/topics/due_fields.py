"""The four due dates of a topic: one choice fills them, each can be changed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from studycompanion.domain.due import PAPERS, DuePreset
from studycompanion.domain.study import Topic
from studycompanion.domain.vietnamese import display_date
from studycompanion.services import due
from studycompanion.ui.reading import whole_day
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class DueFields(QWidget):
    """Dates as they are typed everywhere, day/month/year; an empty one sets no date."""

    def __init__(
        self, presets: Sequence[DuePreset], *, session_on: date, year: Callable[[], int]
    ) -> None:
        super().__init__()
        self._presets, self._session_on, self._year = presets, session_on, year
        self.preset = ChoiceBox(tr("Thời hạn"))
        self.preset.setMaximumWidth(16777215)
        names = [(str(place), preset.name) for place, preset in enumerate(presets)]
        self.preset.fill([("", tr("Tự ghi từng ngày")), *names])
        self.preset.picked.connect(self._on_preset)
        self.fields = {f"due_{paper}": LineField(words) for paper, words in _names().items()}
        for field in self.fields.values():
            field.edit.setPlaceholderText(tr("ngày/tháng/năm"))
        day = display_date(session_on)
        self.note = label(tr("Số ngày tính từ buổi học {day}.", day=day), "muted")
        whole = column(
            label(tr("Thời hạn (nếu có)"), "field"), self.preset, self.note, spacing=SPACE.hair
        )
        whole.addSpacing(current().px(SPACE.hair))
        whole.addLayout(row(*self.fields.values(), spacing=SPACE.medium))
        self.setLayout(whole)

    def show_topic(self, topic: Topic) -> None:
        """Show the dates that a topic has."""
        for name, field in self.fields.items():
            day = getattr(topic, name)
            field.show_text(display_date(day) if day else "")

    def dates(self) -> dict[str, date | None]:
        """The fields of a ``Topic``; raises ``UserError("date_unreadable")``."""
        return {name: whole_day(field.text) for name, field in self.fields.items()}

    def _on_preset(self, place: str) -> None:
        if not place:
            return
        chosen = self._presets[int(place)]
        dates = due.dates(chosen, session_on=self._session_on, year=self._year())
        for name, day in dates.items():
            self.fields[name].edit.setText(display_date(day))


def _names() -> dict[str, str]:
    words = (tr("Hạn báo cáo"), tr("Hạn bản tự soi"), tr("Hạn kế hoạch"), tr("Hạn bản cam kết"))
    return dict(zip(PAPERS, words, strict=True))
