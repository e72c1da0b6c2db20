"""Behaviour of the commitments' page: preview of the very bytes, export of a cell or of all."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QDialog

from studycompanion.domain.paperwork import FormState
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import Cancelled, CodedError
from studycompanion.messages import say
from studycompanion.services import paperwork
from studycompanion.services.changes import Changes
from studycompanion.services.desk import Desk
from studycompanion.services.paperwork import Exported
from studycompanion.services.printing import Wanted
from studycompanion.services.reviews import PersonLine
from studycompanion.services.signed_note import Returned, returned
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_folder
from studycompanion.ui.models.records import Cell
from studycompanion.ui.pages.commitments.done_message import say_exported
from studycompanion.ui.pages.commitments.preview import Pictures
from studycompanion.ui.pages.commitments.states import states
from studycompanion.ui.pages.commitments.topics_dialog import TopicsDialog
from studycompanion.ui.pages.commitments.view import CommitmentsView, state_of
from studycompanion.ui.person_page import People, PersonPage, share_done
from studycompanion.ui.printing.flow import PrintFlow
from studycompanion.ui.printing.print_dialog import Asked
from studycompanion.ui.progress import run_job
from studycompanion.ui.signing.filed_dialog import FiledDialog
from studycompanion.ui.signing.flow import SignFlow
from studycompanion.ui.signing.offer import Offer
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

_KIND = "issued_form"
_WITHOUT = 2
"""The answer that leaves out those without a plan."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose form is to be seen, and how."""

    topic_id: str
    member_id: str
    blank: bool
    scale: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The bytes of a form and its pages as pictures."""

    of: Seen
    pdf: bytes
    pictures: Pictures


def draw(desk: Desk, wanted: Seen) -> Drawn:
    """A form as it would be printed; runs in a worker."""
    made = paperwork.preview_commitment(desk, wanted.topic_id, wanted.member_id, blank=wanted.blank)
    pages = (
        paperwork.preview_page(made.pdf, index, scale=wanted.scale) for index in range(made.pages)
    )
    pictures = tuple((page.width, page.height, page.rgb) for page in pages)
    return Drawn(wanted, made.pdf, pictures)


class CommitmentsPage(PersonPage):
    """Commitment forms of one topic."""

    filter_key: ClassVar[str] = "commitments"

    def __init__(self, context: Context) -> None:
        self.view = CommitmentsView()
        super().__init__(context, self.view, states())
        self._out = Path()
        self._with_empty = True
        self.view.head.moved.connect(self.go_on)
        self.view.blank.toggled.connect(self._draw)
        self.view.preview.resized.connect(self._draw)
        self.view.export.clicked.connect(self._on_export)
        self._drawn: Drawn | None = None
        self.view.bar.sought.connect(self._find)
        self.printing = PrintFlow(context, self)
        self.view.print.clicked.connect(self._on_print)
        self.signing = SignFlow(context, self)
        self.view.sign.clicked.connect(self._on_sign)
        self.view.came_out.clicked.connect(lambda: self.printing.ask_later(self.topic_id))
        self.view.cells.picked.connect(self._name_export)
        self.view.finder.table.allow_many()
        self.view.joint.clicked.connect(self._on_joint)
        self.view.scans.clicked.connect(self._on_scans)

    def describe(self, people: People) -> str:
        """How many have a form that was made."""
        made = sum(line.owes and line.form_state is not None for line in people.lines)
        return tr("Đã lập: {share}", share=share_done(made, people))

    def open_person(self, line: PersonLine | None) -> None:
        """Draw a person's form as it would be printed now."""
        self.view.head.show_person(line, state_of(line) if line else Cell(""))
        self._draw()
        self._read_scans()

    def update_person(self, line: PersonLine) -> None:
        """The state of the form may have changed."""
        self.view.head.show_person(line, state_of(line))
        self._read_scans()

    def _read_scans(self) -> None:
        if self.person is None:
            self.view.show_scans(())
            return
        member_id, topic_id = self.person.member_id, self.topic_id
        self.context.tasks.read(
            lambda desk: returned(desk, member_id, topic_id),
            self._on_returned,
            key=self.view.scans,
        )

    def _on_returned(self, found: Returned) -> None:
        self.view.show_scans(found.scans)
        self.view.head.add_about(found.note)

    def _on_scans(self) -> None:
        if self.person is not None:
            member_id, topic_id = self.person.member_id, self.topic_id
            FiledDialog(self, self.context, member_id, topic_id=topic_id).open()

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

    def _wanted(self, person: PersonLine) -> Seen:
        is_blank = self.view.blank.isChecked()
        return Seen(self.topic_id, person.member_id, is_blank, self.view.preview.scale)

    def _on_drawn(self, drawn: Drawn) -> None:
        if self.person is not None and drawn.of.member_id == self.person.member_id:
            is_other = self._drawn is None or drawn.pdf != self._drawn.pdf
            self._drawn = drawn
            self.view.preview.show_pages(drawn.pictures)
            if is_other:
                self._find(self.view.bar.box.sought)

    def _find(self, words: str) -> None:
        if self._drawn is not None:
            pdf = self._drawn.pdf
            self.context.tasks.compute(
                lambda _desk: paperwork.find_on_pages(pdf, words),
                self.view.bar.show_hits,
                key=self.view.bar,
            )

    def _on_not_drawn(self, error: CodedError) -> None:
        self.view.preview.show_sentence(say(error))

    def _name_export(self, cell_id: str) -> None:
        cells = {line.cell_id for line in self.view.model.records}
        n = group_thousands(len(self._owing()))
        is_ward = not cell_id and len(cells) > 1
        self.view.export.setText(tr("Xuất PDF ({n})", n=n))
        self.view.print.setText(tr("In cả đảng bộ") if is_ward else tr("In cả chi bộ"))

    def _on_print(self) -> None:
        person, cell_id = self.person, self.view.cells.chosen
        wanted = Wanted(
            topic_id=self.topic_id, cell_id=cell_id, is_blank=self.view.blank.isChecked()
        )
        if person is not None and person.owes:
            chosen = self._chosen()
            self.printing.choose(Asked(wanted, person.member_id, person.full_name, chosen))
        else:
            self.printing.choose(Asked(wanted))

    def _on_sign(self) -> None:
        person, cell_id = self.person, self.view.cells.chosen
        if person is not None and person.owes:
            offer = Offer(
                self.topic_id, cell_id, person.member_id, person.full_name, self._chosen()
            )
        else:
            offer = Offer(self.topic_id, cell_id)
        self.signing.choose(replace(offer, group=self.list_filter.group))

    def _chosen(self) -> frozenset[str]:
        """Those of the selected rows, or of the chosen party group, for whom forms are made."""
        lines: list[PersonLine] = self.view.finder.table.selected()
        group = self.list_filter.group
        if len(lines) < 2 and group is not None:
            lines = [line for line in self._owing() if line.group == group]
        return frozenset(line.member_id for line in lines if line.owes)

    def _on_joint(self) -> None:
        TopicsDialog(self, self.context, self.topic_id).open()

    def _owing(self) -> list[PersonLine]:
        """Those of the chosen cell, or of all, for whom forms are made."""
        cell_id = self.view.cells.chosen
        lines = self.view.model.records
        return [line for line in lines if line.owes and cell_id in ("", line.cell_id)]

    def _on_people(self, people: People) -> None:
        super()._on_people(people)
        self._name_export(self.view.cells.chosen)
        self.view.show_joint(people.topics, people.topic_id)
        sent = sum(line.form_state is FormState.SENT_TO_PRINTER for line in people.lines)
        self.view.came_out.setVisible(bool(sent))

    def _on_export(self) -> None:
        empty = sum(not line.items for line in self._owing())
        self._with_empty = True
        if empty and not self.view.blank.isChecked():
            self._ask_of_empty(empty)
        else:
            self._choose_folder()

    def _ask_of_empty(self, count: int) -> None:
        question = tr(
            "{n} đồng chí chưa có kế hoạch: in bản để trống cho họ?", n=group_thousands(count)
        )
        message = dialogs.Message(self, question, tone=Tone.INFO)
        message.add_detail(tr("Chọn “Không” thì chỉ xuất cho những đồng chí đã có kế hoạch."))
        message.add_button(tr("Có"), message.accept, kind="primary")
        message.add_button(tr("Không"), partial(message.done, _WITHOUT))
        message.add_button(tr("Hủy"), message.reject)
        message.finished.connect(self._on_answered)
        message.open()

    def _on_answered(self, answer: int) -> None:
        if answer != QDialog.DialogCode.Rejected:
            self._with_empty = answer != _WITHOUT
            self._choose_folder()

    def _choose_folder(self) -> None:
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
        blank = self.view.blank.isChecked()
        with_empty = self._with_empty
        run_job(
            self,
            self.context.tasks,
            tr("Đang xuất bản cam kết…"),
            work=lambda desk, job: paperwork.export_commitments(
                desk,
                topic_id,
                out,
                job=job,
                cell_id=cell_id,
                merged=True,
                blank=blank,
                with_empty=with_empty,
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
