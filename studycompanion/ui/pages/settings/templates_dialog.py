"""The forms: looked at, copied, their words edited beside a sample page, chosen, passed on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from studycompanion.domain.file_names import safe_name
from studycompanion.domain.paperwork import FormTemplate
from studycompanion.errors import CodedError
from studycompanion.messages import say
from studycompanion.services import drafts, form_templates, template_parts
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.form_templates import TemplateLine
from studycompanion.ui import dialogs
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file, choose_new_file
from studycompanion.ui.pages.commitments.preview import PagePreview
from studycompanion.ui.pages.settings.template_edits import TemplateEdits
from studycompanion.ui.pages.settings.template_fields import TemplateFields
from studycompanion.ui.pages.settings.template_sample import Drawn, draw
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

_AROUND = 330
"""Pixels at 100 % text size that the dialog takes above and below fields and pages."""
_WAIT = 400
"""Milliseconds without a key before the sample is drawn again."""


class TemplatesDialog(Sheet):
    """One form at a time: its words at the left, a sample page at the right."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Mẫu giấy tờ"), width=1180)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context = context
        self.lines: dict[str, TemplateLine] = {}
        self.unsaved = TemplateEdits(context)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._on_waited)
        self._build_fields()
        self._build_buttons()
        self._read("")

    def _build_fields(self) -> None:
        self.choice = ChoiceBox(tr("Chọn mẫu"))
        self.choice.setMaximumWidth(current().wide(1120))
        self.choice.picked.connect(lambda _one: self._show())
        self.advice = label("", "muted")
        self.area = TemplateFields()
        self.area.typed.connect(self._on_typed)
        self.area.rebuilt.connect(self._on_rebuilt)
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
        self._to_show = wanted
        self.context.tasks.read(
            lambda desk: (form_templates.list_templates(desk), drafts.drafts(desk)),
            self._on_read,
            key=self,
        )

    def _on_read(self, found: tuple[tuple[TemplateLine, ...], dict[str, drafts.Draft]]) -> None:
        lines, kept = found
        is_first = not self.lines
        self.lines = {line.template.id: line for line in lines}
        self.unsaved.only(self.lines)
        self.choice.fill(
            [(i, _named(line)) for i, line in self.lines.items()], self._to_show or None
        )
        if is_first and (going_on := self.unsaved.take_up(self.lines, kept)):
            self.choice.choose(going_on)
        self._show()

    @property
    def edits(self) -> dict[template_parts.Path, LineField]:
        """The fields in view."""
        return self.area.edits

    def _show(self) -> None:
        line = self.line
        if line is not None:
            typed = self.unsaved.typed_of(line.template.id)
            self.area.show_body(
                line.template.form, self.unsaved.body_of(line), typed, is_own=line.is_own
            )
            self.advice.setText(_advice(line))
        self.problem.hide()
        self._settle()
        self._draw()

    def _on_typed(self, path: template_parts.Path, text: str) -> None:
        self.unsaved.type(self.choice.chosen, path, text)
        self._settle()
        self._wait.start()

    def _on_rebuilt(self, body: str) -> None:
        self.unsaved.rebuild(self.choice.chosen, body)
        self._show()
        self._keep()

    def _on_waited(self) -> None:
        self._draw()
        self._keep()

    def _keep(self) -> None:
        if self.line is not None:
            self.unsaved.keep(self.line)

    def _settle(self) -> None:
        line = self.line
        self.save.setEnabled(line is not None and self.unsaved.has(line.template.id))
        self.use.setEnabled(line is not None and not line.is_in_force)
        for step in (self.copy, self.export):
            step.setEnabled(line is not None)

    def _draw(self) -> None:
        line = self.line
        if line is None:
            return
        form, scale, wanted = line.template.form, self.preview.scale, self._wanted(line)
        self.context.tasks.keep(
            lambda desk: draw(desk, form, wanted, scale=scale),
            self._on_drawn,
            failed=self._on_not_drawn,
        )

    def _wanted(self, line: TemplateLine) -> Drawn:
        template_id = line.template.id
        typed = self.unsaved.typed_of(template_id)
        return Drawn(template_id, self.unsaved.body_of(line), typed)

    def _on_drawn(self, drawn: Drawn) -> None:
        line = self.line
        if line is not None and replace(drawn, pages=()) == self._wanted(line):
            self.preview.show_pages(drawn.pages)
            self.problem.hide()

    def _on_not_drawn(self, error: CodedError) -> None:
        self.preview.show_sentence(say(error))

    def _write(self, work: Callable[[Desk], Done[FormTemplate]], *, drops: str = "") -> None:
        def done(made: Done[FormTemplate]) -> None:
            if drops:
                self._wait.stop()
                self.unsaved.forget(drops)
            self._read(made.value.id)

        self.context.tasks.write(work, done, failed=self.show_problem)

    def _on_save(self) -> None:
        if self.line is not None:
            old, before, typed = (
                self.line.template,
                self.unsaved.body_of(self.line),
                self.unsaved.typed_of(self.choice.chosen),
            )

            def work(desk: Desk) -> Done[FormTemplate]:
                body = template_parts.with_parts(before, typed)
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
        if not self.unsaved:
            super().reject()
            return
        question = tr("Có chỗ sửa mẫu chưa lưu. Đóng thì bỏ những chỗ sửa ấy.")
        dialogs.ask(self, question, tr("Bỏ chỗ sửa và đóng"), then=self._drop_and_close)

    def _drop_and_close(self) -> None:
        self._wait.stop()
        self.unsaved.forget_all()
        super().reject()


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
