"""Forms signed with a pen: noting it, and the list of those who are missing."""

from datetime import date, timedelta

import pytest

from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.work import Silent
from studycompanion.errors import UserError
from studycompanion.services import history, paperwork, pen, topics
from studycompanion.services.members import list_members
from studycompanion.services.unsigned import unsigned
from tests.services.conftest import enrol, exempt, person

DAY = date(2026, 11, 19)


@pytest.fixture
def people(desk, topic, tmp_path):
    ids = enrol(desk, "Lê An", "Vũ Bình", exempt("Đỗ Dần"))
    paperwork.export_commitments(desk, topic.id, tmp_path / "ra", job=Silent())
    return ids


def forms_of(desk):
    with desk.read() as reader:
        return {form.member_id: form for form in reader.find(IssuedForm)}


def test_a_whole_cell_is_noted_in_one_step_and_can_be_undone(desk, topic, people):
    done = pen.note_signed(desk, topic.id, DAY).value
    assert (done.count, done.without_form) == (2, ())
    form = forms_of(desk)[people[0]]
    assert form.state is FormState.SIGNED_ON_PAPER
    assert (form.signed_on, form.signed_by) == (DAY, "Trần Văn Mẫu")
    assert history.undo(desk).value == "Ghi nhận đã ký giấy"
    assert {form.state for form in forms_of(desk).values()} == {FormState.NOT_PRINTED}


def test_one_is_noted_and_the_other_is_still_missing(desk, topic, people):
    pen.note_signed(desk, topic.id, DAY, members=frozenset(people[:1]))
    assert [one.full_name for one in unsigned(desk, topic.id)] == ["Vũ Bình"]
    assert pen.note_signed(desk, topic.id, DAY).value.count == 1
    assert unsigned(desk, topic.id) == ()


def test_who_has_no_form_is_named(desk, topic, people):
    enrol(desk, "Mai Mới")
    assert pen.note_signed(desk, topic.id, DAY).value.without_form == ("Mai Mới",)
    with pytest.raises(UserError, match="nothing_to_note"):
        pen.note_signed(desk, topic.id, DAY)


def test_nobody_signs_tomorrow(desk, topic, people):
    with pytest.raises(UserError, match="signed_in_future"):
        pen.note_signed(desk, topic.id, desk.today + timedelta(days=1))


def test_a_cell_is_noted_by_itself(ward_desk, tmp_path):
    topic = topics.add_topic(ward_desk, "Kỷ cương", 2026).value
    enrol(ward_desk, person("Lê An", cell_name="Chi bộ 1"), person("Vũ Bình", cell_name="Chi bộ 2"))
    paperwork.export_commitments(ward_desk, topic.id, tmp_path / "ra", job=Silent())
    first = next(one for one in list_members(ward_desk) if one.full_name == "Lê An")
    assert pen.note_signed(ward_desk, topic.id, DAY, cell_id=first.cell_id).value.count == 1
    assert [one.full_name for one in unsigned(ward_desk, topic.id)] == ["Vũ Bình"]
