"""Undo and redo over the journal, on both databases."""

import random
from dataclasses import replace

import pytest
from hypothesis import given as holds_for
from hypothesis import settings
from hypothesis import strategies as st

from studycompanion.domain.attendance import Attendance, Mark
from studycompanion.domain.history import Mode, inverse
from studycompanion.domain.people import Member, MemberRole, OrgUnit
from studycompanion.domain.study import Topic
from studycompanion.errors import UserError
from studycompanion.services import history
from studycompanion.services.desk import Desk
from studycompanion.storage import chain, journal
from studycompanion.storage.store import Entry
from studycompanion.storage.tables import change_value
from tests.factories import given, make
from tests.storage.conftest import ACTOR, contents, empty


def undo_all(desk):
    while history.next_steps(desk).undo:
        history.undo(desk)


def redo_all(desk):
    while history.next_steps(desk).redo:
        history.redo(desk)


def broken(store):
    with store.read() as reader:
        return list(chain.broken_links(reader.connection))


def test_thirty_steps_go_back_and_forth(store, desk, step):
    with step(Mode.BARRIER) as uow:
        lines = [given(uow, Attendance) for _ in range(30)]
    before = contents(store)
    states = [before]
    for line in lines:
        with step() as uow:
            uow.change(line, mark=Mark.PRESENT)
        states.append(contents(store))
    for state in reversed(states[:-1]):
        history.undo(desk)
        assert contents(store) == state
    for state in states[1:]:
        history.redo(desk)
        assert contents(store) == state
    undo_all(desk)
    assert contents(store) == before
    assert broken(store) == []


def test_undo_names_the_step_and_what_it_changed(store, desk, step):
    with step() as uow:
        unit = uow.add(make(OrgUnit))
    done = history.undo(desk)
    assert done.value == history.next_steps(desk).redo
    assert done.changes.ids == {"unit": frozenset({unit.id})}
    assert desk.is_changed


def test_a_removed_record_comes_back_as_it_was(store, desk, step):
    with step() as uow:
        line = given(uow, Attendance, mark=Mark.LATE, is_guest=True, reason="xe hỏng")
    before = contents(store)
    with step() as uow:
        uow.remove(line)
    history.undo(desk)
    assert contents(store) == before
    history.redo(desk)
    assert contents(store)["attendance"] == []
    history.undo(desk)
    assert contents(store) == before


def test_who_read_a_record_before_it_was_removed_and_brought_back_must_read_it_again(desk, step):
    with step() as uow:
        read = uow.add(make(Member))
    with step() as uow:
        uow.remove(read)
    history.undo(desk)
    with pytest.raises(UserError, match="moved_on"), step() as uow:
        uow.change(read, phone="2")


@pytest.mark.parametrize(
    "kept", ['{"code":["1",null]}', '{"kind":["cell",null],"dropped":["a",null]}']
)
def test_a_removal_under_other_tables_is_not_undone_where_they_do_not_fit(store, desk, step, kept):
    with step() as uow:
        unit = uow.add(make(OrgUnit))
    with step() as uow:
        uow.remove(unit)
    with store.unlogged() as connection:
        connection.execute(change_value.update().values(body=kept))
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)


def test_a_change_under_older_tables_is_not_undone_into_newer_ones(store, desk, step):
    with step() as uow:
        unit = uow.add(make(OrgUnit))
    with step() as uow:
        uow.change(unit, code="1")
    with store.unlogged() as connection:
        connection.execute(change_value.update().values(body='{"dropped":["a","b"]}'))
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)


def test_undo_is_refused_when_the_record_moved_on(store, desk, step):
    with step() as uow:
        member = uow.add(make(Member, phone="1"))
    with step() as uow:
        member = uow.change(member, phone="2")
    with step(Mode.QUIET) as uow:
        uow.change(member, phone="3")
    before = contents(store)
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)
    assert contents(store) == before
    assert history.next_steps(desk).undo


def test_undo_is_refused_when_the_record_is_gone(desk, step):
    with step() as uow:
        member = uow.add(make(Member))
    with step() as uow:
        member = uow.change(member, phone="2")
    with step(Mode.QUIET) as uow:
        uow.remove(member)
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)


def test_a_removal_is_not_undone_over_a_record_that_took_its_place(desk, step):
    with step() as uow:
        member = uow.add(make(Member))
    with step() as uow:
        uow.remove(member)
    with step(Mode.QUIET) as uow:
        uow.add(member)
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)


def test_a_removal_of_an_earlier_program_is_undone_with_the_fields_of_today(store, step):
    with step() as uow:
        topic = given(uow, Topic)
        uow.remove(topic)
        removal = uow.changes[-1]
        earlier = {n: values for n, values in removal.body.items() if n != "commits_with"}
        uow.apply(removal, inverse(earlier))
        assert uow.get(Topic, topic.id) == replace(topic, revision=2)


def test_adding_is_not_undone_while_other_records_need_it(store, desk, step):
    with step() as uow:
        member = uow.add(make(Member))
    with step(Mode.QUIET) as uow:
        given(uow, MemberRole, member_id=member.id)
    before = contents(store)
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)
    assert contents(store) == before


def test_a_change_of_another_field_does_not_stop_undo(store, desk, step):
    with step() as uow:
        member = uow.add(make(Member, phone="1", note="a"))
    with step() as uow:
        member = uow.change(member, phone="2")
    with step(Mode.QUIET) as uow:
        uow.change(member, note="b")
    history.undo(desk)
    with store.read() as reader:
        found = reader.get(Member, member.id)
    assert (found.phone, found.note, found.revision) == ("1", "b", 4)


