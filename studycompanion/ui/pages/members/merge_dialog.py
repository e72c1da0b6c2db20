"""Asks who is the same person, and which of the two records stays."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from studycompanion.domain.people import Member
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import merging
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.members import MemberLine
from studycompanion.services.merging import MergeField
from studycompanion.ui.context import Context
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.members.merge_fields import MergeFields
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


class MergeDialog(FormDialog):
    """The list of the others, namesakes first; both records side by side below it."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        line: MemberLine,
        *,
        everybody: Sequence[MemberLine],
    ) -> None:
        super().__init__(
            parent, context, tr("Gộp hai hồ sơ của một người"), step=tr("Gộp"), width=760
        )
        self._line = line
        self._is_turned = False
        self.others = Finder(
            RecordModel(_columns(), identity=lambda m: m.id, key=lambda m: m.search_key),
            name=tr("Người trùng với đồng chí này"),
            hint=tr("Tìm tên, không cần dấu"),
        )
        self.others.setFixedHeight(current().px(170))
        self._gone, self._kept = label(), label()
        self.choice = MergeFields()
        self._result = label("", "muted")
        self.turn = button(tr("Đổi chiều"), self._turn)
        self.fields.addWidget(label(tr("Chọn hồ sơ thứ hai của cùng một người."), "field"))
        self.fields.addWidget(label(_what_moves(), "muted"))
        self.fields.addWidget(self.others)
        self.fields.addLayout(self._side_by_side())
        self._differing = label(tr("Chỗ khác nhau: chọn giá trị giữ lại"), "field")
        self.fields.addWidget(self._differing)
        self.fields.addWidget(self.choice)
        self.fields.addWidget(self._result)
        self.choice.changed.connect(self._show_result)
        self._show_result()
        self.fields.addWidget(TurningRow(self.turn, QWidget(), stretch=1))
        self.others.chosen.connect(self._show_both)
        others = _namesakes_first(line, everybody)
        self.others.model.fill(others)
        if not others or others[0].search_key != line.search_key:
            # Nobody is proposed who has another name; Enter would merge two people.
            self.others.table.setCurrentIndex(QModelIndex())
        self._show_both()
        self.others.setFocus()

    def _side_by_side(self) -> QGridLayout:
        both = QGridLayout()
        both.setHorizontalSpacing(current().px(SPACE.large))
        both.setVerticalSpacing(current().px(SPACE.hair))
        captions = (tr("Hồ sơ thôi dùng"), tr("Hồ sơ giữ lại"))
        for place, words in enumerate((self._gone, self._kept)):
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            both.addWidget(label(captions[place], "field"), 0, place)
            both.addWidget(words, 1, place)
            both.setColumnStretch(place, 1)
        return both

    def work(self) -> Callable[[Desk], Done[Member]]:
        """The call that makes one of two."""
        gone, kept = self._both()
        if gone is None or kept is None:
            raise UserError("not_there")
        one, other, take = gone.id, kept.id, self.choice.taken
        return lambda desk: merging.merge_people(desk, one, other, take=take)

    def _both(self) -> tuple[MemberLine | None, MemberLine | None]:
        """Who goes and who stays."""
        found = self.others.table.current()
        other = found if isinstance(found, MemberLine) else None
        return (other, self._line) if self._is_turned else (self._line, other)

    def _turn(self) -> None:
        self._is_turned = not self._is_turned
        self._show_both()

    def _show_both(self, _line: object = None) -> None:
        for words, line in zip((self._gone, self._kept), self._both(), strict=True):
            words.setText("\n".join(_told(line)) if line else tr("Chưa chọn"))
        self.accept_button.setEnabled(False)
        self.choice.show_fields(())
        gone, kept = self._both()
        if gone is None or kept is None:
            return
        one, other = gone.id, kept.id
        self.context.tasks.read(
            lambda desk: (one, other, merging.compare(desk, one, other)),
            self._on_compared,
            key=self.choice,
        )

    def _on_compared(self, answer: tuple[str, str, tuple[MergeField, ...]]) -> None:
        """Only what was seen can be merged."""
        *asked, fields = answer
        gone, kept = self._both()
        if gone is None or kept is None or [gone.id, kept.id] != asked:
            return
        self.choice.show_fields(fields)
        self.accept_button.setEnabled(True)
        self._fit()

    def _show_result(self) -> None:
        said = self.choice.result
        self._differing.setVisible(bool(said))
        self._result.setVisible(bool(said))
        self._result.setText(tr("Sau khi gộp: {said}", said=said))


def _what_moves() -> str:
    return tr(
        "Điểm danh, bản tự soi và kế hoạch chuyển sang hồ sơ giữ lại. Chi bộ, trạng thái và chức "
        "vụ theo hồ sơ giữ lại. Hoàn tác: Ctrl+Z."
    )


def _namesakes_first(line: MemberLine, everybody: Sequence[MemberLine]) -> list[MemberLine]:
    others = [one for one in everybody if one.id != line.id]
    return sorted(others, key=lambda one: one.search_key != line.search_key)


def _told(line: MemberLine) -> list[str]:
    said = (
        ("cell", line.cell_name),
        ("party_post", line.post),
        ("status", word("statuses", line.status)),
    )
    return [line.full_name, *(f"{word('fields', name)}: {text}" for name, text in said if text)]


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Họ và tên"), lambda m: Cell(m.full_name, is_strong=True), is_name=True),
        Column(tr("Ngày sinh"), lambda m: Cell(m.birth), 11, rank=1),
        Column(tr("Chi bộ"), lambda m: Cell(m.cell_name), 16, rank=2),
    )
