"""Printing on both sides by hand: between the fronts and the backs, the stack is turned over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studycompanion.ui.widgets.basics import button, label
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr


class TurnDialog(Sheet):
    """Waits until the stack lies in the tray again; closing it leaves the backs empty."""

    turned = Signal()

    def __init__(self, parent: QWidget, *, sheets: str) -> None:
        super().__init__(
            parent,
            tr("Lật chồng giấy"),
            tr("Đã in xong mặt trước của {n} tờ.", n=sheets),
            icon_name="paper",
            width=600,
        )
        self.setModal(True)
        for step in (
            tr("1. Lấy cả chồng giấy ra, giữ nguyên thứ tự, không đảo tờ nào."),
            tr("2. Lật cả chồng theo cạnh dài, đặt lại vào khay, mặt đã in quay xuống dưới."),
            tr("3. Bấm “In mặt sau”. Lần đầu nên in tờ thử để biết máy lấy giấy thế nào."),
        ):
            self.fields.addWidget(label(step))
        self.go = button(tr("In mặt sau"), self._on_go, kind="primary", icon_name="paper")
        self.add_buttons(self.go, button(tr("Thôi"), self.reject))

    def _on_go(self) -> None:
        self.accept()
        self.turned.emit()
