"""The list of members, an empty one to fill in, and everything of one person, as files."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from studycompanion.domain.people import Sex, StatusKind
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.errors import UserError
from studycompanion.services import member_list, members, rosters, standing
from studycompanion.services.member_history import member_history
from studycompanion.services.member_record import export_record, member_record
from tests.services.conftest import enrol, person

DATA = Path(__file__).parent.parent / "data"
AN = person(
    "Lê An",
    birth=PartialDate(1958, 5, 19),
    joined=PartialDate(1980),
    sex=Sex.FEMALE,
    card_number="06100001",
    phone="0912000001",
)


def rows_of(path):
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def id_of(desk, name):
    return next(line.id for line in members.list_members(desk) if line.full_name == name)


def test_the_list_has_real_dates_and_card_numbers_as_text(desk, tmp_path):
    enrol(desk, AN, "Vũ Bình")
    rows = rows_of(member_list.export_members(desk, tmp_path / "ds.xlsx"))
    head = next(row for row in rows if "Họ và tên" in row)
    an = next(row for row in rows if "Lê An" in row)
    told = dict(zip(head, an, strict=True))
    assert told["Ngày sinh"] == date(1958, 5, 19)
    assert told["Ngày vào Đảng"] == "1980"
    assert told["Số thẻ đảng"] == "06100001"
    assert told["Giới tính"] == "Nữ"
    assert told["Trạng thái"] == "Chính thức"


def test_only_those_who_are_shown_are_written_in_their_order(desk, tmp_path):
    enrol(desk, "Lê An", "Vũ Bình", "Đỗ Cúc")
    ids = [id_of(desk, "Vũ Bình"), id_of(desk, "Lê An"), "nobody"]
    rows = rows_of(member_list.export_members(desk, tmp_path / "ds.xlsx", ids=ids))
    assert [row[1] for row in rows if row[0] in (1, 2, 3)] == ["Vũ Bình", "Lê An"]


@pytest.mark.parametrize("name", ["roster-cell-48.xlsx", "roster-cell-titled.xlsx"])
def test_the_written_list_taken_in_again_changes_nothing(ward_desk, tmp_path, name):
    rosters.accept(ward_desk, rosters.preview(ward_desk, DATA / name))
    path = member_list.export_members(ward_desk, tmp_path / "ds.xlsx")
    again = rosters.preview(ward_desk, path)
    assert (again.new, again.changed, again.problems, again.doubts) == (0, 0, (), ())
    assert again.unchanged == len(members.list_members(ward_desk))
    assert [one.field for one in again.shapes[0].columns if not one.field] == []


def test_every_head_of_the_empty_list_is_understood(desk, tmp_path):
    path = member_list.export_template(tmp_path / "mẫu.csv")
    heads = path.read_text("utf-8-sig").splitlines()[0]
    count = heads.count(";") + 1
    path.write_text(f"{heads}\n1;Lê An;19/5/1958{';' * (count - 3)}\n", "utf-8-sig")
    seen = rosters.preview(desk, path)
    assert [line.person.full_name for line in seen.lines] == ["Lê An"]
    assert [use.heading for use in seen.shapes[0].columns if not use.field] == []


def test_the_history_of_a_member_tells_fields_status_and_post_in_words(desk):
    enrol(desk, AN)
    one = members.list_members(desk)[0].id
    members.change_member(desk, one, 1, phone="0912000002", party_post="Bí thư")
    standing.set_status(desk, one, StatusKind.EXEMPT, on=date(2026, 11, 1))
    told = {(c.field, c.old, c.new) for c in member_history(desk, one)}
    assert ("Điện thoại", "0912000001", "0912000002") in told
    assert ("Ngày sinh", "", "19/5/1958") in told
    assert ("Trạng thái", "", "Miễn sinh hoạt") in told
    assert ("Chức vụ Đảng", "", "Bí thư") in told
    assert ("Đến ngày", "", "1/11/2026") in told
    assert not any("06100001" in text for change in told for text in change)
    until = date(2026, 12, 31)
    said = {"ground": "health", "decided_by": "Chi bộ", "decision_number": "05", "until": until}
    standing.set_status(desk, one, StatusKind.EXEMPT, on=date(2026, 11, 1), **said)
    told = {(c.field, c.new) for c in member_history(desk, one)}
    assert told >= {
        ("Lý do được miễn", "Sức khỏe"),
        ("Cấp quyết định", "Chi bộ"),
        ("Số quyết định", "05"),
        ("Được miễn đến ngày", "31/12/2026"),
    }
    assert member_record(desk, one)["statuses"][-1] == {
        "status": "exempt",
        "since": "2026-11-01",
        "until": "",
        "ground": "health",
        "decided_by": "Chi bộ",
        "decision_number": "05",
        "exempt_until": "2026-12-31",
    }
    moments = [c.at for c in member_history(desk, one)]
    assert moments == sorted(moments, reverse=True)


def test_the_record_masks_the_card_unless_it_is_asked_for(desk):
    enrol(desk, AN)
    one = members.list_members(desk)[0].id
    assert member_record(desk, one)["member"]["card_number"] == "•••••001"
    assert member_record(desk, one, with_card=True)["member"]["card_number"] == "06100001"


def test_the_whole_record_is_written_as_json_and_as_a_paper(evening, tmp_path):
    desk, one = evening
    told = json.loads(export_record(desk, one, tmp_path / "a.json").read_text("utf-8"))
    assert told["member"]["full_name"] == "Lê An"
    assert [session["mark"] for session in told["sessions"]] == ["present"]
    pages = PdfReader(export_record(desk, one, tmp_path / "a.pdf")).pages
    text = "\n".join(page.extract_text() for page in pages)
    for words in ("Lê An", "19/5/1958", "Có mặt", "•••••001"):
        assert words in text
    assert "06100001" not in text


def test_other_endings_are_refused_before_anything_is_read(desk, tmp_path):
    with pytest.raises(UserError) as told:
        export_record(desk, "nobody", tmp_path / "a.docx")
    assert told.value.code == "export_suffix"


@pytest.fixture
def evening(desk):
    """A member who came to a session."""
    from studycompanion.domain.attendance import Mark
    from studycompanion.services import rollcall, sessions, topics

    enrol(desk, AN)
    one = members.list_members(desk)[0].id
    topic = topics.add_topic(desk, "Nâng cao kỷ cương", 2026).value
    session = sessions.add_session(desk, topic.id, datetime(2026, 11, 20, 19)).value
    rollcall.open_roll(desk, session.id)
    rollcall.mark(desk, session.id, one, Mark.PRESENT)
    return desk, one
