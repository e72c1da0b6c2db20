"""What to print, on which printer and how; pages and sheets are said before anything is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from studycompanion.domain.print_run import Sides
from studycompanion.domain.vietnamese import group_thousands
from studycompanion.errors import CodedError
from studycompanion.services import printing
from studycompanion.services.printing import Measured, Wanted
from studycompanion.ui.context import Context
from studycompanion.ui.printing import spooler
from studycompanion.ui.printing.native import ask_printer
from studycompanion.ui.printing.order import FILE, Manner, Order, manner_of, remember, sheet_count
from studycompanion.ui.printing.spooler import printer_names
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

ALL, UNSIGNED, SOME, ONE = "all", "unsigned", "some", "one"
_NAMED = 3
"""Of those left out, how many are named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom: a cell or all, the person in view ("" for nobody), or the rows chosen."""

    wanted: Wanted
    member_id: str = ""
    full_name: str = ""
    chosen: frozenset[str] = frozenset()


def side_names() -> Mapping[str, str]:
    """The ways to use a sheet."""
    return {
        Sides.ONE.value: tr("In một mặt"),
        Sides.PRINTER.value: tr("In hai mặt, máy in tự lật"),
        Sides.BY_HAND.value: tr("In hai mặt, lật giấy bằng tay"),
    }


class PrintDialog(Sheet):
    """Tells an ``Order`` when "In" was pressed."""

    ordered = Signal(object)
    test_wanted = Signal(object)

    def __init__(self, parent: QWidget, context: Context, asked: Asked) -> None:
        super().__init__(parent, tr("In bản cam kết"), width=620)
        self.setModal(True)
        self.context, self._asked = context, asked
        self._measured: Measured | None = None
        self._set = manner_of(context.preferences)
        self._printer: QPrinter | None = None
        self._lay_out(self._set)
        self.go = button(tr("In"), self._on_go, kind="primary", icon_name="paper")
        self.test = button(tr("In tờ thử có thước"), self._on_test)
        self.add_buttons(self.go, self.test, button(tr("Đóng"), self.reject))
        for part in (self.whose, self.sides, self.printer):
            part.picked.connect(lambda _chosen: self._refresh())
        for tick in (self.covers, self.blank):
            tick.toggled.connect(lambda _on: self._refresh())
        self._counted: Wanted | None = None
        self._refresh()

    def _lay_out(self, manner: Manner) -> None:
        self.whose = ChoiceBox(tr("In của ai"))
        self.whose.fill(self._choices())
        self.printer = ChoiceBox(tr("Máy in"))
        names = [(name, name) for name in printer_names()]
        self.printer.fill([*names, (FILE, tr("Tệp PDF để in ở máy khác"))], manner.printer)
        self.sides = ChoiceBox(tr("Mặt giấy"))
        self.sides.fill(list(side_names().items()), manner.sides.value)
        for box in (self.whose, self.printer, self.sides):
            box.setMaximumWidth(16777215)
        self.blank = QCheckBox(tr("Bản để viết tay"))
        self.blank.setChecked(self._asked.wanted.is_blank)
        self.covers = QCheckBox(tr("Thêm tờ bìa cho mỗi chi bộ"))
        self.mirrored = QCheckBox(tr("Đổi lề ở mặt sau, để chỗ đóng gáy"))
        self.mirrored.setChecked(manner.is_mirrored)
        self.from_last = QCheckBox(tr("Máy in lấy tờ cuối của chồng trước"))
        self.from_last.setChecked(manner.backs_from_last)
        self.sum = label(kind="section")
        self.left_out = label(kind="muted")
        # Above what scrolls away in large text: it is to be read before anything is printed.
        self.fields.addWidget(self.sum)
        self.options = button(tr("Khay giấy…"), self._on_options)
        self.options.setToolTip(tr("Khay giấy và tùy chọn khác của máy in"))
        for box in (self.whose, self.printer, self.sides):
            self.fields.addWidget(label(box.accessibleName(), "field"))
            if box is self.printer:
                self.fields.addLayout(row(box, self.options))
            else:
                self.fields.addWidget(box)
        for part in (self.mirrored, self.from_last, self.blank, self.covers):
            self.fields.addWidget(part)
        self.fields.addWidget(self.left_out)

    def _choices(self) -> list[tuple[str, str]]:
        asked = self._asked
        choices = [(ALL, tr("Cả danh sách")), (UNSIGNED, tr("Chỉ những bản chưa ký"))]
        if asked.member_id:
            choices.append((ONE, tr("Chỉ {name}", name=asked.full_name)))
        if len(asked.chosen) > 1:
            choices.insert(0, (SOME, tr("{n} đồng chí đã chọn", n=len(asked.chosen))))
        return choices

    @property
    def manner(self) -> Manner:
        """The printer and the use of its sheets as chosen; options go with their printer."""
        is_same = self.printer.chosen == self._set.printer
        return Manner(
            printer=self.printer.chosen,
            sides=Sides(self.sides.chosen),
            is_mirrored=self.mirrored.isChecked(),
            backs_from_last=self.from_last.isChecked(),
            tray=self._set.tray if is_same else -1,
            is_grey=self._set.is_grey and is_same,
        )

    @property
    def wanted(self) -> Wanted:
        """Whose forms, as chosen."""
        whose, asked = self.whose.chosen, self._asked
        members = {ONE: frozenset({asked.member_id}), SOME: asked.chosen}
        return replace(
            asked.wanted,
            members=members.get(whose, frozenset()),
            is_unsigned=whose == UNSIGNED,
            is_blank=self.blank.isChecked(),
            has_covers=self.covers.isChecked(),
        )

    def _refresh(self) -> None:
        sides = Sides(self.sides.chosen)
        self.mirrored.setVisible(sides.has_backs)
        self.from_last.setVisible(sides is Sides.BY_HAND)
        for part in (self.test, self.options):
            part.setVisible(self.printer.chosen != FILE)
        wanted = replace(self.wanted, has_covers=False)
        if wanted == self._counted:
            self._say_sum()
            return
        self._counted, self._measured = wanted, None
        self._say_sum()
        self.context.tasks.compute(
            lambda desk: (wanted, printing.measure(desk, wanted)),
            self._on_measured,
            failed=self._on_not_measured,
            key=self,
        )

    def _on_measured(self, answer: tuple[Wanted, Measured]) -> None:
        if answer[0] == self._counted:
            self._measured = answer[1]
            self._say_sum()

    def _on_not_measured(self, error: CodedError) -> None:
        self.show_problem(error)

    def _say_sum(self) -> None:
        measured = self._measured
        self.go.setEnabled(measured is not None and bool(measured.pages))
        if measured is None:
            self.sum.setText(tr("Đang đếm trang…"))
            self.left_out.hide()
            return
        covers = measured.cells if self.covers.isChecked() else 0
        pages = measured.pages + (1,) * covers
        sheets = sheet_count(pages, Sides(self.sides.chosen))
        self.sum.setText(
            tr(
                "{n} bản · {pages} trang · {sheets} tờ giấy A4",
                n=group_thousands(len(measured.pages)),
                pages=group_thousands(sum(pages)),
                sheets=group_thousands(sheets),
            )
            if measured.pages
            else tr("Không có bản nào để in.")
        )
        n = group_thousands(len(measured.pages))
        is_saved = self.printer.chosen == FILE
        self.go.setText(tr("Lưu {n} bản", n=n) if is_saved else tr("In {n} bản", n=n))
        self._say_left_out(measured)

    def _say_left_out(self, measured: Measured) -> None:
        waiting = [s for s in measured.skipped if s.reason == "unclear"]
        names = "; ".join(f"{s.full_name}: {s.sentence}" for s in waiting[:_NAMED])
        more = len(waiting) - _NAMED
        if more > 0:
            names += " " + tr("và {n} đồng chí nữa", n=group_thousands(more))
        self.left_out.setText(tr("Chưa in được: {names}", names=names))
        self.left_out.setVisible(bool(waiting))

    def _on_go(self) -> None:
        manner = self.manner
        remember(self.context.preferences, manner)
        is_set = self._printer is not None and manner.printer == self._set.printer
        self.ordered.emit(Order(self.wanted, manner, self._printer if is_set else None))
        self.accept()

    def _on_options(self) -> None:
        """The system's own dialog; a printer set there prints just so."""
        try:
            printer = spooler.printer_for(self.manner, self.windowTitle())
        except CodedError as error:
            self.show_problem(error)
            return
        ask_printer(self, printer, self._on_set)

    def _on_set(self, printer: "QPrinter") -> None:
        self._set, self._printer = spooler.manner_from(printer, self.manner), printer
        self.printer.choose(self._set.printer)
        self.sides.choose(self._set.sides.value)
        self._refresh()

    def _on_test(self) -> None:
        self.test_wanted.emit(self.manner)
