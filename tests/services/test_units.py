from datetime import date

import pypdfium2
import pytest

from studycompanion.domain.ids import new_id
from studycompanion.domain.paperwork import Variant
from studycompanion.domain.people import OrgUnit, UnitKind
from studycompanion.errors import UserError
from studycompanion.services import history, members, opening, paperwork, reports, units
from studycompanion.services.commitments import gather
from tests.services.conftest import enrol, person, secretary

MERGED = date(2026, 7, 26)


@pytest.fixture
def cell(desk):
    with desk.read() as reader:
        return opening.home_id(reader)


@pytest.fixture
def cells(ward_desk):
    enrol(
        ward_desk,
        secretary("Lê Thị Một", "Chi bộ 1"),
        secretary("Ngô Văn Hai", "Chi bộ 2"),
        person("Đỗ Mười", cell_name="Chi bộ 10"),
    )
    return {line.name: line.id for line in units.list_units(ward_desk)}


def line_of(desk, unit_id):
    return next(line for line in units.list_units(desk) if line.id == unit_id)


def title_on(desk, unit_id, day):
    with desk.read() as reader:
        return opening.unit_title(reader, unit_id, day)


def secretary_on_form(desk, topic, member_id):
    [subject] = gather(desk, topic.id, variant=Variant.BLANK, member_id=member_id).subjects
    return subject.content.secretary


def test_units_stand_under_their_superior_in_the_order_of_names(ward_desk, cells):
    lines = units.list_units(ward_desk)
    assert [line.name for line in lines] == [
        "Đảng bộ phường Vĩnh Tuy",
        "Chi bộ 1",
        "Chi bộ 2",
        "Chi bộ 10",
    ]
    assert [line.kind for line in lines[:2]] == [UnitKind.WARD, UnitKind.CELL]
    assert {line.parent_id for line in lines[1:]} == {lines[0].id}


def test_a_base_committee_stands_between_ward_and_cell(desk, cell):
    ward = line_of(desk, cell).parent_id
    with desk.write("setup") as tx:
        base = tx.uow.add(OrgUnit(id=new_id(), kind=UnitKind.BASE, parent_id=ward))
        tx.uow.add(opening.name_of_unit(base, "Đảng ủy cơ sở"))
        tx.uow.change(tx.uow.get(OrgUnit, cell), parent_id=base.id)
    assert [line.id for line in units.list_units(desk)] == [ward, base.id, cell]


def test_a_typo_is_mended_without_a_new_dated_name(desk, cell):
    units.rename_unit(desk, cell, "  Chi bộ  Tổ dân phố 9B ", since=None)
    line = line_of(desk, cell)
    assert (line.name, line.since, line.earlier) == ("Chi bộ Tổ dân phố 9B", None, ())
    assert members.find_cell(desk, "TDP 9b") == cell


def test_a_new_name_begins_on_its_day_and_old_papers_keep_the_old_one(desk, cell):
    units.rename_unit(desk, cell, "Chi bộ 9", since=MERGED)
    line = line_of(desk, cell)
    assert (line.name, line.since) == ("Chi bộ 9", MERGED)
    assert line.earlier == (("Chi bộ Tổ dân phố số 9", None, MERGED),)
    assert title_on(desk, cell, date(2026, 7, 25)) == "Chi bộ Tổ dân phố số 9"
    assert title_on(desk, cell, MERGED) == "Chi bộ 9"
    assert title_on(desk, cell, None) == "Chi bộ 9"
    assert opening.setup_of(desk).cell == "Chi bộ 9"
    assert members.find_cell(desk, "chi bo 9") == cell


def test_a_unit_can_be_renamed_again_and_keeps_all_its_names_oldest_first(desk, cell):
    days = (date(2020, 1, 1), date(2023, 5, 5), MERGED)
    for number, day in enumerate(days):
        units.rename_unit(desk, cell, f"Chi bộ lần {number}", since=day)
    line = line_of(desk, cell)
    assert [name for name, _, _ in line.earlier] == [
        "Chi bộ Tổ dân phố số 9",
        "Chi bộ lần 0",
        "Chi bộ lần 1",
    ]
    assert line.earlier[-1][1:] == (date(2023, 5, 5), MERGED)


def test_the_ward_is_renamed_like_any_unit(desk, cell):
    ward = line_of(desk, cell).parent_id
    units.rename_unit(desk, ward, "Đảng bộ phường Hoa Sen", since=desk.today)
    assert opening.setup_of(desk).superior == "Đảng bộ phường Hoa Sen"


def test_a_rename_can_be_undone(desk, cell):
    before = line_of(desk, cell)
    units.rename_unit(desk, cell, "Chi bộ 9", since=MERGED)
    assert history.undo(desk).value == "Đổi tên tổ chức đảng"
    assert line_of(desk, cell) == before


@pytest.mark.parametrize("since", [None, MERGED])
def test_the_same_name_again_changes_nothing(desk, cell, since):
    done = units.rename_unit(desk, cell, "Chi bộ Tổ dân phố số 9 ", since=since)
    assert done.changes.ids == {}


@pytest.mark.parametrize("name", ["", "   ", "***"])
def test_a_unit_is_not_left_without_a_name(desk, cell, name):
    with pytest.raises(UserError, match=r"unit_name\("):
        units.rename_unit(desk, cell, name, since=None)


