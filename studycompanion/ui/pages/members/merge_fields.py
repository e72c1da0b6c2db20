"""Which of two values each differing field keeps when two records become one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from studycompanion.messages import word
from studycompanion.services.merging import MergeField
from studycompanion.ui.theme import current
from studycompanion.ui.tokens import SPACE
from studycompanion.ui.widgets.basics import label
from studycompanion.ui.words import tr

_LONGEST = 40


class MergeFields(QWidget):
    """A line for each differing field with both values; the arrow keys choose within a line."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, tuple[MergeField, QRadioButton, QRadioButton]] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current().px(SPACE.large))
        self._grid.setVerticalSpacing(current().px(SPACE.hair))
        for place, stretch in enumerate((0, 1, 1)):
            self._grid.setColumnStretch(place, stretch)
        self.setLayout(self._grid)

    def show_fields(self, fields: Sequence[MergeField]) -> None:
        """Ask about these fields, with what is proposed chosen."""
        self._clear()
        for row, one in enumerate(fields):
            self._add(row, one)
        self.setVisible(bool(fields))
        self.changed.emit()

    @property
    def taken(self) -> tuple[str, ...]:
        """The fields that keep the value of the record that goes."""
        return tuple(name for name, (_, gone, _) in self._lines.items() if gone.isChecked())

    @property
    def result(self) -> str:
        """What the differing fields will say, in one line of words."""
        said = [
            (name, one.gone if gone.isChecked() else one.kept)
            for name, (one, gone, _) in self._lines.items()
        ]
        return "; ".join(f"{word('fields', name)}: {value or '–'}" for name, value in said)

    def choices(self, name: str) -> tuple[QRadioButton, QRadioButton]:
        """The buttons of a field: of the record that goes, and of the one that stays."""
        _, gone, kept = self._lines[name]
        return gone, kept

    def _add(self, row: int, one: MergeField) -> None:
        caption = word("fields", one.name)
        group = QButtonGroup(self)
        gone = _choice(one.gone, tr("{field}, hồ sơ thôi dùng: {value}", field=caption,
                                    value=one.gone or tr("để trống")))  # fmt: skip
        kept = _choice(one.kept, tr("{field}, hồ sơ giữ lại: {value}", field=caption,
                                    value=one.kept or tr("để trống")))  # fmt: skip
        self._grid.addWidget(label(caption, "muted"), row, 0, Qt.AlignmentFlag.AlignVCenter)
        for place, made in enumerate((gone, kept), 1):
            # Only then is it known how high it is.
            made.ensurePolished()
            group.addButton(made)
            self._grid.addWidget(made, row, place)
        (gone if one.takes_gone else kept).setChecked(True)
        group.buttonToggled.connect(self._on_toggled)
        self._lines[one.name] = (one, gone, kept)

    def _on_toggled(self, _button: object, is_on: bool) -> None:
        if is_on:
            self.changed.emit()

    def _clear(self) -> None:
        self._lines.clear()
        for group in self.findChildren(QButtonGroup):
            group.deleteLater()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _choice(value: str, spoken: str) -> QRadioButton:
    shown = value if len(value) <= _LONGEST else f"{value[:_LONGEST].rstrip()}…"
    made = QRadioButton((shown or tr("để trống")).replace("&", "&&"))
    made.setAccessibleName(spoken)
    made.setToolTip(value)
    return made
