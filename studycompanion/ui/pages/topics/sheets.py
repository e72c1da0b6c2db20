"""A topic cell by cell, and who has not studied it yet."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import fold, group_thousands
from studycompanion.services.participation import Owing
from studycompanion.services.topic_life import CellLife
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.rollcall.names_list import names_list, show_rows
from studycompanion.ui.pages.topics.life import shown_figures
from studycompanion.ui.signs import mark_sign
from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

_ROWS = 10


class LifeSheet(Sheet):
    """A row for each cell."""

    def __init__(self, parent: QWidget, title: str, cells: Sequence[CellLife]) -> None:
        super().__init__(parent, tr("Chuyên đề theo chi bộ"), title, width=980)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RecordModel(
            _life_columns(), identity=lambda c: c.cell_id, key=lambda c: fold(c.name)
        )
        self.table = names_list(self.model, tr("Chuyên đề theo chi bộ"))
        self.fields.addWidget(self.table)
        self.add_buttons(button(tr("Đóng"), self.reject, kind="primary"))
        self.model.fill(cells)
        show_rows(self.table, len(cells), most=_ROWS)


def _life_columns() -> tuple[Column, ...]:
    def figure(title: str, name: str, letters: int, rank: int = 0) -> Column:
        return Column(
            title,
            lambda c: Cell(shown_figures(c.figures)[name]),
            letters,
            is_figure=True,
            rank=rank,
            order=lambda c: getattr(c.figures, name),
        )

    return (
        Column(tr("Chi bộ"), lambda c: Cell(c.name, is_strong=True), is_name=True),
        figure(tr("Triệu tập"), "called", 9, 1),
        figure(tr("Đã học"), "studied", 8),
        figure(tr("Chưa học"), "owing", 9),
        figure(tr("Bản tự soi"), "reviews", 11, 2),
        figure(tr("Kế hoạch"), "plans", 9, 3),
        figure(tr("Cam kết đã ký"), "signed", 13, 4),
    )


class OwingSheet(Sheet):
    """Who has not studied the topic, and the make-up session that is made from the list."""

    make_up_wanted = Signal(str)
    """The session that is to be made up."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        owing: Sequence[Owing],
        sessions: Mapping[str, str],
        *,
        closed: Collection[str],
    ) -> None:
        super().__init__(parent, tr("Ai chưa học"), title, width=820)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RecordModel(
            _owing_columns(sessions),
            identity=lambda o: o.member_id,
            key=lambda o: fold(o.full_name),
        )
        self.table = names_list(self.model, tr("Những đồng chí chưa học"))
        n = group_thousands(len(owing))
        nobody = tr("Mọi người được triệu tập đều đã học.")
        self.count = label(tr("{n} đồng chí chưa học:", n=n) if owing else nobody)
        self.session = ChoiceBox(tr("Học bù cho buổi"))
        self.session.setMaximumWidth(16777215)
        missed = Counter(one for line in owing for one in line.sessions if one in closed)
        self.session.fill([(key, sessions[key]) for key, _count in missed.most_common()])
        self.make_up = button(tr("Lập buổi học bù"), self._on_make_up, kind="primary")
        changing(self.make_up)
        self.fields.addWidget(self.count)
        self.fields.addWidget(self.table)
        self._add_choice(len(missed))
        if owing and not missed:
            words = tr("Kết thúc điểm danh buổi đã vắng rồi mới lập buổi học bù.")
            self.fields.addWidget(label(words, "muted"))
        self.add_buttons(self.make_up, button(tr("Đóng"), self.reject))
        self.make_up.setVisible(bool(missed))
        self.table.setVisible(bool(owing))
        self.model.fill(owing)
        show_rows(self.table, len(owing), most=_ROWS)

    def _add_choice(self, missed: int) -> None:
        caption = label(tr("Học bù cho buổi"), "field")
        for part in (caption, self.session):
            part.setVisible(missed > 1)
            self.fields.addWidget(part)

    def _on_make_up(self) -> None:
        self.accept()
        self.make_up_wanted.emit(self.session.chosen)


def _owing_columns(sessions: Mapping[str, str]) -> tuple[Column, ...]:
    def missed(line: Owing) -> Cell:
        return Cell(", ".join(sessions[one] for one in line.sessions if one in sessions))

    return (
        Column(tr("Họ và tên"), lambda o: Cell(o.full_name, is_strong=True), is_name=True),
        Column(tr("Chi bộ"), lambda o: Cell(o.cell_name), 18, rank=3),
        Column(tr("Buổi đã vắng"), missed, 17, rank=2),
        Column(tr("Dấu sau cùng"), lambda o: mark_sign(o.last_mark), 24),
    )
