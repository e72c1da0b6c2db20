"""Words, comforts, messages, choices."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton

from studycompanion.errors import EnvironmentProblem
from studycompanion.ui import dialogs as messages
from studycompanion.ui.dialogs import Message
from studycompanion.ui.preferences import Comforts, Preferences
from studycompanion.ui.widgets.choice_box import ChoiceBox
from studycompanion.ui.widgets.figures import Arrangement, FigureCard, FigureRow
from studycompanion.ui.widgets.header import PageHeader
from studycompanion.ui.words import moment, near_moment
from tests.ui.keyboard import press


def test_a_moment_names_its_day():
    assert moment(datetime(2026, 11, 20, 19, 0)) == "Thứ Sáu, 20/11/2026 · 19:00"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 20, 7, 30), "hôm nay 07:30"),
        (datetime(2026, 11, 19, 7, 30), "hôm qua 07:30"),
        (datetime(2026, 1, 2, 7, 30), "02/01/2026 07:30"),
    ],
)
def test_a_near_moment_is_said_as_people_do(at, said):
    assert near_moment(at, date(2026, 11, 20)) == said


def test_comforts_are_remembered(tmp_path):
    Preferences(tmp_path).change(scale=150, page="rollcall")
    assert Preferences(tmp_path).comforts == Comforts(scale=150, page="rollcall")


@pytest.mark.parametrize("text", ["", "[]", '{"scale": 999}', '{"unknown": 1}', "\x00"])
def test_a_broken_file_of_comforts_harms_nobody(tmp_path, text):
    (tmp_path / "window.json").write_text(text, "utf-8")
    assert Preferences(tmp_path).comforts.scale == 100


def test_a_folder_that_takes_no_comforts_harms_nobody(tmp_path):
    (tmp_path / "tệp").write_text("", "utf-8")
    preferences = Preferences(tmp_path / "tệp" / "trong")
    preferences.change(scale=125)
    assert preferences.comforts.scale == 125


def test_an_error_is_said_in_the_catalogues_words_and_enter_closes_it(dialogs):
    messages.say_error(None, EnvironmentProblem("disk_full"))
    message = dialogs.expect(Message)
    assert message.sentence.text().startswith("Đĩa đã đầy")
    press(Qt.Key.Key_Return)
    assert not message.isVisible()


def test_a_question_acts_only_on_yes(dialogs):
    done = []
    messages.ask(None, "Bỏ việc này?", "Bỏ", then=lambda: done.append(1)).reject()
    dialogs.expect(Message)
    assert done == []
    question = messages.ask(None, "Bỏ việc này?", "Bỏ", then=lambda: done.append(1))
    dialogs.expect(Message)
    question.accept()
    assert done == [1]


def test_a_choice_stays_when_the_things_change(qtbot):
    box = ChoiceBox("Chuyên đề")
    qtbot.addWidget(box)
    box.fill([("a", "Một"), ("b", "Hai")], "b")
    box.fill([("c", "Ba"), ("b", "Hai"), ("a", "Một")])
    assert box.chosen == "b"
    box.fill([("c", "Ba")])
    assert box.chosen == "c"
    box.fill([])
    assert box.chosen == ""


def test_rolling_over_a_choice_does_not_change_it(qtbot):
    box = ChoiceBox("Chuyên đề")
    qtbot.addWidget(box)
    box.fill([("a", "Một"), ("b", "Hai")], "a")
    box.show()
    box.setFocus()
    here = QPointF(5, 5)
    roll = QWheelEvent(
        here, here, QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, roll)
    assert box.chosen == "a"


@pytest.mark.parametrize(
    ("width", "arrangement"),
    [(1100, Arrangement.FULL), (820, Arrangement.TIGHT), (500, Arrangement.WORDS)],
)
def test_figures_are_shown_in_full_whatever_the_room(qtbot, width, arrangement):
    cards = [FigureCard(f"Số {n}") for n in range(5)]
    cards += [FigureCard("Tỉ lệ", "một / hai"), FigureCard("Tỉ lệ khác", "ba / bốn")]
    row = FigureRow(*cards)
    qtbot.addWidget(row)
    for number, card in enumerate(cards):
        card.show_figure(str(number))
    row.resize(width, 100)
    row.show()
    row.renew_words()
    assert row._arrangement is arrangement
    if arrangement is Arrangement.FULL:
        assert cards[5]._formula_label.isVisible()
    else:
        assert "một / hai" in row._words.text()
    if arrangement is Arrangement.WORDS:
        assert all(f"{n}</b>" in row._words.text() for n in range(7))


def test_the_head_of_a_page_comes_to_rest_at_every_width(qtbot):
    controls = [QPushButton("Xuất danh sách"), QPushButton("In cả chi bộ"), QPushButton("Ký…")]
    head = PageHeader("Bản cam kết", *controls)
    qtbot.addWidget(head)
    ways = set()
    for width in range(200, 700, 3):
        head.resize(width, 60)
        head._turn()
        way = head._whole.direction()
        head._turn()
        assert head._whole.direction() is way, width
        ways.add(way)
    assert len(ways) == 2
