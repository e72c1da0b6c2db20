"""Chooses the topics that one commitment form serves: click, Space or Enter takes one in or out."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.services import joint_forms
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.joint_forms import TopicChoice
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tick_dialog import TickDialog
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.words import tr


class TopicsDialog(TickDialog):
    """The topic in view always stays in; the form of the one that leads serves the others."""

    def __init__(self, parent: QWidget, context: Context, topic_id: str) -> None:
        title = tr("Một bản cam kết cho nhiều chuyên đề")
        super().__init__(parent, context, title, step=tr("Xong"), width=760)
        self._topic_id = topic_id
        self.chosen: set[str] = set()
        self.model = RecordModel(
            self._columns(), identity=lambda t: t.topic_id, key=lambda t: fold(t.title)
        )
        self.finder = Finder(
            self.model, name=tr("Danh sách chuyên đề"), hint=tr("Tìm chuyên đề, không cần dấu")
        )
        self.finder.setFixedHeight(current().px(300))
        hint = tr(
            "Bản cam kết nêu tên từng chuyên đề được chọn và việc làm theo của chuyên đề ấy; đồng "
            "chí chỉ học một chuyên đề thì bản chỉ nêu chuyên đề đó."
        )
        self.signed = label()
        self.fields.addWidget(label(hint, "muted"))
        self.fields.addWidget(self.finder)
        self.fields.addWidget(self.signed)
        self.listen()
        context.tasks.read(lambda desk: joint_forms.choices(desk, topic_id), self._show, key=self)
        self.finder.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Chuyên đề"), lambda t: Cell(t.title, is_strong=True), is_name=True),
            Column(tr("Năm"), lambda t: Cell(str(t.year)), 6),
            Column(tr("Bản cam kết"), self._sign, 16),
        )

    def _sign(self, line: TopicChoice) -> Cell:
        if line.topic_id in self.chosen and len(self.chosen) > 1:
            return Cell(tr("Chung bản"), Tone.GOOD, "present")
        if line.topic_id == self._topic_id:
            return Cell(tr("Đang xem"), Tone.INFO, "present")
        return Cell(tr("Bản riêng"), Tone.NEUTRAL, "unmarked")

    def _show(self, found: tuple[TopicChoice, ...]) -> None:
        self.chosen = {one.topic_id for one in found if one.is_in}
        self.model.fill(found)
        self._say_signed()

    def turn_current(self) -> None:
        """Take the current topic in or out; the one in view stays."""
        line = self.finder.table.current()
        if isinstance(line, TopicChoice) and line.topic_id != self._topic_id:
            self.chosen ^= {line.topic_id}
            self._show_chosen()

    def turn_all(self) -> None:
        """Take all topics in, or all but the one in view out."""
        every = {one.topic_id for one in self.model.records}
        self.chosen = {self._topic_id} if self.chosen == every else every
        self._show_chosen()

    def _show_chosen(self) -> None:
        for one in self.model.records:
            self.model.replace(one)
        self._say_signed()

    def _say_signed(self) -> None:
        """Who signed for some of them only is asked once more: that is said before."""
        signed = max((t.signed for t in self.model.records if t.topic_id in self.chosen), default=0)
        words = tr(
            "{n} đồng chí đã ký bản của riêng một chuyên đề. Bản đã ký giữ nguyên; bản chung là "
            "bản mới, cần in và ký.",
            n=group_thousands(signed),
        )
        is_new = {t.topic_id for t in self.model.records if t.is_in} != self.chosen
        self.signed.setText(words)
        self.signed.setVisible(bool(signed) and is_new and len(self.chosen) > 1)

    def work(self) -> Callable[[Desk], Done[int]]:
        """The call that keeps the choice; its value is how many topics share the form."""
        topic_id, others = self._topic_id, self.chosen - {self._topic_id}
        return lambda desk: joint_forms.share_form(desk, topic_id, others)
