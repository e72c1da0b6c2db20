"""The papers of a topic: looked at first, then saved to print or to go on writing."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.domain.paperwork import FormKind
from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.services import paper_files, paperwork, review_forms
from studycompanion.services.desk import Desk
from studycompanion.services.papers import Wanted
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.pages.commitments.preview import PagePreview, Pictures
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.basics import button
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_AROUND = 300
"""Pixels at 100 % text size that the dialog takes above and below the pages."""
_PAGES = 6
"""Pages that are drawn as pictures, of as many papers; the file has them all."""


def paper_names() -> dict[str, str]:
    """What each paper is called on the screen."""
    return {
        FormKind.REVIEW.value: tr("Bản tự soi, tự sửa"),
        FormKind.PLAN.value: tr("Kế hoạch làm theo Bác"),
        FormKind.STUDY_REPORT.value: tr("Báo cáo sau học tập"),
        FormKind.YEAR_END.value: tr("Phiếu kiểm cuối năm"),
        FormKind.PLANS.value: tr("Danh sách việc làm theo"),
        FormKind.NOT_HANDED_IN.value: tr("Danh sách chưa nộp"),
        FormKind.REMINDER.value: tr("Phiếu nhắc việc, 4 phiếu một trang"),
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """Which papers, and how large they are looked at."""

    wanted: Wanted
    scale: float


def draw(desk: Desk, asked: Asked) -> Pictures:
    """The first pages of the papers as pictures."""
    pdf = paper_files.papers_pdf(desk, asked.wanted, most=_PAGES)
    count = min(paperwork.page_count(pdf), _PAGES)
    pages = (paperwork.preview_page(pdf, index, scale=asked.scale) for index in range(count))
    return tuple((page.width, page.height, page.rgb) for page in pages)


class PapersDialog(Sheet):
    """The papers of a topic for everyone, or of chosen people."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        topic_id: str,
        *,
        form: FormKind = FormKind.REVIEW,
        member_ids: Collection[str] | None = None,
    ) -> None:
        super().__init__(parent, tr("Giấy tờ của chuyên đề"), width=860)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context, self._topic_id, self._member_ids = context, topic_id, member_ids
        self.paper = ChoiceBox(tr("Chọn giấy"))
        self.paper.fill(list(paper_names().items()), form.value)
        self.form = ChoiceBox(tr("Mẫu cho đồng chí chưa viết"))
        self.form.fill([("", tr("Mẫu ngắn sau học tập"))])
        self.blank = QCheckBox(tr("Để trống, có dòng kẻ viết tay"))
        self.preview = PagePreview()
        self.preview.setAccessibleName(tr("Xem trước giấy tờ của chuyên đề"))
        room = self.screen().availableSize().height() - current().px(_AROUND)
        self.preview.setFixedHeight(max(min(current().px(440), room), current().px(120)))
        self._drawn: Asked | None = None
        self.fields.addWidget(TurningRow(self.paper, self.form, self.blank))
        self.fields.addWidget(self.preview)
        self.save_pdf = button(tr("Lưu PDF để in"), self._on_pdf, kind="primary", icon_name="save")
        self.save_word = button(tr("Lưu Word"), self._on_word, icon_name="export")
        self.save_table = button(tr("Lưu Excel"), self._on_table, icon_name="export")
        self.add_buttons(
            self.save_pdf, self.save_word, self.save_table, button(tr("Đóng"), self.reject)
        )
        self.paper.picked.connect(self._on_paper)
        self.form.picked.connect(lambda _form: self._draw())
        self.blank.toggled.connect(lambda _on: self._draw())
        self.preview.resized.connect(self._draw)
        context.tasks.read(self._forms, self._on_forms, key=self)
        self._on_paper(form.value)

    def _forms(self, desk: Desk) -> list[tuple[str, str]]:
        return review_forms.choices(desk, self._topic_id)

    def _on_forms(self, known: list[tuple[str, str]]) -> None:
        self.form.fill(known, self.form.chosen)

    def _on_paper(self, paper: str) -> None:
        form = FormKind(paper)
        self.form.setVisible(form is FormKind.REVIEW)
        self.blank.setVisible(form in paper_files.BLANKS)
        self.save_table.setVisible(form in paper_files.TABLES)
        self._draw()

    def _asked(self) -> Asked:
        form = FormKind(self.paper.chosen)
        wanted = Wanted(
            form=form,
            topic_id=self._topic_id,
            member_ids=self._member_ids,
            blank=self.blank.isChecked() and form in paper_files.BLANKS,
            code=self.form.chosen if form is FormKind.REVIEW else "",
        )
        return Asked(wanted, self.preview.scale)

    def _draw(self) -> None:
        asked = self._asked()
        if asked == self._drawn:
            return
        self._drawn = asked
        self.context.tasks.compute(
            lambda desk: (asked, draw(desk, asked)), self._on_drawn, failed=self._on_not_drawn
        )

    def _on_drawn(self, drawn: tuple[Asked, Pictures]) -> None:
        if drawn[0] == self._asked():
            self.preview.show_pages(drawn[1])

    def _on_not_drawn(self, error: CodedError) -> None:
        self.preview.show_sentence(say(error))

    def _on_pdf(self) -> None:
        self._choose("pdf")

    def _on_word(self) -> None:
        self._choose("docx")

    def _on_table(self) -> None:
        self._choose("xlsx")

    def _choose(self, suffix: str) -> None:
        name = f"{paper_names()[self.paper.chosen].partition(', 4')[0]}.{suffix}"
        chooser = choose_new_file(
            self, tr("Lưu giấy tờ của chuyên đề"), name=name, then=self.save_to
        )
        chooser.setDefaultSuffix(suffix)

    def save_to(self, path: Path) -> None:
        """Write the papers to a file: .pdf to print, .docx to go on writing, .xlsx for rows."""
        wanted = self._asked().wanted
        self.context.tasks.compute(
            lambda desk: paper_files.export_paper(desk, wanted, path),
            self._on_saved,
            failed=self.show_problem,
        )

    def _on_saved(self, path: Path) -> None:
        dialogs.tell_where(self, tr("Đã lưu vào tệp:"), path)
