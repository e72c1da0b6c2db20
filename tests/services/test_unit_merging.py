"""A wrong cell is merged into the right one, or taken off where nothing hangs on it."""

import pytest

from studycompanion.domain.attendance import Mark
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import (
    closing,
    history,
    members,
    opening,
    paperwork,
    plans,
    reviews,
    rollcall,
    safekeeping,
    unit_merging,
    units,
)
from tests.services.conftest import enrol, person, session_of
from tests.services.test_writing import CLEAR

OWN, WRONG = "Chi bộ Tổ dân phố số 9", "Chi bộ tổ dân phố số 1"


def cells(desk):
    return {cell.name: cell.members for cell in members.list_cells(desk)}


def id_of(desk, name):
    return next(line.id for line in units.list_units(desk) if line.name == name)


@pytest.fixture
def wrong(desk):
    """Two people of the own cell, two of a wrong one; gives the id of that one and the people."""
    named = [person(name, cell_name=WRONG) for name in ("Đỗ Chín", "Hà Mười")]
    ids = enrol(desk, "Lê An", "Vũ Bình", *named)
    return id_of(desk, WRONG), ids


@pytest.fixture
def closed(desk, topic, evening, wrong):
    """A closed session of the wrong cell: one came, one was late."""
    unit_id, ids = wrong
    session = session_of(desk, topic, evening, cell_id=unit_id)
    rollcall.mark(desk, session.id, ids[2], Mark.PRESENT)
    rollcall.mark(desk, session.id, ids[3], Mark.LATE)
    closing.close_session(desk, session.id)
    return session


def test_people_of_a_wrong_cell_move_and_its_name_goes(desk, wrong):
    unit_merging.merge_units(desk, wrong[0], id_of(desk, OWN))
    assert cells(desk) == {OWN: 4}
    assert WRONG not in [line.name for line in units.list_units(desk)]


def test_a_merge_is_one_step_that_can_be_undone_and_done_again(desk, wrong, closed):
    before = cells(desk)
    unit_merging.merge_units(desk, wrong[0], id_of(desk, OWN))
    assert history.undo(desk).value == "Gộp chi bộ"
    assert cells(desk) == before
    history.redo(desk)
    assert cells(desk) == {OWN: 4}
    assert safekeeping.check(desk) == ()


def test_a_closed_session_keeps_its_counts(desk, wrong, closed):
    before = rollcall.totals(desk, closed.id)
    unit_merging.merge_units(desk, wrong[0], id_of(desk, OWN))
    after = rollcall.totals(desk, closed.id)
    assert (after.counts, after.called) == (before.counts, 2)


def test_reviews_plans_and_issued_forms_move_along(desk, topic, wrong, tmp_path):
    unit_id, ids = wrong
    reviews.write_section(desk, topic.id, ids[2], "politics", "Đọc sách", revision=0)
    plans.add_item(desk, topic.id, ids[2], CLEAR)
    paperwork.export_commitments(desk, topic.id, tmp_path, job=Silent())
    assert unit_merging.hanging(desk, unit_id).papers == 4
    unit_merging.merge_units(desk, unit_id, id_of(desk, OWN))
    assert unit_merging.hanging(desk, id_of(desk, OWN)).papers == 6
    assert safekeeping.check(desk) == ()


def test_the_data_follow_when_the_own_cell_is_merged_away(desk, wrong):
    unit_merging.merge_units(desk, id_of(desk, OWN), wrong[0])
    assert opening.setup_of(desk).cell == WRONG
    assert cells(desk) == {WRONG: 4}


def test_only_an_empty_cell_that_is_not_the_own_one_is_taken_off(desk, wrong):
    with pytest.raises(UserError, match="unit_not_empty"):
        unit_merging.remove_unit(desk, wrong[0])
    with pytest.raises(UserError, match="unit_own"):
        unit_merging.remove_unit(desk, id_of(desk, OWN))


def test_an_empty_cell_is_taken_off_and_comes_back_by_undo(desk):
    with desk.write("setup") as tx:
        from studycompanion.domain.ids import new_id
        from studycompanion.domain.people import OrgUnit, UnitKind

        ward = units.list_units(desk)[0].id
        empty = tx.uow.add(OrgUnit(id=new_id(), kind=UnitKind.CELL, parent_id=ward))
        tx.uow.add(opening.name_of_unit(empty, WRONG))
    assert unit_merging.hanging(desk, empty.id).is_nothing
    unit_merging.remove_unit(desk, empty.id)
    assert cells(desk) == {OWN: 0}
    assert history.undo(desk).value == "Bỏ chi bộ trống"
    assert cells(desk) == {OWN: 0, WRONG: 0}


def test_nothing_but_two_cells_is_merged(desk, wrong):
    ward = units.list_units(desk)[0].id
    with pytest.raises(UserError, match="unit_merge_kind"):
        unit_merging.merge_units(desk, wrong[0], ward)
    with pytest.raises(UserError, match="unit_merge_kind"):
        unit_merging.remove_unit(desk, ward)
    with pytest.raises(UserError, match="unit_merge_self"):
        unit_merging.merge_units(desk, wrong[0], wrong[0])


def test_a_name_that_is_taken_tells_whose_it_is(desk, wrong):
    with pytest.raises(UserError) as told:
        units.rename_unit(desk, wrong[0], OWN, since=None)
    assert told.value.params["other"] == id_of(desk, OWN)
