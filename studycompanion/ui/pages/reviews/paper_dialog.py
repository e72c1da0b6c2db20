"""Notes that a member handed in a review on paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studycompanion.services import handed_papers
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.handed_papers import PaperIn, Said
from studycompanion.services.reviews import PersonLine
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.pages.reviews.paper_fields import PaperFields, ScanChooser
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class PaperDialog(FormDialog):
    """When it came, how many pages it has, where the original lies, and a scan if there is one."""

    def __init__(
        self, parent: QWidget, context: Context, topic_id: str, *, person: PersonLine, said: Said
    ) -> None:
        super().__init__(parent, context, tr("Đã nhận bản giấy"), step=tr("Ghi nhận"))
        self._topic_id, self._member_id = topic_id, person.member_id
        self._scan: Path | None = None
        self.paper = PaperFields(tr("Số trang"), said)
        self.scan = button(tr("Chọn bản quét…"), icon_name="folder")
        self.scan_name = label(tr("Không có bản quét cũng được."), "muted")
        self.fields.addWidget(label(person.full_name))
        self.fields.addWidget(self.paper)
        self.fields.addWidget(TurningRow(self.scan, self.scan_name, stretch=1))
        self.chooser = ScanChooser(self)
        self.chooser.chosen.connect(self.take_scan)
        self.scan.clicked.connect(self.chooser.ask)
        self.paper.setFocus()

    def take_scan(self, path: Path, pages: int) -> None:
        """Keep this scan with the paper, which has as many pages."""
        self._scan = path
        self.scan_name.setText(path.name)
        self.paper.pages.show_text(str(pages))

    def work(self) -> Callable[[Desk], Done[int]]:
        """The call that notes the paper."""
        day, pages, place = self.paper.read()
        topic_id, paper = self._topic_id, PaperIn(self._member_id, pages, self._scan)
        return lambda desk: handed_papers.receive(desk, topic_id, [paper], on=day, place=place)
