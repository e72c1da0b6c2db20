"""What stands beside the roll of a closed session: that it is locked, and what can be done."""

from datetime import datetime

from PySide6.QtWidgets import QPushButton, QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.words import short_moment, tr


class LockCard(QWidget):
    """Says since when the roll is closed; its buttons make the paper, the make-up, or reopen."""

    def __init__(self) -> None:
        super().__init__()
        self.sign = Sign()
        self.sentence = label()
        self.make_up = button(tr("Lập buổi học bù"), kind="primary", icon_name="calendar")
        self.result = button(tr("Phiếu kết quả"), icon_name="paper")
        self.reopen = button(tr("Mở lại buổi học"), icon_name="lock")
        whole = column(self.sign, self.sentence, spacing=SPACE.small)
        for part in (self.make_up, self.result, self.reopen):
            whole.addWidget(part)
        whole.addStretch(1)
        self.setLayout(whole)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """Every button, from top to bottom."""
        return (self.make_up, self.result, self.reopen)

    def show_closed(self, at: datetime | None, *, missed: int) -> None:
        """Say when the session was closed and how many still have to study it."""
        self.sign.show_cell(Cell(tr("Đã kết thúc điểm danh"), Tone.INFO, "lock"))
        when = tr(" lúc {when}", when=short_moment(at)) if at else ""
        said = tr("Buổi học đã khóa{when}. Muốn sửa dấu thì bấm “Mở lại buổi học”.", when=when)
        waiting = tr("{n} đồng chí còn phải học bù.", n=group_thousands(missed)) if missed else ""
        self.sentence.setText("\n".join(filter(None, (said, waiting))))
        self.make_up.setVisible(missed > 0)
