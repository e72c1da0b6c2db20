"""The scanned pages that lie with a person's forms: to look at, print, and keep a copy of."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import display_date
from studycompanion.errors import CodedError
from studycompanion.messages import say, word
from studycompanion.services import filed_scans, paperwork
from studycompanion.services.desk import Desk
from studycompanion.services.filed_scans import FiledForm
from studycompanion.services.lists import swap_in
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_new_file
from studycompanion.ui.models.records import Cell
from studycompanion.ui.pages.commitments.preview import PagePreview, Pictures
from studycompanion.ui.pages.commitments.preview_bar import PreviewBar
from studycompanion.ui.printing.native import PaperPrinting
from studycompanion.ui.tokens import Tone
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.list_sheet import ListSheet
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.words import tr

_WIDTH, _HEIGHT = 860, 680


@dataclass(frozen=True, slots=True)
class Drawn:
    """The PDF of a form's scanned pages, and its pages as pictures."""

    form_id: str
    pdf: bytes
    pictures: Pictures


def _draw(desk: Desk, form_id: str, scale: float) -> Drawn:
    pdf = filed_scans.scan_pdf(desk, form_id)
    count = range(paperwork.page_count(pdf))
    pages = (paperwork.preview_page(pdf, number, scale=scale) for number in count)
    return Drawn(form_id, pdf, tuple((page.width, page.height, page.rgb) for page in pages))


class FiledDialog(ListSheet):
    """The newest form first; where a person has several, one is chosen above."""

    def __init__(
        self, parent: QWidget, context: Context, member_id: str, *, topic_id: str = ""
    ) -> None:
        super().__init__(parent, tr("Bản quét đã lưu"), width=_WIDTH, height=_HEIGHT)
        self.context = context
        self.forms: tuple[FiledForm, ...] = ()
        self._drawn: Drawn | None = None
        self.printing = PaperPrinting(context, self)
        self._make_parts()
        self._lay_out()
        context.tasks.read(
            lambda desk: filed_scans.filed_forms(desk, member_id, topic_id),
            self.show_forms,
            key=self,
        )

    def _make_parts(self) -> None:
        self.heading = label(self.windowTitle(), "section")
        self.which = ChoiceBox(tr("Bản cam kết nào"))
        self.which.setMaximumWidth(16777215)
        self.which.picked.connect(lambda _form_id: self._show())
        self.about = label(kind="muted")
        self.standing = Sign(wraps=True)
        self.standing.hide()
        self.lacking = Sign(wraps=True)
        self.lacking.hide()
        self.preview = PagePreview()
        self.preview.setAccessibleName(self.windowTitle())
        self.preview.resized.connect(self._draw)
        self.bar = PreviewBar(self.preview)
        self.bar.box.hide()
        self.print = button(tr("In…"), self._on_print, icon_name="paper")
        self.save = button(tr("Lưu bản PDF…"), self._on_save, icon_name="save")
        self.close_button = button(tr("Đóng"), self.accept, kind="primary")

    def _lay_out(self) -> None:
        head = row(self.heading, self.bar)
        head.setStretch(0, 1)
        buttons = row(self.print, self.save, None, self.close_button)
        self.lay_out(
            *(head, self.which, self.about, self.standing, self.lacking, self.preview, buttons),
            grows=self.preview,
            has_title=False,
        )
        self.close_button.setDefault(True)
        self._allow(is_there=False)

    def _allow(self, *, is_there: bool) -> None:
        for part in (self.print, self.save):
            part.setEnabled(is_there)

    def show_forms(self, forms: tuple[FiledForm, ...]) -> None:
        """Show the newest form; or that nothing was scanned."""
        self.forms = forms
        self.which.fill([(one.form_id, _name_of(one)) for one in forms])
        self.which.setVisible(len(forms) > 1)
        if not forms:
            self.preview.show_sentence(tr("Chưa có trang quét nào của đồng chí này."))
            return
        self.heading.setText(tr("Bản quét của {name}", name=forms[0].full_name))
        self._show()

    @property
    def form(self) -> FiledForm | None:
        """The form in view."""
        return next((one for one in self.forms if one.form_id == self.which.chosen), None)

    def _show(self) -> None:
        form = self.form
        if form is None:
            return
        self.about.setText(_about(form))
        self.standing.show_cell(_standing(form))
        self.lacking.show_cell(_lacking(form))
        self._draw()

    def _draw(self) -> None:
        form = self.form
        if form is not None:
            form_id, scale = form.form_id, self.preview.scale
            self.context.tasks.compute(
                lambda desk: _draw(desk, form_id, scale),
                self._on_drawn,
                failed=self._on_not_drawn,
                key=self.preview,
            )

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn.form_id == self.which.chosen:
            self._drawn = drawn
            self.preview.show_pages(drawn.pictures)
            self._allow(is_there=True)

    def _on_not_drawn(self, error: CodedError) -> None:
        self._allow(is_there=False)
        self.preview.show_sentence(say(error))

    def _on_print(self) -> None:
        if self._drawn is not None and self.form is not None:
            self.printing.choose(self._drawn.pdf, _file_name(self.form))

    def _on_save(self) -> None:
        form, drawn = self.form, self._drawn
        if form is not None and drawn is not None:
            chooser = choose_new_file(
                self,
                tr("Lưu bản quét"),
                name=_file_name(form) + ".pdf",
                then=lambda path: self._save_to(path, drawn.pdf),
            )
            chooser.setDefaultSuffix("pdf")

    def _save_to(self, path: Path, pdf: bytes) -> None:
        self.context.tasks.compute(
            lambda _desk: swap_in(path, pdf),
            self._on_saved,
            failed=self._on_not_saved,
        )

    def _on_saved(self, path: Path) -> None:
        dialogs.tell_where(self, tr("Đã lưu vào tệp:"), path)

    def _on_not_saved(self, error: CodedError) -> None:
        dialogs.say_error(self, error)


def _name_of(form: FiledForm) -> str:
    """Which form it is, told by its topics and issue."""
    titles = "; ".join(form.topics)
    return tr("{titles}, lần {version}", titles=titles, version=form.version)


def _file_name(form: FiledForm) -> str:
    return tr("Bản quét {name}", name=form.full_name)


def _about(form: FiledForm) -> str:
    number = tr("Bản số {number}", number=form.number) if form.number else ""
    issue = tr("lần {version}", version=form.version)
    signed = ""
    if form.signed_on is not None:
        day = display_date(form.signed_on)
        signed = tr("ký ngày {day}, {who} ghi", day=day, who=form.signed_by)
    filed = tr("quét ngày {day}, {who} lưu", day=display_date(form.filed_on), who=form.filed_by)
    return " · ".join(filter(None, (number, issue, signed, filed)))


def _standing(form: FiledForm) -> Cell:
    if not form.state.is_current:
        return Cell(word("form_states", form.state.value), Tone.CAUTION, "warning")
    if form.is_changed:
        words = tr("Hồ sơ đã đổi sau khi lập bản này. Bản đã ký vẫn có giá trị.")
        return Cell(words, Tone.CAUTION, "warning")
    return Cell(tr("Đúng với hồ sơ hiện nay."), Tone.GOOD, "done")


def _lacking(form: FiledForm) -> Cell:
    if not form.missing:
        return Cell("")
    return Cell(tr("Còn thiếu trang {pages}.", pages=_listed(form.missing)), Tone.BAD, "warning")


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages))
