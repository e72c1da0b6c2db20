"""Telling whether two lines of rosters speak of one person."""

import unicodedata

import pytest

from studycompanion.domain.people import RoleKind
from studycompanion.domain.roster import RosterPerson, births_agree, name_identity
from studycompanion.domain.vietnamese import PartialDate


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa"),
        ("Trần Văn Thuý", "TRẦN VĂN THÚY"),
        ("Lê Uỷ", "Lê Ủy"),
        ("Đỗ Văn Đức", "đỗ văn đức"),
        ("Phạm Thị Ngọc", unicodedata.normalize("NFD", "Phạm Thị Ngọc")),
    ],
)
def test_one_name_however_it_is_typed(one, other):
    assert name_identity(one) == name_identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hòa"),
        ("Trần Văn Dung", "Trần Văn Dũng"),
        ("Lê Du", "Lê Đu"),
        ("Phạm An", "Phạm Ân"),
        ("Phạm An", "Phạm Anh"),
    ],
)
def test_different_names_stay_different(one, other):
    assert name_identity(one) != name_identity(other)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1960-05-02", "1960-05-02", True),
        ("1960-05-02", "1960-05-03", False),
        ("1960-05-02", "1960-06-02", False),
        ("1960-05-02", "1961-05-02", False),
        ("1960", "1960-05-02", True),
        ("1960-05", "1960-05-02", True),
        ("1960-06", "1960-05-02", False),
        ("1960", "1961", False),
        (None, "1960", True),
        ("1960", None, True),
        (None, None, True),
    ],
)
def test_births_agree_as_far_as_both_are_known(one, other, agree):
    first, second = (PartialDate.parse_iso(iso) if iso else None for iso in (one, other))
    assert births_agree(first, second) is agree


def test_a_second_line_tells_only_what_the_first_did_not():
    first = RosterPerson(sheet="DS", row=2, full_name="Lê An", role=RoleKind.OTHER, phone="0912")
    second = RosterPerson(
        sheet="DS",
        row=9,
        full_name="LÊ AN",
        role=RoleKind.SECRETARY,
        role_title="Bí thư chi bộ",
        phone="0913",
        note="Tốt",
    )
    both = first.completed_by(second)
    assert (both.place, both.full_name, both.phone, both.note) == ("DS/2", "Lê An", "0912", "Tốt")
    assert (both.role, both.role_title) == (RoleKind.OTHER, "")
    bare = RosterPerson(sheet="DS", row=3, full_name="Lê An").completed_by(second)
    assert (bare.role, bare.role_title) == (RoleKind.SECRETARY, "Bí thư chi bộ")
