"""The small style sheet over Fusion: buttons, fields, cards, tables and scroll bars."""

from studycompanion.paths import resource
from studycompanion.ui.tokens import RADIUS, TARGET, TYPE, Colours, grown


def style_sheet(c: Colours, scale: int) -> str:
    """The application's style sheet for the colours and a text size in percent."""
    px = _Scaled(scale)
    return "\n".join((_texts(c, px), _buttons(c, px), _fields(c, px), _frames(c, px), _bars(c, px)))


class _Scaled:
    """Lengths and type sizes at a text size."""

    def __init__(self, scale: int) -> None:
        self.scale = scale

    def __call__(self, length: float) -> str:
        return f"{grown(length, self.scale)}px"

    def pt(self, points: float) -> str:
        """A type size of the tokens as a style sheet writes it."""
        return f"{points * self.scale / 100:.2f}pt"


def _texts(c: Colours, px: _Scaled) -> str:
    return f"""
    QLabel[kind="title"] {{ font-size: {px.pt(TYPE.title)}; font-weight: bold; }}
    QLabel[kind="section"] {{ font-size: {px.pt(TYPE.section)}; font-weight: bold; }}
    QLabel[kind="figure"] {{ font-size: {px.pt(TYPE.figure)}; font-weight: bold; }}
    QLabel[kind="muted"] {{ color: {c.muted}; }}
    QLabel[kind="field"] {{ font-weight: bold; }}
    QToolTip {{ color: {c.text}; background: {c.card}; border: 1px solid {c.line};
        padding: {px(4)}; }}"""


def _buttons(c: Colours, px: _Scaled) -> str:
    return f"""
    QPushButton {{ min-height: {px(TARGET - 2)}; padding: 0 {px(14)};
        border: 1px solid {c.field_line}; border-radius: {RADIUS.field}px;
        background: {c.card}; color: {c.text}; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:pressed {{ background: {c.hover}; border-color: {c.text}; }}
    QPushButton:focus {{ border: 2px solid {c.focus}; padding: 0 {px(13)}; }}
    QPushButton:disabled {{ color: {c.muted}; background: {c.window}; border-color: {c.line}; }}
    QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent};
        border-color: {c.accent_edge}; font-weight: bold; }}
    QPushButton[kind="primary"]:hover {{ background: {c.accent_hover}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {c.focus}; }}
    QPushButton[kind="primary"]:pressed {{ background: {c.accent_hover};
        border-color: {c.text}; }}
    QPushButton[kind="primary"]:disabled {{ background: {c.window}; color: {c.muted};
        border-color: {c.line}; }}
    QPushButton[kind="mark"] {{ text-align: left; }}
    QPushButton[kind="quiet"] {{ border-color: transparent; background: transparent; }}
    QPushButton[kind="quiet"]:hover {{ background: {c.hover}; }}
    QPushButton[kind="quiet"]:focus {{ border: 2px solid {c.focus}; }}
    QToolButton[kind="inside"] {{ border: 2px solid transparent; background: transparent;
        border-radius: {RADIUS.field}px; padding: 0; }}
    QToolButton[kind="inside"]:hover {{ background: {c.hover}; }}
    QToolButton[kind="inside"]:focus {{ border: 2px solid {c.focus}; }}"""


