"""One row of a table as a person, and its values that could not be read."""

from collections.abc import Callable
from typing import TypeVar

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.roster import RosterPerson, RosterProblem
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.exchange.roster_in.dates import partial_date
from studycompanion.exchange.roster_in.posts import is_tick, post, sex, status
from studycompanion.exchange.roster_in.rows import Row
from studycompanion.exchange.roster_in.rules import Field, Post
from studycompanion.exchange.roster_in.sections import unit_name
from studycompanion.exchange.roster_in.sheet import Cell, column_letter
from studycompanion.exchange.roster_in.values import Unreadable, card_number, phone, text

_T = TypeVar("_T")
_SEXES = {Field.MALE: Sex.MALE, Field.FEMALE: Sex.FEMALE}


def name_problem(row: Row, code: str) -> RosterProblem:
    """A problem of the row's name column."""
    column = column_letter(row.table.columns.names[0])
    return RosterProblem(row.sheet.name, row.index + 1, column, code, row.name)


class PersonReader:
    """Reads the row of one person; ``problems`` grows while it reads."""

    def __init__(self, row: Row) -> None:
        self.problems: list[RosterProblem] = []
        self._row = row
        self._unread: set[Field] = set()

    def read(self, cell_name: str, party_group: str) -> RosterPerson:
        """The person; the section above names cell and group where the row does not."""
        joined, official = (self._take(f, partial_date) for f in (Field.JOINED, Field.OFFICIAL))
        party, gov_post = self._posts()
        return RosterPerson(
            sheet=self._row.sheet.name,
            row=self._row.index + 1,
            full_name=self._row.name,
            cell_name=unit_name(self._text(Field.CELL)) or cell_name,
            birth=self._birth(),
            sex=self._take(Field.SEX, sex) or self._sex_by_column(),
            card_number=self._take(Field.CARD, card_number) or "",
            joined=joined,
            official=official,
            role=party.role,
            role_title=party.title,
            status=self._status(is_waiting=joined is not None and official is None),
            party_group=self._text(Field.GROUP) or party_group,
            gov_post=gov_post,
            mass_post=self._text(Field.MASS_POST),
            occupation=self._text(Field.OCCUPATION),
            workplace=self._text(Field.WORKPLACE),
            phone=phone(self._row.cell(Field.PHONE)),
            note=self._text(Field.NOTE),
        )

    def _text(self, field: Field) -> str:
        return text(self._row.cell(field))

    def _take(self, field: Field, read: Callable[[Cell], _T]) -> _T | None:
        """What ``read`` makes of the field's cell, or None and a problem."""
        cell = self._row.cell(field)
        try:
            return read(cell)
        except Unreadable as trouble:
            self._report(field, trouble.code)
            self._unread.add(field)
            return None

    def _report(self, field: Field, code: str) -> None:
        row = self._row
        column = column_letter(row.table.columns.at[field])
        value = self._text(field)
        self.problems.append(RosterProblem(row.sheet.name, row.index + 1, column, code, value))

    def _birth(self) -> PartialDate | None:
        """The birth, in a column of its own or under Nam or Nữ, where a cross is none."""
        under = [field for field in _SEXES if not is_tick(self._row.cell(field))]
        births = [self._take(field, partial_date) for field in (Field.BIRTH, *under)]
        return next(filter(None, births), None)

    def _sex_by_column(self) -> Sex | None:
        filled = [field for field in _SEXES if self._is_filled(field)]
        if len(filled) > 1:
            self._report(Field.FEMALE, "sex_both")
        return _SEXES[filled[0]] if len(filled) == 1 else None

    def _is_filled(self, field: Field) -> bool:
        cell = self._row.cell(field)
        return is_tick(cell) or bool(text(cell))

    def _posts(self) -> tuple[Post, str]:
        """The party post and the text of the other one.

        A column that says only "Chức vụ" may hold either: what is no party post is the other.
        """
        party, general = post(self._row.cell(Field.ROLE)), post(self._row.cell(Field.POST))
        gov_post = self._text(Field.GOV_POST)
        if general.role is RoleKind.OTHER or (party.role and general.role):
            return party, gov_post or general.title
        return party if party.role else general, gov_post

    def _status(self, *, is_waiting: bool) -> StatusKind | None:
        """The status; without such a column, who has joined but is not official is on probation."""
        at = self._row.table.columns.at
        if Field.STATUS in at:
            return self._take(Field.STATUS, status)
        has_official = Field.OFFICIAL in at and Field.OFFICIAL not in self._unread
        return StatusKind.PROBATIONARY if is_waiting and has_official else None
