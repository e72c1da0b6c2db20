"""What the user says of a previewed roster: who is who, what a cell means, who left."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from studycompanion.domain.people import MemberStatus, StatusKind
from studycompanion.domain.roster import Level
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.domain.vietnamese.legacy import Encoding
from studycompanion.errors import UserError
from studycompanion.services import history, members, rosters, safekeeping
from studycompanion.services.roster_preview import Alike, Choice, Who
from studycompanion.services.roster_report import save_report
from tests.services.conftest import enrol, person

HEAD = ["TT", "Họ và tên", "Ngày sinh", "Số thẻ đảng", "Chi bộ", "Điện thoại"]
AN = [1, "Lê An", "19/5/1958", "06100001", "TDP 1", ""]
BINH = [2, "Vũ Bình", "1/2/1960", "06100002", "TDP 1", ""]


@pytest.fixture
def file(tmp_path):
    """Write a roster of those rows below the header."""

    def write(*rows, head=HEAD, sheet="DS"):
        path = Path(tmp_path / "Danh sách.xlsx")
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet(sheet)
            for at, row in enumerate([head, *rows]):
                page.write_row(at, 0, row)
        return path

    return write


def look(desk, path):
    return rosters.preview(desk, path)


def refused(action):
    with pytest.raises(UserError) as told:
        action()
    return told.value.code


def names(desk):
    return [m.full_name for m in members.list_members(desk)]


def doubts(seen):
    return [(d.person.row, d.why, d.who.choice) for d in seen.doubts]


def test_a_line_that_repeats_another_completes_it(ward_desk, file):
    again = [3, "LÊ AN", "19/05/1958", "06.100001", "Chi bộ TDP 01", "0912345678"]
    seen = look(ward_desk, file(AN, BINH, again))
    assert (seen.read, doubts(seen)) == (2, [(4, Alike.REPEATED, Choice.SAME)])
    assert [(p.row, p.code, p.level) for p in seen.problems] == [(4, "duplicate", Level.NOTICE)]
    assert seen.lines[0].person.phone == "0912345678"
    rosters.accept(ward_desk, seen)
    assert rosters.preview(ward_desk, seen.path).unchanged == 2


def test_a_repeated_line_may_be_another_person_or_left_out(ward_desk, file):
    seen = look(ward_desk, file(AN, BINH, AN))
    place = seen.doubts[0].person.place
    apart = rosters.decide(ward_desk, seen, place, Who(Choice.APART))
    assert (apart.new, apart.problems) == (3, ())
    assert rosters.decide(ward_desk, seen, place, Who(Choice.SKIP)).new == 2
    assert rosters.decide(ward_desk, apart, place, None).new == 2


def test_one_card_under_two_names_is_told_and_kept_apart(ward_desk, file):
    seen = look(ward_desk, file(AN, [2, "Vũ Bình", "1/2/1960", "06100001", "TDP 1"]))
    assert doubts(seen) == [(3, Alike.SAME_CARD_IN_FILE, Choice.APART)]
    assert seen.new == 2
    ref = seen.doubts[0].candidates[0].ref
    joined = rosters.decide(ward_desk, seen, seen.doubts[0].person.place, Who(Choice.SAME, ref))
    assert [line.person.full_name for line in joined.lines] == ["Lê An"]


def test_a_card_of_somebody_else_keeps_its_line_out(ward_desk, file):
    rosters.accept(ward_desk, look(ward_desk, file(AN)))
    seen = look(ward_desk, file([1, "Trần Dung", "2/3/1970", "06100001", "TDP 1"]))
    assert doubts(seen) == [(2, Alike.SAME_CARD, Choice.SKIP)]
    assert [(p.code, p.level) for p in seen.problems] == [("card_of_another", Level.BLOCKS)]
    rosters.accept(ward_desk, seen)
    assert names(ward_desk) == ["Lê An"]
    stored = seen.doubts[0].candidates[0]
    assert (stored.full_name, stored.birth, stored.is_stored) == ("Lê An", "19/5/1958", True)
    same = rosters.decide(ward_desk, seen, "DS/2", Who(Choice.SAME, stored.ref))
    assert ("full_name", "Lê An", "Trần Dung") in same.lines[0].differences
    rosters.accept(ward_desk, same)
    assert names(ward_desk) == ["Trần Dung"]


def test_somebody_of_another_cell_may_be_the_same(ward_desk, file):
    rosters.accept(ward_desk, look(ward_desk, file([1, "Lê An", "19/5/1958", "", "TDP 1"])))
    seen = look(ward_desk, file([1, "Lê An", "19/5/1958", "", "TDP 2"]))
    assert (seen.new, doubts(seen)) == (1, [(2, Alike.ELSEWHERE, Choice.APART)])
    who = Who(Choice.SAME, seen.doubts[0].candidates[0].ref)
    moved = rosters.accept(ward_desk, rosters.decide(ward_desk, seen, "DS/2", who)).value
    assert [d[0] for d in moved.lines[0].differences] == ["cell"]
    assert [m.cell_name for m in members.list_members(ward_desk)] == ["TDP 2"]


@pytest.mark.parametrize(
    ("stored", "typed", "why"),
    [
        ([1950, 1990], "", Alike.SEVERAL),
        (["19/5/1958"], "19/5/1985", Alike.OTHER_BIRTH),
        (["19/5/1958"], "20/6/1985", None),
        (["1958"], "1985", None),
    ],
)
def test_namesakes_in_a_cell_are_told(ward_desk, file, stored, typed, why):
    rows = [[at, "Lê An", str(birth), "", "TDP 1"] for at, birth in enumerate(stored, 1)]
    rosters.accept(ward_desk, look(ward_desk, file(*rows)))
    seen = look(ward_desk, file([1, "Lê An", typed, "", "TDP 1"]))
    assert [d.why for d in seen.doubts] == ([why] if why else [])
    assert seen.new == 1


def test_who_is_surely_known_is_found_before_who_may_be(ward_desk, file):
    rows = [[1, "Lê An", "19/5/1958", "", "TDP 1"], [2, "Lê An", "", "", "TDP 1"]]
    rosters.accept(ward_desk, look(ward_desk, file(*rows)))
    assert look(ward_desk, file(*reversed(rows))).unchanged == 2


def test_a_mended_cell_is_taken_in(ward_desk, file):
    seen = look(ward_desk, file([1, "Lê An", "mùa thu", "", ""]))
    assert [(p.code, p.level) for p in seen.problems] == [
        ("date", Level.NOTICE),
        ("no_cell", Level.BLOCKS),
    ]
    for field, text in (("birth", "19/5/1958"), ("cell_name", "TDP 1")):
        seen = rosters.mend(ward_desk, seen, "DS", 2, field=field, text=text)
    assert seen.problems == ()
    rosters.accept(ward_desk, seen)
    (line,) = members.list_members(ward_desk)
    assert (line.birth, line.cell_name) == ("19/5/1958", "TDP 1")


def test_a_proposed_number_is_taken_in_or_mended(ward_desk, file):
    seen = look(ward_desk, file([1, "Lê An", "19/5/58", "6100001", "TDP 1"]))
    assert [(p.code, p.proposal) for p in seen.at_level(Level.PROPOSAL)] == [
        ("date_two_digit_year", "19/5/1958"),
        ("card_zeros", "06100001"),
    ]
    one = seen.lines[0].person
    assert (one.birth, one.card_number) == (PartialDate(1958, 5, 19), "06100001")
    seen = rosters.mend(ward_desk, seen, "DS", 2, field="card_number", text="16100001")
    assert seen.lines[0].person.card_number == "16100001"


def test_old_letters_wait_for_a_decision(ward_desk, file):
    path = file([1, "TrÇn V¨n Hïng", 1960, "", "Tæ 1"], [2, "NguyÔn ThÞ Hµ", 1961, "", "Tæ 1"])
    seen = look(ward_desk, path)
    assert refused(lambda: rosters.accept(ward_desk, seen)) == "roster_undecided"
    assert names(ward_desk) == []
    rosters.accept(ward_desk, rosters.recode_all(ward_desk, seen))
    assert names(ward_desk) == ["Nguyễn Thị Hà", "Trần Văn Hùng"]


def test_old_letters_may_be_left_as_they_are(ward_desk, file):
    seen = look(ward_desk, file([1, "TrÇn V¨n Hïng", 1960, "", "TDP 1"]))
    as_is = {(o.sheet, o.column): Encoding.UNICODE for o in seen.old_letters}
    rosters.accept(ward_desk, rosters.recode(ward_desk, seen, as_is))
    assert names(ward_desk) == ["TrÇn V¨n Hïng"]


def test_a_remapped_column_is_remembered_for_files_of_that_shape(ward_desk, file):
    head = [*HEAD[:5], "Mục khác"]
    path = file([*AN[:5], "Hiệu trưởng"], head=head)
    seen = look(ward_desk, path)
    told = rosters.remap(ward_desk, seen, seen.shapes[0].key, {"F": "gov_post"})
    assert told.lines[0].person.gov_post == "Hiệu trưởng"
    assert look(ward_desk, path).lines[0].person.gov_post == ""
    rosters.accept(ward_desk, told)
    again = look(ward_desk, path)
    assert (again.unchanged, again.lines[0].person.gov_post) == (1, "Hiệu trưởng")
    assert rosters.accept(ward_desk, again).changes.ids == {}
    other = look(ward_desk, file([*AN[:5], "Hiệu trưởng"], head=[*HEAD[:5], "Mục lạ"]))
    assert other.lines[0].person.gov_post == ""


def test_a_heading_that_was_told_is_known_the_next_time(ward_desk, file):
    path = file(AN, head=["Số", "Quý danh", *HEAD[2:]])
    assert refused(lambda: look(ward_desk, path)) == "roster_no_table"
    seen = rosters.preview(ward_desk, path, headings={"Quý danh": "name"})
    rosters.accept(ward_desk, seen)
    assert look(ward_desk, path).unchanged == 1


def test_columns_sheets_and_fields_that_are_not_there_are_named(ward_desk, file):
    seen = look(ward_desk, file([*AN, "Tày"], head=[*HEAD, "Dân tộc"]))
    key = seen.shapes[0].key
    for columns, code in (
        ({"Z": "note"}, "roster_column_unknown"),
        ({"G": "note"}, "roster_column_withheld"),
        ({"F": "điện thoại"}, "roster_field_unknown"),
        ({"B": ""}, "roster_no_table"),
    ):
        assert refused(lambda columns=columns: rosters.remap(ward_desk, seen, key, columns)) == code
    assert refused(lambda: rosters.choose_sheets(ward_desk, seen, ["X"])) == "roster_sheet_unknown"
    assert rosters.choose_sheets(ward_desk, seen, ["DS"]).new == 1


def test_who_is_not_in_a_newer_roster_is_listed_and_stays(ward_desk, file):
    rosters.accept(ward_desk, look(ward_desk, file(AN, BINH, [3, "Vũ Cúc", "", "", "TDP 2"])))
    seen = look(ward_desk, file(AN))
    assert [(m.full_name, m.birth, m.cell_name) for m in seen.missing] == [
        ("Vũ Bình", "1/2/1960", "TDP 1")
    ]
    assert rosters.accept(ward_desk, seen).changes.ids == {}
    assert len(names(ward_desk)) == 3


def test_what_became_of_a_missing_member_is_taken_in_with_the_roster(ward_desk, file):
    rosters.accept(ward_desk, look(ward_desk, file(AN, BINH)))
    seen = look(ward_desk, file(AN))
    gone = seen.missing[0].member_id
    on = date(2026, 10, 1)
    seen = rosters.leave(ward_desk, seen, gone, StatusKind.TRANSFERRED, on=on)
    assert (seen.missing[0].leaves_as, seen.missing[0].leaves_on) == (StatusKind.TRANSFERRED, on)
    assert rosters.leave(ward_desk, seen, gone, None, on=on).missing[0].leaves_as is None
    rosters.accept(ward_desk, seen)
    with ward_desk.read() as reader:
        kept = reader.find(MemberStatus, member_id=gone)
    assert {(s.status, s.valid_from, s.valid_to) for s in kept} == {
        (StatusKind.OFFICIAL, None, on),
        (StatusKind.TRANSFERRED, on, None),
    }
    again = look(ward_desk, file(AN))
    assert (again.missing, again.unchanged) == ((), 1)
    history.undo(ward_desk)
    assert len(look(ward_desk, file(AN)).missing) == 1


def test_nobody_leaves_tomorrow_or_before_their_status_began(ward_desk, file, clock):
    rosters.accept(ward_desk, look(ward_desk, file(AN, BINH)))
    seen = look(ward_desk, file(AN))
    gone = seen.missing[0].member_id
    away = StatusKind.TRANSFERRED

    def leave(member, on):
        return refused(lambda: rosters.leave(ward_desk, seen, member, away, on=on))

    assert leave(gone, date(2026, 11, 21)) == "day_future"
    assert leave("0" * 32, ward_desk.today) == "not_there"
    left = rosters.leave(ward_desk, seen, gone, StatusKind.EXEMPT, on=ward_desk.today)
    rosters.accept(ward_desk, left)
    assert leave(gone, ward_desk.today) == "day_before"


def test_a_verified_backup_comes_before_what_changes_something(ward_desk, file, clock):
    rosters.accept(ward_desk, look(ward_desk, file(AN)))
    first = safekeeping.last_backup(ward_desk)
    clock.advance(minutes=5)
    rosters.accept(ward_desk, look(ward_desk, file(AN)))
    assert safekeeping.last_backup(ward_desk) == first
    rosters.accept(ward_desk, look(ward_desk, file(AN, BINH)))
    assert safekeeping.last_backup(ward_desk) == clock()


def test_columns_are_remapped_by_heading_or_letter(ward_desk, file):
    seen = look(ward_desk, file([*AN[:5], "Hiệu trưởng", "Tốt"], head=[*HEAD[:5], "Mục", "Ý"]))
    told = rosters.remap_named(ward_desk, seen, {"MỤC": "gov_post", "g": "note"})
    assert (told.lines[0].person.gov_post, told.lines[0].person.note) == ("Hiệu trưởng", "Tốt")
    unknown = refused(lambda: rosters.remap_named(ward_desk, seen, {"Nơi ở": "note"}))
    assert unknown == "roster_column_unknown"


def test_a_person_typed_by_hand_is_found_by_the_roster(desk, file):
    enrol(desk, person("Lê An", birth=PartialDate(1958, 5, 19)))
    seen = look(desk, file([1, "LÊ AN", "19/5/1958", "", "", "0912345678"]))
    assert (seen.changed, seen.doubts) == (1, ())


def test_what_was_done_can_be_saved_without_card_numbers(ward_desk, file, tmp_path):
    rosters.accept(ward_desk, look(ward_desk, file(AN)))
    changed = [1, "Lê An", "19/5/1958", "6100001", "TDP 1", "0912345678"]
    rows = (changed, [2, "Vũ Bình", "mùa thu", "12", "TDP 1"], [3, "", "1/1/1960", "", ""])
    done = rosters.accept(ward_desk, look(ward_desk, file(*rows))).value
    path = save_report(done, tmp_path / "kết quả.csv")
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1] == (
        "Lê An;19/5/1958;TDP 1;Có thay đổi;Điện thoại: – → 0912345678;Số thẻ đảng thiếu số 0 ở đầu"
    )
    assert lines[2].startswith('Vũ Bình;;TDP 1;Mới;;"Không đọc được ngày (mùa thu); Số thẻ')
    assert lines[3] == "DS, 4;;;;;Thiếu họ và tên"
    assert "6100001" not in path.read_text("utf-8-sig")
