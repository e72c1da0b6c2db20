"""How the members come in, once the data file is there."""

from PySide6.QtWidgets import QWidget

from studycompanion.ui.wizards.answers import Answers, Begin
from studycompanion.ui.wizards.option_list import Option, OptionList
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.words import tr


class RosterStep(StepPage):
    """A list that was brought along stands for any other file."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Đưa danh sách đảng viên vào thế nào?")
        self.sentence = tr("Chương trình cho xem trước, đồng chí đồng ý mới ghi.")
        self.forward = tr("Tạo dữ liệu")
        options = _options(answers)
        if answers.roster not in [option.code for option in options]:
            answers.roster = options[0].code
        self.options = OptionList(options, answers.roster)
        self.options.picked.connect(self._on_picked)
        self.column.addWidget(self.options)
        self.column.addStretch(1)

    def first_place(self) -> QWidget:
        """The choice."""
        return self.options.first_place

    def _on_picked(self, roster: str) -> None:
        self.answers.roster = roster
        self.changed.emit()


def _options(answers: Answers) -> tuple[Option, ...]:
    path = answers.roster_file
    list_in = (
        Option(
            Begin.EXCEL,
            tr("Nhập từ Excel"),
            tr("Chọn tệp danh sách có sẵn (.xlsx, .xls, .ods, .csv)."),
        )
        if path is None
        else Option(
            Begin.FILE,
            tr("Nhập danh sách {name}", name=path.name),
            tr("Tệp mà đồng chí vừa chọn. Muốn chọn tệp khác thì bấm “Quay lại”."),
        )
    )
    return (
        list_in,
        Option(Begin.HAND, tr("Thêm từng người"), tr("Ghi từng đồng chí vào danh sách.")),
        Option(Begin.LATER, tr("Để sau"), tr("Vào chương trình với danh sách còn trống.")),
    )
