"""The rules by which marks are counted, and the reasons that are offered: data of a year."""

from functools import lru_cache

from studycompanion.domain.attendance import Mark
from studycompanion.domain.attendance_rules import CountingRules, counting_rules, usual_reasons
from studycompanion.domain.paperwork import RuleSet
from studycompanion.domain.study import StudySession, Topic
from studycompanion.services import rules
from studycompanion.services.desk import Desk
from studycompanion.storage.unit_of_work import Reader

_read = lru_cache(maxsize=32)(counting_rules)


def of_session(reader: Reader, session: StudySession) -> CountingRules:
    """The rules that a session was made with; the newest where it names none."""
    if session.counting_id is not None:
        return _read(reader.get(RuleSet, session.counting_id).body)
    return of_year(reader, session.at.year)


def of_year(reader: Reader, year: int) -> CountingRules:
    """The rules in force in a year; they ship with the program, so there always are some."""
    return _read(rules.in_force(reader.find(RuleSet, kind=rules.COUNTING), year).body)


def session_rules(desk: Desk, session_id: str) -> CountingRules:
    """How a session counts, with both formulas in words; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        return of_session(reader, reader.get(StudySession, session_id))


def reasons(desk: Desk, session_id: str) -> dict[Mark, tuple[str, ...]]:
    """The usual reasons of the session's year by mark; raises ``UserError("not_there")``."""
    with desk.read() as reader:
        session = reader.get(StudySession, session_id)
        year = reader.get(Topic, session.topic_id).year
        found = reader.find(RuleSet, kind=rules.REASONS)
    return usual_reasons(rules.in_force(found, year).body) if found else {}
