"""What happened to one member: fields, cell, status and post, by whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from studycompanion.domain.people import (
    Member,
    MemberRole,
    Membership,
    MemberStatus,
    OrgUnit,
    masked_card,
)
from studycompanion.domain.record import Record
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.messages import word
from studycompanion.services import history
from studycompanion.services.desk import Desk
from studycompanion.services.opening import unit_title
from studycompanion.storage.unit_of_work import Reader

_TOLD = {
    "unit_id": "cell",
    "status": "status",
    "title": "party_post",
    "valid_from": "since",
    "valid_to": "until",
    "ground": "ground",
    "decided_by": "decided_by",
    "decision_number": "decision_number",
    "exempt_until": "exempt_until",
}
"""Fields of dated records, and what they are called; the others say nothing to people."""
SHOWN = (
    "full_name", "birth", "sex", "card_number", "joined", "official", "party_group", "gov_post",
    "mass_post", "occupation", "workplace", "phone", "note",
)  # fmt: skip
"""Fields of a member that people know."""
_IN_RECORD = ("since", "until", "ground", "decided_by", "decision_number", "exempt_until")
_DATES = frozenset({"birth", "joined", "official", "valid_from", "valid_to", "exempt_until"})


@dataclass(frozen=True, slots=True)
class MemberChange:
    """One field from what to what, in words: when, by whom and in which step."""

    at: datetime
    who: str
    step: str
    field: str
    old: str
    new: str


def member_history(desk: Desk, member_id: str) -> tuple[MemberChange, ...]:
    """Everything that happened to a member, newest first; ``UserError("not_there")``."""
    with desk.read() as reader:
        reader.get(Member, member_id)
        dated = [one for kind in (Membership, MemberStatus, MemberRole)
                 for one in _of(reader, kind, member_id)]  # fmt: skip
        titles = {u.id: unit_title(reader, u.id, desk.today) for u in reader.find(OrgUnit)}
    own = {name: name for name in SHOWN}
    made = _changes(desk, member_id, own, titles)
    for record in dated:
        is_cell = isinstance(record, Membership)
        told = {name: said for name, said in _TOLD.items() if is_cell or name != "unit_id"}
        made += _changes(desk, record.id, told, titles)
    made.sort(key=lambda one: one.at)
    return tuple(reversed(made))


def _of(reader: Reader, kind: type[Record], member_id: str) -> list[Record]:
    return list(reader.find(kind, member_id=member_id))


def _changes(
    desk: Desk, record_id: str, named: Mapping[str, str], titles: dict[str, str]
) -> list[MemberChange]:
    return [
        MemberChange(
            line.at,
            line.who,
            line.step,
            _field_words(named[line.field]),
            _value_words(line.field, line.old, titles),
            _value_words(line.field, line.new, titles),
        )
        for line in history.record_history(desk, record_id)
        if line.field in named and line.old != line.new
    ]


def _field_words(name: str) -> str:
    return word("member_record" if name in _IN_RECORD else "fields", name)


def _value_words(field: str, value: str, titles: dict[str, str]) -> str:
    if not value:
        return ""
    if field == "card_number":
        return masked_card(value)
    if field == "unit_id":
        return titles.get(value, "")
    if field in _DATES:
        return _date_words(value)
    tables = {"status": "statuses", "sex": "sexes", "ground": "grounds"}
    return word(tables[field], value) if field in tables else value


def _date_words(value: str) -> str:
    try:
        return PartialDate.parse_iso(value).display
    except ValueError:
        return PartialDate.of(date.fromisoformat(value[:10])).display
