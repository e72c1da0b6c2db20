"""What Qt itself shows is Vietnamese in Vietnamese and English in English."""

from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QTextBrowser,
    QToolButton,
    QTreeView,
    QWidget,
)

from studycompanion.ui import language
from studycompanion.ui.language import QtInVietnamese
from studycompanion.ui.printing.native import ask_printer
from tests.ui.sentences import VIETNAMESE


@pytest.fixture(autouse=True)
def _vietnamese(speaking):
    speaking("vi")


class _Listening(QtInVietnamese):
    """Notes what Qt asks for and the catalogue does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def translate(self, context, source, disambiguation=None, n=-1):
        self.asked.add((context, source))
        return super().translate(context, source, disambiguation, n)

    @property
    def unknown(self) -> set[tuple[str, str]]:
        known = language._catalogue()
        return {
            (c, s)
            for c, s in self.asked
            if c not in language._LEFT and not {s, ""} & set(known.get(c, {}))
        }


@pytest.fixture
def listening(qapp):
    made = _Listening()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


@pytest.fixture
def keep(qtbot, dialogs):
    """Keep a widget until the test is over; it is welcome on the screen."""
    kept = []

    def do_keep(made):
        qtbot.addWidget(made)
        kept.append(made)
        dialogs.welcome.append(made)
        return made

    return do_keep


def _all_buttons(keep) -> list[str]:
    made = keep(QDialogButtonBox())
    for kind in QDialogButtonBox.StandardButton:
        if kind.value and kind.value & (kind.value - 1) == 0:
            made.addButton(kind)
    return [button.text() for button in made.buttons()]


def _files(keep, **changes) -> QFileDialog:
    made = keep(QFileDialog())
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setViewMode(QFileDialog.ViewMode.Detail)
    for name, value in changes.items():
        getattr(made, name)(value)
    made.show()
    return made


def _menu(keep, kind: type) -> list[str]:
    menu = keep(keep(kind()).createStandardContextMenu())
    return [action.text() for action in menu.actions() if action.text()]


def _plain(text: str) -> str:
    return text.split("\t")[0].replace("&", "")


def test_every_button_of_a_dialog_is_vietnamese(keep, listening):
    words = set(map(_plain, _all_buttons(keep)))
    assert {"Đồng ý", "Hủy", "Lưu", "Có", "Không", "Đóng", "Về mặc định"} <= words
    assert listening.asked
    assert listening.unknown == set()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextBrowser])
def test_the_menu_of_a_field_is_vietnamese(keep, listening, kind):
    assert {"Sao chép", "Chọn tất cả"} <= set(map(_plain, _menu(keep, kind)))
    assert listening.unknown == set()


def test_the_dialog_of_files_is_vietnamese(keep, listening, tmp_path):
    (tmp_path / "Danh sách.xlsx").touch()
    (tmp_path / "Thư mục").mkdir()
    for changes in (
        {},
        {"setAcceptMode": QFileDialog.AcceptMode.AcceptSave},
        {"setFileMode": QFileDialog.FileMode.Directory},
    ):
        chooser = _files(keep, setDirectory=str(tmp_path), **changes)
        assert "Hủy" in {_plain(button.text()) for button in chooser.findChildren(QPushButton)}
        tips = [tool.toolTip() for tool in chooser.findChildren(QToolButton) if tool.toolTip()]
        assert "Tạo thư mục mới" in tips
        heads = chooser.findChild(QTreeView).model()
        across = [heads.headerData(place, Qt.Orientation.Horizontal) for place in range(4)]
        assert across == ["Tên", "Cỡ", "Loại", "Ngày sửa"]
        named = [_plain(action.text()) for action in chooser.findChildren(QAction)]
        assert {"Đổi tên", "Xóa", "Hiện tệp ẩn", "Thư mục mới"} <= set(named)
    assert listening.unknown == set()


def test_the_dialog_of_printers_is_vietnamese(keep, listening):
    printer = QPrinter()
    made = keep(ask_printer(keep(QWidget()), printer, lambda _printer: None))
    words = {_plain(button.text()) for button in made.findChildren(QPushButton)}
    assert {"In", "Hủy", "Thuộc tính"} <= words
    names = {_plain(one.text()) for one in made.findChildren(QLabel)}
    assert {"Tên:", "Nơi đặt:", "Số bản:"} <= names
    assert listening.unknown == set()


def test_other_dialogs_and_bars_are_vietnamese(keep, listening):
    message = QMessageBox()
    message.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    message.setDetailedText("chi tiết")
    for made in (message, QProgressDialog("", "", 0, 1), QInputDialog(), QSpinBox(), QScrollBar()):
        keep(made).show()
    assert {_plain(button.text()) for button in message.buttons()} >= {"Có", "Không"}
    assert listening.unknown == set()


@pytest.mark.parametrize("texts", [_all_buttons, partial(_menu, kind=QLineEdit)])
def test_a_letter_opens_one_entry_only_and_is_on_every_keyboard(keep, texts):
    marked = [text for text in texts(keep) if "&" in text]
    letters = [text[text.index("&") + 1].lower() for text in marked]
    assert len(letters) == len(set(letters)) > 3, marked
    assert all(letter.isascii() for letter in letters), marked


def test_keys_are_called_as_on_the_keyboard():
    shown = QKeySequence("Ctrl+Shift+PgUp").toString(QKeySequence.SequenceFormat.NativeText)
    assert shown == "Ctrl+Shift+PgUp"


def test_english_has_no_vietnamese_button(keep, speaking):
    speaking("en")
    texts = _all_buttons(keep) + _menu(keep, QLineEdit)
    assert "Cancel" in texts
    assert [text for text in texts if VIETNAMESE.search(text)] == []


def test_a_sentence_that_qt_has_anew_is_shown_as_it_is():
    assert QCoreApplication.translate("QPlatformTheme", "Something new") == "Something new"


def test_a_start_does_not_wait_for_the_words_of_qt(speaking):
    language._catalogue.cache_clear()
    speaking("vi")
    QKeySequence("Ctrl+Shift+PgUp").toString(QKeySequence.SequenceFormat.NativeText)
    assert language._catalogue.cache_info().misses == 0
