"""Gives back what was half typed in dialogs when the window was locked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studycompanion.services.leaving import LeftText
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE, TYPE
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.sheet import Sheet
from studycompanion.ui.words import tr

_MOST_LINES = 6


class LeftSheet(Sheet):
    """The texts by the dialog that they stood in; all of them can be copied at once."""

    def __init__(self, parent: QWidget, texts: tuple[LeftText, ...]) -> None:
        sentence = tr(
            "Lúc khóa, những chữ này đang gõ dở và chưa lưu vào đâu. Hãy mở lại hộp ấy rồi chép "
            "sang. Đóng bảng này thì chúng không còn nữa."
        )
        super().__init__(parent, tr("Chữ đang gõ dở lúc khóa"), sentence, width=640)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._texts = texts
        self.shown: list[QPlainTextEdit] = []
        for window in dict.fromkeys(one.window for one in texts):
            self.fields.addWidget(label(window, "section"))
            for one in texts:
                if one.window == window:
                    self._show(one)
        self.copy = button(tr("Chép tất cả"), self._copy, kind="primary")
        self.done_button = button(tr("Đóng"), self.accept)
        self.add_buttons(self.copy, self.done_button)

    def _show(self, one: LeftText) -> None:
        field = QPlainTextEdit(one.text)
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        field.setAccessibleName(one.field)
        lines = min(one.text.count("\n") + 1 + len(one.text) // 70, _MOST_LINES)
        theme = current()
        height = lines * theme.font(TYPE.body).pointSize() * 2
        field.setFixedHeight(theme.px(20) + max(height, theme.px(24)))
        self.shown.append(field)
        name = label(one.field, "field")
        name.setBuddy(field)
        self.fields.addLayout(column(name, field, spacing=SPACE.hair))

    def _copy(self) -> None:
        lines = [f"{one.field}: {one.text}" for one in self._texts]
        QGuiApplication.clipboard().setText("\n".join(lines))