@pytest.mark.parametrize("since", [None, MERGED])
def test_two_cells_may_not_be_found_by_one_name(ward_desk, cells, since):
    with pytest.raises(UserError, match="unit_name_taken"):
        units.rename_unit(ward_desk, cells["Chi bộ 1"], "CHI BỘ SỐ 02", since=since)


def test_a_name_that_another_cell_gave_up_is_free(ward_desk, cells):
    units.rename_unit(ward_desk, cells["Chi bộ 2"], "Chi bộ Chợ Mơ", since=MERGED)
    units.rename_unit(ward_desk, cells["Chi bộ 1"], "Chi bộ 2", since=ward_desk.today)
    assert line_of(ward_desk, cells["Chi bộ 1"]).name == "Chi bộ 2"


def test_a_cell_and_the_ward_may_share_a_name(ward_desk, cells):
    units.rename_unit(ward_desk, cells["Chi bộ 1"], "Đảng bộ phường Vĩnh Tuy", since=None)
    ward = cells["Đảng bộ phường Vĩnh Tuy"]
    units.rename_unit(ward_desk, ward, "Chi bộ 2", since=None)
    assert line_of(ward_desk, ward).name == "Chi bộ 2"


@pytest.mark.parametrize("since", [MERGED, date(2026, 7, 25)])
def test_a_name_begins_after_the_one_before(desk, cell, since):
    units.rename_unit(desk, cell, "Chi bộ 9", since=MERGED)
    with pytest.raises(UserError, match="unit_name_since") as refused:
        units.rename_unit(desk, cell, "Chi bộ 9A", since=since)
    assert refused.value.params == {"since": "26/07/2026"}


def test_a_name_cannot_begin_tomorrow(desk, cell):
    with pytest.raises(UserError, match="unit_name_future"):
        units.rename_unit(desk, cell, "Chi bộ 9", since=date(2026, 11, 21))


def test_a_unit_that_is_gone_is_told(desk):
    for call in (
        lambda: units.rename_unit(desk, new_id(), "Chi bộ 9", since=None),
        lambda: units.signer(desk, new_id()),
        lambda: units.set_signer(desk, new_id(), "Lê An"),
    ):
        with pytest.raises(UserError, match="not_there"):
            call()


def test_the_secretary_of_the_setup_signs_for_the_files_own_cell(desk, cell, topic):
    [who] = enrol(desk, person("Lê An"))
    assert units.signer(desk, cell) == units.Signer("Trần Văn Mẫu", "BÍ THƯ")
    assert secretary_on_form(desk, topic, who) == "Trần Văn Mẫu"


def test_a_chosen_signer_comes_before_the_secretary_of_the_setup(desk, cell, topic):
    [who] = enrol(desk, person("Lê An"))
    done = units.set_signer(desk, cell, " Hồ  Thị Phó ", title="PHÓ BÍ THƯ")
    assert done.value == units.Signer("Hồ Thị Phó", "PHÓ BÍ THƯ", is_chosen=True)
    assert secretary_on_form(desk, topic, who) == "Hồ Thị Phó"
    units.set_signer(desk, cell, "Lê Văn Mới", title=" ")
    assert units.signer(desk, cell) == units.Signer("Lê Văn Mới", "BÍ THƯ", is_chosen=True)


def test_the_post_of_a_chosen_signer_stands_on_forms_and_report(desk, cell, topic, tmp_path):
    [who] = enrol(desk, person("Lê An"))
    units.set_signer(desk, cell, "Hồ Thị Phó", title="PHÓ BÍ THƯ")
    for pdf in (
        paperwork.preview_commitment(desk, topic.id, who).pdf,
        reports.report_pdf(desk, topic.id),
    ):
        said = (
            pypdfium2.PdfDocument(pdf)[len(pypdfium2.PdfDocument(pdf)) - 1]
            .get_textpage()
            .get_text_bounded()
        )
        assert "PHÓ BÍ THƯ" in said
        assert "Hồ Thị Phó" in said


@pytest.mark.parametrize("times", [1, 2])
def test_an_empty_name_gives_the_signature_back_to_the_secretary(desk, cell, times):
    units.set_signer(desk, cell, "Hồ Thị Phó")
    for _ in range(times):
        units.set_signer(desk, cell, "  ")
    assert units.signer(desk, cell) == units.Signer("Trần Văn Mẫu")


def test_the_choice_of_a_signer_can_be_undone(desk, cell):
    units.set_signer(desk, cell, "Hồ Thị Phó")
    assert history.undo(desk).value == "Chọn người ký"
    assert not units.signer(desk, cell).is_chosen


def test_in_the_ward_each_cell_has_the_secretary_of_its_roster(ward_desk, cells):
    assert units.signer(ward_desk, cells["Chi bộ 1"]).name == "Lê Thị Một"
    assert units.signer(ward_desk, cells["Chi bộ 10"]).name == ""
    assert units.signer(ward_desk, cells["Đảng bộ phường Vĩnh Tuy"]).name == "Trần Văn Mẫu"
    units.set_signer(ward_desk, cells["Chi bộ 10"], "Đỗ Mười")
    assert units.signer(ward_desk, cells["Chi bộ 10"]).name == "Đỗ Mười"
    assert units.signer(ward_desk, cells["Chi bộ 2"]).name == "Ngô Văn Hai"