def test_a_barrier_stops_undo(store, desk, step):
    with step() as uow:
        member = uow.add(make(Member))
    with step(Mode.BARRIER) as uow:
        uow.change(member, phone="2")
    with pytest.raises(UserError, match="nothing_to_undo"):
        history.undo(desk)


def test_quiet_upkeep_is_passed_over(store, desk, step):
    with step() as uow:
        member = uow.add(make(Member))
    with step(Mode.QUIET) as uow:
        unit = uow.add(make(OrgUnit))
    history.undo(desk)
    with store.read() as reader:
        assert reader.find(Member) == []
        assert reader.find(OrgUnit) == [unit]
    history.redo(desk)
    with store.read() as reader:
        assert [m.id for m in reader.find(Member)] == [member.id]


def test_a_new_step_forgets_what_could_be_redone(desk, step):
    with step() as uow:
        uow.add(make(Member))
    history.undo(desk)
    with step() as uow:
        uow.add(make(Member))
    with pytest.raises(UserError, match="nothing_to_redo"):
        history.redo(desk)


def test_a_step_whose_values_were_erased_is_not_half_undone(store, desk, step):
    with step() as uow:
        member, other = uow.add(make(Member)), uow.add(make(Member))
    with step() as uow:
        uow.change(member, phone="1")
        uow.change(other, phone="2")
    with store.unlogged() as connection:
        connection.execute(change_value.delete().where(change_value.c.ordinal == 0))
    before = contents(store)
    with pytest.raises(UserError, match="moved_on"):
        history.undo(desk)
    assert contents(store) == before


def test_undo_reaches_two_hundred_steps_back_and_no_upkeep_shortens_it(desk, step):
    with step() as uow:
        member = uow.add(make(Member))
    for n in range(journal.REMEMBERED_STEPS + 5):
        with step(Mode.QUIET if n % 2 else Mode.DO) as uow:
            member = uow.change(member, **{"note" if n % 2 else "phone": str(n)})
    with desk.read() as reader:
        steps = journal.recent_steps(reader.connection, desk.store.origin)
    assert len(steps) == 1 + (journal.REMEMBERED_STEPS + 5 + 1) // 2


def test_the_journal_of_another_copy_is_not_taken_back_here(store, desk, clock):
    store.__dict__["origin"] = "another"
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        uow.add(make(Member))
    del store.__dict__["origin"]
    with pytest.raises(UserError, match="nothing_to_undo"):
        history.undo(desk)


def test_what_happened_to_a_record_is_told_in_order(desk, step, clock):
    with step() as uow:
        unit, other = uow.add(make(OrgUnit, code="1")), uow.add(make(OrgUnit))
    clock.advance(minutes=1)
    with step() as uow:
        uow.change(other, code="9")
        uow.change(unit, code="2")
    history.undo(desk)
    told = [(h.field, h.old, h.new) for h in history.record_history(desk, unit.id)]
    assert [line for line in told if line[0] == "code"] == [
        ("code", "", "1"),
        ("code", "1", "2"),
        ("code", "2", "1"),
    ]
    assert {h.who for h in history.record_history(desk, unit.id)} == {ACTOR.name}


# One random evening: each number picks what is done next, and to which record.
ACTIONS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 99)), max_size=20)


def act(uow, action, number):
    lines, units = uow.find(Attendance), uow.find(OrgUnit)
    lines.sort(key=lambda line: line.id)
    units.sort(key=lambda unit: unit.id)
    if action == 0 or not lines:
        given(uow, Attendance)
    elif action == 1:
        uow.remove(lines[number % len(lines)])
    elif action == 2:
        uow.change_all(lines[: number % 5], mark=list(Mark)[number % 8])
    elif action == 3:
        uow.change(lines[number % len(lines)], reason=str(number), is_guest=number % 2 == 0)
    else:
        uow.change(units[number % len(units)], place=f"nơi {number}")


@settings(max_examples=settings().max_examples // 2)
@holds_for(actions=ACTIONS)
def test_undoing_all_gives_the_start_and_redoing_all_gives_the_end(file, clock, actions):
    empty(file)
    desk = Desk(file, clock, ACTOR)
    with desk.write("setup", mode=Mode.BARRIER) as tx:
        given(tx.uow, Attendance)
    start = contents(file)
    for action, number in actions:
        with desk.write("setup") as tx:
            act(tx.uow, action, number)
    end = contents(file)
    undo_all(desk)
    assert contents(file) == start
    redo_all(desk)
    assert contents(file) == end
    assert broken(file) == []


@settings(max_examples=settings().max_examples // 2)
@holds_for(actions=ACTIONS, seed=st.integers(0, 9999))
def test_wandering_between_steps_never_loses_one(file, clock, actions, seed):
    empty(file)
    desk, dice = Desk(file, clock, ACTOR), random.Random(seed)
    with desk.write("setup", mode=Mode.BARRIER) as tx:
        given(tx.uow, Attendance)
    states = [contents(file)]
    for action, number in actions:
        with desk.write("setup") as tx:
            act(tx.uow, action, number)
            made_a_step = bool(tx.uow.changes)
        states += [contents(file)] if made_a_step else []
    here = len(states) - 1
    for _ in range(len(states)):
        forth = here < len(states) - 1 and (here == 0 or dice.random() < 0.5)
        if not forth and here == 0:
            break
        (history.redo if forth else history.undo)(desk)
        here += 1 if forth else -1
        assert contents(file) == states[here]
