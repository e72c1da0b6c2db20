"""Rosters from the command line: how a file is understood, and the user's word on it."""

import pytest

HEAD = "TT;Họ và tên;Ngày sinh;Chi bộ;Mục khác"
ROWS = [
    "1;Lê An;19/5/58;TDP 1;Hiệu trưởng",
    "2;Vũ Bình;1/2/1960;TDP 1;",
    "3;LÊ AN;19/5/1958;TDP 1;",
]


@pytest.fixture
def roster(tmp_path):
    def write(*lines, encoding="utf-8"):
        path = tmp_path / "ds.csv"
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    return write


def test_an_import_tells_problems_duplicates_and_who_is_missing(ward, roster):
    first = ward("roster", "import", roster(HEAD, *ROWS))
    assert (first["read"], first["new"], first["missing"]) == (2, 2, [])
    century, repeated = first["problems"]
    assert century == {
        "sheet": "ds",
        "row": 2,
        "column": "C",
        "problem": "Năm chỉ có hai chữ số: 19/5/58",
        "heading": "Ngày sinh",
        "level": "proposal",
        "proposal": "19/5/1958",
    }
    assert (repeated["row"], repeated["level"]) == (4, "notice")
    (double,) = first["duplicates"]
    assert (double["row"], double["choice"]) == (4, "same")
    assert double["candidates"][0]["full_name"] == "Lê An"
    again = ward("roster", "import", roster(HEAD, ROWS[0]))
    assert (again["unchanged"], again["new"]) == (1, 0)
    assert [m["full_name"] for m in again["missing"]] == ["Vũ Bình"]
    assert len(ward("member", "list")) == 2


def test_a_look_shows_sheets_columns_and_people_and_writes_nothing(ward, roster):
    seen = ward("roster", "look", roster(HEAD, *ROWS))
    assert seen["sheets"] == [{"name": "ds", "people": 3, "is_chosen": True}]
    assert [(c["letter"], c["heading"], c["field"]) for c in seen["columns"]][2:] == [
        ("C", "Ngày sinh", "birth"),
        ("D", "Chi bộ", "cell_name"),
        ("E", "Mục khác", ""),
    ]
    assert [p["action"] for p in seen["people"]] == ["new", "new"]
    assert ward("member", "list") == []


def test_columns_are_told_by_heading_or_letter_and_remembered(ward, roster):
    path = roster(HEAD, ROWS[0])
    told = ("--map", "Mục khác=occupation, d=cell_name")
    assert ward("roster", "import", path, *told)["new"] == 1
    assert ward("roster", "import", path)["unchanged"] == 1
    columns = ward("roster", "look", path)["columns"]
    assert [c["field"] for c in columns][-1] == "occupation"


def test_a_list_under_an_unknown_heading_is_found_once_told(ward, roster):
    path = roster(HEAD.replace("Họ và tên", "Quý danh"), *ROWS)
    assert "Họ và tên" in ward("roster", "import", path, code=1)
    assert ward("roster", "import", path, "--map", "Quý danh=name")["new"] == 2


@pytest.mark.parametrize(
    ("option", "value"),
    [("--map", "Mục lạ=note"), ("--map", "E=chỗ ở"), ("--sheet", "Trang 9")],
)
def test_what_the_file_does_not_have_is_named(ward, roster, option, value):
    said = ward("roster", "import", roster(HEAD, *ROWS), option, value, code=1)
    assert value.split("=")[-1 if "E=" in value else 0] in said


def test_wrong_pairs_of_columns_are_wrong_usage(ward, roster):
    with pytest.raises(SystemExit) as ended:
        ward("roster", "import", roster(HEAD), "--map", "=name")
    assert ended.value.code == 2


OLD = ["TT;Hä vµ tªn;N¨m sinh;Chi bé", "1;TrÇn V¨n Hïng;1960;Tæ 1", "2;NguyÔn ThÞ Hµ;1961;Tæ 1"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("auto", "Nguyễn Thị Hà"), ("tcvn3", "Nguyễn Thị Hà"), ("unicode", "NguyÔn ThÞ Hµ")],
)
def test_letters_of_old_fonts_are_decoded_or_left(ward, roster, encoding, name):
    path = roster(*OLD, encoding="latin-1")
    ward("roster", "import", path, "--encoding", encoding, "--sheet", "ds")
    assert name in [member["full_name"] for member in ward("member", "list")]


def test_the_roster_of_another_cell_goes_into_the_own_one_unless_told_otherwise(cell, roster):
    path = roster(HEAD, *ROWS)
    seen = cell("roster", "import", path, "--dry-run")
    assert "TDP 1" in seen["cells"]
    cell("roster", "import", path, "--cells", "other")
    assert {m["cell"] for m in cell("member", "list")} == {"TDP 1"}
