"""How well colours stand out (WCAG 2.2), read from the style sheet and from what painters draw."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from studycompanion import ui
from studycompanion.ui.tokens import Colours

TEXT, TEXT_AT_HIGH_CONTRAST, SHAPE = 4.5, 7.0, 3.0
CONTROLS = ("QPushButton", "QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QSpinBox",
            "QDateTimeEdit", "QCheckBox::indicator", "QRadioButton::indicator")  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """An ink on a ground, and where it was met."""

    ink: str
    ground: str
    where: str
    is_text: bool


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def dull(pairs, *, text: float = TEXT) -> list[str]:
    """The pairs that are not told apart well enough, as sentences."""
    found = []
    for pair in pairs:
        least = text if pair.is_text else SHAPE
        has = contrast(pair.ink, pair.ground)
        if has < least:
            found.append(f"{pair.where}: {pair.ink} on {pair.ground} has {has:.2f} of {least}")
    return found


def surfaces(c: Colours) -> tuple[str, ...]:
    """What words without a ground of their own may stand on."""
    return (c.window, c.card, c.field)


class Sheet:
    """The rules of a style sheet; a selector inherits from itself without state and kind."""

    def __init__(self, text: str) -> None:
        self.rules: dict[str, dict[str, str]] = {}
        for heads, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            said = dict(part.split(":", 1) for part in body.split(";") if ":" in part)
            for head in heads.split(","):
                rule = self.rules.setdefault(head.strip(), {})
                rule |= {name.strip(): value.strip() for name, value in said.items()}

    def said(self, selector: str, name: str) -> str:
        """A property of a selector, by itself or by inheritance; "" where nothing is said."""
        stateless = re.sub(r"(?<!:):[a-z-]+", "", selector)
        kindless = re.sub(r"\[[^]]*\]", "", selector)
        chain = (selector, stateless, kindless, re.sub(r"\[[^]]*\]", "", stateless))
        return next((self.rules[s][name] for s in chain if name in self.rules.get(s, {})), "")

    def grounds(self, selector: str, c: Colours) -> tuple[str, ...]:
        """What a rule's words stand on."""
        own = self.said(selector, "background")
        return (own,) if own.startswith("#") else surfaces(c)


def sheet_pairs(text: str, c: Colours) -> list[Pair]:
    """Words, selections, borders and pictures of every rule with what they stand on."""
    sheet, found = Sheet(text), []
    for selector, rule in sheet.rules.items():
        grounds = sheet.grounds(selector, c)
        ink = sheet.said(selector, "color")
        if ink and ("color" in rule or "background" in rule):
            found += [Pair(ink, ground, selector, True) for ground in grounds]
        for ink_name, ground_name in (
            ("selection-color", "selection-background-color"),
            ("placeholder-text-color", "background"),
        ):
            if ink_name in rule:
                ground = sheet.said(selector, ground_name)
                found.append(Pair(rule[ink_name], ground, f"{selector} {ink_name}", True))
        found += _edges(sheet, selector, c)
        found += _pictures(rule, grounds, selector)
    return found


def _edges(sheet: Sheet, selector: str, c: Colours) -> list[Pair]:
    """The edge of a control against what is around it; ``line`` may only part things."""
    rule, found = sheet.rules[selector], []
    is_control = selector.startswith(CONTROLS) and "::drop-down" not in selector
    for name, value in rule.items():
        ink = next(iter(re.findall(r"#[0-9a-f]{6}", value)), "")
        if not name.startswith("border") or not ink:
            continue
        if ink == c.line and (not is_control or ":disabled" in selector):
            continue
        found += [Pair(ink, ground, f"{selector} {name}", False) for ground in surfaces(c)]
    if selector.endswith(("::handle", "::chunk")) and rule.get("background", "").startswith("#"):
        found += [Pair(rule["background"], ground, selector, False) for ground in surfaces(c)]
    return found


def _pictures(rule: dict[str, str], grounds: tuple[str, ...], where: str) -> list[Pair]:
    found = []
    for path in re.findall(r"url\(([^)]+)\)", rule.get("image", "")):
        inks = set(re.findall(r"#[0-9a-f]{6}", Path(path).read_text("utf-8")))
        assert inks, path
        found += [Pair(ink, ground, f"{where} image", False) for ink in inks for ground in grounds]
    return found


class Recorder(QPainter):
    """Paints on a picture and notes each ink with the pixel that it is laid upon."""

    def __init__(self, picture: QImage, where: str) -> None:
        super().__init__(picture)
        self.picture, self.where = picture, where
        self.pairs: list[Pair] = []

    def _note(self, ink: QColor, place: QPoint, *, is_text: bool) -> None:
        inside = self.picture.rect().intersected(QRect(place, place))
        at = place if not inside.isEmpty() else self.picture.rect().topLeft()
        ground = self.picture.pixelColor(at).name()
        self.pairs.append(Pair(ink.name(), ground, self.where, is_text))

    def drawText(self, *words):
        room = words[0]
        if words[-1]:
            place = QPoint(max(room.left() - 1, 0), room.center().y())
            self._note(self.pen().color(), place, is_text=True)
        super().drawText(*words)

    def drawPixmap(self, x, y, picture):
        drawn = picture.toImage()
        inks = [drawn.pixelColor(a, b) for a in range(drawn.width()) for b in range(drawn.height())]
        self._note(max(inks, key=QColor.alpha), QPoint(x, y + drawn.height() // 2), is_text=False)
        super().drawPixmap(x, y, picture)

    def _edge(self, shape: QRect) -> None:
        if self.pen().style() != Qt.PenStyle.NoPen:
            inside = QPoint(shape.left() + 4, shape.center().y())
            self._note(self.pen().color(), inside, is_text=False)

    def drawRoundedRect(self, shape, *radii):
        self._edge(shape)
        super().drawRoundedRect(shape, *radii)

    def drawRect(self, shape):
        self._edge(shape)
        super().drawRect(shape)

    def fillRect(self, *what):
        if len(what) == 5:
            self._note(QColor(what[4]), QPoint(what[0] + what[2] + 1, what[1] + what[3] // 2),
                       is_text=False)  # fmt: skip
        super().fillRect(*what)


def painters() -> set[str]:
    """Every class of the window that draws by itself."""
    found = set()
    for path in Path(ui.__file__).parent.rglob("*.py"):
        name = ""
        for line in path.read_text("utf-8").splitlines():
            name = match[1] if (match := re.match(r"class (\w+)", line)) else name
            if re.match(r"    def (paint|paintEvent)\(", line):
                found.add(name)
    return found
