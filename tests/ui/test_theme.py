"""Tokens: readable in every scheme, nothing too small."""

import re
from fractions import Fraction
from itertools import product
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionViewItem,
    QTextEdit,
)

from studycompanion.paths import resource
from studycompanion.ui import theme, tokens
from studycompanion.ui.models.records import Cell, Column, RecordModel
from studycompanion.ui.navigation import Navigation
from studycompanion.ui.pages import entries
from studycompanion.ui.style_sheet import style_sheet
from studycompanion.ui.theme import SCHEMES, Look, Scheme, apply_look, scheme_in_force
from studycompanion.ui.tokens import LIGHT, SCALES, TYPE, Tone, grown
from studycompanion.ui.widgets import bar_chart
from studycompanion.ui.widgets.line_field import LineField
from studycompanion.ui.widgets.row_delegate import RowDelegate
from studycompanion.ui.widgets.sign import Sign
from studycompanion.ui.widgets.todo_list import _TodoDelegate
from tests.ui.contrast import (
    TEXT,
    TEXT_AT_HIGH_CONTRAST,
    Pair,
    Recorder,
    Sheet,
    dull,
    painters,
    sheet_pairs,
    surfaces,
)

ALL = pytest.mark.parametrize("scheme", SCHEMES, ids=str)
"""Every scheme that can be chosen."""
EVERY_SIGN = [Cell(f"Dấu {tone}", tone, "present") for tone in Tone]
SIGNS = [*EVERY_SIGN, Cell("Chữ thường"), Cell("Chữ đậm", is_strong=True)]


@pytest.fixture
def dress():
    """Dress the application in a scheme; afterwards it is light again."""
    yield lambda scheme, scale=100: apply_look(Look(scheme, scale))
    apply_look(Look(Scheme.LIGHT))


def least(scheme: Scheme) -> float:
    """High contrast asks for more."""
    return TEXT_AT_HIGH_CONTRAST if "contrast" in scheme else TEXT


@ALL
def test_everything_in_the_style_sheet_stands_out(scheme):
    colours = SCHEMES[scheme]
    pairs = sheet_pairs(style_sheet(colours, 100), colours)
    assert len(pairs) > 100
    assert dull(pairs, text=least(scheme)) == []


@ALL
def test_a_control_without_a_rule_of_its_own_is_readable_too(dress, scheme):
    dress(scheme)
    palette, role = QApplication.palette(), QPalette.ColorRole
    pairs = [
        Pair(palette.color(group, ink).name(), palette.color(group, ground).name(),
             f"{group.name} {ink.name}", True)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive,
                      QPalette.ColorGroup.Disabled)
        for ink, grounds in (
            (role.WindowText, (role.Window, role.Button)), (role.BrightText, (role.Window,)),
            (role.Text, (role.Base, role.AlternateBase)), (role.ButtonText, (role.Button,)),
            (role.PlaceholderText, (role.Base,)), (role.ToolTipText, (role.ToolTipBase,)),
            (role.Link, (role.Base, role.Window)), (role.LinkVisited, (role.Base, role.Window)),
            (role.HighlightedText, (role.Highlight,)),
        )
        for ground in grounds
    ]  # fmt: skip
    assert dull(pairs, text=least(scheme)) == []


@ALL
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QComboBox, QTextEdit])
def test_a_hint_in_an_empty_field_is_as_readable_as_text(qtbot, dress, scheme, kind):
    dress(scheme)
    field = kind()
    qtbot.addWidget(field)
    field.ensurePolished()
    hint = field.palette().placeholderText().color()
    assert hint.alpha() == 255
    pair = Pair(hint.name(), SCHEMES[scheme].field, kind.__name__, True)
    assert dull([pair], text=least(scheme)) == []


@ALL
def test_the_ring_of_the_keyboard_is_seen_on_every_ground(scheme):
    c = SCHEMES[scheme]
    grounds = (c.window, c.card, c.field, c.hover, c.stripe, c.chosen.ground)
    assert dull([Pair(c.focus, ground, "ring", False) for ground in grounds]) == []


def _row_scene():
    column = Column("Cột", lambda cell: cell)
    model = RecordModel([column], identity=lambda c: c.text, key=lambda c: c.text)
    model.fill(SIGNS)
    return RowDelegate(model, None), model


def _todo_scene():
    todos = [
        SimpleNamespace(icon="pen", words="Việc", about="Của ai", due=cell) for cell in EVERY_SIGN
    ]
    model = RecordModel(
        [Column("Việc", lambda t: Cell(t.words))], identity=lambda t: t.due.text, key=str
    )
    model.fill(todos)
    return _TodoDelegate(model, None), model


def _page_scene():
    navigation = Navigation(entries())
    return navigation.list.itemDelegate(), navigation.list.model(), navigation


SCENES = {"RowDelegate": _row_scene, "_TodoDelegate": _todo_scene, "_PageDelegate": _page_scene}
STATES = [QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_Selected,
          QStyle.StateFlag.State_MouseOver,
          QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus]  # fmt: skip


def drawn(delegate, model, _owner=None, *, ground: str) -> list[Pair]:
    """All inks of every row in every state, with the pixels that they were laid upon."""
    found = []
    for row, state in product(range(model.rowCount()), STATES):
        picture = QImage(420, 64, QImage.Format.Format_RGB32)
        picture.fill(QColor(ground))
        option = QStyleOptionViewItem()
        option.rect, option.state = QRect(0, 0, 420, 64), state
        painter = Recorder(picture, f"{type(delegate).__name__} row {row} {state}")
        try:
            draw = getattr(delegate, "draw", delegate.paint)  # what ``paint`` shows again later
            draw(painter, option, model.index(row, 0))
        finally:
            painter.end()
        found += painter.pairs
    return found


