"""Due dates of a topic by preset, so that the four of them are one choice."""

from datetime import date

from studycompanion.domain.due import DuePreset as DuePreset
from studycompanion.domain.due import due_presets
from studycompanion.domain.paperwork import RuleSet
from studycompanion.services.desk import Desk
from studycompanion.services.rules import DUE, in_force


def presets(desk: Desk, year: int) -> tuple[DuePreset, ...]:
    """The presets in force in ``year``; raises ``UserError`` ``rules_syntax``, ``rules_broken``."""
    with desk.read() as reader:
        found = reader.find(RuleSet, kind=DUE)
    return due_presets(in_force(found, year).body) if found else ()


def dates(preset: DuePreset, *, session_on: date, year: int) -> dict[str, date]:
    """The fields of a ``Topic`` of ``year`` that a preset fills, ``due_report`` and the others.

    A fixed day may lie before a session that is held late: the dates are a proposal to change.
    """
    return preset.dates(session_on, year)
