"""Made-up rosters that mix what offices do: everybody comes in once, and nothing is invented."""

import csv
import random
import zipfile
from dataclasses import dataclass
from datetime import date
from io import StringIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from studycompanion.domain.people import Sex
from studycompanion.domain.roster import Level, Reading
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.exchange.roster_in import child, read_roster, read_sheets, sheets_apart
from studycompanion.exchange.roster_in.opening import REFUSALS
from studycompanion.exchange.roster_in.wire import unpack

NAMES = st.builds(
    "{} {} {}".format,
    st.sampled_from(["Nguyễn", "Trần", "Lê", "Tống", "Công", "Đỗ", "Ngô Thị", "Bàn"]),
    st.sampled_from(["Văn", "Thị", "Đức", "Hữu", "Thế", "Quang"]),
    st.sampled_from(["An", "Bình", "Ý", "Sách", "Thuỷ", "H'Hen", "Khối", "Tổng", "Ánh"]),
)
BIRTHS = st.dates(date(1930, 1, 1), date(2007, 12, 31))


@dataclass
class One:
    """A person of the list as meant."""

    name: str
    birth: date
    sex: Sex
    card: str


PEOPLE = st.lists(
    st.builds(
        One, NAMES, BIRTHS, st.sampled_from(Sex), st.from_regex(r"[1-9][0-9]{7}", fullmatch=True)
    ),
    min_size=3,
    max_size=9,
    unique_by=(lambda one: one.card, lambda one: (one.name, one.birth)),
)
DATES = {
    "real": lambda day: day,
    "text": lambda day: f"{day.day}/{day.month}/{day.year}",
    "padded": lambda day: f"'{day:%d/%m/%Y}",
    "dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "iso": lambda day: day.isoformat(),
    "serial": lambda day: (day - date(1899, 12, 30)).days,
    "words": lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
}
LAYOUT = st.fixed_dictionaries(
    {
        "titles": st.integers(0, 4),
        "margin": st.integers(0, 2),
        "numbered": st.booleans(),
        "capitals": st.booleans(),
        "split": st.booleans(),
        "two_rows": st.booleans(),
        "sexes": st.sampled_from(["column", "births", "crosses"]),
        "date": st.sampled_from(sorted(DATES)),
        "sections": st.booleans(),
        "foot": st.booleans(),
        "kind": st.sampled_from(["xlsx", "xlsm", "csv;", "csv,", "csv\t", "utf-16"]),
    }
)


def head_and_fields(layout):
    """The header's columns, each with the two texts above it and what a person has there."""
    date_of = DATES[layout["date"]]
    spelled = str.upper if layout["capitals"] else str
    columns = [("STT", "", "number")] if layout["numbered"] else []
    if layout["split"]:
        columns += [("Họ đệm", "", lambda one: spelled(one.name.rpartition(" ")[0]))]
        columns += [("Tên", "", lambda one: spelled(one.name.rpartition(" ")[2]))]
    else:
        columns += [("Họ và tên", "", lambda one: spelled(one.name))]
    sexes = {"Nam": Sex.MALE, "Nữ": Sex.FEMALE}
    if layout["sexes"] == "births":
        columns += [
            ("Ngày sinh", word, lambda one, sex=sex: date_of(one.birth) if one.sex is sex else "")
            for word, sex in sexes.items()
        ]
    else:
        columns += [("Ngày sinh", "", lambda one: date_of(one.birth))]
    if layout["sexes"] == "crosses":
        columns += [
            ("Giới tính", word, lambda one, sex=sex: "x" if one.sex is sex else "")
            for word, sex in sexes.items()
        ]
    if layout["sexes"] == "column":
        words = {sex: word for word, sex in sexes.items()}
        columns += [("Giới tính", "", lambda one: words[one.sex])]
    columns += [("Số thẻ đảng", "", lambda one: one.card), ("Dân tộc", "", lambda one: "Kinh")]
    return columns


def sheet_of(people, layout):
    columns = head_and_fields(layout)
    margin = [""] * layout["margin"]
    has_two = layout["two_rows"] or any(lower for _, lower, _ in columns)
    upper, seen = [], set()
    for text, lower, _ in columns:
        upper.append("" if lower and text in seen else text)
        seen.add(text)
    rows = [["", "ĐẢNG BỘ PHƯỜNG"], [], ["", "DANH SÁCH ĐẢNG VIÊN"], []][: layout["titles"]]
    rows.append([*margin, *upper])
    if has_two:
        rows.append([*margin, *(lower for _, lower, _ in columns)])
    for number, one in enumerate(people, 1):
        if layout["sections"] and number in (1, 3):
            rows.append([*margin, f"{'I' * number}. CHI BỘ TDP SỐ {number} (5 đ/c)"])
        rows.append(
            [*margin, *(number if tell == "number" else tell(one) for _, _, tell in columns)]
        )
    if layout["foot"]:
        rows += [[], ["", "", f"Tổng số: {len(people)} đồng chí"], ["", "", "", "T/M CHI BỘ"]]
        rows += [["", "", "", "BÍ THƯ"], [], ["", "", "", "Trần Văn Em"]]
    return rows


def written(folder, rows, kind):
    if not kind.startswith("xls"):
        text = StringIO(newline="")
        csv.writer(text, delimiter=kind[-1] if kind.startswith("csv") else ";").writerows(rows)
        path = folder / "Danh sách.csv"
        path.write_bytes(text.getvalue().encode("utf-8" if kind.startswith("csv") else "utf-16"))
        return path
    path = folder / f"Danh sách.{kind}"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Sheet1")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_datetime if isinstance(cell, date) else sheet.write
                if isinstance(cell, str):
                    write = sheet.write_string
                write(at, column, cell)
    return path