@ALL
@pytest.mark.parametrize("name", SCENES)
def test_what_lists_draw_stands_out_from_what_is_under_it(dress, scheme, name):
    dress(scheme)
    pairs = drawn(*SCENES[name](), ground=SCHEMES[scheme].card)
    assert {pair.is_text for pair in pairs} == {True, False}
    assert dull(pairs, text=least(scheme)) == []


@ALL
def test_bars_and_words_of_a_chart_stand_out(qtbot, monkeypatch, dress, scheme):
    dress(scheme)
    chart = bar_chart.BarChart("Hai tỉ lệ", ("Tỉ lệ dự học", "Tỉ lệ đã học"))
    qtbot.addWidget(chart)
    bars = (bar_chart.Bar(Fraction(3, 4), "75%"), bar_chart.Bar(Fraction(1), "100%"))
    chart.show_groups([bar_chart.Group("Chi bộ 1", bars)])
    chart.resize(500, chart.height())
    picture = QImage(chart.size(), QImage.Format.Format_RGB32)
    picture.fill(QColor(SCHEMES[scheme].card))
    painter = Recorder(picture, "chart")
    itself = {"RenderHint": painter.RenderHint, "__new__": lambda _kind, _chart: painter}
    monkeypatch.setattr(bar_chart, "QPainter", type("Painter", (), itself))
    try:
        chart.paintEvent(QPaintEvent(chart.rect()))
    finally:
        painter.end()
    assert len(painter.pairs) >= 9
    assert dull(painter.pairs, text=least(scheme)) == []


def test_nothing_that_draws_by_itself_is_left_out_here():
    by_the_style_sheet = {"ChoiceBox", "OneLine"}
    on_paper = {"HeaderPreview", "InkPad"}
    by_the_ring = {"RecordTable"}
    assert painters() == {*SCENES, "BarChart", *by_the_style_sheet, *by_the_ring, *on_paper}


def test_what_is_shown_on_paper_stands_out_from_it_in_every_scheme():
    from studycompanion.ui.wizards import header_preview as paper

    pairs = [Pair(ink, paper._PAPER, "paper", True) for ink in (paper._INK, paper._FAINT)]
    assert dull(pairs) == []


@ALL
def test_sheets_of_single_widgets_stand_out(qtbot, dress, scheme):
    dress(scheme)
    colours, pairs = SCHEMES[scheme], []
    sign, field = Sign(), LineField("Họ và tên")
    for made in (sign, field):
        qtbot.addWidget(made)
    for cell in EVERY_SIGN:
        sign.show_cell(cell)
        rules = Sheet(sign.styleSheet()).rules
        ground = rules["Sign"]["background"]
        pairs.append(Pair(rules["QLabel"]["color"], ground, cell.text, True))
    ink = re.search(r"#[0-9a-f]{6}", field.problem.styleSheet())[0]
    pairs += [Pair(ink, ground, "problem", True) for ground in surfaces(colours)]
    assert dull(pairs, text=least(scheme)) == []


def test_a_scheme_that_nobody_knows_follows_the_machine():
    assert Scheme("hoa cà hoa cải") is Scheme.SYSTEM


@pytest.mark.parametrize(
    ("wish", "system", "shown"),
    [
        ("NoPreference", "Unknown", Scheme.LIGHT),
        ("NoPreference", "Dark", Scheme.DARK),
        ("HighContrast", "Dark", Scheme.CONTRAST_DARK),
        ("HighContrast", "Light", Scheme.CONTRAST_LIGHT),
        ("HighContrast", "Unknown", Scheme.CONTRAST_LIGHT),
    ],
)
def test_left_alone_the_window_follows_the_machine(qapp, monkeypatch, dress, wish, system, shown):
    said = (Qt.ContrastPreference[wish], Qt.ColorScheme[system])
    monkeypatch.setattr(theme, "system_look", lambda: said)
    qapp.setPalette(QPalette())
    assert scheme_in_force(Scheme.SYSTEM) is shown
    for scheme in SCHEMES:
        assert scheme_in_force(scheme) is scheme
    dress(Scheme.SYSTEM)
    assert theme.current().colours is SCHEMES[shown]


def test_nothing_on_a_screen_is_smaller_than_eleven_points():
    assert min(getattr(TYPE, name) for name in ("body", "section", "title", "figure")) >= 11


@pytest.mark.parametrize("scale", SCALES)
def test_what_is_clicked_is_at_least_32_pixels_high(scale):
    heights = re.findall(r"(QPushButton|QCheckBox)[^{]*\{ min-height: (\d+)px", _sheet(scale))
    assert {name for name, _ in heights} == {"QPushButton", "QCheckBox"}
    assert all(int(height) >= 32 for _, height in heights)
    assert grown(tokens.TARGET, scale) >= 32


def _sheet(scale: int) -> str:
    return style_sheet(LIGHT, scale)


def test_the_style_sheet_names_only_pictures_that_are_there():
    for path in re.findall(r"url\(([^)]+)\)", _sheet(100)):
        assert resource("icons", path.rpartition("/")[2]).is_file()


def test_the_windows_own_face_has_the_vietnamese_letters(qapp):
    font: QFont = qapp.font()
    assert font.family() in ("Arimo", "Segoe UI")
    assert font.pointSizeF() >= 11
