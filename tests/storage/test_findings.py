"""Each rule of the check against the damage that it is there for, and what mends it."""

from contextlib import closing

import pytest
import sqlalchemy as sa

from studycompanion.domain.attendance import Attendance
from studycompanion.domain.form_code import form_code
from studycompanion.domain.paperwork import FormState, IssuedForm
from studycompanion.domain.people import Member, MemberRole, Membership, OrgUnit, UnitName
from studycompanion.domain.plan import ActionPlan
from studycompanion.domain.review import SelfReview, StageStep
from studycompanion.domain.scanned import ScanPage
from studycompanion.domain.study import StudySession
from studycompanion.domain.vietnamese import unit_key
from studycompanion.errors import EnvironmentProblem
from studycompanion.messages import word
from studycompanion.services import checking, safekeeping
from studycompanion.storage import check
from studycompanion.storage.engine import bare_connect
from studycompanion.storage.files import replace_file
from studycompanion.storage.store import DATA
from studycompanion.storage.tables import KINDS, TABLES
from tests.factories import given


@pytest.fixture
def store(file):
    """Only a data file: its pages are what is damaged."""
    return file


def damage(store, *statements, **values):
    """Run SQL past the program, as another tool would, with foreign keys off."""
    with closing(bare_connect(store.folder / DATA, store.key)) as connection:
        for statement in statements:
            connection.execute(statement, values)


@pytest.fixture
def cell(step):
    """A member with posts in a named cell, a session, and a scan."""
    with step() as uow:
        unit = given(uow, OrgUnit)
        name = given(uow, UnitName, unit_id=unit.id, name="Chi bộ 1", key=unit_key("Chi bộ 1"))
        who = given(uow, Member, full_name="Lê Văn An")
        given(uow, Membership, member_id=who.id, unit_id=unit.id, valid_from=None, valid_to=None)
        role = given(uow, MemberRole, member_id=who.id, unit_id=unit.id, valid_to=None)
        session = given(uow, StudySession, unit_id=unit.id)
        scan = uow.keep_blob(b"%PDF scan" * 3_000)
    return {"unit": unit, "name": name, "member": who, "role": role, "session": session} | {
        "scan": scan
    }


def found(store):
    return [(one.code, one.detail) for one in check.findings(store)]


def test_a_sound_file_has_nothing_to_tell(store, cell, desk):
    assert found(store) == []
    assert checking.repair(desk) == checking.Repaired((), (), None)


DAMAGES = {
    "a row that must point to what is gone": (
        ["DELETE FROM member_role WHERE 1 = 0", "DELETE FROM member"],
        {("foreign_key", "membership"), ("foreign_key", "member_role")},
        True,
    ),
    "a row that may do without what is gone": (
        ["UPDATE session SET makes_up_id = 'weg'"],
        {("foreign_key", "session")},
        True,
    ),
    "pieces of a file that is gone": (
        ["DELETE FROM blob"],
        {("foreign_key", "blob_piece")},
        True,
    ),
    "a date that no calendar has": (
        ["UPDATE member_role SET valid_from = '2026-02-31'"],
        {("date", "member_role")},
        True,
    ),
    "a year that cannot be": (
        ["UPDATE member SET birth = '0196-05-01'"],
        {("date", "member")},
        True,
    ),
    "a date that must be there": (
        ["UPDATE session SET at = 'hôm qua'"],
        {("date", "session")},
        False,
    ),
    "a word that the program does not know": (
        ["UPDATE member_role SET role = 'vua'"],
        {("value", "member_role")},
        False,
    ),
    "a period that ends before it begins": (
        ["UPDATE membership SET valid_from = '2026-05-01', valid_to = '2026-04-01'"],
        {("period", "membership")},
        False,
    ),
    "a name with the keys of another": (
        ["UPDATE member SET search_key = 'x', sort_key = 'y'", "UPDATE unit_name SET key = 'z'"],
        {("key", "member"), ("key", "unit_name")},
        True,
    ),
    "a file of another size": (
        ["UPDATE blob SET size = 5"],
        {("blob_size", "*")},
        True,
    ),
    "a piece that belongs to nothing": (
        ["INSERT INTO piece (id, data) VALUES ('0123456789', x'00')"],
        {("piece", "01234567")},
        True,
    ),
    "a record changed past the journal": (
        ["UPDATE member SET phone = '0900', revision = revision + 1"],
        {("unjournaled", "member")},
        False,
    ),
    "a step changed afterwards": (
        ["UPDATE change_set SET actor = 'Ai khác'"],
        {("journal", "1")},
        False,
    ),
}


def test_a_step_of_a_paper_that_is_gone_is_told_and_taken_out(store, step, desk):
    with step() as uow:
        review = given(uow, SelfReview)
        kept = given(uow, StageStep, subject_id=review.id)
        plan = given(uow, ActionPlan)
        given(uow, StageStep, subject_id=plan.id)
    assert found(store) == []
    damage(store, "DELETE FROM plan")
    assert found(store) == [("foreign_key", "stage_step")]
    checking.repair(desk)
    with store.read() as reader:
        assert [one.id for one in reader.find(StageStep)] == [kept.id]


