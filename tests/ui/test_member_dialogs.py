"""Two records of one person, the history of a member, and files that the page writes."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from python_calamine import CalamineWorkbook

from studycompanion.domain.people import RoleKind, Sex
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.services import history, members, rosters, standing
from studycompanion.ui.dialogs import Message
from studycompanion.ui.pages.members.history_dialog import MemberHistoryDialog
from studycompanion.ui.pages.members.merge_dialog import MergeDialog
from studycompanion.ui.pages.members.record_dialog import RecordDialog
from studycompanion.ui.pages.members.standing_dialogs import PostDialog, StatusDialog
from tests.ui.fixtures import settle
from tests.ui.keyboard import press, type_letters
from tests.ui.people import enrol, person

KEY = Qt.Key
AN = person(
    "Lê An",
    birth=PartialDate(1958, 5, 19),
    card_number="06100001",
    role=RoleKind.SECRETARY,
    role_title="Bí thư",
)
SAME = person("Lê An", birth=PartialDate(1958, 5, 20), phone="0912000001")


@pytest.fixture
def page(qtbot, open_window, desk):
    """The page with somebody who is there twice, and two others."""
    enrol(desk, AN, "Vũ Bình", "Đỗ Cúc")
    enrol(desk, SAME)
    window = open_window(desk)
    made = window.pages["members"]
    made.settle = lambda: settle(qtbot, window)
    made.window_around = window
    return made


def choose(page, name: str) -> None:
    line = next(one for one in page.view.model.records if one.full_name == name)
    page.view.finder.table.go_to(line.id)
    page.settle()


def test_a_namesake_is_proposed_and_merged_and_the_step_taken_back(page, desk, dialogs):
    choose(page, "Lê An")
    page.view.panel.merge.click()
    dialog = dialogs.expect(MergeDialog)
    gone, kept = dialog._both()
    assert (gone.full_name, kept.full_name) == ("Lê An", "Lê An")
    dialog.turn.click()
    assert dialog._both() == (kept, gone)
    page.settle()
    dialog.accept_button.click()
    page.settle()
    left = [m.id for m in members.list_members(desk) if m.full_name == "Lê An"]
    assert left == [gone.id]
    assert history.next_steps(desk).undo == "Gộp với Lê An"
    page.window_around.history.undo.trigger()
    page.settle()
    assert len(members.list_members(desk)) == 4


def test_nobody_of_another_name_is_proposed(page, desk, dialogs):
    choose(page, "Vũ Bình")
    page.view.panel.merge.click()
    dialog = dialogs.expect(MergeDialog)
    assert not dialog.accept_button.isEnabled()
    type_letters("cuc")
    assert dialog._both()[1].full_name == "Đỗ Cúc"
    page.settle()
    assert dialog.accept_button.isEnabled()
    dialog.reject()
    page.settle()
    assert len(members.list_members(desk)) == 4


def test_the_history_of_a_member_is_looked_through(page, desk, dialogs):
    choose(page, "Vũ Bình")
    field = page.view.panel.fields["phone"]
    field.edit.setText("0912000009")
    field.leave()
    page.settle()
    page.view.panel.history.click()
    dialog = dialogs.expect(MemberHistoryDialog)
    page.settle()
    told = [dialog.model.cell_at(row, 0).text for row in range(dialog.model.rowCount())]
    assert "Điện thoại: – → 0912000009" in told
    type_letters("trang thai")
    assert dialog.model.rowCount() == 1
    press(KEY.Key_Escape)
    dialog.accept()


def test_the_shown_people_are_exported_with_dates_and_card_numbers(page, dialogs, tmp_path):
    page.view.finder.box.setText("an")
    page.settle()
    page.view.export.click()
    out = tmp_path / "ds.xlsx"
    dialogs.choose(out)
    dialogs.expect(Message).accept()
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    told = [row for row in rows if row[0] in (1, 2, 3, 4)]
    assert {row[1] for row in told} == {"Lê An"}
    assert "06100001" in [row[4] for row in told]


def test_the_empty_list_offers_a_file_to_fill_in(open_window, desk, dialogs, tmp_path):
    view = open_window(desk).pages["members"].view
    view.template.click()
    out = tmp_path / "mẫu.xlsx"
    dialogs.choose(out)
    dialogs.expect(Message).accept()
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert any("Họ và tên" in row for row in rows)
    assert rosters.FIELDS


@pytest.mark.parametrize(("is_full", "card"), [(False, "•••••001"), (True, "06100001")])
def test_the_record_of_a_member_is_saved(page, dialogs, tmp_path, is_full, card):
    line = next(m for m in page.view.model.records if m.masked_card)
    page.view.finder.table.go_to(line.id)
    page.settle()
    page.view.panel.record.click()
    dialog = dialogs.expect(RecordDialog)
    dialog.with_card.setChecked(is_full)
    dialog.data.click()
    out = Path(tmp_path / "hồ sơ.json")
    dialogs.choose(out)
    dialogs.expect(Message).accept()
    assert json.loads(out.read_text("utf-8"))["member"]["card_number"] == card


def test_people_are_filtered_by_post(page):
    boxes = page.view.posts
    offered = [boxes.itemData(place) for place in range(boxes.count())]
    assert "any" in offered
    boxes.choose("post bi thu")
    boxes.picked.emit("post bi thu")
    assert {m.post for m in map(page.view.model.record_at, range(page.view.model.rowCount()))} == {
        "Bí thư"
    }


def merging_an(page, dialogs):
    """The dialog over the older of the two, which would go into the other."""
    line = next(one for one in page.view.model.records if one.post == "Bí thư")
    page.view.finder.table.go_to(line.id)
    page.settle()
    page.view.panel.merge.click()
    dialog = dialogs.expect(MergeDialog)
    page.settle()
    return dialog


def test_each_differing_field_is_chosen_and_the_result_shown_before(page, desk, dialogs):
    dialog = merging_an(page, dialogs)
    gone, kept = dialog.choice.choices("birth")
    assert (gone.text(), kept.text(), kept.isChecked()) == ("19/5/1958", "20/5/1958", True)
    assert dialog.choice.taken == ("card_number",)
    kept.setFocus()
    press(KEY.Key_Left)
    assert dialog.choice.taken == ("birth", "card_number")
    assert "Ngày sinh: 19/5/1958" in dialog._result.text()
    assert "Điện thoại: 0912000001" in dialog._result.text()
    dialog.accept_button.click()
    page.settle()
    [line] = [m for m in members.list_members(desk) if m.full_name == "Lê An"]
    member = members.member_card(desk, line.id).member
    assert (member.birth.display, member.card_number) == ("19/5/1958", "06100001")
    assert member.phone == "0912000001"
    page.window_around.history.undo.trigger()
    page.settle()
    births = [m.birth for m in members.list_members(desk) if m.full_name == "Lê An"]
    assert sorted(births) == ["19/5/1958", "20/5/1958"]


def test_turning_the_records_round_proposes_the_other_way(page, dialogs):
    dialog = merging_an(page, dialogs)
    dialog.turn.click()
    page.settle()
    assert dialog.choice.taken == ("phone",)
    gone, kept = dialog.choice.choices("card_number")
    assert gone.accessibleName().endswith("để trống")
    assert kept.text() == "•••••001"
    dialog.reject()


def test_a_post_is_changed_from_a_day_on(page, desk, dialogs):
    choose(page, "Đỗ Cúc")
    page.view.panel.change_post.click()
    dialog = dialogs.expect(PostDialog)
    dialog.post.edit.setText("Phó bí thư")
    dialog.since.edit.setText("")
    dialog.accept_button.click()
    assert not dialog.problem.isHidden()
    dialog.since.edit.setText("1/10/2026")
    dialog.accept_button.click()
    page.settle()
    line = page.view.model.record(page._member_id)
    assert (line.full_name, line.post) == ("Đỗ Cúc", "Phó bí thư")


def test_an_exemption_is_kept_with_its_ground(page, desk, dialogs):
    choose(page, "Đỗ Cúc")
    for ground in ("age", "health"):
        page.view.panel.change_status.click()
        dialog = dialogs.expect(StatusDialog)
        page.settle()
        dialog.choice.choose("exempt")
        dialog.choice.picked.emit("exempt")
        assert dialog.ground.isVisible()
        dialog.ground.choose(ground)
        dialog.accept_button.click()
        page.settle()
        assert standing.status_of(desk, page._member_id).ground == ground
    page.view.panel.change_status.click()
    dialog = dialogs.expect(StatusDialog)
    page.settle()
    dialog.until.edit.setText("31/12/2025")
    dialog.accept_button.click()
    page.settle()
    assert "Ngày hết miễn" in dialog.problem.text()
    dialog.until.edit.setText("31/12/2026")
    dialog.accept_button.click()
    page.settle()
    assert standing.status_of(desk, page._member_id).exempt_until == date(2026, 12, 31)


def test_the_sex_is_mended_in_the_card(page, desk):
    choose(page, "Đỗ Cúc")
    box = page.view.panel.sex
    for code, sex in (("female", Sex.FEMALE), ("", None)):
        box.choose(code)
        box.picked.emit(code)
        page.settle()
        assert members.member_card(desk, page._member_id).member.sex is sex
