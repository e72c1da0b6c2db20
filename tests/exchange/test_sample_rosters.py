"""The rosters that every build must read: every person once, and nothing else."""

from collections import Counter
from pathlib import Path

from studycompanion.domain.people import RoleKind, Sex, StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.exchange.roster_in import read_roster


def test_the_ward_roster_has_2350_people_in_39_cells(data: Path):
    roster = read_roster(data / "roster-ward-2350.xlsx")
    cells = {person.cell_name for person in roster.people}
    assert (len(roster.people), len(cells), roster.problems) == (2350, 39, ())
    assert Counter(person.status for person in roster.people) == {
        StatusKind.OFFICIAL: 2155,
        StatusKind.EXEMPT: 142,
        StatusKind.PROBATIONARY: 53,
    }
    assert Counter(person.role for person in roster.people) == {
        None: 2019,
        RoleKind.COMMITTEE: 253,
        RoleKind.SECRETARY: 39,
        RoleKind.DEPUTY: 39,
    }


def test_a_cell_roster_has_its_48_people(data: Path):
    roster = read_roster(data / "roster-cell-48.xlsx")
    assert (len(roster.people), roster.problems) == (48, ())
    first = roster.people[0]
    assert (first.full_name, first.cell_name) == ("Nguyễn Hữu Vượng", "Chi bộ tổ dân phố số 1")
    assert first.birth == PartialDate(1936, 7, 29)
    assert (first.card_number, first.phone) == ("65100000", "0954831943")
    assert (first.role_title, first.occupation) == ("Bí thư chi bộ", "Bộ đội nghỉ hưu")


def test_a_titled_roster_has_its_52_people_and_no_signature(data: Path):
    roster = read_roster(data / "roster-cell-titled.xlsx")
    assert (len(roster.people), roster.problems) == (52, ())
    assert {person.cell_name for person in roster.people} == {"Chi bộ tổ dân phố số 1"}
    assert Counter(person.sex for person in roster.people) == {Sex.MALE: 30, Sex.FEMALE: 22}
    assert [p.full_name for p in roster.people if p.full_name.isupper()] == []


def test_a_titled_roster_is_read_cell_by_cell(data: Path):
    people = {
        person.full_name: person for person in read_roster(data / "roster-cell-titled.xlsx").people
    }
    first = people["Trần Thị Khuê"]
    assert (first.row, first.sex, first.birth) == (9, Sex.FEMALE, PartialDate(1977))
    assert (first.card_number, first.role) == ("63100000", RoleKind.SECRETARY)
    assert (first.joined, first.official) == (PartialDate(2014, 9, 22), PartialDate(2015, 9, 23))
    assert people["Nguyễn Quang Nghĩa"].birth == PartialDate(1939, 12, 31)
    assert people["Nguyễn Quang Lâm"].birth == PartialDate(1984, 2, 12)
    assert people["Võ Đình Giang"].birth == PartialDate(1953)
    assert people["Phạm Minh Thái"].birth == PartialDate(1950, 1, 12)


def test_who_is_not_official_yet_is_on_probation_where_no_column_says_it(data: Path):
    roster = read_roster(data / "roster-cell-titled.xlsx")
    assert [(p.full_name, p.status) for p in roster.people if p.status] == [
        ("Nguyễn Thế Phúc", StatusKind.PROBATIONARY)
    ]


def test_an_old_workbook_is_read_as_well(data: Path):
    roster = read_roster(data / "roster-small.xls")
    assert [(p.full_name, p.birth, p.card_number) for p in roster.people] == [
        ("Nguyễn Văn An", PartialDate(1958, 5, 19), "01234567"),
        ("Trần Thị Bích", PartialDate(1960), "01234568"),
    ]
    assert {person.cell_name for person in roster.people} == {"Chi bộ tổ dân phố số 3"}
