"""Asks for the date where this PC's clock is behind what was written last."""

from datetime import datetime

from PySide6.QtCore import Signal

from studycompanion.errors import UserError
from studycompanion.ui.reading import clock_time, whole_day
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.wizards.frame import DoorFrame
from studycompanion.ui.words import short_moment, tr


class ClockDialog(DoorFrame):
    """``told`` brings the moment that was entered, or None where the PC's clock is right."""

    told = Signal(object)

    def __init__(self, now: datetime, last: datetime) -> None:
        self._zone, self._last = now.tzinfo, last.astimezone(now.tzinfo)
        sentence = tr(
            "Đồng hồ máy chỉ {now}, trước lần ghi cuối {last}. Hãy ghi ngày giờ đúng để giấy tờ "
            "không sai ngày. Chương trình tính theo đó đến khi đóng, và ghi vào nhật ký.",
            now=short_moment(now),
            last=short_moment(self._last),
        )
        super().__init__(tr("Bây giờ là ngày nào?"), sentence, icon_name="warning")
        self.day = LineField(tr("Ngày"), tr("ngày/tháng/năm"))
        self.hour = LineField(tr("Giờ"), tr("giờ:phút"))
        self.fields.addLayout(row(self.day, self.hour, spacing=SPACE.medium))
        self.use = button(tr("Dùng ngày giờ này"), self._submit, kind="primary")
        self.is_right = button(tr("Đồng hồ máy đúng"), self._say_right)
        self.add_buttons(self.use, self.is_right, button(tr("Thoát"), self.reject))
        self.day.setFocus()

    def _submit(self) -> None:
        self.problem.hide()
        try:
            day = whole_day(self.day.text, year=self._last.year)
            if day is None:
                self.say_problem(tr("Hãy ghi ngày và giờ."))
                self.day.setFocus()
                return
            at = clock_time(self.hour.text, day)
        except UserError as error:
            self.show_problem(error)
            (self.hour if error.code == "time_unreadable" else self.day).setFocus()
            return
        self.told.emit(at.replace(tzinfo=self._zone))

    def _say_right(self) -> None:
        self.told.emit(None)
