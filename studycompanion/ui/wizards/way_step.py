"""The second question: how to begin."""

from PySide6.QtWidgets import QWidget

from studycompanion.ui.wizards.answers import Answers, Way
from studycompanion.ui.wizards.option_list import Option, OptionList
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.words import tr


class WayStep(StepPage):
    """New data, data that are there already, a file of the ward, or just a look."""

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        self.title = tr("Đồng chí muốn bắt đầu thế nào?")
        self.sentence = tr("Mọi dữ liệu nằm trên máy này, không gửi đi đâu.")
        self.options = OptionList(_options(), answers.way)
        self.options.picked.connect(self._on_picked)
        self.column.addWidget(self.options)
        self.column.addStretch(1)

    def first_place(self) -> QWidget:
        """The way that is chosen."""
        return self.options.first_place

    def _on_picked(self, way: str) -> None:
        self.answers.way = way
        self.changed.emit()


def _options() -> tuple[Option, ...]:
    return (
        Option(
            Way.NEW,
            tr("Bắt đầu dữ liệu mới"),
            tr("Chưa dùng chương trình này bao giờ, hoặc lập cho chi bộ mới."),
        ),
        Option(
            Way.BACKUP,
            tr("Mở một bản sao lưu"),
            tr("Đã dùng trên máy khác, có bản sao lưu trên USB hoặc thư mục dữ liệu cũ."),
        ),
        Option(
            Way.WARD,
            tr("Có sẵn danh sách (Excel) hoặc tệp phường gửi"),
            tr("Danh sách đảng viên của chi bộ, hoặc tệp dữ liệu; chương trình tự nhận ra."),
        ),
        Option(
            Way.SAMPLE,
            tr("Xem thử với chi bộ mẫu"),
            tr("60 người do chương trình đặt ra, nằm riêng. Bấm thử gì cũng được."),
        ),
    )