def _fields(c: Colours, px: _Scaled) -> str:
    arrow = _icon("arrow-down")
    boxes = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateTimeEdit"
    focused = ", ".join(f"{name}:focus" for name in boxes.split(", "))
    dim = ", ".join(f"{name}:disabled" for name in boxes.split(", "))
    return f"""
    {boxes} {{ background: {c.field}; color: {c.text}; border: 1px solid {c.field_line};
        placeholder-text-color: {c.muted};
        border-radius: {RADIUS.field}px; padding: 0 {px(8)};
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QLineEdit, QComboBox, QSpinBox, QDateTimeEdit {{ min-height: {px(TARGET - 2)}; }}
    QPlainTextEdit, QTextEdit {{ padding: {px(4)} {px(4)}; }}
    {dim} {{ background: {c.window}; color: {c.muted}; border-color: {c.line}; }}
    {focused} {{ border: 2px solid {c.focus}; }}
    QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: {px(28)}; }}
    QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image: url({arrow});
        width: {px(14)}; height: {px(14)}; }}
    QComboBox QAbstractItemView {{ background: {c.card}; color: {c.text};
        selection-background-color: {c.chosen.ground}; selection-color: {c.chosen.ink};
        border: 1px solid {c.field_line}; outline: 0; }}
    QComboBox QAbstractItemView::item {{ min-height: {px(TARGET - 2)}; }}
    QCheckBox, QRadioButton {{ min-height: {px(32)}; spacing: {px(8)}; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: {px(18)}; height: {px(18)};
        border: 1px solid {c.field_line}; background: {c.field}; border-radius: {px(4)}; }}
    QRadioButton::indicator {{ border-radius: {px(9)}; }}
    QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
        background: {c.accent}; border-color: {c.accent_edge}; }}
    QCheckBox::indicator:checked {{ image: url({_icon("tick")}); }}
    QRadioButton::indicator:checked {{ image: url({_icon("dot")}); }}
    QCheckBox, QRadioButton {{ border: 2px solid transparent; padding: 0 {px(4)}; }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c.focus};
        border-radius: {RADIUS.field}px; }}
    QTabWidget::pane {{ border: none; top: {px(8)}; }}
    QTabBar::tab {{ background: transparent; color: {c.muted}; border: none;
        border-bottom: 3px solid transparent; padding: {px(8)} {px(12)}; }}
    QTabBar::tab:selected {{ color: {c.chosen.ink}; border-bottom-color: {c.accent_edge};
        font-weight: bold; }}
    QTabBar::tab:focus {{ color: {c.focus}; }}"""


def _icon(name: str) -> str:
    return resource("icons", f"{name}.svg").as_posix()


def _frames(c: Colours, px: _Scaled) -> str:
    return f"""
    QFrame[kind="card"] {{ background: {c.card}; border: 1px solid {c.line};
        border-radius: {RADIUS.card}px; }}
    QFrame[kind="soft"] {{ background: {c.window}; border: none;
        border-radius: {RADIUS.field}px; }}
    QFrame[kind="side"] {{ background: {c.card}; border: none;
        border-right: 1px solid {c.line}; }}
    QDialog {{ background: {c.card}; }}
    QMenuBar {{ background: {c.card}; }}
    QMenuBar::item {{ padding: 8px {px(12)}; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.hover}; }}
    QMenu {{ background: {c.card}; border: 1px solid {c.line}; padding: {px(4)}; }}
    QMenu::item {{ padding: {px(8)} {px(28)} {px(8)} {px(12)}; color: {c.text}; }}
    QMenu::item:selected {{ background: {c.chosen.ground}; color: {c.chosen.ink}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: {px(4)} {px(8)}; }}
    QStatusBar {{ background: {c.card}; border-top: 1px solid {c.line}; }}
    QStatusBar::item {{ border: none; }}
    QTableView {{ background: {c.card}; border: none; outline: 0; }}
    QHeaderView {{ background: {c.card}; }}
    QHeaderView::section {{ background: {c.card}; color: {c.muted}; font-weight: bold;
        border: none; border-bottom: 1px solid {c.line}; padding: 0 {px(10)};
        min-height: {px(TARGET)}; }}
    QHeaderView::section:hover {{ color: {c.text}; background: {c.hover}; }}
    QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: {px(14)}; height: {px(14)};
        subcontrol-position: center right; right: {px(4)}; }}
    QHeaderView::up-arrow {{ image: url({_icon("arrow-up")}); }}
    QHeaderView::down-arrow {{ image: url({_icon("arrow-down")}); }}
    QSplitter::handle {{ background: transparent; }}"""


def _bars(c: Colours, px: _Scaled) -> str:
    return f"""
    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea[kind="reading"] {{ border: 2px solid transparent;
        border-radius: {RADIUS.field}px; }}
    QScrollArea[kind="reading"]:focus {{ border: 2px solid {c.focus}; }}
    QScrollBar:vertical {{ width: {px(14)}; background: transparent; margin: 0; }}
    QScrollBar:horizontal {{ height: {px(14)}; background: transparent; margin: 0; }}
    QScrollBar::handle {{ background: {c.field_line}; border-radius: {px(4)};
        margin: {px(3)}; }}
    QScrollBar::handle:vertical {{ min-height: {px(36)}; }}
    QScrollBar::handle:horizontal {{ min-width: {px(36)}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: {RADIUS.field}px;
        background: {c.window}; min-height: {px(18)}; text-align: center; }}
    QProgressBar::chunk {{ background: {c.accent_edge}; border-radius: {RADIUS.field}px; }}"""
