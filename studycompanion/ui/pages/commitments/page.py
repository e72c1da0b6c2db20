"""Behaviour of the commitments' page: preview of the very bytes, export of a cell or of all."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from studycompanion.errors import Cancelled, CodedError
from studycompanion.messages import say
from studycompanion.services import paperwork
from studycompanion.services.changes import Changes
from studycompanion.services.desk import Desk
from studycompanion.services.paperwork import Exported
from studycompanion.services.reviews import PersonLine
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_folder
from studycompanion.ui.models.records import Cell
from studycompanion.ui.pages.commitments.done_message import say_exported
from studycompanion.ui.pages.commitments.preview import Pictures
from studycompanion.ui.pages.commitments.states import states
from studycompanion.ui.pages.commitments.view import CommitmentsView, state_of
from studycompanion.ui.person_page import People, PersonPage, share_done
from studycompanion.ui.progress import run_job
from studycompanion.ui.words import tr

_KIND = "issued_form"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose form is to be seen, and how."""

    topic_id: str
    member_id: str
    blank: bool
    scale: float


def draw(desk: Desk, wanted: Wanted) -> tuple[Wanted, Pictures]:
    """The pages of a form as pictures; runs in a worker."""
    made = paperwork.preview_commitment(desk, wanted.topic_id, wanted.member_id, blank=wanted.blank)
    pages = (
        paperwork.preview_page(made.pdf, index, scale=wanted.scale) for index in range(made.pages)
    )
    return wanted, tuple((page.width, page.height, page.rgb) for page in pages)


class CommitmentsPage(PersonPage):
    """Commitment forms of one topic."""

    filter_key: ClassVar[str] = "commitments"

    def __init__(self, context: Context) -> None:
        self.view = CommitmentsView()
        super().__init__(context, self.view, states())
        self._out = Path()
        self.view.head.moved.connect(self.go_on)
        self.view.blank.toggled.connect(self._draw)
        self.view.preview.resized.connect(self._draw)
        self.view.export.clicked.connect(self._on_export)
        self.view.cells.picked.connect(self._name_export)

    def describe(self, people: People) -> str:
        """How many have a form that was made."""
        made = sum(line.owes and line.form_state is not None for line in people.lines)
        return tr("Đã lập: {share}", share=share_done(made, people))

    def open_person(self, line: PersonLine | None) -> None:
        """Draw a person's form as it would be printed now."""
        self.view.head.show_person(line, state_of(line) if line else Cell(""))
        self._draw()

    def update_person(self, line: PersonLine) -> None:
        """The state of the form may have changed."""
        self.view.head.show_person(line, state_of(line))

    def _draw(self) -> None:
        if self.person is None:
            self.view.preview.show_sentence(tr("Chọn một đồng chí để xem trước."))
            return
        if not self.person.owes:
            self.view.preview.show_sentence(tr("Đồng chí này không phải làm bản cam kết."))
            return
        wanted = self._wanted(self.person)
        self.context.tasks.compute(
            lambda desk: draw(desk, wanted),
            self._on_drawn,
            failed=self._on_not_drawn,
            key=self.view,
        )

    def _wanted(self, person: PersonLine) -> Wanted:
        is_blank = self.view.blank.isChecked()
        return Wanted(self.topic_id, person.member_id, is_blank, self.view.preview.scale)

    def _on_drawn(self, drawn: tuple[Wanted, Pictures]) -> None:
        wanted, pictures = drawn
        if self.person is not None and wanted.member_id == self.person.member_id:
            self.view.preview.show_pages(pictures)

    def _on_not_drawn(self, error: CodedError) -> None:
        self.view.preview.show_sentence(say(error))

    def _name_export(self, cell_id: str) -> None:
        is_ward = not cell_id and self.view.cells.count() > 2
        words = tr("Xuất cả đảng bộ") if is_ward else tr("Xuất cả chi bộ")
        self.view.export.setText(words)

    def _on_people(self, people: People) -> None:
        super()._on_people(people)
        self._name_export(self.view.cells.chosen)

    def _on_export(self) -> None:
        choose_folder(
            self,
            tr("Chọn thư mục để ghi các bản cam kết"),
            folder=self.context.preferences.comforts.export_folder,
            then=self.export_to,
        )

    def export_to(self, out: Path) -> None:
        """Write the forms of the chosen cell, or of all, into ``out``."""
        self.context.preferences.change(export_folder=str(out))
        self._out = out
        topic_id = self.topic_id
        cell_id = self.view.cells.chosen or None
        merged, blank = self.view.merged.isChecked(), self.view.blank.isChecked()
        run_job(
            self,
            self.context.tasks,
            tr("Đang xuất bản cam kết…"),
            work=lambda desk, job: paperwork.export_commitments(
                desk, topic_id, out, job=job, cell_id=cell_id, merged=merged, blank=blank
            ),
            then=self._on_exported,
            failed=self._on_stopped,
        )

    def _on_exported(self, done: Exported) -> None:
        self._tell_pages()
        say_exported(self, done, self._out)

    def _on_stopped(self, error: Exception) -> None:
        self._tell_pages()
        if isinstance(error, Cancelled):
            words = tr("Đã dừng. Những tệp đã xong vẫn còn; xuất lại sẽ làm tiếp phần còn lại.")
            dialogs.tell_where(self, words, self._out)
        elif isinstance(error, CodedError):
            self.context.tasks.troubled.emit(error)

    def _tell_pages(self) -> None:
        self.context.hub.announce(Changes({_KIND: frozenset()}))
