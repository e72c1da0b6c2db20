"""The first question: how large the text is to be, and in which language."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SCALES, SPACE
from studycompanion.ui.widgets.basics import Card, column, label, row
from studycompanion.ui.widgets.language_choice import LanguageChoice
from studycompanion.ui.wizards.answers import Answers
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.words import tr


class LookStep(StepPage):
    """Both choices take effect at once."""

    scale_wanted = Signal(int)
    language_wanted = Signal(str)

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Chữ thế này đã dễ đọc chưa?")
        self.sentence = tr("Chọn cỡ chữ cho vừa mắt. Đổi lại lúc nào cũng được.")
        self.scales: dict[int, QRadioButton] = {}
        self._group = QButtonGroup(self)
        sizes = row(spacing=SPACE.large)
        for scale in SCALES:
            radio = QRadioButton(f"{scale}%")
            radio.setAccessibleName(tr("Cỡ chữ {n}%", n=scale))
            radio.setChecked(scale == current().scale)
            self._group.addButton(radio, scale)
            self.scales[scale] = radio
            sizes.addWidget(radio)
        sizes.addStretch(1)
        self._group.idToggled.connect(self._on_scale)
        self.column.addLayout(column(label(tr("Cỡ chữ"), "field"), _held(sizes)))
        sample = Card(padding=SPACE.large)
        sample.column.addWidget(label(_specimen()))
        self.column.addWidget(sample)
        self.language = LanguageChoice()
        self.language.picked.connect(self.language_wanted)
        name = label(tr("Ngôn ngữ (Language)"), "field")
        self.column.addLayout(column(name, self.language))
        self.column.addStretch(1)

    def first_place(self) -> QWidget:
        """The size in force."""
        return self.scales[current().scale]

    def _on_scale(self, scale: int, is_on: bool) -> None:
        if is_on:
            self.scale_wanted.emit(scale)


def _specimen() -> str:
    return tr(
        "Chi bộ Tổ dân phố số 1 học chuyên đề lúc 19 giờ 30, thứ Sáu, tại nhà văn hóa. "
        "Đề nghị các đồng chí có mặt đầy đủ, đúng giờ."
    )


def _held(layout: object) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)  # type: ignore[arg-type]
    return holder
