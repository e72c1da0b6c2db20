"""Whether the data get a password, both ways in plain words."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import nfc
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column, row
from studycompanion.ui.wizards.answers import Answers, Guard
from studycompanion.ui.wizards.file_step import secret, show_box
from studycompanion.ui.wizards.option_list import Option, OptionList
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.words import tr


class GuardStep(StepPage):
    """Nothing is chosen beforehand."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Có đặt mật khẩu không?")
        self.sentence = tr("Đặt, đổi hay bỏ mật khẩu về sau đều được, trong Cài đặt.")
        self.options = OptionList(_options(), answers.guard)
        self.options.picked.connect(self._on_picked)
        self.password = secret(tr("Mật khẩu"))
        self.again = secret(tr("Nhập lại mật khẩu"))
        self.password.edit.setText(answers.password)
        self.again.edit.setText(answers.again)
        for field in (self.password, self.again):
            field.edit.textChanged.connect(self._on_typed)
        self.fields = QWidget()
        both = column(spacing=SPACE.hair)
        both.addLayout(row(self.password, self.again, spacing=SPACE.medium))
        both.addWidget(show_box(self.password, self.again))
        self.fields.setLayout(both)
        self.column.addWidget(self.options)
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self._show_fields()

    def first_place(self) -> QWidget:
        """The choice."""
        return self.options.first_place

    def missing(self) -> str:
        """A choice, and where it is a password, the same one twice."""
        answers = self.answers
        if not answers.guard:
            self.options.first_place.setFocus()
            return tr("Hãy chọn một trong hai.")
        if answers.guard == Guard.OPEN:
            return ""
        if not answers.password:
            self.password.setFocus()
            return tr("Chưa nhập mật khẩu. Hãy nhập mật khẩu, hoặc chọn không đặt.")
        if nfc(answers.password) != nfc(answers.again):
            self.again.setFocus()
            self.again.edit.selectAll()
            return tr("Hai lần nhập mật khẩu chưa giống nhau. Hãy nhập lại.")
        return ""

    def _on_picked(self, guard: str) -> None:
        self.answers.guard = guard
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        self.fields.setVisible(self.answers.guard == Guard.PASSWORD)

    def _on_typed(self) -> None:
        self.answers.password, self.answers.again = self.password.text, self.again.text
        self.changed.emit()


def _options() -> tuple[Option, ...]:
    return (
        Option(
            Guard.OPEN,
            tr("Không đặt mật khẩu"),
            tr("Mở chương trình là vào được ngay. Ai dùng được máy này cũng xem được dữ liệu."),
        ),
        Option(
            Guard.PASSWORD,
            tr("Đặt mật khẩu"),
            tr(
                "Dữ liệu được mã hóa, mỗi lần mở phải nhập mật khẩu. Quên mật khẩu thì chỉ khóa "
                "khôi phục in ra giấy ở bước sau mở được."
            ),
        ),
    )
