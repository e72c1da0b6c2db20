"""Finding the person of a scanned card."""

from collections.abc import Iterable

from studycompanion.domain.card_code import card_code, is_card_code
from studycompanion.errors import UserError
from studycompanion.services.rollcall import RollLine


def codes(lines: Iterable[RollLine]) -> dict[str, str]:
    """The number of each person's card -> member id, to look scans up while a roll is open."""
    return {card_code(line.member_id): line.member_id for line in lines}


def scanned(known: dict[str, str], digits: str) -> str:
    """The member id of a scanned card among ``known``.

    Raises ``UserError`` ``card_unreadable`` (no such card, or misread) or ``card_unknown``.
    """
    text = "".join(digits.split())
    if not is_card_code(text):
        raise UserError("card_unreadable")
    if text not in known:
        raise UserError("card_unknown")
    return known[text]