@given(PEOPLE, LAYOUT)
def test_everybody_comes_in_once_however_the_list_is_typed(tmp_path, people, layout):
    path = written(tmp_path, sheet_of(people, layout), layout["kind"])
    roster = read_roster(path, Reading(this_year=2026))
    assert roster.problems == ()
    assert [(p.full_name, p.birth, p.sex, p.card_number) for p in roster.people] == [
        (one.name, PartialDate.of(one.birth), one.sex, one.card) for one in people
    ]
    if layout["sections"]:
        numbers = [1 if at < 2 else 3 for at in range(len(people))]
        assert [p.cell_name for p in roster.people] == [f"Chi bộ TDP số {n}" for n in numbers]
    assert "Kinh" not in repr(roster)


def _spoilt(whole, chance):
    """The bytes cut off, or a few of them changed, doubled or left out."""
    spoilt = bytearray(whole)
    for _ in range(chance.choice([1, 2, 8, 30])):
        at = chance.randrange(len(spoilt))
        match chance.randrange(4):
            case 0:
                spoilt[at] = chance.randrange(256)
            case 1:
                del spoilt[at : at + chance.choice([1, 4, 64])]
            case 2:
                spoilt[at:at] = spoilt[at : at + 16]
            case _:
                spoilt[at] ^= 1 << chance.randrange(8)
        if len(spoilt) < 10:
            break
    if chance.random() < 0.15:
        del spoilt[chance.randrange(len(spoilt)) :]
    return bytes(spoilt)


def _repacked(whole, chance):
    """A workbook whose archive is sound and whose parts are not."""
    from io import BytesIO

    made = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as before, zipfile.ZipFile(made, "w") as after:
        chosen = chance.choice(before.namelist())
        for part in before.namelist():
            data = before.read(part)
            after.writestr(part, _spoilt(data, chance) if part == chosen and data else data)
    return made.getvalue()


@pytest.mark.prove
@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("roster-cell-titled.xlsx", _spoilt),
        ("roster-cell-48.xlsx", _repacked),
        ("roster-cell-titled.xlsx", _repacked),
        ("roster-locked.xlsx", _spoilt),
        ("ds.csv", _spoilt),
    ],
)
def test_a_spoilt_file_gives_people_or_one_sentence(data, rounds, name, spoil):
    chance = random.Random(f"{name} {spoil.__name__}")
    rows = "\n".join("{};Lê Văn Ân {};19/5/1958;06100001".format(n, "x" * n) for n in range(9))
    text = f"STT;Họ và tên;Ngày sinh;Số thẻ\n{rows}".encode()
    whole = (data / name).read_bytes() if (data / name).exists() else text
    for _ in range(rounds(30, 4000)):
        told = child.answer(spoil(whole, chance), name, {})
        if told.startswith(child.REFUSED):
            assert told[1:].decode() in REFUSALS.values()
            continue
        try:
            roster = read_sheets(unpack(told[1:]), name, Reading(this_year=2026))
        except UserError as refused:
            assert refused.code == "roster_no_table"  # noqa: PT017
            continue
        assert all(person.full_name.strip() for person in roster.people)


@pytest.mark.prove
def test_a_spoilt_old_workbook_brings_down_only_the_process(data, tmp_path, rounds):
    chance, whole = random.Random(1958), (data / "roster-small.xls").read_bytes()
    for number in range(rounds(8, 1000)):
        path = tmp_path / f"{number}.xls"
        path.write_bytes(_spoilt(whole, chance))
        try:
            assert isinstance(sheets_apart(path), list)
        except UserError as refused:
            assert refused.code in REFUSALS.values()  # noqa: PT017


def with_failed_formulas(path, sheet_name="Danh sách & tổ"):
    """A roster in which the names of three and the births of two come from formulas that failed."""
    failed = {(2, 1): "#REF!", (2, 2): "#REF!", (2, 3): "#REF!", (3, 1): "#N/A", (4, 2): "#VALUE!"}
    rows = [["STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng"], [1, "Lê An", 1958, "06100001"]]
    rows += [[2], [3], [4, "Vũ Bình"], [5], [6, "Đỗ Cúc", 1970, "06100006"]]
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Bìa")
        sheet = book.add_worksheet(sheet_name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        for (at, column), shown in failed.items():
            sheet.write_formula(at, column, "=X!A1", None, shown)
    return path


def test_rows_whose_formulas_failed_are_told_and_numbered_empty_ones_are_not(tmp_path):
    roster = read_roster(with_failed_formulas(tmp_path / "công thức.xlsx"))
    assert [p.full_name for p in roster.people] == ["Lê An", "Vũ Bình", "Đỗ Cúc"]
    assert [(p.row, p.column, p.code, p.level) for p in roster.problems] == [
        (3, "B", "formula", Level.BLOCKS),
        (4, "B", "formula", Level.BLOCKS),
        (5, "C", "formula", Level.NOTICE),
    ]


def test_a_name_is_typed_instead_of_a_failed_formula(tmp_path):
    path = with_failed_formulas(tmp_path / "công thức.xlsx")
    typed = {("Danh sách & tổ", 3, "name"): "Trần Chi"}
    roster = read_roster(path, Reading(mended=typed))
    assert "Trần Chi" in [p.full_name for p in roster.people]
    assert [(p.row, p.column) for p in roster.problems] == [(3, "C"), (3, "D"), (4, "B"), (5, "C")]
