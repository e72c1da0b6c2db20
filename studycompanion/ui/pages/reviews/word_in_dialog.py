"""What Word forms would change, field by field: old beside new, a tick for each."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QGridLayout, QPlainTextEdit, QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.word_form_reading import FormRead
from studycompanion.services.word_form_taking import take_forms
from studycompanion.ui.context import Context
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.reviews.word_rows import FieldRow, rows_of
from studycompanion.ui.theme import current
from studycompanion.ui.tick_dialog import TICK_ALL, TickDialog
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.words import tr

_LIST, _TEXT = 200, 96
"""Pixels at 100 % text size that the list and each text take."""
_MOST_LIST, _MOST_TEXT = 0.32, 0.15
"""The parts of the screen's height that they take at most, so that large text leaves both."""


class WordInDialog(TickDialog):
    """Every field that differs; what clashes is left out unless it is ticked."""

    def __init__(self, parent: QWidget, context: Context, reads: tuple[FormRead, ...]) -> None:
        super().__init__(parent, context, tr("Nhận phiếu Word"), step=tr("Nhận"), width=900)
        self._reads = reads
        self.ticked: set[str] = set()
        self.model = RecordModel(
            self._columns(), identity=lambda r: r.identity, key=lambda r: r.search_key
        )
        self.all = button(" ", self.turn_all)
        self.finder = Finder(
            self.model, self.all, name=tr("Các ô có thay đổi"), hint=tr("Tìm tên, không cần dấu")
        )
        room = self.screen().availableSize().height()
        self.finder.setFixedHeight(min(current().px(_LIST), round(room * _MOST_LIST)))
        self.old, self.new = _text_area(tr("Đang lưu")), _text_area(tr("Trong phiếu Word"))
        for area in (self.old, self.new):
            area.setFixedHeight(min(current().px(_TEXT), round(room * _MOST_TEXT)))
        self.what, self.told = label("", "field"), label("")
        self.count = label("", "muted")
        self.hand_in = QCheckBox(tr("Ghi nhận luôn là đã nộp"))
        self.buttons.insertWidget(0, self.hand_in)
        self._lay_out()
        self._connect()
        rows = rows_of(reads)
        self.ticked = {row.identity for row in rows if row.change and row.change.state.is_proposed}
        self.model.fill(rows)
        self.finder.table.go_to_row(0)
        self._show_count()
        self.finder.setFocus()

    def _lay_out(self) -> None:
        both = QGridLayout()
        both.setHorizontalSpacing(current().px(SPACE.large))
        both.setVerticalSpacing(current().px(SPACE.hair))
        for place, area in enumerate((self.old, self.new)):
            title = label(area.accessibleName(), "field")
            title.setBuddy(area)
            both.addWidget(title, 0, place)
            both.addWidget(area, 1, place)
            both.setColumnStretch(place, 1)
        for part in (self.count, self.finder, self.what, self.told):
            self.fields.addWidget(part)
        self.fields.addLayout(both)

    def _connect(self) -> None:
        self.listen()
        self.finder.chosen.connect(lambda _row: self._show_current())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Nhận"), self._sign, 13),
            Column(tr("Họ và tên"), lambda r: Cell(r.whose, is_strong=True), 20),
            Column(tr("Phần"), lambda r: Cell(r.what), is_name=True),
            Column(tr("Tình trạng"), lambda r: r.state, 18),
        )

    def _sign(self, row: FieldRow) -> Cell:
        if row.identity in self.ticked:
            return Cell(tr("Nhận"), Tone.GOOD, "present")
        if row.can_be_taken:
            return Cell(tr("Để nguyên"), Tone.NEUTRAL, "unmarked")
        return Cell("–", Tone.NEUTRAL)

    def _current(self) -> FieldRow | None:
        row = self.finder.table.current()
        return row if isinstance(row, FieldRow) else None

    def turn_current(self) -> None:
        """Tick the current field, or take the tick off."""
        row = self._current()
        if row is not None and row.can_be_taken:
            self.ticked ^= {row.identity}
            self.model.replace(row)
            self._show_count()

    def _takeable(self) -> set[str]:
        return {row.identity for row in self.model.records if row.can_be_taken}

    def turn_all(self) -> None:
        """Tick all that can be taken, or none of them where all are ticked."""
        every = self._takeable()
        self.ticked = set() if every <= self.ticked else every
        for row in self.model.records:
            self.model.replace(row)
        self._show_count()

    def _show_current(self) -> None:
        row = self._current()
        change = row.change if row else None
        self.old.setPlainText(change.old if change else "")
        self.new.setPlainText(change.new if change else "")
        self.what.setText(f"{row.whose}: {row.what}" if row else "")
        self.told.setText(row.told if row else "")
        self.told.setVisible(bool(self.told.text()))
        for area in (self.old, self.new):
            area.setEnabled(change is not None)

    def _show_count(self) -> None:
        every = self._takeable()
        is_all = bool(every) and every <= self.ticked
        untick, tick = (
            tr("Để nguyên tất cả ({key})", key=TICK_ALL),
            tr("Nhận tất cả ({key})", key=TICK_ALL),
        )
        self.all.setText(untick if is_all else tick)
        self.all.setEnabled(bool(every))
        refused = sum(read.problem is not None for read in self._reads)
        said = [
            tr("{n} phiếu", n=group_thousands(len(self._reads))),
            tr("nhận {n}/{all} ô", n=len(self.ticked), all=len(every)),
            tr("{n} tệp không nhận được", n=refused) if refused else "",
        ]
        hint = tr("Enter, dấu cách hoặc bấm chuột: nhận hay để nguyên.")
        self.count.setText(f"{' · '.join(filter(None, said))}. {hint}")
        self.accept_button.setEnabled(bool(self.ticked))
        self.accept_button.setText(tr("Nhận {n} ô", n=len(self.ticked)))

    def work(self) -> Callable[[Desk], Done[int]]:
        """The call that keeps the ticked fields of all files in one step."""
        reads = self._reads
        chosen: dict[Path, set[str]] = defaultdict(set)
        for row in self.model.records:
            if row.change is not None and row.identity in self.ticked:
                chosen[row.read.path].add(row.change.key)
        hand_in = self.hand_in.isChecked()
        return lambda desk: take_forms(desk, reads, chosen, hand_in=hand_in)


def _text_area(name: str) -> QPlainTextEdit:
    area = QPlainTextEdit()
    area.setReadOnly(True)
    area.setTabChangesFocus(True)
    area.setAccessibleName(name)
    return area
