"""After an erasure nothing of the person's words lies in the file, and the journal still proves."""

from datetime import date, datetime

import pytest

from studycompanion.domain.people import Member, name_fields
from studycompanion.domain.personal import PERSONAL, Erasure, Way
from studycompanion.domain.plan import ActionItem
from studycompanion.domain.vietnamese import PartialDate
from studycompanion.storage import chain, drafts, erasing, erasures, findings, recoding
from studycompanion.storage.codec import field_types, plain_type
from studycompanion.storage.drafts import Draft
from studycompanion.storage.store import DATA, Entry
from studycompanion.storage.tables import KINDS, TABLES
from tests.conftest import EVENING
from tests.factories import given
from tests.storage.conftest import ACTOR

NAME = "Lò Thị Lính Canh"
WORDS = "chữ lính canh"
NAMELESS = erasing.Nameless("Người đã gỡ", b"trang thay")
SENTINELS = ("Lính Canh", "lính canh", "linh canh", "1931-07-")


def words_of(one, uow):
    """A value that gives the person away in every field that holds some."""
    hints = {name: plain_type(field_types(one.kind)[name]) for name in one.ways}
    values = {}
    for name, way in one.ways.items():
        if way in (Way.FILE, Way.PAGED):
            values[name] = uow.keep_blob(f"{WORDS} {one.kind.__name__} {name}".encode() * 9)
        elif way is Way.OWN_NAME:
            values[name] = NAME
        elif hints[name] is str and way in (Way.GONE, Way.VEILED):
            values[name] = WORDS
        elif hints[name] is dict:
            values[name] = {"task": WORDS, "person": ""}
        elif hints[name] is PartialDate:
            values[name] = PartialDate(1931, 7, 3)
    return values


def everything_of(uow):
    """A record of every kind that belongs to one person; returns them by kind."""
    member = given(uow, Member, **name_fields(NAME), **without_names(words_of(PERSONAL[0], uow)))
    mine = {Member: member}
    for one in PERSONAL[1:]:
        owner = mine[one.owners[0]]
        mine[one.kind] = given(uow, one.kind, **{one.owner: owner.id}, **words_of(one, uow))
    return mine


def without_names(values):
    return {n: v for n, v in values.items() if n not in name_fields(NAME)}


def whole_file(folder):
    return b"".join(p.read_bytes() for p in folder.glob(f"{DATA}*"))


def is_in(folder, text):
    return text.encode() in whole_file(folder)


@pytest.fixture
def filled(new_store, clock):
    """A store with somebody of whom everything is kept, changed once and typed on."""
    store = new_store()
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        mine = everything_of(uow)
    with store.write(Entry("member_change"), actor=ACTOR, clock=clock) as uow:
        mine[Member] = uow.change(mine[Member], note=f"{WORDS} khác")
    with store.unlogged() as connection:
        key = f"item/{mine[ActionItem].id}/task"
        drafts.keep(connection, Draft(key, WORDS, 1, EVENING))
        drafts.keep(connection, Draft("item/khác/task", "của người khác", 1, EVENING))
    return store, mine


def erase(store, clock, *ids):
    with store.write(Entry("member_erase"), actor=ACTOR, clock=clock) as uow:
        return erasing.erase(uow, ids, NAMELESS)


def test_no_word_of_the_person_is_left_in_the_file(filled, clock):
    store, mine = filled
    assert all(is_in(store.folder, text) for text in SENTINELS)
    owned = erase(store, clock, mine[Member].id)
    assert {TABLES[kind].name for kind in mine} == owned.keys()
    recoding.rewrite(store)
    assert not [text for text in SENTINELS if is_in(store.folder, text)]
    assert is_in(store.folder, "của người khác")


def test_the_journal_still_proves_and_the_check_finds_nothing(filled, clock):
    store, mine = filled
    erase(store, clock, mine[Member].id)
    with store.read() as reader:
        assert list(chain.broken_links(reader.connection)) == []
        found = [f for rule in findings.RULES for f in rule(reader.connection)]
    assert found == []


