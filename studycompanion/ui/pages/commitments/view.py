"""Layout of the commitments' page: people with the state of their form, preview at the right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox

from studycompanion.services.filed_scans import FiledForm
from studycompanion.services.reviews import PersonLine
from studycompanion.services.topics import TopicLine
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column
from studycompanion.ui.pages.commitments.preview import PagePreview
from studycompanion.ui.pages.commitments.preview_bar import PreviewBar
from studycompanion.ui.person_view import PersonView
from studycompanion.ui.signs import form_sign
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, button
from studycompanion.ui.widgets.person_head import PersonHead
from studycompanion.ui.words import tr


def state_of(line: PersonLine) -> Cell:
    """The sign of a person's form."""
    return form_sign(line.form_state, owes=line.owes)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda p: Cell(p.full_name, is_strong=True), is_name=True),
        Column(tr("Bản cam kết"), state_of, 18),
    )


class CommitmentsView(PersonView):
    """Everything that the page shows, and nothing that it does."""

    def __init__(self) -> None:
        self.print = button(tr("In cả chi bộ"), kind="primary", icon_name="paper")
        self.came_out = button(tr("Giấy ra đủ chưa?"), icon_name="question")
        self.export = button(tr("Xuất PDF"), icon_name="export")
        self.sign = button(tr("Ký…"), icon_name="pen")
        changing(self.print, self.came_out, self.export, self.sign)
        self.preview = PagePreview()
        self.bar = PreviewBar(self.preview)
        self.blank = QCheckBox(tr("Bản để viết tay"))
        self.joint = button("", kind="quiet")
        self.scans = button("", kind="quiet", icon_name="search")
        self.scans.hide()
        self.head = PersonHead(self.blank, self.bar, beside=(self.scans, self.joint))
        detail = Card(padding=SPACE.large)
        detail.column.addWidget(self.head)
        detail.column.addWidget(self.preview, 1)
        super().__init__(
            tr("Bản cam kết"),
            _columns(),
            detail,
            self.came_out,
            self.sign,
            self.export,
            self.print,
            icon_name="commitments",
        )

    def show_scans(self, forms: Sequence[FiledForm]) -> None:
        """Offer to look at scanned pages, and say whether the record was changed since."""
        is_changed = any(form.is_changed for form in forms)
        words = tr("Xem bản quét (hồ sơ đã đổi)…") if is_changed else tr("Xem bản quét…")
        self.scans.setText(words)
        self.scans.setVisible(bool(forms))

    def show_joint(self, topics: Sequence[TopicLine], topic_id: str) -> None:
        """Say how many topics the forms in view serve; nothing where there is one topic only."""
        lead = next((one.lead_id for one in topics if one.id == topic_id), "")
        count = sum(one.lead_id == lead for one in topics)
        words = tr("Chung {n} chuyên đề…", n=count) if count > 1 else tr("Nhiều chuyên đề…")
        self.joint.setText(words)
        self.joint.setToolTip(tr("Một bản cam kết cho nhiều chuyên đề"))
        self.joint.setVisible(len(topics) > 1)
