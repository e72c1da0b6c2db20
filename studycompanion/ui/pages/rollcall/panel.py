"""Who is being called, and a large button for every mark with its key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from studycompanion.domain.attendance import Mark
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.icons import button_icon, icon_size
from studycompanion.ui.pages.rollcall.marks import MARK_KEYS
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.words import tr


class PersonPanel(QWidget):
    """Buttons leave the keyboard where it is when clicked; Tab reaches them all the same."""

    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.line: RollLine | None = None
        self.name = label("", "section")
        self.about = label("", "muted")
        self.sign = Sign()
        self.reason = LineField(tr("Lý do, ghi chú"))
        self.buttons = {mark: self._button(mark) for mark in MARK_KEYS}
        whole = column(self.name, self.about, self.sign, spacing=SPACE.hair)
        for made in self.buttons.values():
            whole.addWidget(made)
        whole.addSpacing(SPACE.hair)
        whole.addWidget(self.reason)
        whole.addStretch(1)
        self.setLayout(whole)

    def _button(self, mark: Mark) -> QPushButton:
        cell, (shown, _key) = mark_sign(mark), MARK_KEYS[mark]
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
        guest = tr("khách sinh hoạt tạm thời") if line and line.is_guest else ""
        parts = (tr("STT {n}", n=line.number), line.birth, line.post, guest) if line else ()
        facts = " · ".join(part for part in parts if part)
        self.about.setText(f"{facts}\n{line.cell_name}" if line and line.cell_name else facts)
        self.sign.setVisible(line is not None)
        self.reason.show_text(line.reason if line else "")
        if line is not None:
            self.sign.show_cell(mark_sign(line.mark))
