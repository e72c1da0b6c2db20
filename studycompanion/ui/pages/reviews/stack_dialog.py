"""Notes a whole stack of papers in one step: ticks by name, the same day and place for all."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services import handed_papers, scanned_stack
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.handed_papers import PaperIn, Stack
from studycompanion.services.reviews import PersonLine
from studycompanion.services.scanned_stack import ScannedStack
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_files
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.pages.reviews.paper_fields import PaperFields, ScanChooser, read_pages
from studycompanion.ui.progress import run_job
from studycompanion.ui.theme import current
from studycompanion.ui.tick_dialog import TICK_ALL, TickDialog
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_LIST = 280
"""Pixels at 100 % text size that the list takes."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What is said of one paper alone; "" where it has as many pages as the others."""

    pages: str = ""
    scan: Path | bytes | None = None
    name: str = ""


class StackDialog(TickDialog):
    """Everyone whose paper has not come in; a name and Enter, or a click, ticks a paper."""

    def __init__(self, parent: QWidget, context: Context, topic_id: str, stack: Stack) -> None:
        title = tr("Nhận bản giấy cả tập")
        super().__init__(parent, context, title, step=tr("Ghi nhận"), width=820)
        self._topic_id, self._stack = topic_id, stack
        self.ticked: set[str] = set()
        self._own: dict[str, _Own] = {}
        self.paper = PaperFields(tr("Số trang mỗi bản"), stack.usual, is_wide=True)
        self.model = RecordModel(
            self._columns(), identity=lambda p: p.member_id, key=lambda p: p.search_key
        )
        self.all = button(" ", self.turn_all)
        self.read = button(tr("Đọc bản quét cả tập…"), self._on_read, icon_name="folder")
        self.finder = Finder(
            self.model,
            self.read,
            self.all,
            name=tr("Ai đã nộp bản giấy"),
            hint=tr("Tìm tên, không cần dấu"),
        )
        self.finder.setFixedHeight(current().px(_LIST))
        self.count, self.told = label("", "muted"), label("", "muted")
        self.told.hide()
        self.own_pages = LineField(tr("Số trang riêng"), tr("như trên"))
        self.scan = button(tr("Chọn bản quét…"), icon_name="folder")
        self.chooser = ScanChooser(self)
        self._scanned: PersonLine | None = None
        self.whose = label("", "field")
        self._lay_out()
        self._connect()
        self.model.fill(stack.people)
        self.finder.table.go_to_row(0)
        self._show_count()
        self.finder.setFocus()

    def _lay_out(self) -> None:
        hint = tr("Gõ tên rồi bấm Enter, hoặc bấm vào tên, để đánh dấu đã nhận hay bỏ dấu.")
        for part in (
            self.paper,
            label(hint, "muted"),
            self.finder,
            self.told,
            self.count,
            self.whose,
        ):
            self.fields.addWidget(part)
        beside = QWidget()
        beside.setLayout(column(label(" ", "field"), self.scan, spacing=SPACE.hair))
        self.fields.addWidget(TurningRow(self.own_pages, beside, QWidget(), stretch=2))

    def _connect(self) -> None:
        self.listen()
        self.finder.chosen.connect(self._on_current)
        self.scan.clicked.connect(self._on_choose)
        self.chooser.chosen.connect(self.take_scan)
        self.own_pages.edit.textEdited.connect(self._on_own_pages)
        self.own_pages.edit.returnPressed.connect(self.finder.setFocus)
        self.paper.pages.edit.textChanged.connect(lambda _typed: self._redraw())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Họ và tên"), lambda p: Cell(p.full_name, is_strong=True), is_name=True),
            Column(tr("Bản giấy"), self._sign, 13),
            Column(tr("Số trang"), self._pages, 9, is_figure=True),
            Column(tr("Bản quét"), self._scan_name, 16, rank=1),
            Column(tr("Chi bộ"), lambda p: Cell(p.cell_name), 18, rank=2),
        )

    def _sign(self, line: PersonLine) -> Cell:
        if line.member_id in self.ticked:
            return Cell(tr("Đã nhận"), Tone.GOOD, "present")
        return Cell(tr("Chưa nhận"), Tone.NEUTRAL, "unmarked")

    def _pages(self, line: PersonLine) -> Cell:
        if line.member_id not in self.ticked:
            return Cell("")
        return Cell(self._of(line).pages or self.paper.pages.text)

    def _scan_name(self, line: PersonLine) -> Cell:
        return Cell(self._of(line).name)

    def _of(self, line: PersonLine) -> _Own:
        return self._own.get(line.member_id, _Own())

    def _current(self) -> PersonLine | None:
        line = self.finder.table.current()
        return line if isinstance(line, PersonLine) else None

    def _shown(self) -> list[PersonLine]:
        return [self.model.record_at(row) for row in range(self.model.rowCount())]

    def on_entered(self) -> None:
        """A name was typed: tick it, and the next one can be typed at once."""
        self.turn_current()
        self.finder.box.selectAll()

    def turn_current(self) -> None:
        """Tick the current person, or take the tick off."""
        line = self._current()
        if line is not None:
            self.ticked ^= {line.member_id}
            self.model.replace(line)
            self._show_count()

    def turn_all(self) -> None:
        """Tick all that are shown, or none of them where all are ticked."""
        shown = {line.member_id for line in self._shown()}
        self.ticked = self.ticked - shown if shown <= self.ticked else self.ticked | shown
        self._redraw()
        self._show_count()

    def _redraw(self) -> None:
        for line in self._shown():
            self.model.replace(line)

    def _show_count(self) -> None:
        shown = {line.member_id for line in self._shown()}
        turns_off = bool(shown) and shown <= self.ticked
        untick, tick = (
            tr("Bỏ dấu tất cả ({key})", key=TICK_ALL),
            tr("Đánh dấu tất cả ({key})", key=TICK_ALL),
        )
        self.all.setText(untick if turns_off else tick)
        self.count.setText(tr("Đã nhận {n} bản giấy", n=group_thousands(len(self.ticked))))

    def _on_current(self, _line: object) -> None:
        line = self._current()
        self.whose.setText(tr("Riêng bản của {name}", name=line.full_name) if line else "")
        self.own_pages.show_text(self._of(line).pages if line else "")
        for part in (self.own_pages, self.scan):
            part.setEnabled(line is not None)
        self._show_count()

    def _on_own_pages(self, typed: str) -> None:
        line = self._current()
        if line is not None:
            self.own_pages.take()
            self._keep(line, replace(self._of(line), pages=typed.strip()))

    def _keep(self, line: PersonLine, own: _Own) -> None:
        """Who is given pages or a scan has handed in."""
        self._own[line.member_id] = own
        self.ticked.add(line.member_id)
        self.model.replace(line)
        self._show_count()

    def _on_choose(self) -> None:
        self._scanned = self._current()
        self.chooser.ask()

    def take_scan(self, path: Path, pages: int) -> None:
        """Keep this scan with the paper of whom it was chosen for, which has as many pages."""
        line = self._scanned or self._current()
        if line is not None:
            self._keep(line, _Own(str(pages), path, path.name))
            self._on_current(line)

    def _on_read(self) -> None:
        folder = self.context.preferences.comforts.import_folder
        choose_files(self, tr("Chọn bản quét cả tập"), folder=folder, then=self.read_scans)

    def read_scans(self, paths: list[Path]) -> None:
        """Find whose each page of a scan is, by the code at its foot, and tick the papers."""
        self.context.preferences.change(import_folder=str(paths[0].parent))
        topic_id, stack = self._topic_id, self._stack
        run_job(
            self,
            self.context.tasks,
            tr("Đang đọc bản quét…"),
            work=lambda desk, job: scanned_stack.read_stack(desk, topic_id, stack, paths, job=job),
            then=self._on_scans,
            failed=self.show_problem,
        )

    def _on_scans(self, found: ScannedStack) -> None:
        self.problem.hide()
        for paper in found.papers:
            line = self.model.record(paper.member_id)
            if line is not None:
                self._keep(line, _Own(str(paper.pages), paper.pdf, paper.came_as))
        told = [tr("Bản quét có {n} bản của những đồng chí dưới đây.", n=len(found.papers))]
        if found.others:
            others = ", ".join(found.others)
            told.append(tr("Đã nhận từ trước hoặc không phải làm: {names}.", names=others))
        if found.unknown:
            told.append(tr("{n} trang không nhận ra của ai.", n=found.unknown))
        self.told.setText(" ".join(told))
        self.told.show()
        self._on_current(None)

    def work(self) -> Callable[[Desk], Done[int]]:
        """The call that notes the stack, in the order of names."""
        day, pages, place = self.paper.read()
        papers = []
        for line in self.model.records:
            own = self._of(line)
            if line.member_id in self.ticked:
                count = read_pages(own.pages) if own.pages else pages
                papers.append(PaperIn(line.member_id, count, own.scan))
        topic_id = self._topic_id
        return lambda desk: handed_papers.receive(desk, topic_id, papers, on=day, place=place)
