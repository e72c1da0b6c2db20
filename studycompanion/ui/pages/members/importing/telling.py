"""What stands in a roster, in the words of the screen."""

from collections.abc import Iterable

from studycompanion.domain.people import masked_card
from studycompanion.domain.roster import RosterPerson
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.messages import word
from studycompanion.services.roster_preview import Candidate, RosterLine
from studycompanion.ui.words import tr

_TABLES = {"status": "statuses", "sex": "sexes"}
_SHOWN = (
    "birth", "sex", "card_number", "joined", "official", "party_group", "gov_post", "mass_post",
    "occupation", "workplace", "phone", "note",
)  # fmt: skip


def place_words(sheet: str, row: int, column: str = "", *, many_sheets: bool) -> str:
    """Where in the file something stands."""
    place = tr("Dòng {row}, {column}", row=row, column=column) if column else ""
    place = place or tr("Dòng {row}", row=row)
    return tr("{place} (trang {sheet})", place=place, sheet=sheet) if many_sheets else place


def value_words(field: str, value: object) -> str:
    """A value of a member's field."""
    if isinstance(value, PartialDate):
        return value.display
    if value in (None, ""):
        return ""
    return word(_TABLES[field], str(value)) if field in _TABLES else str(value)


def facts(person: RosterPerson) -> list[str]:
    """What the file says of a person, a line for each field."""
    said = [("cell", person.cell_name), ("party_post", person.role_title)]
    said += [(name, value_words(name, getattr(person, name))) for name in _SHOWN]
    said.append(("status", value_words("status", person.status)))
    return [f"{word('fields', name)}: {text}" for name, text in said if text]


def differences(line: RosterLine) -> list[str]:
    """Field by field, what stands in the data and what the file has instead."""
    return [
        f"{word('fields', name)}: {value_words(name, old) or '–'} → {value_words(name, new) or '–'}"
        for name, old, new in line.differences
    ]


def person_lines(person: RosterPerson) -> list[str]:
    """A person of the file beside another one."""
    return _told(
        person.full_name,
        person.birth.display if person.birth else "",
        person.cell_name,
        card=masked_card(person.card_number),
    )


def candidate_lines(candidate: Candidate, more: Iterable[str] = ()) -> list[str]:
    """Somebody who may be the same person."""
    told = _told(candidate.full_name, candidate.birth, candidate.cell_name)
    return [*told, *more]


def _told(name: str, birth: str, cell: str, *, card: str = "") -> list[str]:
    said = (
        (tr("Ngày sinh"), birth),
        (tr("Chi bộ"), cell),
        (tr("Số thẻ"), card),
    )
    return [name, *(f"{caption}: {text}" for caption, text in said if text)]
