"""The section on safety: how safe the data is, with a button for each step."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from studycompanion.services.backups import KeepingLine
from studycompanion.services.folder_sense import FolderWarning
from studycompanion.ui.holding import changing
from studycompanion.ui.models.records import Cell
from studycompanion.ui.pages.settings.safety.facts import SafetyFacts
from studycompanion.ui.preferences import LOCK_MINUTES
from studycompanion.ui.tokens import SPACE, Tone
from studycompanion.ui.widgets.basics import button, column, label
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.widgets.turning_row import TurningRow
from studycompanion.ui.words import tr

_MOST_LINES = 4
"""Here, in the second place, the rehearsal, and a sudden loss."""


class SafetySection(QWidget):
    """What keeps the data; shows facts and does nothing by itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.keeping = tuple(Sign(wraps=True) for _ in range(_MOST_LINES))
        self.warning = Sign(wraps=True)
        self.password = Sign()
        self.itself = label(kind="muted")
        self._make_buttons()
        inside = QWidget()
        inside.setLayout(self._layout_of(folder))
        self.setLayout(column(scrolling_card(inside)))
        for sign in (*self.keeping, self.warning, self.password):
            sign.show_cell(Cell(""))
        self.lock_after.fill([(str(n), _after(n)) for n in LOCK_MINUTES])
        for late in (self.confirm_fewer, self.forget_second, self.undo_restore):
            late.hide()

    def show_facts(self, facts: SafetyFacts) -> None:
        """Show what was read, and only the buttons that can be of use now."""
        lines = (*facts.keeping, *[None] * _MOST_LINES)
        for sign, line in zip(self.keeping, lines, strict=False):
            sign.show_cell(_kept(line))
        self.itself.setText(
            tr(
                "Chương trình tự sao lưu mỗi lần đóng, và {n} phút một lần khi có thay đổi. Nên "
                "chọn thêm một ổ USB.",
                n=facts.chosen.minutes,
            )
        )
        self.warning.show_cell(_warned(facts.warning))
        self.confirm_fewer.setVisible(facts.is_shrunken)
        self.forget_second.setVisible(facts.second_place is not None)
        self.undo_restore.setVisible(facts.can_undo_restore and not facts.is_read_only)
        self._show_password(is_set=facts.has_password)

    def _make_buttons(self) -> None:
        self.back_up = button(tr("Sao lưu ngay"), kind="primary", icon_name="save")
        self.restore = button(tr("Khôi phục…"), icon_name="made-up")
        self.undo_restore = button(tr("Hoàn tác khôi phục…"), icon_name="undo")
        self.choose_second = button(tr("Chọn nơi sao lưu thứ hai…"), icon_name="folder")
        self.forget_second = button(tr("Bỏ nơi thứ hai"))
        self.confirm_fewer = button(tr("Dữ liệu hiện nay đúng"), icon_name="done")
        self.numbers = button(tr("Giữ bao nhiêu bản…"), icon_name="settings")
        self.check = button(tr("Kiểm tra dữ liệu"), icon_name="done")
        self.history = button(tr("Nhật ký thay đổi…"), icon_name="paper")
        self.export = button(tr("Xuất toàn bộ dữ liệu…"), icon_name="export")
        self.hand_over = button(tr("Chuyển sang máy khác…"), icon_name="next")
        self.set_password = button(tr("Đặt mật khẩu"), icon_name="lock")
        self.change_password = button(tr("Đổi mật khẩu"), icon_name="key")
        self.remove_password = button(tr("Bỏ mật khẩu"))
        changing(self.hand_over, self.set_password, self.change_password, self.remove_password)
        self.lock_now = button(tr("Khóa ngay"), icon_name="lock")
        self.lock_after = ChoiceBox(tr("Tự khóa khi không ai dùng"))

    def _layout_of(self, folder: Path) -> QVBoxLayout:
        where = tr("Tệp dữ liệu nằm trong thư mục {folder}", folder=str(folder))
        coded = tr("Có mật khẩu thì dữ liệu được mã hóa. Hãy in khóa khôi phục và cất nơi an toàn.")
        kept = (self.back_up, self.restore, self.undo_restore)
        places = (self.choose_second, self.forget_second, self.numbers, self.confirm_fewer)
        data = (self.check, self.history, self.export, self.hand_over)
        passwords = (self.set_password, self.change_password, self.remove_password, self.lock_now)
        return column(
            _part(tr("Sao lưu"), self.itself, self.keeping, *kept, *places),
            _part(tr("Dữ liệu"), where, (self.warning,), *data),
            _part(tr("Mật khẩu"), coded, (self.password,), *passwords),
            self._lock_part(),
            None,
            spacing=SPACE.large,
        )

    def _lock_part(self) -> QWidget:
        self.lock_part = QWidget()
        caption = label(self.lock_after.accessibleName(), "field")
        caption.setBuddy(self.lock_after)
        sentence = tr(
            "Khóa thì màn hình trở về chỗ hỏi mật khẩu. Chữ đang gõ được giữ, mở khóa lại thấy "
            "đúng trang và người ấy."
        )
        whole = column()
        whole.addLayout(column(caption, self.lock_after, spacing=SPACE.hair))
        whole.addWidget(label(sentence, "muted"))
        self.lock_part.setLayout(whole)
        self.lock_part.hide()
        return self.lock_part

    def _show_password(self, *, is_set: bool) -> None:
        if is_set:
            self.password.show_cell(Cell(tr("Dữ liệu đã có mật khẩu"), Tone.GOOD, "lock"))
        else:
            self.password.show_cell(Cell(tr("Dữ liệu chưa có mật khẩu"), Tone.NEUTRAL, "info"))
        self.set_password.setVisible(not is_set)
        self.change_password.setVisible(is_set)
        self.remove_password.setVisible(is_set)
        self.lock_now.setVisible(is_set)
        self.lock_part.setVisible(is_set)


def _after(minutes: int) -> str:
    if not minutes:
        return tr("Không tự khóa")
    return tr("Sau {n} phút", n=minutes)


def _kept(line: KeepingLine | None) -> Cell:
    if line is None:
        return Cell("")
    if line.is_good:
        return Cell(line.words, Tone.GOOD, "present")
    return Cell(line.words, Tone.CAUTION, "warning")


def _warned(warning: FolderWarning | None) -> Cell:
    """Why the folder is no good home, and the better one."""
    if warning is None:
        return Cell("")
    words = warning.words
    if warning.better is not None:
        better = tr("Chỗ tốt hơn trên máy này: {folder}", folder=str(warning.better))
        words = f"{words} {better}"
    return Cell(words, Tone.CAUTION, "warning")


def _part(
    title: str, sentence: str | QLabel, signs: tuple[Sign, ...], *buttons: QPushButton
) -> QWidget:
    made = QWidget()
    whole = column(label(title, "section"))
    for sign in signs:
        whole.addWidget(sign)
    whole.addWidget(sentence if isinstance(sentence, QLabel) else label(sentence, "muted"))
    whole.addWidget(TurningRow(*buttons, QWidget(), stretch=len(buttons)))
    made.setLayout(whole)
    return made
