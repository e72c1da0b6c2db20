"""The library of usual tasks: take one up, give it other words, take it out."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studycompanion.domain.plan import ClaritySet, UsualTask
from studycompanion.domain.vietnamese import fold
from studycompanion.services import usual_tasks
from studycompanion.services.changes import Done
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.draft_edit import DraftEdit
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_PERSON = "person"


class UsualDialog(Sheet):
    """Tells the points of the task that is taken up; what is changed is kept when left."""

    taken = Signal(object)

    def __init__(self, parent: QWidget, context: Context, clarity: ClaritySet) -> None:
        super().__init__(parent, tr("Việc thường dùng"), width=760)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context = context
        self._usual: UsualTask | None = None
        self.model = RecordModel(
            (Column(tr("Việc làm theo"), lambda u: Cell(u.points.get("task", ""))),),
            identity=lambda u: u.id,
            key=lambda u: fold(" ".join(u.points.values())),
        )
        self.finder = Finder(
            self.model, name=tr("Việc thường dùng"), hint=tr("Tìm việc, không cần dấu")
        )
        self.finder.setFixedHeight(current().px(220))
        self.finder.chosen.connect(self._on_chosen)
        self.finder.entered.connect(self._take)
        sentence = tr(
            "Chưa có việc thường dùng. Ở một việc đã viết, bấm “Thao tác khác” rồi "
            "“Lưu làm việc thường dùng”."
        )
        self.empty = label(sentence, "muted")
        self.edits: dict[str, DraftEdit] = {}
        self.fields.addWidget(self.empty)
        self.fields.addWidget(self.finder)
        self.words = QWidget()
        self.words.setLayout(self._points(clarity))
        self.fields.addWidget(self.words)
        self.remove = button(tr("Bỏ việc thường dùng này"), self._remove, kind="quiet")
        self.fields.addWidget(TurningRow(self.remove, QWidget(), stretch=1))
        self.take = button(tr("Dùng việc này"), self._take, kind="primary")
        self.add_buttons(self.take, button(tr("Đóng"), self.reject))
        self.take.setDefault(False)
        self.read()

    def _points(self, clarity: ClaritySet) -> QVBoxLayout:
        whole = column(spacing=SPACE.small)
        for point in clarity.points:
            if point.key == _PERSON:
                continue
            name = point.head.partition(",")[0]
            edit = DraftEdit(name, least=1, most=4)
            edit.left.connect(partial(self._on_left, point.key))
            caption = label(name, "field")
            caption.setBuddy(edit)
            whole.addWidget(caption)
            whole.addWidget(edit)
            self.edits[point.key] = edit
        return whole

    def read(self) -> None:
        """Read the library again."""
        self.context.tasks.read(usual_tasks.usual_tasks, self._on_read, key=self)

    def _on_read(self, found: tuple[UsualTask, ...]) -> None:
        self.model.fill(found)
        for part in (self.finder, self.words, self.remove):
            part.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.take.setEnabled(bool(found))
        self.finder.refresh()
        if found:
            self.finder.setFocus()

    def _on_chosen(self, usual: UsualTask | None) -> None:
        self._usual = usual
        for key, edit in self.edits.items():
            edit.setEnabled(usual is not None)
            edit.show_stored(usual.points.get(key, "") if usual else "")

    def _on_left(self, key: str, text: str) -> None:
        usual = self._usual
        if usual is None:
            return
        self.context.tasks.write(
            lambda desk: usual_tasks.change_usual(desk, usual.id, usual.revision, {key: text}),
            self._on_kept,
            failed=self.show_problem,
        )

    def _on_kept(self, done: Done[UsualTask]) -> None:
        self.problem.hide()
        self.model.replace(done.value)
        if self._usual is not None and self._usual.id == done.value.id:
            self._usual = done.value

    def _remove(self) -> None:
        usual = self._usual
        if usual is not None:
            self.context.tasks.write(
                lambda desk: usual_tasks.remove_usual(desk, usual.id),
                self._on_removed,
                failed=self.show_problem,
            )

    def _on_removed(self, _done: Done[None]) -> None:
        self.read()

    def _take(self) -> None:
        if self._usual is not None and self.isVisible():
            points = self._usual.points | {
                key: edit.toPlainText() for key, edit in self.edits.items()
            }
            self.accept()
            self.taken.emit(points)