def test_records_stay_so_that_counts_stay(filled, clock):
    store, mine = filled
    erase(store, clock, mine[Member].id)
    with store.read() as reader:
        for kind, record in mine.items():
            assert reader.find_one(kind, record.id) is not None
        assert reader.get(Member, mine[Member].id).full_name == NAMELESS.name
        item = reader.get(ActionItem, mine[ActionItem].id)
        assert item.points == {"task": "…", "person": ""}
        assert [d.key for d in drafts.every(reader.connection)] == ["item/khác/task"]


def test_kept_files_go_unless_somebody_else_has_the_same(filled, clock):
    store, mine = filled
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        shared = uow.get(ActionItem, mine[ActionItem].id)
        other = given(uow, ActionItem)
        kept = uow.keep_blob(b"cung mot tep")
        for item in (shared, other):
            given(uow, KINDS["evidence"], item_id=item.id, blob_id=kept)
    erase(store, clock, mine[Member].id)
    with store.read() as reader:
        assert reader.blob(kept) == b"cung mot tep"
        assert reader.blob(reader.find(KINDS["issued_form"])[0].blob_id) == NAMELESS.page
        ids = reader.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar()
    assert ids == 2


def test_what_was_taken_off_before_goes_from_the_journal_too(filled, clock):
    store, mine = filled
    with store.write(Entry("item_remove"), actor=ACTOR, clock=clock) as uow:
        for kind in ("progress_note", "evidence"):
            for record in uow.find(KINDS[kind]):
                uow.remove(record)
        uow.remove(uow.get(ActionItem, mine[ActionItem].id))
    owned = erase(store, clock, mine[Member].id)
    assert owned["evidence"] == {mine[KINDS["evidence"]].id}
    recoding.rewrite(store)
    assert not [text for text in SENTINELS if is_in(store.folder, text)]


def test_a_record_merged_into_the_person_is_the_persons(new_store, clock):
    store = new_store()
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        twin, kept = (given(uow, Member, **name_fields(NAME)) for _ in range(2))
    with store.write(Entry("people_merge", {"member": kept.id}), actor=ACTOR, clock=clock) as uow:
        uow.remove(twin)
    with store.read() as reader:
        assert erasing.same_person(reader.connection, kept.id) == (twin.id,)
        assert erasing.known_name(reader, twin.id) == NAME
        assert erasing.known_name(reader, "0" * 32) is None
    erase(store, clock, kept.id, twin.id)
    recoding.rewrite(store)
    assert not is_in(store.folder, NAME)


def test_where_others_name_the_person_is_told(filled, clock):
    store, mine = filled
    with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
        given(uow, KINDS["session"], chair=NAME)
        given(uow, ActionItem, helpers=f"cùng {NAME}")
    with store.read() as reader:
        owned = erasing.owned(reader.connection, [mine[Member].id])
        assert erasing.mentions(reader.connection, NAME, owned) == {"session": 1, "item": 1}


def note(number, *ids):
    at = datetime.fromisoformat("2026-11-20T19:00+07:00")
    return Erasure(id=number, member_id=ids[0], also_ids=ids[1:], at=at, by="Mẫu", reason="x",
                   keep_until=date(2031, 12, 31))  # fmt: skip


def test_the_register_names_nobody_and_is_read_again(tmp_path):
    (tmp_path / "backups").mkdir()
    erasures.enter(tmp_path, [erasures.noted(note("1", "a", "b"))])
    erasures.enter(tmp_path, [erasures.noted(note("2", "c"))])
    assert [(n.id, n.member_ids) for n in erasures.of_data(tmp_path)] == [
        ("1", ("a", "b")), ("2", ("c",)),
    ]  # fmt: skip
    assert erasures.read(tmp_path / "backups") == erasures.read(tmp_path)
    assert "Mẫu" not in (tmp_path / erasures.NAME).read_text("utf-8")
    erasures.bring(tmp_path, tmp_path / "backups")


@pytest.mark.parametrize("text", ["", "[]", '{"erasures": [{}]}', '{"erasures": [1]}'])
def test_a_register_that_cannot_be_read_is_none(tmp_path, text):
    (tmp_path / erasures.NAME).write_text(text)
    assert erasures.read(tmp_path) == ()
