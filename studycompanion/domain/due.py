"""Due-date presets as dated TOML texts: days after the session, or a fixed day of the year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from studycompanion.domain.rules import broken, load_rules, text_of

PAPERS = ("report", "review", "plan", "commitment")
"""What a topic sets a date for; ``due_`` before it names the topic's field."""

_MOST_DAYS = 366
_COMMON_YEAR = 2025
_DAY = re.compile(r"(\d\d)-(\d\d)")


def in_other_year(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """So many days after the session."""

    days: int

    def on(self, session_on: date, _year: int) -> date:
        """The date for a session on a day."""
        return session_on + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """The same day of every year."""

    month: int
    day: int

    def on(self, _session_on: date, year: int) -> date:
        """The date in the year of the topic."""
        return date(year, self.month, self.day)


Moment = DaysAfter | DayOfYear


@dataclass(frozen=True, slots=True)
class DuePreset:
    """A named way of setting the dates; ``moments`` stand in the order of ``PAPERS``."""

    name: str
    moments: tuple[Moment, ...]

    def dates(self, session_on: date, year: int) -> dict[str, date]:
        """The topic's fields ``due_report``, ``due_review``, ``due_plan``, ``due_commitment``."""
        pairs = zip(PAPERS, self.moments, strict=True)
        return {f"due_{paper}": moment.on(session_on, year) for paper, moment in pairs}


def due_presets(body: str) -> tuple[DuePreset, ...]:
    """The presets of a TOML text, each with ``name`` and all of ``PAPERS``.

    Raises ``UserError("rules_syntax", line=…)`` if it is not TOML, and
    ``UserError("rules_broken", key=…)`` for a part that is missing or wrong.
    """
    presets = load_rules(body).get("presets")
    if not isinstance(presets, list) or not presets:
        raise broken("presets")
    return tuple(map(_preset, presets))


def _preset(table: Any) -> DuePreset:
    if not isinstance(table, dict):
        raise broken("presets")
    return DuePreset(text_of(table, "name"), tuple(_moment(table, paper) for paper in PAPERS))


def _moment(table: dict[str, Any], paper: str) -> Moment:
    value = table.get(paper)
    if type(value) is int and 0 <= value <= _MOST_DAYS:
        return DaysAfter(value)
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise broken(paper)
    month, day = int(found[1]), int(found[2])
    try:
        date(_COMMON_YEAR, month, day)
    except ValueError as error:
        raise broken(paper) from error
    return DayOfYear(month, day)
