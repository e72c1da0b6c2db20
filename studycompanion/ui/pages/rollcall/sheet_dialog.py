"""The papers of a session: looked at first, then saved to print, to edit, or as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.services import paperwork, session_papers
from studycompanion.services.desk import Desk
from studycompanion.services.session_papers import Sheet as Paper
from studycompanion.services.sessions import SessionLine
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
_PAGES = 4
"""Pages that are drawn as a picture; the file has them all."""


def paper_names() -> dict[str, str]:
    """What each paper is called on the screen."""
    return {
        Paper.SIGN_IN.value: tr("Danh sách để ký"),
        Paper.RESULT.value: tr("Phiếu kết quả điểm danh"),
        Paper.MINUTES.value: tr("Biên bản buổi học"),
    }


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper, of which cell ("" for all), and how."""

    session_id: str
    paper: Paper
    cell_id: str
    large: bool
    scale: float


def draw(desk: Desk, wanted: Wanted) -> Pictures:
    """The first pages of a paper as pictures."""
    pdf = session_papers.sheet_pdf(
        desk,
        wanted.session_id,
        wanted.paper,
        cell_id=wanted.cell_id or None,
        large=wanted.large,
    )
    count = min(paperwork.page_count(pdf), _PAGES)
    pages = (paperwork.preview_page(pdf, index, scale=wanted.scale) for index in range(count))
    return tuple((page.width, page.height, page.rgb) for page in pages)


class SheetDialog(Sheet):
    """A paper of the session on the screen, with what can be chosen about it."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        session: SessionLine,
        paper: str,
        *,
        cells: Mapping[str, str],
    ) -> None:
        super().__init__(parent, tr("Giấy tờ của buổi học"), width=860)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context, self._session = context, session
        self.paper = ChoiceBox(tr("Chọn giấy"))
        self.paper.fill(list(paper_names().items()), paper)
        self.cell = ChoiceBox(tr("Chi bộ"))
        self.cell.fill([("", tr("Tất cả chi bộ, mỗi chi bộ một bản")), *cells.items()])
        self.cell.setVisible(len(cells) > 1)
        self.large = QCheckBox(tr("Chữ lớn"))
        self.preview = PagePreview()
        self.preview.setAccessibleName(tr("Xem trước giấy của buổi học"))
        room = self.screen().availableSize().height() - current().px(_AROUND)
        self.preview.setFixedHeight(max(min(current().px(440), room), current().px(120)))
        self._drawn: Wanted | None = None
        self.fields.addWidget(TurningRow(self.paper, self.cell, self.large))
        self.fields.addWidget(self.preview)
        self.save_pdf = button(tr("Lưu PDF để in"), self._on_pdf, kind="primary", icon_name="save")
        self.save_table = button(tr("Lưu Excel"), self._on_table, icon_name="export")
        self.save_word = button(tr("Lưu Word"), self._on_word, icon_name="export")
        close = button(tr("Đóng"), self.reject)
        self.add_buttons(self.save_pdf, self.save_word, self.save_table, close)
        self.paper.picked.connect(self._on_paper)
        self.cell.picked.connect(lambda _cell: self._draw())
        self.large.toggled.connect(lambda _on: self._draw())
        self.preview.resized.connect(self._draw)
        self._on_paper(paper)

    def _on_paper(self, paper: str) -> None:
        self._draw()

    def _wanted(self) -> Wanted:
        return Wanted(
            self._session.id,
            Paper(self.paper.chosen),
            self.cell.chosen,
            self.large.isChecked(),
            self.preview.scale,
        )

    def _draw(self) -> None:
        wanted = self._wanted()
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.context.tasks.keep(
            lambda desk: (wanted, draw(desk, wanted)), self._on_drawn, failed=self._on_not_drawn
        )

    def _on_drawn(self, drawn: tuple[Wanted, Pictures]) -> None:
        if drawn[0] == self._wanted():
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
        day = f"{self._session.at:%Y-%m-%d}"
        name = f"{paper_names()[self.paper.chosen]} {day}.{suffix}"
        chooser = choose_new_file(self, tr("Lưu giấy của buổi học"), name=name, then=self.save_to)
        chooser.setDefaultSuffix(suffix)

    def save_to(self, path: Path) -> None:
        """Write the paper to a file: .pdf to print, .docx to edit, or .xlsx for its rows."""
        wanted = self._wanted()
        self.context.tasks.keep(
            lambda desk: session_papers.export_sheet(
                desk,
                wanted.session_id,
                wanted.paper,
                path,
                cell_id=wanted.cell_id or None,
                large=wanted.large,
            ),
            self._on_saved,
            failed=self.show_problem,
        )

    def _on_saved(self, path: Path) -> None:
        dialogs.tell_where(self, tr("Đã lưu vào tệp:"), path)
