"""Cards read by a scanner that types digits and Enter: the person is present, and is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from studycompanion.domain.attendance import Mark
from studycompanion.errors import UserError
from studycompanion.messages import say
from studycompanion.services import scanning
from studycompanion.services.rollcall import RollLine
from studycompanion.ui.announcing import announce
from studycompanion.ui.models.records import Cell
from studycompanion.ui.tokens import Tone
from studycompanion.ui.words import tr

if TYPE_CHECKING:
    from studycompanion.ui.pages.rollcall.page import RollCallPage

_LEAST = 8
"""Digits from which on a number is no place on the sheet."""


class Scanner(QObject):
    """Knows the cards of the roll on the screen, once somebody scans."""

    def __init__(self, page: RollCallPage) -> None:
        super().__init__(page)
        self._page = page
        self._codes: dict[str, str] = {}

    def is_card(self, typed: str) -> bool:
        """Whether a scanner typed this, or somebody who reads a card aloud."""
        digits = "".join(typed.split())
        return digits.isdecimal() and len(digits) >= _LEAST

    def forget(self) -> None:
        """Another roll has other cards."""
        self._codes = {}
        self._page.view.say_scanned(Cell(""))

    def take(self, digits: str) -> None:
        """Mark the person of a card, with a sound and a line that says who."""
        lines = self._page.view.model.records
        if len(self._codes) != len(lines):
            self._codes = scanning.codes(lines)
        try:
            member_id = scanning.scanned(self._codes, digits)
        except UserError as error:
            self._say(Cell(say(error), Tone.BAD, "warning"))
            return
        line = self._page.view.model.record(member_id)
        self._page.marking.mark_found(member_id)
        QApplication.beep()
        if isinstance(line, RollLine):
            self._say(Cell(_words(line), Tone.GOOD, "present"))

    def _say(self, cell: Cell) -> None:
        self._page.view.say_scanned(cell)
        announce(self._page, cell.text, is_urgent=cell.tone is Tone.BAD)


def _words(line: RollLine) -> str:
    if line.mark is Mark.PRESENT:
        return tr("{name} (STT {n}) đã có mặt từ trước", name=line.full_name, n=line.number)
    return tr("Quét thẻ: {name} (STT {n}) có mặt", name=line.full_name, n=line.number)
