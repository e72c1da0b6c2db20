"""The file that somebody brings: chosen, recognised, and told what is in it before it is opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from studycompanion.domain.vietnamese import group_thousands
from studycompanion.services.arrivals import Arrival
from studycompanion.ui.icons import picture
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, button, column, label, row
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.wizards.answers import Answers, Way
from studycompanion.ui.wizards.step import StepPage
from studycompanion.ui.words import short_moment, tr


class FileStep(StepPage):
    """``choosing`` asks for the file dialog; what was found is shown by ``show_arrival``."""

    choosing = Signal()

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers)
        is_backup = answers.way == Way.BACKUP
        self.title = (
            tr("Chọn bản sao lưu") if is_backup else tr("Chọn danh sách hoặc tệp phường gửi")
        )
        self.sentence = (
            tr("Chọn tệp sao lưu (.scbackup), hoặc tệp data.db trong thư mục dữ liệu cũ.")
            if is_backup
            else tr("Danh sách Excel, bản sao lưu hay tệp dữ liệu đều được; chưa ghi gì vào máy.")
        )
        self.choose = button(tr("Chọn tệp…"), self.choosing.emit, icon_name="folder")
        self.choose.setAutoDefault(True)
        self.card = Card()
        self.name = label("", "section")
        self._sign = label(wraps=False)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.facts = label()
        head = row(self._sign, spacing=SPACE.medium)
        head.addLayout(column(self.name, self.facts, spacing=SPACE.hair), 1)
        self.card.column.addLayout(head)
        self.password = secret(tr("Mật khẩu hoặc khóa khôi phục của dữ liệu này"))
        self.password.edit.setText(answers.opens_with)
        self.password.edit.textChanged.connect(self._on_typed)
        self.shows = show_box(self.password)
        self.locked = QWidget()
        self.locked.setLayout(column(self.password, self.shows, spacing=SPACE.hair))
        self.column.addLayout(row(self.choose, None))
        self.column.addWidget(self.card)
        self.column.addWidget(self.locked)
        self.column.addStretch(1)
        self.show_arrival()

    @property
    def forward(self) -> str:  # type: ignore[override]
        """Data are opened at once; a list leads to further questions."""
        return tr("Mở dữ liệu này") if self.answers.brings_data else ""

    def first_place(self) -> QWidget:
        """The password where one is needed, else the button that chooses."""
        return self.password if self.locked.isVisibleTo(self) else self.choose

    def show_arrival(self) -> None:
        """Show the file of the answers, or none."""
        found = self.answers.arrival
        self.card.setVisible(found is not None)
        self.locked.setVisible(found is not None and found.is_encrypted)
        if found is None:
            return
        theme = current()
        self._sign.setPixmap(picture("paper", theme.colours.accent, theme.px(32)))
        self.name.setText(found.path.name)
        self.facts.setText("\n".join(facts_of(found)))
        self.choose.setText(tr("Chọn tệp khác…"))

    def missing(self) -> str:
        """A file, and what opens it."""
        found = self.answers.arrival
        if found is None:
            self.choose.setFocus()
            return tr("Chưa chọn tệp. Hãy bấm “Chọn tệp…”.")
        if found.is_encrypted and not self.answers.opens_with:
            self.password.setFocus()
            return tr("Dữ liệu này có mật khẩu. Hãy nhập mật khẩu hoặc khóa khôi phục.")
        return ""

    def ask_again(self) -> None:
        """The password was wrong: it stays selected, to be typed over."""
        self.password.setFocus()
        self.password.edit.selectAll()

    def _on_typed(self, text: str) -> None:
        self.answers.opens_with = text
        self.changed.emit()


def facts_of(found: Arrival) -> list[str]:
    """What a file holds, line by line."""
    lines = []
    if found.made_at is not None:
        lines.append(tr("Dữ liệu đến {when}", when=short_moment(found.made_at.astimezone())))
    else:
        lines.append(tr("Danh sách đảng viên"))
    if found.people is not None:
        lines.append(tr("{n} đồng chí", n=group_thousands(found.people)))
    if found.topics is not None:
        lines.append(tr("{n} chuyên đề", n=group_thousands(found.topics)))
    if len(found.cells) > 1:
        lines.append(tr("{n} chi bộ", n=group_thousands(len(found.cells))))
    elif found.cells:
        lines.append(found.cells[0])
    if found.superior:
        lines.append(found.superior)
    if found.is_encrypted:
        lines.append(tr("Có mật khẩu"))
    return lines


def secret(name: str) -> LineField:
    """A field whose letters are hidden."""
    field = LineField(name)
    field.edit.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def show_box(*fields: LineField) -> QCheckBox:
    """Shows the letters of secret fields, or hides them again."""
    box = QCheckBox(tr("Hiện mật khẩu"))

    def show(is_shown: bool) -> None:
        modes = QLineEdit.EchoMode
        for field in fields:
            field.edit.setEchoMode(modes.Normal if is_shown else modes.Password)

    box.toggled.connect(show)
    return box
