"""The forms: looked at, copied, their words edited beside a sample page, chosen, passed on."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from studycompanion.domain.file_names import safe_name
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.messages import say
from studycompanion.services import form_templates, paperwork, template_parts
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.form_templates import TemplateLine
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file, choose_new_file
from studycompanion.ui.pages.commitments.preview import PagePreview, Pictures
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

_AROUND = 330
"""Pixels at 100 % text size that the dialog takes above and below fields and pages."""
_WAIT = 400
"""Milliseconds without a key before the sample is drawn again."""
_PAGES = 4
Typed = dict[template_parts.Path, str]


def draw(desk: Desk, template: FormTemplate, typed: Typed, *, scale: float) -> Pictures:
    """A sample under the words that stand in the fields; says letters that cannot be printed."""
    body = template_parts.with_parts(template.body, typed) if typed else template.body
    pdf = form_templates.preview(desk, template.form, body)
    pages = range(min(paperwork.page_count(pdf), _PAGES))
    drawn = (paperwork.preview_page(pdf, page, scale=scale) for page in pages)
    return tuple((page.width, page.height, page.rgb) for page in drawn)


class TemplatesDialog(Sheet):
    """One form at a time: its words at the left, a sample page at the right."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Mẫu giấy tờ"), width=1180)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context = context
        self.lines: dict[str, TemplateLine] = {}
        self.typed: dict[str, Typed] = {}
        self.edits: dict[template_parts.Path, LineField] = {}
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._draw)
        self._build_fields()
        self._build_buttons()
        self._read("")

    def _build_fields(self) -> None:
        self.choice = ChoiceBox(tr("Chọn mẫu"))
        self.choice.setMaximumWidth(current().wide(1120))
        self.choice.picked.connect(lambda _one: self._show())
        self.advice = label("", "muted")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview = PagePreview()
        self.preview.setAccessibleName(tr("Xem trước mẫu giấy tờ"))
        self.preview.resized.connect(self._draw)
        room = self.screen().availableSize().height() - current().px(_AROUND)
        for part in (self.area, self.preview):
            part.setFixedHeight(max(min(current().px(520), room), current().px(120)))
        beside = row()
        beside.addWidget(self.area, 1)
        beside.addWidget(self.preview, 1)
        self.fields.addWidget(self.choice)
        self.fields.addWidget(self.advice)
        self.fields.addLayout(beside)

    def _build_buttons(self) -> None:
        self.save = button(tr("Lưu mẫu"), self._on_save, kind="primary", icon_name="save")
        self.copy = button(tr("Chép thành mẫu riêng"), self._on_copy)
        self.use = button(tr("Dùng mẫu này"), self._on_use)
        self.export = button(tr("Xuất mẫu"), self._on_export)
        self.take_in = button(tr("Nhập mẫu"), self._on_import)
        shut = button(tr("Đóng"), self.reject)
        self.add_buttons(self.save, self.copy, self.use, self.export, self.take_in, shut)

    @property
    def line(self) -> TemplateLine | None:
        """The form in view."""
        return self.lines.get(self.choice.chosen)

    def _read(self, wanted: str) -> None:
        self.context.tasks.read(
            form_templates.list_templates, partial(self._on_read, wanted), key=self
        )

    def _on_read(self, wanted: str, found: tuple[TemplateLine, ...]) -> None:
        self.lines = {line.template.id: line for line in found}
        self.typed = {one: typed for one, typed in self.typed.items() if one in self.lines}
        self.choice.fill([(i, _named(line)) for i, line in self.lines.items()], wanted or None)
        self._show()

    def _show(self) -> None:
        line, inside = self.line, QWidget()
        self.edits, self._shown = {}, column()
        inside.setLayout(self._shown)
        if line is not None:
            typed = self.typed.get(line.template.id, {})
            for part in template_parts.parts(line.template.body):
                self._add_field(part, typed.get(part.path, part.value), is_own=line.is_own)
            self.advice.setText(_advice(line))
        self._shown.addStretch(1)
        self.area.setWidget(inside)
        self.problem.hide()
        self._settle()
        self._draw()

    def _add_field(self, part: template_parts.Part, text: str, *, is_own: bool) -> None:
        field = LineField(part.label)
        field.edit.setText(text)
        field.edit.setCursorPosition(0)
        field.edit.setReadOnly(not is_own)
        field.edit.textEdited.connect(partial(self._on_typed, part.path))
        self.edits[part.path] = field
        self._shown.addWidget(field)

    def _on_typed(self, path: template_parts.Path, text: str) -> None:
        self.typed.setdefault(self.choice.chosen, {})[path] = text
        self._settle()
        self._wait.start()

    def _settle(self) -> None:
        line = self.line
        self.save.setEnabled(line is not None and line.template.id in self.typed)
        self.use.setEnabled(line is not None and not line.is_in_force)
        for step in (self.copy, self.export):
            step.setEnabled(line is not None)

    def _draw(self) -> None:
        line = self.line
        if line is None:
            return
        template, typed = line.template, dict(self.typed.get(line.template.id, {}))
        scale = self.preview.scale
        self.context.tasks.keep(
            lambda desk: draw(desk, template, typed, scale=scale),
            partial(self._on_drawn, template.id, typed),
            failed=lambda error: self.preview.show_sentence(say(error)),
        )

    def _on_drawn(self, template_id: str, typed: Typed, pages: Pictures) -> None:
        if (template_id, typed) == (self.choice.chosen, self.typed.get(template_id, {})):
            self.preview.show_pages(pages)
            self.problem.hide()

    def _write(self, work: Callable[[Desk], Done[FormTemplate]], *, drops: str = "") -> None:
        def done(made: Done[FormTemplate]) -> None:
            self.typed.pop(drops, None)
            self._read(made.value.id)

        self.context.tasks.write(work, done, failed=self.show_problem)

    def _on_save(self) -> None:
        if self.line is not None:
            old, typed = self.line.template, dict(self.typed.get(self.choice.chosen, {}))

            def work(desk: Desk) -> Done[FormTemplate]:
                body = template_parts.with_parts(old.body, typed)
                return form_templates.save_body(desk, old.id, body)

            self._write(work, drops=old.id)

    def _on_copy(self) -> None:
        if self.line is not None:
            old = self.line.template
            name = tr("{name} (bản riêng)", name=old.name)
            self._write(
                lambda desk: form_templates.copy_template(desk, old.id, name=name, year=old.year)
            )

    def _on_use(self) -> None:
        chosen = self.choice.chosen
        self._write(lambda desk: form_templates.make_default(desk, chosen))

    def _on_export(self) -> None:
        if self.line is not None:
            name = safe_name(self.line.template.name) + ".toml"
            choose_new_file(self, tr("Lưu mẫu ra tệp"), name=name, then=self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the form in view to a file."""
        chosen = self.choice.chosen
        self.context.tasks.keep(
            lambda desk: form_templates.export_template(desk, chosen, path),
            self._on_saved,
            failed=self.show_problem,
        )

    def _on_saved(self, path: Path) -> None:
        dialogs.tell_where(self, tr("Đã lưu vào tệp:"), path)

    def _on_import(self) -> None:
        choose_file(
            self,
            tr("Chọn tệp mẫu giấy tờ"),
            folder="",
            kinds=tr("Mẫu giấy tờ (*.toml)"),
            then=self.take,
        )

    def take(self, path: Path) -> None:
        """Take a form in from a file."""
        self._write(lambda desk: form_templates.import_template(desk, path))

    def reject(self) -> None:
        """Close, asking first where something typed is not saved."""
        if not self.typed:
            super().reject()
            return
        question = tr("Có chỗ sửa mẫu chưa lưu. Đóng thì bỏ những chỗ sửa ấy.")
        dialogs.ask(self, question, tr("Bỏ chỗ sửa và đóng"), then=super().reject)


def _named(line: TemplateLine) -> str:
    name = line.template.name
    return tr("{name}, đang dùng", name=name) if line.is_in_force else name


def _advice(line: TemplateLine) -> str:
    if line.is_own:
        return tr(
            "Chỗ trong ngoặc nhọn như {year} do chương trình điền. Giấy đã lập giữ nguyên mẫu cũ.",
            year="{year}",
        )
    return tr("Mẫu có sẵn không sửa trực tiếp. Bấm “Chép thành mẫu riêng” rồi sửa bản chép.")
