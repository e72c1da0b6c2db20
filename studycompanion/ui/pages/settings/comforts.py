"""The section on how the screen looks: language, text size and scheme."""

from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.ui.preferences import Comforts
from studycompanion.ui.theme import scheme_choices
from studycompanion.ui.tokens import SCALES, SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.language_choice import LanguageChoice
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.words import tr


class ComfortsSection(QWidget):
    """Choices that take effect at once."""

    def __init__(self, comforts: Comforts) -> None:
        super().__init__()
        self.language = LanguageChoice()
        self.scale = ChoiceBox(tr("Cỡ chữ"))
        self.scale.fill([(str(s), f"{s}%") for s in SCALES], str(comforts.scale))
        self.scheme = ChoiceBox(tr("Màu nền"))
        self.scheme.fill(scheme_choices(), comforts.scheme)
        inside = QWidget()
        whole = column(spacing=SPACE.medium)
        for name, box in (
            (tr("Ngôn ngữ (Language)"), self.language),
            (tr("Cỡ chữ"), self.scale),
            (tr("Màu nền"), self.scheme),
        ):
            whole.addLayout(column(label(name, "field"), box, spacing=SPACE.hair))
        self.with_cards = QCheckBox(tr("Điểm danh bằng thẻ có mã QR"))
        self.with_cards.setChecked(comforts.with_cards)
        whole.addWidget(self.with_cards)
        self.keys = button(tr("Phím điểm danh…"), icon_name="key")
        whole.addLayout(row(self.keys, None))
        self.with_hints = QCheckBox(tr("Gợi ý khi viết còn chung chung hoặc còn bỏ trống"))
        self.with_hints.setChecked(comforts.with_hints)
        whole.addWidget(self.with_hints)
        note = tr("Chỉ thay đổi trên máy này. Chọn được cả trong mục Xem ở đầu cửa sổ.")
        whole.addWidget(label(note, "muted"))
        whole.addStretch(1)
        inside.setLayout(whole)
        self.setLayout(column(scrolling_card(inside)))
