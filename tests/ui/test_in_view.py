"""What has to stay in view: the number of a cell, a window that grows, the folders people use."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QStandardPaths
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from studycompanion.ui import files
from studycompanion.ui.inside import keep_inside, shifted
from studycompanion.ui.widgets.cut import cut

ROOM = QRect(0, 0, 1366, 768)


@pytest.fixture
def metrics():
    return QFontMetrics(QApplication.font())


@pytest.mark.parametrize("end", ["48", "9B"])
def test_the_number_of_a_cell_stays_where_its_name_is_cut(metrics, end):
    name = f"Chi bộ Tổ dân phố số {end}"
    shown = cut(metrics, name, metrics.horizontalAdvance(name) * 2 // 3)
    assert shown != name
    assert shown.endswith(end)
    assert shown.startswith("Chi")


def test_other_words_are_cut_at_their_end_and_short_ones_not_at_all(metrics):
    words = "Nâng cao kỷ cương, kỷ luật"
    shown = cut(metrics, words, metrics.horizontalAdvance(words) // 2)
    assert shown.endswith("…")
    assert cut(metrics, words, 5000) == words


@pytest.mark.parametrize(
    ("outside", "wanted"),
    [
        (QRect(300, 80, 1300, 600), QRect(66, 80, 1300, 600)),
        (QRect(300, 500, 400, 600), QRect(300, 168, 400, 600)),
        (QRect(-20, -30, 400, 300), QRect(0, 0, 400, 300)),
        (QRect(10, 10, 2000, 900), QRect(0, 0, 2000, 900)),
        (QRect(10, 10, 400, 300), QRect(10, 10, 400, 300)),
    ],
)
def test_a_frame_beyond_the_edge_is_moved_into_the_screen(outside, wanted):
    assert shifted(outside, ROOM) == wanted


def test_a_window_that_grows_over_the_edge_is_moved_back(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    window.setGeometry(room.width() - 250, 50, 200, 200)
    window.show()
    qtbot.waitExposed(window)
    window.resize(500, 300)
    keep_inside(window)
    qtbot.waitUntil(lambda: room.contains(window.frameGeometry()))


def test_files_are_looked_for_where_people_keep_them(qtbot, dialogs, tmp_path, monkeypatch):
    desktop, documents, stick = (tmp_path / n for n in ("Desktop", "Documents", "USB"))
    for folder in (desktop, documents, stick):
        folder.mkdir()
    kinds = QStandardPaths.StandardLocation
    places = {kinds.DesktopLocation: desktop, kinds.DocumentsLocation: documents}
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda kind: str(places.get(kind, tmp_path))
    )
    monkeypatch.setattr(files, "sticks", lambda: (stick,))
    parent = QWidget()
    qtbot.addWidget(parent)
    files.choose_file(parent, "Chọn tệp", folder="", kinds="", then=lambda _path: None)
    chooser = dialogs.expect(QFileDialog)
    assert Path(chooser.directory().absolutePath()) == desktop
    beside = [Path(url.toLocalFile()) for url in chooser.sidebarUrls()]
    assert beside == [desktop, documents, tmp_path, stick]
    chooser.reject()
