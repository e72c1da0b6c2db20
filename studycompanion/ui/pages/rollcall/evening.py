"""Everything that the roll call reads of a session at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from studycompanion.domain.attendance import STANDARD, Counting, Mark
from studycompanion.services import counting, rollcall
from studycompanion.services.desk import Desk
from studycompanion.services.rollcall import Roll
from studycompanion.ui.pages.rollcall.figures import rate_formulas
from studycompanion.ui.words import tr


@dataclass(frozen=True, slots=True)
class Evening:
    """A roll, how it counts, both formulas in words, and the reasons that are offered."""

    roll: Roll
    counting: Counting
    formulas: tuple[str, str]
    reasons: Mapping[Mark, tuple[str, ...]]


def read_evening(desk: Desk, session_id: str) -> Evening:
    """Bring a roll up to date and read it; raises ``UserError("not_there")``."""
    roll = rollcall.open_roll(desk, session_id)
    rules = counting.session_rules(desk, session_id)
    own = (rules.rate_attended, rules.rate_complete)
    said = _in_words() if rules.counting == STANDARD else own
    return Evening(roll, rules.counting, said, counting.reasons(desk, session_id))


def _in_words() -> tuple[str, str]:
    """The standard formulas as they are said in the window's language."""
    attended, complete = rate_formulas()
    return (
        tr("Tỉ lệ dự học = {formula}", formula=attended),
        tr("Tỉ lệ đã học = {formula}", formula=complete),
    )
