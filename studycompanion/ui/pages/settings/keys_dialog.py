"""Which key gives which mark at the roll call."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.attendance import Mark
from studycompanion.errors import CodedError
from studycompanion.messages import word
from studycompanion.ui.mark_keys import CHANGEABLE, CHOICES, MARK_KEYS, check_keys, keys_in_force
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


class KeysDialog(Sheet):
    """Tells mark value -> key once every mark has a key of its own."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("Phím điểm danh"),
            tr("Enter luôn là {mark}. Mỗi dấu khác một phím riêng.", mark=_name(Mark.PRESENT)),
            width=460,
        )
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes = {mark: self._box(mark) for mark in CHANGEABLE}
        self.save = button(tr("Lưu"), self._on_save, kind="primary")
        self.reset = button(tr("Như ban đầu"), self._on_reset)
        self.add_buttons(self.save, self.reset, button(tr("Hủy"), self.reject))

    def _box(self, mark: Mark) -> ChoiceBox:
        box = ChoiceBox(tr("Phím cho {mark}", mark=_name(mark)))
        box.fill([(key, key) for key in CHOICES], keys_in_force()[mark][0])
        words = label(_name(mark), wraps=False)
        words.setBuddy(box)
        line = row(words, box, spacing=SPACE.medium)
        line.setStretch(0, 3)
        line.setStretch(1, 2)
        self.fields.addLayout(line)
        return box

    def _on_reset(self) -> None:
        for mark, box in self.boxes.items():
            box.choose(MARK_KEYS[mark][0])

    def _on_save(self) -> None:
        wanted: dict[Mark, str] = {mark: box.chosen for mark, box in self.boxes.items()}
        try:
            check_keys(wanted)
        except CodedError as error:
            self.show_problem(error)
            return
        self.accept()
        self.chosen.emit({mark.value: key for mark, key in wanted.items()})


def _name(mark: Mark) -> str:
    return tr("Bỏ dấu") if mark is Mark.UNMARKED else word("marks", mark.value)
