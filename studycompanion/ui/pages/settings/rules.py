"""The sections that show what the papers are measured by: clarity sets and due-date presets."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studycompanion.domain.due import PAPERS, DayOfYear, DuePreset
from studycompanion.domain.plan import ClaritySet
from studycompanion.services.topics import RuleChoice
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import Card, column, label
from studycompanion.ui.widgets.split import scrolling_card
from studycompanion.ui.words import tr


class RulesSection(QWidget):
    """A sentence and below it one block for each rule, made anew when they are read."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._blocks: list[QWidget] = []
        inside = QWidget()
        whole = column(label(sentence, "muted"), spacing=SPACE.medium)
        self._column: QVBoxLayout = column(spacing=SPACE.medium)
        whole.addLayout(self._column)
        whole.addStretch(1)
        inside.setLayout(whole)
        self.setLayout(column(scrolling_card(inside)))

    def show_rules(self, rules: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Show rules as a name with lines of (name, words)."""
        for old in self._blocks:
            self._column.removeWidget(old)
            old.deleteLater()
        self._blocks = [_block(name, lines) for name, lines in rules]
        for block in self._blocks:
            self._column.addWidget(block)


def _block(name: str, lines: Sequence[tuple[str, str]]) -> QWidget:
    card = Card(padding=SPACE.medium)
    card.setProperty("kind", "soft")
    card.column.addWidget(label(name, "section"))
    for number, (what, words) in enumerate(lines, start=1):
        text = f"{number}. {what}: {words}" if words else f"{number}. {what}"
        card.column.addWidget(label(text))
    card.column.setSpacing(current().px(SPACE.hair))
    return card


def clarity_rules(
    sets: Sequence[tuple[RuleChoice, ClaritySet]],
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Clarity sets with their points and the head of each point's column."""
    return [
        (
            tr("Bộ {name} (từ năm {year})", name=choice.name, year=choice.year),
            [(point.name, point.head) for point in clarity.points],
        )
        for choice, clarity in sets
    ]


def due_rules(presets: Sequence[DuePreset]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Presets with the moment of each paper in words."""
    return [(preset.name, _moments(preset)) for preset in presets]


def _moments(preset: DuePreset) -> list[tuple[str, str]]:
    return [
        (paper_words()[paper], _moment(moment))
        for paper, moment in zip(PAPERS, preset.moments, strict=True)
    ]


def _moment(moment: object) -> str:
    if isinstance(moment, DayOfYear):
        day = f"{moment.day:02}/{moment.month:02}"
        return tr("ngày {day} của năm", day=day)
    return tr("{n} ngày sau buổi học", n=getattr(moment, "days", 0))


def paper_words() -> dict[str, str]:
    """What the papers of a topic are called."""
    return {
        "report": tr("Báo cáo"),
        "review": tr("Bản tự soi, tự sửa"),
        "plan": tr("Kế hoạch làm theo Bác"),
        "commitment": tr("Bản cam kết"),
    }
