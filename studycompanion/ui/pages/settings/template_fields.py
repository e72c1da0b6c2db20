"""The words of a form as fields, its parts under their names with buttons to move and take out."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from studycompanion.domain.paper import PieceKind
from studycompanion.domain.paperwork import FormKind
from studycompanion.messages import word
from studycompanion.services import template_sections
from studycompanion.services.template_parts import Part, Path, parts, with_parts
from studycompanion.services.template_sections import Section
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.words import tr


class TemplateFields(QScrollArea):
    """Tells what is typed, and the text with its parts in another order."""

    typed = Signal(object, str)
    """The path of a field and its words."""
    rebuilt = Signal(str)
    """The text after a part was moved, taken out or added."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.edits: dict[Path, LineField] = {}
        self.steps: dict[str, QPushButton] = {}
        """Buttons of parts by what they do, such as ``up sections 2`` or ``add section``."""
        self._body = ""

    def show_body(
        self, form: FormKind, body: str, typed: Mapping[Path, str], *, is_own: bool
    ) -> None:
        """Show a text, ``typed`` over it; a form that ships is only read."""
        place = self.verticalScrollBar().value()
        self._body, self.edits, self.steps = body, {}, {}
        inside, fields = QWidget(), column(spacing=SPACE.small)
        inside.setLayout(fields)
        heads: dict[Path, Section] = {
            (one.name, one.place): one for one in template_sections.sections(body)
        }
        for part in parts(body):
            head = heads.pop(part.path[:2], None)
            if head is not None:
                self._add_head(fields, head, is_own=is_own)
            self._add_field(fields, part, typed.get(part.path, part.value), is_own=is_own)
        if is_own:
            self._add_steps(fields, form)
        fields.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(place)

    def _add_head(self, fields: QVBoxLayout, head: Section, *, is_own: bool) -> None:
        line = row(label(head.title, "section"), spacing=SPACE.hair)
        line.setStretch(0, 1)
        if is_own:
            for key, icon_name, words, is_off in (
                ("up", "arrow-up", tr("Chuyển phần này lên"), head.is_first),
                ("down", "arrow-down", tr("Chuyển phần này xuống"), head.is_last),
                ("remove", "remove", tr("Bỏ phần này"), head.is_needed),
            ):
                step = self._step(key, icon_name, words, head)
                step.setEnabled(not is_off)
                line.addWidget(step)
        fields.addSpacing(SPACE.medium)
        fields.addLayout(line)

    def _step(self, key: str, icon_name: str, words: str, head: Section) -> QPushButton:
        made = button("", partial(self._rebuild, key, head), kind="quiet", icon_name=icon_name)
        made.setAccessibleName(f"{words}: {head.title}")
        made.setToolTip(words)
        self.steps[f"{key} {head.name} {head.place}"] = made
        return made

    def _rebuild(self, key: str, head: Section) -> None:
        if key == "remove":
            self.rebuilt.emit(template_sections.removed(self.body, head.name, head.place))
        else:
            by = -1 if key == "up" else 1
            self.rebuilt.emit(template_sections.moved(self.body, head.name, head.place, by))

    def _add_steps(self, fields: QVBoxLayout, form: FormKind) -> None:
        for kind in template_sections.kinds_to_add(form, self._body):
            words = tr("Thêm: {kind}", kind=word("template_kinds", kind.value))
            step = button(words, icon_name="plus")
            step.clicked.connect(partial(self._add, kind))
            self.steps[f"add {kind.value}"] = step
            fields.addWidget(step, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, kind: PieceKind, _checked: object = None) -> None:
        self.rebuilt.emit(template_sections.added(self.body, kind))
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _add_field(self, fields: QVBoxLayout, part: Part, text: str, *, is_own: bool) -> None:
        field = LineField(part.label)
        field.edit.setText(text)
        field.edit.setCursorPosition(0)
        field.edit.setReadOnly(not is_own)
        field.edit.textEdited.connect(partial(self.typed.emit, part.path))
        self.edits[part.path] = field
        fields.addWidget(field)

    @property
    def body(self) -> str:
        """The text with what stands in the fields."""
        return with_parts(self._body, {path: one.text for path, one in self.edits.items()})