@pytest.fixture
def scanned(step):
    """A form numbered 7 with its three pages filed, and one of which only page 2 came so far."""
    with step() as uow:
        whole = given(uow, IssuedForm, code=form_code("a", 0, 7), state=FormState.SCANNED)
        begun = given(uow, IssuedForm, code=form_code("a", 0, 8), state=FormState.PRINTED)
        for form, page in ((whole, 1), (whole, 2), (whole, 3), (begun, 2)):
            given(uow, ScanPage, form_id=form.id, page=page, pages=3)
    return whole


@pytest.mark.parametrize(
    ("page", "state", "told"),
    [
        (2, "scanned", ["7 – 2"]),
        (3, "scanned", ["7 – 3"]),
        (1, "scanned", ["7 – 1"]),
        (2, "signed_on_paper", ["7 – 2"]),
        (3, "signed_on_paper", []),
        (2, "replaced", []),
        (4, "scanned", []),
    ],
)
def test_a_page_that_is_missing_between_others_is_told(store, scanned, desk, page, state, told):
    assert found(store) == []
    damage(
        store,
        "DELETE FROM scan_page WHERE form_id = :form AND page = :page",
        form=scanned.id,
        page=page,
    )
    damage(
        store, "UPDATE issued_form SET state = :state WHERE id = :id", id=scanned.id, state=state
    )
    assert found(store) == [("scan_gap", detail) for detail in told]
    assert [one.record_id for one in check.findings(store)] == [scanned.id] * len(told)
    if told:
        [problem] = checking.problems(desk)
        assert told[0] in problem.words
        assert not problem.can_mend


NAMED_BY_THE_ERASED = {("erasure", "member_id"), ("erasure", "also_ids")}
"""Outlives the person on purpose."""
TRACES = {
    (table, column)
    for table in ("review_access", "word_form")
    for column in ("member_id", "topic_id")
}
"""Tell what was seen and what left, also when the person or the topic is gone."""


def test_whatever_points_to_a_record_is_watched_by_a_rule():
    watched = NAMED_BY_THE_ERASED | TRACES | {("stage_step", "subject_id")}
    pointing = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.c
        if column.name.endswith(("_id", "_ids")) and not column.foreign_keys
    }
    assert pointing == watched


WITH_FILES = [
    (kind, column.name)
    for kind, table in TABLES.items()
    for column in table.c
    if any(key.column.table.name == "blob" for key in column.foreign_keys)
]


@pytest.mark.parametrize(
    ("kind", "field"), WITH_FILES, ids=lambda one: getattr(one, "__name__", one)
)
def test_a_file_that_any_kind_of_record_lost_is_told(store, step, kind, field):
    with step() as uow:
        given(uow, kind, **{field: uow.keep_blob(b"%PDF " * 3_000)})
    before = found(store)
    assert ("foreign_key", TABLES[kind].name) not in before
    damage(store, "DELETE FROM blob_piece", "DELETE FROM blob")
    assert ("foreign_key", TABLES[kind].name) in found(store)


@pytest.mark.parametrize(
    ("kind", "field"), WITH_FILES, ids=lambda one: getattr(one, "__name__", one)
)
def test_a_spoilt_file_of_any_kind_of_record_comes_back_from_a_backup(
    store, step, desk, kind, field
):
    with step() as uow:
        one = given(uow, kind, **{field: uow.keep_blob(b"%PDF " * 3_000)})
    blob_id = getattr(one, field)
    safekeeping.backup(desk)
    damage(store, "UPDATE piece SET data = x'00'")
    assert ("blob", blob_id) in found(store)
    checking.repair(desk)
    assert ("blob", blob_id) not in found(store)


def matches(told, wanted):
    return any(code == told[0] and detail in ("*", told[1]) for code, detail in wanted)


@pytest.mark.parametrize(("statements", "wanted", "can_mend"), DAMAGES.values(), ids=DAMAGES)
def test_each_damage_is_told_in_words_and_mended_where_that_is_safe(
    store, cell, desk, statements, wanted, can_mend
):
    damage(store, *statements)
    told = found(store)
    assert told
    assert all(matches(one, wanted) for one in told)
    assert len({code for code, _ in told}) == len({code for code, _ in wanted})
    problems = checking.problems(desk)
    assert {problem.can_mend for problem in problems} == {can_mend}
    assert all(len(problem.words) > 20 for problem in problems)
    done = checking.repair(desk)
    if can_mend:
        assert (found(store), done.left) == ([], ())
        assert done.mended
        assert done.backup.exists()
    else:
        assert (found(store), done.mended, done.backup) == (told, (), None)


def test_what_a_repair_took_out_is_still_in_the_journal(store, cell, desk):
    damage(store, "DELETE FROM member")
    checking.repair(desk)
    with store.read() as reader:
        text = "SELECT body FROM change_value JOIN change_set s ON s.id = change_set_id"
        bodies = reader.connection.execute(sa.text(f"{text} WHERE s.step = 'repair'")).scalars()
        assert any(cell["member"].id in body for body in bodies)


