"""The chain of digests proves the journal unbroken, and lets values be erased."""

import pytest
import sqlalchemy as sa

from studycompanion.domain.people import Member, OrgUnit
from studycompanion.storage import chain, check
from studycompanion.storage.store import Entry
from studycompanion.storage.tables import change, change_set, change_value
from tests.factories import make
from tests.storage.conftest import ACTOR


@pytest.fixture
def journal(store, step):
    """Six steps: a unit, then a member with a new telephone each time."""
    with step() as uow:
        uow.add(make(OrgUnit))
    with step() as uow:
        member = uow.add(make(Member))
    for number in range(4):
        with step() as uow:
            member = uow.change(member, phone=str(number))
    return store


def broken(store):
    with store.read() as reader:
        return list(chain.broken_links(reader.connection))


def tamper(store, statement):
    with store.unlogged() as connection:
        assert connection.execute(statement).rowcount == 1


def id_of(number):
    of_number = sa.select(change_set.c.id).where(change_set.c.number == number)
    return of_number.scalar_subquery()


def test_the_chain_of_an_empty_file_is_whole(store):
    assert broken(store) == []


def test_an_untouched_chain_is_whole(journal):
    assert broken(journal) == []


@pytest.mark.parametrize(
    "alter",
    [
        {"actor": "Ai đó"},
        {"pc_user": "khac"},
        {"at": "2026-11-20T12:00:01+00:00"},
        {"step": "mark"},
        {"params": '{"member":"x"}'},
        {"mode": "quiet"},
        {"undo_of": "x"},
        {"digest": "0" * 64},
        {"mode": "other"},
        {"params": "{"},
    ],
    ids=lambda alter: "-".join(alter),
)
def test_an_altered_head_is_found(journal, alter):
    tamper(journal, change_set.update().where(change_set.c.number == 3).values(alter))
    found = broken(journal)
    assert 3 in found
    # The digest of a step is what the next one is bound to; nothing else points further.
    assert set(found) <= {3, 4}


@pytest.mark.parametrize(
    "alter",
    [
        {"record_kind": "unit"},
        {"record_id": "x"},
        {"revision_before": 7},
        {"revision_after": 7},
        {"digest": "0" * 64},
    ],
    ids=lambda alter: "-".join(alter),
)
def test_an_altered_change_is_found(journal, alter):
    tamper(journal, change.update().where(change.c.change_set_id == id_of(4)).values(alter))
    assert broken(journal) == [4]


@pytest.mark.parametrize("alter", [{"body": '{"phone":["1","9"]}'}, {"salt": "0" * 32}])
def test_an_altered_value_is_found(journal, alter):
    of_four = change_value.c.change_set_id == id_of(4)
    tamper(journal, change_value.update().where(of_four).values(alter))
    assert broken(journal) == [4]


def test_erased_values_leave_the_chain_whole(journal):
    with journal.unlogged() as connection:
        connection.execute(change_value.delete())
    assert broken(journal) == []


def test_a_missing_step_is_found_at_the_next(journal):
    with journal.unlogged() as connection:
        gone = connection.scalar(sa.select(id_of(3)))
        for table, column in (
            (change_value, change_value.c.change_set_id),
            (change, change.c.change_set_id),
            (change_set, change_set.c.id),
        ):
            connection.execute(table.delete().where(column == gone))
    assert broken(journal) == [4]


def test_a_missing_change_is_found(journal):
    with journal.unlogged() as connection:
        gone = connection.scalar(sa.select(id_of(5)))
        connection.execute(change_value.delete().where(change_value.c.change_set_id == gone))
        connection.execute(change.delete().where(change.c.change_set_id == gone))
    assert broken(journal) == [5]


def test_each_origin_has_a_chain_of_its_own(journal, clock, step):
    mine = journal.origin
    for origin in ("0" * 32, "f" * 32):
        journal.__dict__["origin"] = origin
        for _ in range(2):
            with journal.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
                uow.add(make(Member))
    journal.__dict__["origin"] = mine
    with step() as uow:
        uow.add(make(Member))
    with journal.read() as reader:
        query = sa.select(change_set.c.origin, sa.func.max(change_set.c.number))
        newest = reader.connection.execute(query.group_by(change_set.c.origin))
        assert {tuple(row) for row in newest} == {(mine, 7), ("0" * 32, 2), ("f" * 32, 2)}
    assert broken(journal) == []
    of_first = (change_set.c.origin == "f" * 32) & (change_set.c.number == 1)
    tamper(journal, change_set.update().where(of_first).values(actor="Ai đó"))
    assert broken(journal) == [1]


def test_the_check_of_the_file_names_the_step(journal):
    of_four = change_value.c.change_set_id == id_of(4)
    tamper(journal, change_value.update().where(of_four).values(body="{}"))
    assert check.problems(journal) == [("journal", "4")]
