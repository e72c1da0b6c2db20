"""Transactions: whole or not at all, each with one entry in the journal, on both databases."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.people import Member, OrgUnit
from studycompanion.domain.settings import Setting
from studycompanion.errors import UserError
from studycompanion.storage import journal
from studycompanion.storage.tables import TABLES, change, change_set, change_value
from tests.factories import given, make
from tests.storage.conftest import ACTOR, contents


def entries(store):
    with store.read() as reader:
        query = sa.select(change_set).order_by(change_set.c.number)
        return [journal.header_of(row) for row in reader.connection.execute(query).mappings()]


def changes(store, entry):
    with store.read() as reader:
        return journal.changes_of(reader.connection, entry.id)


def stored(store, record):
    with store.read() as reader:
        return reader.get(type(record), record.id)


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_every_kind_of_record_comes_back_as_it_was_stored(store, step, kind):
    with step() as uow:
        record = given(uow, kind)
    assert stored(store, record) == record


def test_a_new_record_is_in_the_journal_with_all_its_values(store, step, evening):
    member = make(Member, full_name="Nguyễn Thị Hoà", note="tổ trưởng")
    with step() as uow:
        uow.add(member)
    (entry,) = entries(store)
    assert (entry.number, entry.step, entry.actor, entry.pc_user) == (
        1,
        "setup",
        ACTOR.name,
        ACTOR.pc_user,
    )
    assert entry.at == evening
    (one,) = changes(store, entry)
    assert (one.record_kind, one.record_id) == ("member", member.id)
    assert (one.revision_before, one.revision_after) == (0, 1)
    assert one.body["note"] == (None, "tổ trưởng")
    assert one.body.keys() == {c.name for c in TABLES[Member].columns} - {"id", "revision"}


def test_a_change_keeps_old_and_new_of_what_differs_and_nothing_else(store, step):
    with step() as uow:
        member = uow.add(make(Member, phone="0912"))
    with step() as uow:
        changed = uow.change(member, phone="0934", note=member.note)
    assert changed == replace(member, phone="0934", revision=2) == stored(store, member)
    (one,) = changes(store, entries(store)[1])
    assert one.body == {"phone": ("0912", "0934")}
    assert (one.revision_before, one.revision_after) == (1, 2)


def test_a_removed_record_is_gone_but_the_journal_has_it(store, step):
    with step() as uow:
        member = uow.add(make(Member, phone="0912"))
    with step() as uow:
        uow.remove(member)
    with pytest.raises(UserError, match="not_there"):
        stored(store, member)
    (one,) = changes(store, entries(store)[1])
    assert one.body["phone"] == ("0912", None)
    assert (one.revision_before, one.revision_after) == (1, 0)


def test_nothing_is_written_where_nothing_changed(store, step):
    with step() as uow:
        member = uow.add(make(Member))
    with step() as uow:
        assert uow.change(member, phone=member.phone) is member
        uow.add_all([])
        assert uow.change_all([], phone="1") == []
    assert len(entries(store)) == 1


def test_a_record_changed_since_it_was_read_is_not_changed_again(store, step):
    with step() as uow:
        read = uow.add(make(Member, phone="0912"))
        uow.change(read, phone="0934")
    with pytest.raises(UserError, match="moved_on"), step() as uow:
        uow.change(read, phone="0956")
    assert stored(store, read).phone == "0934"
    assert len(entries(store)) == 1


def test_a_record_changed_since_it_was_read_is_not_removed(store, step):
    with step() as uow:
        read = uow.add(make(Member))
        uow.change(read, phone="0934")
    with pytest.raises(UserError, match="moved_on"), step() as uow:
        uow.remove(read)
    assert stored(store, read).phone == "0934"
    assert len(entries(store)) == 1


def test_many_records_change_at_once_and_each_is_in_the_journal(store, step):
    with step() as uow:
        lines = [given(uow, Attendance) for _ in range(5)]
        done = uow.change(lines[3], mark=Mark.PRESENT)
    with step() as uow:
        now = uow.change_all([*lines[:3], done, lines[4]], mark=Mark.PRESENT)
    assert [line.mark for line in now] == [Mark.PRESENT] * 5
    assert now[3] is done
    assert [stored(store, line) for line in lines] == now
    ids = [one.record_id for one in changes(store, entries(store)[1])]
    assert ids == [lines[n].id for n in (0, 1, 2, 4)]


def test_one_that_moved_on_stops_the_change_of_many(store, step):
    with step() as uow:
        lines = [given(uow, Attendance) for _ in range(3)]
        uow.change(lines[1], mark=Mark.LATE)
    with pytest.raises(UserError, match="moved_on"), step() as uow:
        uow.change_all(lines, mark=Mark.PRESENT)
    assert [stored(store, line).mark for line in lines] == [
        Mark.UNMARKED,
        Mark.LATE,
        Mark.UNMARKED,
    ]


def test_any_error_takes_the_whole_step_back(store, step):
    with step() as uow:
        member = uow.add(make(Member, phone="0912"))
    before = contents(store)

    def stumble():
        with step() as uow:
            uow.change(member, phone="0934")
            uow.add(make(OrgUnit))
            uow.keep_blob(b"x")
            raise KeyError

    with pytest.raises(KeyError):
        stumble()
    assert contents(store) == before
    assert len(entries(store)) == 1


def test_an_error_of_the_database_takes_the_whole_step_back(store, step):
    def point_nowhere():
        with step() as uow:
            uow.add(make(OrgUnit))
            uow.add(make(Attendance))

    with pytest.raises(store.engine.dialect.loaded_dbapi.IntegrityError):
        point_nowhere()
    assert not any(contents(store).values())
    assert entries(store) == []


def test_records_are_found_by_what_their_fields_hold(store, step):
    with step() as uow:
        here = uow.add(make(OrgUnit, code="38.168"))
        below = uow.add(make(OrgUnit, parent_id=here.id, code="38.169"))
        line = given(uow, Attendance, is_guest=True)
        given(uow, Attendance, is_guest=False)
    with store.read() as reader:
        assert reader.find(OrgUnit, code="38.168") == [here]
        assert reader.find(OrgUnit, parent_id=here.id) == [below]
        assert below not in reader.find(OrgUnit, parent_id=None)
        assert reader.find(Attendance, mark=Mark.UNMARKED, is_guest=True) == [line]
        assert reader.find(Setting) == []
        assert reader.find_one(Setting, "place") is None


def test_a_read_sees_one_state_while_others_write(store, step):
    with step() as uow:
        setting = uow.add(make(Setting, id="place", value="Vĩnh Tuy"))
    with store.read() as reader:
        assert reader.get(Setting, "place").value == "Vĩnh Tuy"
        with step() as uow:
            uow.change(setting, value="Hoa Sen")
        assert reader.get(Setting, "place").value == "Vĩnh Tuy"
    assert stored(store, setting).value == "Hoa Sen"


def test_values_can_be_erased_while_the_rest_of_the_journal_stays(store, step):
    with step() as uow:
        member = uow.add(make(Member))
    with step() as uow:
        uow.change(member, phone="0934")
    first, second = entries(store)
    with store.unlogged() as connection:
        connection.execute(change_value.delete().where(change_value.c.change_set_id == first.id))
    with store.read() as reader:
        told = journal.history_of(reader.connection, member.id)
        assert [top.id for top, _ in told] == [second.id]
        assert reader.connection.scalar(sa.select(sa.func.count()).select_from(change)) == 2
    with pytest.raises(UserError, match="moved_on"):
        changes(store, first)


def test_facts_about_the_file_are_kept_apart_from_the_journal(store):
    assert store.fact("seeded_by") == ""
    store.note("seeded_by", "1")
    store.note("seeded_by", "2")
    assert store.fact("seeded_by") == "2"
    assert entries(store) == []