@pytest.mark.parametrize("harm", ["UPDATE piece SET data = x'00'", "DELETE FROM blob_piece"])
def test_a_kept_file_that_was_lost_comes_back_out_of_a_backup(store, cell, desk, harm):
    safekeeping.backup(desk)
    damage(store, harm)
    assert ("blob", cell["scan"]) in found(store)
    done = checking.repair(desk)
    assert (found(store), done.left) == ([], ())
    with store.read() as reader:
        assert reader.blob(cell["scan"]) == b"%PDF scan" * 3_000


def test_a_kept_file_that_no_backup_has_is_left_to_be_told(store, cell, desk):
    damage(store, "UPDATE piece SET data = x'00'")
    done = checking.repair(desk)
    assert done.mended == ()
    assert done.left == (word("data_problems", "blob", detail=""),)


def test_a_backup_that_cannot_be_opened_does_not_stop_the_repair(store, cell, desk):
    made = safekeeping.backup(desk)
    raw = bytearray(made.read_bytes())
    raw[len(raw) // 3] ^= 0xFF
    replace_file(made, bytes(raw))
    damage(store, "UPDATE piece SET data = x'00'")
    assert checking.repair(desk).left


def test_steps_missing_from_the_journal_are_counted(store, cell, desk, step):
    for _ in range(3):
        with step() as uow:
            given(uow, Member)
    gone = "(SELECT id FROM change_set WHERE number = 2)"
    tables = ("change_value", "change")
    damage(store, *(f"DELETE FROM {t} WHERE change_set_id = {gone}" for t in tables))
    damage(store, "DELETE FROM change_set WHERE number = 2")
    assert ("journal_gap", "1") in found(store)


def test_a_journal_that_was_cut_is_told_by_its_backups(store, cell, desk, step):
    with step() as uow:
        given(uow, Member)
    safekeeping.backup(desk)
    damage(store, "DELETE FROM change_set WHERE number = 2")
    told = [problem.code for problem in checking.problems(desk)]
    assert "journal_short" in told


def make_stale(store):
    """An index that knows nothing of the last row."""
    name = "ix_member_sort_key"
    with closing(bare_connect(store.folder / DATA, store.key)) as connection:
        row = connection.execute("SELECT * FROM sqlite_master WHERE name = ?", [name]).fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", [name])
    with closing(bare_connect(store.folder / DATA, store.key)) as connection:
        connection.execute("UPDATE member SET sort_key = sort_key || 'x'")
        connection.execute("UPDATE member SET sort_key = rtrim(sort_key, 'x')")
        connection.execute("DELETE FROM member WHERE id IN (SELECT id FROM member LIMIT 1)")
    with closing(bare_connect(store.folder / DATA, store.key)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


def test_an_index_that_does_not_fit_is_made_anew_and_the_file_kept_as_it_was(store, desk, step):
    with step() as uow:
        for _ in range(5):
            given(uow, Member)
    store.engine.dispose()
    make_stale(store)
    assert ("index", "ix_member_sort_key") in found(store)
    assert "ix_member_sort_key" in checking.problems(desk)[0].words
    checking.repair(desk)
    assert "index" not in {code for code, _ in found(store)}
    (aside,) = (store.folder / "damaged").iterdir()
    assert (aside / DATA).exists()


def test_pages_that_cannot_be_trusted_are_no_matter_for_a_repair(store, desk, step):
    with step() as uow:
        for _ in range(200):
            given(uow, Member, note="x" * 300)
    store.close()
    raw = bytearray((store.folder / DATA).read_bytes())
    middle = len(raw) // 2 // 4_096 * 4_096
    raw[middle : middle + 8_192] = b"\x17" * 8_192
    replace_file(store.folder / DATA, bytes(raw))
    with pytest.raises(EnvironmentProblem, match="damaged"):
        checking.repair(desk)


def test_every_rule_has_its_sentence_and_every_table_its_name():
    for language in ("vi", "en"):
        from studycompanion import messages

        with messages.speaking(language):
            for _, wanted, _ in DAMAGES.values():
                for code, _ in wanted:
                    assert word("data_problems", code, detail="…")
            for table in (*KINDS, "blob", "piece", "blob_piece", "change", "change_value"):
                assert word("tables", table)


def test_what_hangs_on_an_orphan_goes_with_it(store, desk, step):
    with step() as uow:
        session = given(uow, StudySession)
        later = given(uow, StudySession, topic_id=session.topic_id, makes_up_id=session.id)
        mark = given(uow, Attendance, session_id=session.id)
    damage(store, "DELETE FROM topic")
    assert checking.repair(desk).left == ()
    with store.read() as reader:
        assert not reader.find(StudySession)
        assert reader.find_one(Attendance, mark.id) is None
        assert reader.find_one(StudySession, later.id) is None
