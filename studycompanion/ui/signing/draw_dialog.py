"""Handwriting by mouse, pen or finger, or out of a picture; said to be no digital signature."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studycompanion.domain.signing import SignerRole
from studycompanion.errors import UserError
from studycompanion.services import handwriting
from studycompanion.services.changes import Done
from studycompanion.services.desk import Desk
from studycompanion.services.reading import read_file
from studycompanion.ui.context import Context
from studycompanion.ui.files import choose_file
from studycompanion.ui.form_dialog import FormDialog
from studycompanion.ui.signing.offer import Offer
from studycompanion.ui.theme import current
from studycompanion.ui.widgets.basics import button, label, row
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.words import tr

_LARGEST = 30_000_000
_WIDTH, _HEIGHT, _PEN = 480, 160, 3.0
_SCALE = 3


class InkPad(QWidget):
    """White paper that keeps the strokes which are drawn on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Chỗ vẽ chữ ký"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.strokes: list[QPolygonF] = []

    def sizeHint(self) -> QSize:
        """About three times as wide as high, as the block of a signature is."""
        return QSize(current().wide(_WIDTH), current().px(_HEIGHT))

    def clear(self) -> None:
        """Take a new sheet."""
        self.strokes.clear()
        self.update()

    def picture(self) -> bytes:
        """The strokes in black on white as PNG; b"" where there are none."""
        if not self.strokes:
            return b""
        image = QImage(self.size() * _SCALE, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(_SCALE, _SCALE)
        self._draw(painter, QColor("black"))
        painter.end()
        buffer = QBuffer()
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A stroke begins."""
        self.strokes.append(QPolygonF([event.position(), event.position() + QPointF(0.5, 0.5)]))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A stroke goes on."""
        if self.strokes and event.buttons() & Qt.MouseButton.LeftButton:
            self.strokes[-1].append(event.position())
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paper stays white in every look, as it is printed."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setPen(QPen(QColor(current().colours.accent), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        self._draw(painter, QColor(13, 46, 128))

    def _draw(self, painter: QPainter, ink: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(ink, _PEN, Qt.PenStyle.SolidLine, round_cap, round_join))
        for stroke in self.strokes:
            painter.drawPolyline(stroke)


class DrawDialog(FormDialog):
    """Whose block, and the strokes or a picture of them."""

    def __init__(self, parent: QWidget, context: Context, offer: Offer) -> None:
        step = tr("Đặt vào bản cam kết")
        super().__init__(parent, context, tr("Nét chữ ký vẽ tay"), step=step, width=620)
        self._offer, self._picture = offer, Path()
        self.role = ChoiceBox(tr("Đặt ở chỗ ký của"))
        self.role.fill(
            [
                (SignerRole.MEMBER.value, tr("Người cam kết")),
                (SignerRole.SECRETARY.value, tr("Xác nhận của chi bộ")),
            ]
        )
        self.role.setMaximumWidth(16777215)
        self.pad = InkPad()
        self.from_picture = button(tr("Lấy từ ảnh…"), self._on_picture, icon_name="folder")
        self.again = button(tr("Viết lại"), self._on_again)
        self.chosen = label(kind="muted")
        self.chosen.hide()
        note = tr(
            "Đây là hình nét chữ, không phải chữ ký số: bản này không tính là đã ký số, và không "
            "kiểm tra được ai đã vẽ."
        )
        self.fields.addWidget(label(offer.full_name, "field"))
        self.fields.addWidget(label(note, "muted"))
        self.fields.addWidget(label(self.role.accessibleName(), "field"))
        self.fields.addWidget(self.role)
        self.fields.addWidget(self.pad)
        self.fields.addWidget(self.chosen)
        self.fields.addLayout(row(self.from_picture, self.again, None))

    def work(self) -> Callable[[Desk], Done[Any]]:
        """The call that lays the strokes in; raises ``UserError("nothing_drawn")``."""
        picture = self._bytes()
        if not picture:
            raise UserError("nothing_drawn")
        offer, role = self._offer, SignerRole(self.role.chosen)
        return lambda desk: handwriting.lay_in(desk, offer.topic_id, offer.member_id, role, picture)

    def _bytes(self) -> bytes:
        if self._picture.name:
            return read_file(self._picture, largest=_LARGEST, code="picture_unreadable")
        return self.pad.picture()

    def _on_picture(self) -> None:
        choose_file(
            self,
            tr("Chọn ảnh chữ ký"),
            folder="",
            kinds=tr("Ảnh") + " (*.jpg *.jpeg *.png)",
            then=self.use_picture,
        )

    def use_picture(self, path: Path) -> None:
        """Take a picture in place of what is drawn; its background is left out."""
        self._picture = path
        self.chosen.setText(tr("Ảnh: {name}. Nền ảnh sẽ được bỏ.", name=path.name))
        self.chosen.show()
        self.pad.hide()

    def _on_again(self) -> None:
        self._picture = Path()
        self.pad.clear()
        self.pad.show()
        self.chosen.hide()
