"""Asks for a new session of a topic."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.study import StudySession
from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import UserError
from studycompanion.services import sessions
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import CellLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.reading import clock_time, whole_day
from studycompanion.ui.widgets.basics import column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr

_EVENING = "19:00"


class SessionDialog(FormDialog):
    """Day, hour and place; one cell or everyone where the file holds several cells."""

    def __init__(
        self, parent: QWidget, context: Context, topic_id: str, *, cells: tuple[CellLine, ...]
    ) -> None:
        super().__init__(parent, context, tr("Thêm buổi học"), step=tr("Thêm buổi học"))
        self._topic_id = topic_id
        self.day = LineField(tr("Ngày"), tr("ngày/tháng/năm"))
        self.day.show_text(display_date(context.today))
        self.hour = LineField(tr("Giờ"), tr("giờ:phút"))
        self.hour.show_text(_EVENING)
        self.place = LineField(tr("Nơi học"))
        self.cell = ChoiceBox(tr("Ai dự"))
        self.cell.setMaximumWidth(16777215)
        self.cell.fill([("", tr("Toàn thể đảng viên")), *((c.id, c.name) for c in cells)])
        self.fields.addLayout(row(self.day, self.hour))
        self.fields.addWidget(self.place)
        if len(cells) > 1:
            self.fields.addLayout(column(label(tr("Ai dự"), "field"), self.cell, spacing=4))
        self.day.setFocus()

    def work(self) -> Callable[[Desk], Done[StudySession]]:
        """The call that adds the session."""
        day = whole_day(self.day.text)
        if day is None:
            raise UserError("date_unreadable", typed="")
        at = clock_time(self.hour.text, day)
        topic_id, place = self._topic_id, self.place.text
        cell_id = self.cell.chosen or None
        return lambda desk: sessions.add_session(desk, topic_id, at, place=place, cell_id=cell_id)
