"""Papers of a session: the list to sign before it, result and minutes after, and members' cards."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from studycompanion import forms
from studycompanion.domain.attendance import Totals, count
from studycompanion.domain.card_code import card_code
from studycompanion.domain.paperwork import FormKind
from studycompanion.domain.people import OrgUnit
from studycompanion.domain.session_sheet import Card, SheetContent, SheetPerson
from studycompanion.domain.study import StudySession, Topic
from studycompanion.domain.vietnamese import natural, unit_key
from studycompanion.errors import UserError
from studycompanion.messages import word
from studycompanion.services import counting, members, printable, rollcall, rules
from studycompanion.services.desk import Desk
from studycompanion.services.lists import EXCEL, SEPARATED, check_suffix, export_list, swap_in
from studycompanion.services.opening import setup_of, unit_title
from studycompanion.services.rollcall import RollLine
from studycompanion.services.word_papers import WORD, word_file
from studycompanion.storage.queries import rolls
from studycompanion.storage.unit_of_work import Reader

if TYPE_CHECKING:
    from studycompanion.forms.sheet_spec import SheetTemplate

PDF = ".pdf"


class Sheet(StrEnum):
    """The papers of a session."""

    SIGN_IN = "signin"
    RESULT = "result"
    MINUTES = "minutes"


def sheet_pdf(
    desk: Desk, session_id: str, sheet: Sheet, *, cell_id: str | None = None, large: bool = False
) -> bytes:
    """A paper of a session, for each cell on its roll one that begins a sheet; or of one cell.

    ``large`` prints for eyes that need it. Raises ``UserError("not_there")``.
    """
    contents, template = _contents(desk, session_id, sheet, cell_id)
    documents = [
        printable.laid_out(forms.sheet_blocks(template, content, large=large), of_all=True)
        for content in contents
    ]
    author = contents[0].issuer
    return forms.draw_merged(documents, title=template.name, author=author, when=desk.clock())


def export_sheet(
    desk: Desk,
    session_id: str,
    sheet: Sheet,
    path: Path,
    *,
    cell_id: str | None = None,
    large: bool = False,
) -> Path:
    """The paper at ``path`` as .pdf or .docx, or its rows as .xlsx or .csv.

    Raises ``UserError`` ``export_suffix`` or ``not_there``, and what writing a list raises.
    """
    suffix = check_suffix(path, PDF, WORD, EXCEL, SEPARATED)
    if suffix == PDF:
        return swap_in(path, sheet_pdf(desk, session_id, sheet, cell_id=cell_id, large=large))
    contents, template = _contents(desk, session_id, sheet, cell_id)
    if suffix == WORD:
        said = [forms.sheet_blocks(template, content, large=large) for content in contents]
        return swap_in(path, word_file(desk, said, title=template.name, author=contents[0].issuer))
    heads = [word("sheet_heads", name) for name in _ROW]
    rows = [_row(person) for content in contents for person in content.people]
    return export_list(path, template.subject.format(topic=contents[0].topic), heads, rows)


_ROW = ("number", "full_name", "birth", "post", "cell", "mark", "note")


def _row(person: SheetPerson) -> list[str | int]:
    return [getattr(person, name) for name in _ROW]


def _contents(
    desk: Desk, session_id: str, sheet: Sheet, cell_id: str | None
) -> "tuple[list[SheetContent], SheetTemplate]":
    roll = rollcall.open_roll(desk, session_id)
    cells = list(dict.fromkeys(line.cell_id for line in roll.lines))
    if cell_id is not None:
        cells = [cell_id]
    with desk.read() as reader:
        session = reader.get(StudySession, session_id)
        topic = reader.get(Topic, session.topic_id)
        versions = rules.templates(reader, FormKind(sheet.value))
        kept = rules.template_in_force(reader, versions, topic.year)
        common = _common(reader, session, topic, town=setup_of(desk).place)
        probationary = rolls.probationary(reader.connection, session_id, session.at.date())
        bodies = {cell: _body_names(reader, cell, session) for cell in cells or [session.unit_id]}
    lines = _as_of_the_evening(roll.lines) if sheet is Sheet.MINUTES else roll.lines
    parts = [
        replace(
            _of_cell(common, names, [line for line in lines if line.cell_id == cell]),
            probationary=probationary.get(cell, 0),
        )
        for cell, names in bodies.items()
    ]
    if sheet is Sheet.MINUTES:
        parts = [_only_the_absent(part) for part in parts]
    ordered = sorted(parts, key=lambda part: natural(unit_key(part.issuer)))
    return ordered, forms.parse_sheet_template(kept.body)


def _common(reader: Reader, session: StudySession, topic: Topic, *, town: str) -> SheetContent:
    """What the papers of all cells have in common."""
    said = counting.of_session(reader, session)
    return SheetContent(
        superior="",
        issuer="",
        town=town,
        dated=session.at.date(),
        topic=topic.title,
        at=session.at,
        place=session.place,
        chair=session.chair,
        minute_taker=session.minute_taker,
        speaker=session.speaker,
        people=(),
        totals=Totals({}, 0, said.counting),
        rate_attended=said.rate_attended,
        rate_complete=said.rate_complete,
        agenda="; ".join(session.agenda.splitlines()),
    )


def _as_of_the_evening(lines: tuple[RollLine, ...]) -> tuple[RollLine, ...]:
    """Minutes tell of one evening: who made it up later was absent from it."""
    return tuple(replace(line, came_as=None) for line in lines)


def _only_the_absent(content: SheetContent) -> SheetContent:
    """Minutes count everybody and name only who was absent."""
    absent = {word("marks", mark.value) for mark in content.totals.counting.absent}
    return replace(content, people=tuple(p for p in content.people if p.mark in absent))


def _body_names(reader: Reader, unit_id: str, session: StudySession) -> tuple[str, str]:
    """The unit and the one above it, as they were called on that day."""
    unit, on = reader.get(OrgUnit, unit_id), session.at.date()
    above = unit_title(reader, unit.parent_id, on) if unit.parent_id else ""
    return unit_title(reader, unit_id, on), above


def _of_cell(common: SheetContent, names: tuple[str, str], lines: list[RollLine]) -> SheetContent:
    totals = count((line.counted, line.is_guest) for line in lines)
    return replace(
        common,
        issuer=names[0],
        superior=names[1],
        people=tuple(map(_person, lines)),
        totals=replace(totals, counting=common.totals.counting),
    )


def _person(line: RollLine) -> SheetPerson:
    hour = f"{line.arrived_at:%H:%M}" if line.arrived_at else ""
    guest = word("sheet_heads", "guest") if line.is_guest else ""
    return SheetPerson(
        number=line.number,
        full_name=line.full_name,
        birth=line.birth.rpartition("/")[2],
        post=", ".join(filter(None, (line.post, line.workplace))),
        cell=line.cell_name,
        mark=word("marks", line.counted.value),
        note="; ".join(filter(None, (guest, hour, line.reason or line.apology))),
    )


def cards_pdf(
    desk: Desk, *, cell_id: str | None = None, member_ids: Iterable[str] | None = None
) -> bytes:
    """Cards of a cell's members, of everyone, or of some.

    Raises ``UserError`` "no_cards" of nobody, "letters_missing_of" for a name that no font prints.
    """
    wanted = None if member_ids is None else set(member_ids)
    lines = members.list_members(desk, cell_id=cell_id)
    cards = [
        Card(code=card_code(line.id), full_name=line.full_name, lines=(line.cell_name,))
        for line in lines
        if wanted is None or line.id in wanted
    ]
    if not cards:
        raise UserError("no_cards")
    for card in cards:
        printable.check((card,), whose=card.full_name)
    title = word("sheet_heads", "cards")
    return forms.draw(
        forms.card_pages(cards), title=title, author=setup_of(desk).superior, when=desk.clock()
    )
