"""Layout of the pages that go person by person: topic and cell above, list left, detail right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from studycompanion.services.members import CellLine
from studycompanion.services.reviews import PersonLine
from studycompanion.services.topics import TopicLine
from studycompanion.ui.models.records import Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import column
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.detail import Detail
from studycompanion.ui.widgets.empty import EmptyPage
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.widgets.split import list_card, split
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class PersonView(QWidget):
    """The frame of such a page; ``detail`` is what a page adds."""

    def __init__(
        self,
        title: str,
        columns: Sequence[Column],
        detail: QWidget,
        *controls: QWidget,
        icon_name: str,
    ) -> None:
        super().__init__()
        self.topic = ChoiceBox(tr("Chuyên đề"))
        self.cells = ChoiceBox(tr("Lọc theo chi bộ"))
        self.states = ChoiceBox(tr("Lọc theo tình trạng"))
        self.groups = ChoiceBox(tr("Lọc theo tổ đảng"))
        for box in (self.cells, self.states, self.groups):
            box.setMaximumWidth(16777215)
        self.controls = controls
        self.header = PageHeader(title, self.topic, *controls)
        self.model = RecordModel(
            columns, identity=lambda p: p.member_id, key=lambda p: p.search_key
        )
        self.finder = Finder(
            self.model, name=tr("Danh sách đảng viên"), hint=tr("Tìm tên, không cần dấu")
        )
        self.empty = EmptyPage(icon_name, "", "")
        self.step_page = ""
        left = QWidget()
        left.setLayout(column(TurningRow(self.states, self.cells, self.groups), self.finder))
        # Names and signs grow with the text, and the list has more need of it than the detail.
        more = min(current().scale - 100, 50) / 50
        self.detail = Detail(detail)
        body = split(list_card(left), self.detail, left_part=round(40 + 22 * more), right_part=60)
        self._stack = QStackedWidget()
        for part in (QWidget(), self.empty, body):
            self._stack.addWidget(part)
        whole = column(self.header, spacing=SPACE.medium)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def show_people(
        self,
        topics: Sequence[TopicLine],
        topic_id: str,
        cells: Sequence[CellLine],
        lines: Sequence[PersonLine],
    ) -> None:
        """Show the list, or what to do while there are no people or no topic."""
        self.topic.fill([(t.id, f"{t.title} ({t.year})") for t in topics], topic_id)
        has_people = any(cell.members for cell in cells)
        peopled = {line.cell_id for line in lines}
        cells = [cell for cell in cells if cell.id in peopled]
        self.cells.fill([("", tr("Tất cả chi bộ")), *((c.id, c.name) for c in cells)])
        self.cells.setVisible(len(cells) > 1)
        is_ready = bool(topics) and bool(lines)
        for control in (self.topic, *self.controls):
            control.setVisible(is_ready)
        self._say_what_is_missing(has_people=has_people)
        self._stack.setCurrentIndex(2 if is_ready else 1)
        self.model.fill(lines)
        self.finder.refresh()

    def _say_what_is_missing(self, *, has_people: bool) -> None:
        if has_people:
            self.step_page = "topics"
            self.empty.sentence.setText(tr("Chưa có chuyên đề. Mở trang Chuyên đề để thêm."))
            self.empty.step.setText(tr("Mở Chuyên đề"))
        else:
            self.step_page = "members"
            self.empty.sentence.setText(tr("Danh sách trống. Mở trang Đảng viên để nhập từ Excel."))
            self.empty.step.setText(tr("Mở Đảng viên"))
