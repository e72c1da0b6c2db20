"""One row of a table as a person, and its values that could not be read."""

from collections.abc import Callable
from typing import TypeVar

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.roster import Level, RosterPerson, RosterProblem
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.exchange.roster_in.dates import partial_date
from studycompanion.exchange.roster_in.posts import is_tick, post, sex, status
from studycompanion.exchange.roster_in.rows import Row
from studycompanion.exchange.roster_in.rules import Field, Post
from studycompanion.exchange.roster_in.sections import unit_name
from studycompanion.exchange.roster_in.sheet import Cell, column_letter
from studycompanion.exchange.roster_in.values import Unreadable, card_number, is_failed, phone, text

_T = TypeVar("_T")
_YOUNGEST = 18
"""The age from which a person may join (statute of the Party, article 1)."""
_YOUNGEST_EVER = 16
"""Some joined younger in the wars."""
_NOT_KNOWN = "#n/a"
_SEXES = {Field.MALE: Sex.MALE, Field.FEMALE: Sex.FEMALE}


def name_problem(row: Row, code: str) -> RosterProblem:
    """A problem of the row's name column, which keeps the row out."""
    at = row.table.columns.names[0]
    return RosterProblem(
        row.sheet.name,
        row.index + 1,
        column_letter(at),
        code,
        row.name,
        field=Field.NAME,
        heading=row.table.columns.heading(at),
        level=Level.BLOCKS,
    )


class PersonReader:
    """Reads the row of one person; ``problems`` grows while it reads."""

    def __init__(self, row: Row, this_year: int | None) -> None:
        self.problems: list[RosterProblem] = []
        self._newest_birth = None if this_year is None else this_year - _YOUNGEST
        self._newest = this_year
        self._row = row
        self._unread: set[Field] = set()

    def read(self, cell_name: str, party_group: str) -> RosterPerson:
        """The person; the section above names cell and group where the row does not."""
        joined, official = (
            self._take(f, lambda cell: partial_date(cell, self._newest))
            for f in (Field.JOINED, Field.OFFICIAL)
        )
        party, gov_post = self._posts()
        birth = self._birth()
        self._tell_of_failed()
        self._compare(birth, joined, official)
        return RosterPerson(
            sheet=self._row.sheet.name,
            row=self._row.index + 1,
            full_name=self._row.name,
            cell_name=unit_name(self._text(Field.CELL)) or cell_name,
            birth=birth,
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
        """What ``read`` makes of the field's cell; else a problem, and None or what was meant."""
        cell = self._row.cell(field)
        try:
            return read(cell)
        except Unreadable as trouble:
            self._report(field, trouble.code, trouble.proposal)
            self._unread.add(field)
            meant: _T | None = trouble.meant
            return meant

    def _report(self, field: Field, code: str, proposal: str = "") -> None:
        row = self._row
        at = row.table.columns.at.get(field)
        self.problems.append(
            RosterProblem(
                row.sheet.name,
                row.index + 1,
                "" if at is None else column_letter(at),
                code,
                self._text(field),
                field=field,
                heading="" if at is None else row.table.columns.heading(at),
                proposal=proposal,
                level=Level.PROPOSAL if proposal else Level.NOTICE,
            )
        )

    def _tell_of_failed(self) -> None:
        """A formula that failed hides what was meant; #N/A is also typed for "not known"."""
        for field in self._row.table.columns.at:
            cell = self._row.cell(field)
            if is_failed(cell) and str(cell).casefold() != _NOT_KNOWN:
                self._report(field, "formula")

    def _compare(
        self,
        birth: PartialDate | None,
        joined: PartialDate | None,
        official: PartialDate | None,
    ) -> None:
        """Dates that cannot all be right are told; which of them is wrong, nobody knows."""
        if joined and official and official.year < joined.year:
            self._report(Field.OFFICIAL, "official_before_joined")
        if birth and joined and joined.year - birth.year < _YOUNGEST_EVER:
            self._report(Field.JOINED, "joined_young")
        if birth and self._newest_birth and birth.year > self._newest_birth:
            self._report(self._birth_field(), "birth_late")

    def _birth_field(self) -> Field:
        births = (Field.BIRTH, Field.MALE, Field.FEMALE)
        return next((field for field in births if self._text(field)), Field.BIRTH)

    def _birth(self) -> PartialDate | None:
        """The birth, in a column of its own or under Nam or Nữ, where a cross is none."""
        under = [field for field in _SEXES if not is_tick(self._row.cell(field))]
        births = [
            self._take(field, lambda cell: partial_date(cell, self._newest_birth))
            for field in (Field.BIRTH, *under)
        ]
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
