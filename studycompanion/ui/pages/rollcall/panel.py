"""Who is being called, a large button for every mark with its key, and what is noted beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from studycompanion.domain.attendance import Mark
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.icons import button_icon, icon_size
from studycompanion.ui.mark_keys import keys_in_force
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_LINES = (
    (Mark.PRESENT,),
    (Mark.LATE, Mark.ONLINE),
    (Mark.EXCUSED,),
    (Mark.UNEXCUSED,),
    (Mark.MADE_UP, Mark.EXEMPT),
    (Mark.UNMARKED,),
)
"""The marks as they stand beside and under one another."""


class PersonPanel(QWidget):
    """Buttons leave the keyboard where it is when clicked; Tab reaches them all the same."""

    marked = Signal(object)
    apologised = Signal(str)
    """Why the current person asks to be excused; "" takes it back."""
    reason_picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line: RollLine | None = None
        self.reasons: Mapping[Mark, Sequence[str]] = {}
        self.name = label("", "section")
        self.about = label("", "muted")
        self.sign = Sign()
        self.reason = LineField(tr("Lý do, ghi chú"))
        self.arrival = LineField(tr("Giờ đến"), tr("giờ:phút"))
        self.usual = button(tr("Lý do thường gặp"), self.open_reasons, icon_name="arrow-down")
        self.apology = button("", self._on_apology)
        self.buttons = {mark: self._button(mark) for mark in keys_in_force()}
        self._lay_out()

    def _lay_out(self) -> None:
        whole = column(self.name, self.about, self.sign, spacing=SPACE.hair)
        for marks in _LINES:
            parts = [self.buttons[mark] for mark in marks]
            whole.addWidget(TurningRow(*parts) if len(parts) > 1 else parts[0])
        whole.addSpacing(current().px(SPACE.hair))
        for part in (self.arrival, self.reason, TurningRow(self.usual, self.apology, stretch=-1)):
            whole.addWidget(part)
        whole.addStretch(1)
        self.setLayout(whole)

    def _button(self, mark: Mark) -> QPushButton:
        cell, (shown, _key) = mark_sign(mark), keys_in_force()[mark]
        words = tr("Bỏ dấu") if mark is Mark.UNMARKED else cell.text
        made = button(f"{words}  ({shown})", kind="mark")
        made.setIcon(button_icon(cell.icon, current().colours.tones[cell.tone or Tone.NEUTRAL].ink))
        made.setIconSize(icon_size())
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAccessibleName(tr("{mark}, phím {key}", mark=words, key=shown))
        made.clicked.connect(lambda _checked=False: self.marked.emit(mark))
        return made

    def show_line(self, line: RollLine | None) -> None:
        """Show who is current; None where nobody is."""
        self.line = line
        self.setEnabled(line is not None)
        self.name.setText(line.full_name if line else tr("Chọn một đồng chí"))
        self.about.setText(_about(line) if line else "")
        self.about.setVisible(line is not None)
        self.sign.setVisible(line is not None)
        self.reason.show_text(line.reason if line else "")
        arrived = line.arrived_at if line else None
        self.arrival.setVisible(line is not None and line.mark is Mark.LATE)
        self.arrival.show_text(f"{arrived:%H:%M}" if arrived else "")
        self._show_apology(line)
        if line is not None:
            self.sign.show_cell(mark_sign(line.mark))

    def expect_note(self, mark: Mark) -> None:
        """Show the field of what is noted beside a mark, all of it to be typed over."""
        field = self.arrival if mark is Mark.LATE else self.reason
        field.setVisible(True)
        field.setFocus()
        field.edit.selectAll()

    def _show_apology(self, line: RollLine | None) -> None:
        may_ask = line is not None and line.mark is Mark.UNMARKED and not line.is_guest
        has_asked = line is not None and bool(line.apology)
        self.apology.setVisible(may_ask)
        self.apology.setText(tr("Bỏ xin vắng") if has_asked else tr("Ghi xin vắng"))
        self.apology.setToolTip(tr("Ghi trước buổi học; chưa phải là dấu điểm danh"))

    def open_reasons(self) -> None:
        """Offer the reasons that are usual for the mark, or for an absence."""
        line = self.line
        wanted = line.mark if line and line.mark is not Mark.UNMARKED else Mark.EXCUSED
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for reason in self.reasons.get(wanted, ()) or (tr("Chưa có lý do thường gặp"),):
            action = menu.addAction(reason)
            action.setEnabled(reason in self.reasons.get(wanted, ()))
            action.triggered.connect(lambda _on=False, said=reason: self._take(said))
        menu.popup(self.usual.mapToGlobal(QPoint(0, self.usual.height())))

    def _take(self, reason: str) -> None:
        self.reason.edit.setText(reason)
        self.reason_picked.emit()

    def _on_apology(self) -> None:
        if self.line is None:
            return
        said = self.reason.text.strip()
        if self.line.apology:
            self.apologised.emit("")
        elif said:
            self.apologised.emit(said)
        else:
            self.reason.show_problem(tr("Ghi lý do xin vắng vào ô này trước."))
            self.reason.setFocus()


def _about(line: RollLine) -> str:
    guest = tr("khách sinh hoạt tạm thời") if line.is_guest else ""
    parts = (tr("STT {n}", n=line.number), line.birth, line.post, guest)
    facts = [" · ".join(part for part in parts if part), line.cell_name]
    if line.apology:
        facts.append(tr("Đã xin vắng: {reason}", reason=line.apology))
    if line.came_as is not None:
        facts.append(tr("Đã học ở buổi khác: {mark}", mark=mark_sign(line.counted).text))
    return "\n".join(filter(None, facts))
