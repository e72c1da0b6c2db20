"""The section on units: their names with the day each began, and who signs for them."""

from PySide6.QtWidgets import QWidget

from studycompanion.domain.people import UnitKind
from studycompanion.domain.vietnamese import display_date, fold
from studycompanion.services.units import Period, Signer, UnitLine
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.finder import Finder
from studycompanion.ui.widgets.split import list_card, scrolling_card, split
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr


def kind_words(kind: UnitKind) -> str:
    """What a unit is."""
    return {
        UnitKind.WARD: tr("Đảng bộ cấp trên"),
        UnitKind.CELL: tr("Chi bộ"),
    }.get(kind, tr("Đảng bộ cơ sở"))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Tên tổ chức đảng"), lambda u: Cell(u.name, is_strong=True)),
        Column(tr("Cấp"), lambda u: Cell(kind_words(u.kind)), 17, rank=2),
        Column(tr("Từ ngày"), lambda u: Cell(_since(u)), 11, rank=1),
    )


def _since(unit: UnitLine) -> str:
    return display_date(unit.since) if unit.since else ""


class UnitsSection(QWidget):
    """Units at the left; names and signer of one at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.model = RecordModel(_columns(), identity=lambda u: u.id, key=lambda u: fold(u.name))
        self.finder = Finder(
            self.model, name=tr("Các tổ chức đảng"), hint=tr("Tìm tổ chức đảng, không cần dấu")
        )
        body = split(
            list_card(self.finder), scrolling_card(self._detail()), left_part=6, right_part=4
        )
        self.setLayout(column(body))

    def _detail(self) -> QWidget:
        self.name = label("", "section")
        self.since = label("", "muted")
        self.earlier = label("", "muted")
        self.rename = button(tr("Đổi tên"), icon_name="pen")
        self.merge = button(tr("Gộp vào…"))
        self.remove = button(tr("Bỏ chi bộ trống"))
        self.signer_name = label()
        self.signer_title = label("", "muted")
        self.choose_signer = button(tr("Chọn người ký"), icon_name="pen")
        panel = QWidget()
        whole = column(self.name, self.since, self.earlier)
        whole.addWidget(TurningRow(self.rename, self.merge, self.remove, QWidget(), stretch=3))
        whole.addSpacing(SPACE.large)
        whole.addWidget(label(tr("Người ký"), "field"))
        whole.addWidget(self.signer_name)
        whole.addWidget(self.signer_title)
        whole.addWidget(TurningRow(self.choose_signer, QWidget(), stretch=1))
        whole.addStretch(1)
        panel.setLayout(whole)
        return panel

    def show_unit(self, unit: UnitLine | None) -> None:
        """Show the names of a unit; the signer comes on its own."""
        self.name.setText(unit.name if unit else "")
        self.show_ways_out(can_merge=False, can_remove=False)
        since = unit.since if unit else None
        day = display_date(since) if since else ""
        self.since.setText(tr("Mang tên này từ ngày {day}.", day=day) if since else "")
        self.since.setVisible(since is not None)
        earlier = unit.earlier if unit else ()
        self.earlier.setText("\n".join(map(_period, earlier)))
        self.earlier.setVisible(bool(earlier))

    def show_ways_out(self, *, can_merge: bool, can_remove: bool) -> None:
        """Offer to merge a cell where there are others, and to take off one that is empty."""
        self.merge.setVisible(can_merge)
        self.remove.setVisible(can_remove)

    def show_signer(self, signer: Signer) -> None:
        """Show who signs, and whether somebody chose so."""
        self.signer_name.setText(signer.name or tr("Chưa có ai"))
        how = tr("đã chọn ở đây") if signer.is_chosen else tr("theo danh sách và lúc tạo dữ liệu")
        self.signer_title.setText(f"{signer.title} · {how}" if signer.name else "")
        self.signer_title.setVisible(bool(signer.name))


def _period(period: Period) -> str:
    name, _start, end = period
    return tr("Đến ngày {day}: {name}", name=name, day=display_date(end) if end else "…")
