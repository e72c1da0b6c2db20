"""What was done, a report of it, and how to take it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services.roster_preview import RosterPreview
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.figures import FigureCard, FigureRow
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class DonePage(QWidget):
    """The figures of what is in the data now."""

    report_wanted = Signal()

    def __init__(self, taken: RosterPreview, *, leaving: int) -> None:
        super().__init__()
        self.taken, self.leaving = taken, leaving
        self.title = tr("Đã nhập danh sách")
        self.report = button(tr("Lưu báo cáo…"), self.report_wanted.emit, icon_name="save")
        file = taken.path.name
        back = tr(
            "Nhập nhầm thì đóng cửa sổ này rồi bấm Ctrl+Z: “Hoàn tác: Nhập danh sách {file}”.",
            file=file,
        )
        whole = column(self._figures(), label(back), spacing=SPACE.large)
        whole.addWidget(TurningRow(self.report, QWidget(), stretch=1))
        whole.addStretch(1)
        self.setLayout(whole)

    @property
    def sentence(self) -> str:
        """What was done."""
        return tr(
            "Đã nhập danh sách: {new} đồng chí mới, {changed} đồng chí có thay đổi, "
            "{unchanged} đồng chí giữ nguyên.",
            new=group_thousands(self.taken.new),
            changed=group_thousands(self.taken.changed),
            unchanged=group_thousands(self.taken.unchanged),
        )

    def _figures(self) -> FigureRow:
        cards = []
        for name, count in (
            (tr("Mới"), self.taken.new),
            (tr("Có thay đổi"), self.taken.changed),
            (tr("Giữ nguyên"), self.taken.unchanged),
            (tr("Đổi trạng thái"), self.leaving),
            (tr("Cần xem lại"), len(self.taken.problems)),
        ):
            card = FigureCard(name)
            card.show_figure(group_thousands(count))
            cards.append(card)
        figures = FigureRow(*cards)
        figures.renew_words()
        return figures
