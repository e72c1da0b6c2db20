"""Filtering a list by state: counts, memory, and the person in view who stays."""

import pytest
from PySide6.QtCore import Qt

from studycompanion.domain.people import RoleKind, StatusKind
from studycompanion.services import plans, reviews
from tests.ui.fixtures import settle
from tests.ui.keyboard import press
from tests.ui.people import NAMES, enrol, person, topic_of


def shown(page) -> list[str]:
    model = page.view.model
    return [model.record_at(row).full_name for row in range(model.rowCount())]


def offered(page) -> list[str]:
    box = page.view.states
    return [box.itemText(place) for place in range(box.count())]


def pick(page, key: str) -> None:
    page.view.states.choose(key)
    page.view.states.picked.emit(key)


@pytest.fixture
def topic(desk):
    return topic_of(desk)


@pytest.fixture
def ids(desk, topic):
    return enrol(desk, *NAMES)


def write(desk, topic, member_id: str) -> None:
    reviews.write_section(desk, topic.id, member_id, "ethics", "Đã viết.", revision=0)


def test_each_state_says_how_many_are_in_it_and_shows_just_them(open_window, desk, topic, ids):
    write(desk, topic, ids["Đỗ Thu Hà"])
    page = open_window(desk, "reviews").pages["reviews"]
    assert offered(page) == ["Tất cả (5)", "Chưa viết (4)", "Đang viết (1)"]
    pick(page, "writing")
    assert shown(page) == ["Đỗ Thu Hà"]
    pick(page, "")
    assert len(shown(page)) == 5


def test_party_groups_narrow_the_list_and_count_within_the_cell(open_window, desk, topic):
    facts = {"Lê An": "Tổ 10", "Vũ Bình": "Tổ 2", "Hồ Cúc": ""}
    enrol(desk, *(person(name, party_group=group) for name, group in facts.items()))
    page = open_window(desk, "reviews").pages["reviews"]
    box = page.view.groups
    said = [box.itemText(place) for place in range(box.count())]
    assert said == ["Tất cả tổ đảng", "Tổ 2 (1)", "Tổ 10 (1)", "Chưa xếp tổ đảng (1)"]
    for key, names in (("=Tổ 2", ["Vũ Bình"]), ("=", ["Hồ Cúc"])):
        box.choose(key)
        box.picked.emit(key)
        assert shown(page) == names
        assert offered(page)[0] == "Tất cả (1)"
    page.view.finder.all_wanted.emit()
    assert len(shown(page)) == 3


def test_without_party_groups_nothing_asks_for_one(open_window, desk, topic, ids):
    assert open_window(desk, "reviews").pages["reviews"].view.groups.isHidden()


def test_the_choice_is_remembered_while_the_program_runs(qtbot, open_window, desk, topic, ids):
    write(desk, topic, ids["Đỗ Thu Hà"])
    window = open_window(desk, "reviews")
    pick(window.pages["reviews"], "writing")
    window.redress()
    settle(qtbot, window)
    assert shown(window.pages["reviews"]) == ["Đỗ Thu Hà"]
    window.visit("plans")
    settle(qtbot, window)
    assert len(shown(window.pages["plans"])) == 5


def test_whoever_is_in_view_stays_although_typing_changed_the_state(
    qtbot, open_window, desk, topic, ids
):
    window = open_window(desk, "reviews")
    page = window.pages["reviews"]
    pick(page, "missing")
    section = page.view.panel.sections["ethics"].edit
    section.setFocus()
    section.setPlainText("Tôi đã viết.")
    page.leave()
    settle(qtbot, window)
    assert page.person.full_name == "Bùi Thị An"
    assert shown(page)[0] == "Bùi Thị An"
    assert "Chưa viết (4)" in offered(page)
    page.go_on(1)
    page.reload_list()
    settle(qtbot, window)
    assert page.person.full_name == "Trần Văn Bình"
    assert "Bùi Thị An" not in shown(page)


def test_a_filter_that_nobody_is_left_in_says_so_and_shows_all_again(
    qtbot, open_window, desk, topic, ids
):
    item = plans.add_item(desk, topic.id, ids["Bùi Thị An"], {"task": "Dọn ngõ"}).value
    window = open_window(desk, "plans")
    page = window.pages["plans"]
    pick(page, "unclear")
    assert shown(page) == ["Bùi Thị An"]
    plans.remove_item(desk, item.id)
    window.redress()
    settle(qtbot, window)
    page, finder = window.pages["plans"], window.pages["plans"].view.finder
    assert finder.nothing.text() == "Không có ai “Chưa rõ”. Bấm “Tất cả”."
    assert "Chưa rõ (0)" in offered(page)
    finder.all_button.setFocus()
    press(Qt.Key.Key_Space)
    assert len(shown(page)) == 5
    assert finder.table.isVisible()


def test_states_are_counted_within_the_chosen_cell(qtbot, open_window, ward_desk):
    enrol(
        ward_desk,
        person("Bùi Thị An", cell_name="Chi bộ 1"),
        person("Trần Văn Bình", cell_name="Chi bộ 2"),
    )
    topic_of(ward_desk)
    page = open_window(ward_desk, "commitments").pages["commitments"]
    assert "Chưa lập (2)" in offered(page)
    page.view.cells.choose(page.view.cells.itemData(1))
    page.view.cells.picked.emit(page.view.cells.chosen)
    assert "Chưa lập (1)" in offered(page)
    pick(page, "missing")
    assert shown(page) == ["Bùi Thị An"]


def test_status_post_and_cell_narrow_together_and_count_within_each_other(open_window, desk):
    enrol(
        desk,
        person("Lê An", role=RoleKind.SECRETARY, role_title="Bí thư"),
        person("Vũ Bình", role=RoleKind.COMMITTEE, role_title="Chi ủy viên",
               status=StatusKind.EXEMPT),
        person("Hồ Em"),
    )  # fmt: skip
    page = open_window(desk, "members").pages["members"]
    pick(page, "active")
    boxes = page.view.posts
    told = [boxes.itemText(place) for place in range(boxes.count())]
    assert told == [
        "Mọi chức vụ (2)",
        "Có chức vụ Đảng (1)",
        "Chức vụ: Bí thư (1)",
        "Không có chức vụ Đảng (1)",
    ]
    boxes.choose("any")
    boxes.picked.emit("any")
    assert shown(page) == ["Lê An"]
    assert offered(page)[0] == "Tất cả (2)"
    pick(page, "exempt")
    assert shown(page) == ["Vũ Bình"]
    page.list_filter.show_all()
    assert len(shown(page)) == 3
