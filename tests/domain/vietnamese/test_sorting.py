"""Names in the order of Vietnamese lists."""

import itertools
import random
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from studycompanion.domain.vietnamese import nfc, sort_key

WARD = Path(__file__).parents[2] / "data" / "roster-ward-2350.xlsx"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
INITIALS = ["", "b", "c", "ch", "d", "đ", "gi", "h", "kh", "n", "ng", "nh", "ph", "s", "tr", "x"]
VOWELS = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "uy", "iê", "ươ"]
FINALS = ["", "n", "ng", "nh", "t", "c"]
HIGHLAND = [
    "H'Hen",
    "HHen",
    "Blŏ",
    "Blô",
    "Blô̆",
    "Ayŭn",
    "Čư",
    "K'Brôih",
    "Niê-Kđăm",
    "Ñơr",
    "Ĕban",
]


def _mixed(names: list[str]) -> list[str]:
    return random.Random(1954).sample(names, len(names))


def test_given_names_lead_then_family_then_middle_names():
    in_order = [
        "Trần Văn An",
        "Vũ An",
        "Lê Thị Ân",
        "Lê Bảo Hoa",
        "Lê Thị Hoa",
        "Trần Hoa",
        "Bùi Hoà",
        "An Hòa",
        "Đỗ Văn Hoan",
    ]
    assert sorted(_mixed(in_order), key=sort_key) == in_order


def test_tones_decide_only_between_equal_letters():
    names = ["La", "Là", "Lả", "Lã", "Lá", "Lạ", "Lan", "Lăn", "Lân", "Lê", "Lơ", "Lư"]
    assert sorted(_mixed(names), key=sort_key) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [("NGUYỄN VĂN AN", "Nguyễn Văn An"), ("H’Hen Niê", "H'Hen Niê"), (" Lê  An ", "Lê An")],
)
def test_how_a_name_was_typed_does_not_move_it(one, other):
    assert sort_key(one) == sort_key(other)


def test_a_name_in_other_letters_follows_the_vietnamese_ones():
    assert sort_key("Xuân") < sort_key("Zung") < sort_key("Жуков") < sort_key("毛")


@given(st.text())
def test_any_text_gives_a_key_that_can_be_stored(text):
    assert "\x00" not in sort_key(text)
    sort_key(text).encode("utf-8")


def _syllables(count: int) -> list[str]:
    chance = random.Random(1930)
    made = itertools.product(INITIALS, VOWELS, TONES, FINALS)
    spelt = [nfc(initial + vowel + tone + final) for initial, vowel, tone, final in made]
    return [syllable.capitalize() for syllable in chance.sample(spelt, count)]


def _names(count: int) -> list[str]:
    """The names of the ward roster, filled up to ``count`` with made-up ones."""
    sheet = load_workbook(WARD).get_sheet_by_index(0)
    names = {str(row[1]) for row in sheet.to_python()[1:]}
    chance = random.Random(1945)
    parts = _syllables(400) + HIGHLAND
    while len(names) < count:
        names.add(" ".join(chance.choices(parts, k=chance.randint(1, 4))))
    return sorted(names)


@pytest.mark.postgres
def test_lists_are_in_the_order_of_icu(postgres_url):
    names = _mixed(_names(4000))
    split = [name.split() for name in names]
    fields = [
        names,
        *zip(*((w[-1], "".join(w[:-1][:1]), " ".join(w[1:-1])) for w in split), strict=True),
    ]
    with psycopg.connect(postgres_url) as connection:
        by_icu = connection.execute(
            """SELECT name FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
               AS list (name, given, family, middle)
               ORDER BY given COLLATE "vi-x-icu", family COLLATE "vi-x-icu",
                        middle COLLATE "vi-x-icu" """,
            [list(field) for field in fields],
        ).fetchall()
        by_key = connection.execute(
            """SELECT name FROM unnest(%s::text[], %s::text[]) AS list (name, key)
               ORDER BY key COLLATE "C" """,
            [names, list(map(sort_key, names))],
        ).fetchall()
    assert len(names) == 4000
    assert [name for (name,) in by_key] == [name for (name,) in by_icu]
    assert sorted(names, key=sort_key) == [name for (name,) in by_icu]
