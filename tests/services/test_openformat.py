"""Everything out into the open format and back: equal, or not at all."""

import gzip
import json
import random
import shutil
import tarfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from studycompanion.domain.history import Mode
from studycompanion.domain.paperwork import IssuedForm
from studycompanion.errors import UserError
from studycompanion.services import checking, history_list, openformat, opening, topics
from studycompanion.storage import migrations
from studycompanion.storage.tables import KINDS, metadata
from tests import factories
from tests.conftest import EVENING, PROVING, FixedClock
from tests.services.conftest import ACTOR, SETUP, enrol
from tests.storage.conftest import contents

OWN = ("format", "origin", "epoch", "form_version_floor", "moved_at", "created_at", "created_by")


def everything(desk):
    """Every row of every table, pieces too, facts of the file itself left out."""
    found = {}
    with desk.read() as reader:
        for table in metadata.sorted_tables:
            rows = reader.connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(r) for r in rows if r[0] not in OWN or table.name != "meta"]
    return found


def round_trip(desk, folder, **options):
    openformat.export_data(desk, folder / "xuất")
    again = openformat.import_data(
        folder / "xuất", folder / "lại", actor=ACTOR, clock=desk.clock, **options
    )
    return again.desk


def filled(desk, seed, size):
    """Records of every kind, made up by ``seed``, some of them changed and removed again."""
    dice = random.Random(seed)
    kinds = list(KINDS.values())
    with desk.write("sample", mode=Mode.QUIET) as tx:
        made = [factories.given(tx.uow, kind) for kind in dice.choices(kinds, k=size)]
        tx.uow.keep_blob(dice.randbytes(dice.randint(0, 9_000)))
        tx.uow.keep_blob(b"%PDF stream\n" + dice.randbytes(5_000) + b"endstream")
    with desk.write("sample", mode=Mode.QUIET) as tx:
        for record in dice.sample(made, k=size // 3):
            tx.uow.change(record, **changed(record, dice))


def changed(record, dice):
    texts = [
        n for n in ("note", "title", "value", "text") if isinstance(getattr(record, n, 0), str)
    ]
    return {name: f"Đổi thành {dice.random()} “Ỷ” \u0000\u2028" for name in texts}


@settings(max_examples=25 if PROVING else 4)
@given(seed=st.integers(0, 1 << 30), size=st.integers(0, 40))
def test_what_comes_back_is_equal(tmp_path_factory, seed, size):
    folder = tmp_path_factory.mktemp("o")
    desk = opening.create(folder / "d", SETUP, actor=ACTOR, clock=FixedClock(EVENING)).desk
    filled(desk, seed, size)
    again = round_trip(desk, folder)
    try:
        assert everything(again) == everything(desk)
        assert again.store.origin != desk.store.origin
    finally:
        desk.store.close()
        again.store.close()


def test_a_ward_of_2350_comes_back_equal(ward_desk, tmp_path):
    with ward_desk.write("sample") as tx:
        for _ in range(2_350):
            factories.given(tx.uow, KINDS["member"])
    again = round_trip(ward_desk, tmp_path)
    assert contents(again.store) == contents(ward_desk.store)
    assert checking.problems(again) == checking.problems(ward_desk)
    again.store.close()


STORED = Path(__file__).parent.parent / "data"


FILES = {"1.0": "data-1.0-two-years.db.gz", "1.1": "data-1.1.db.gz"}


@pytest.fixture(params=FILES)
def old_export(request, tmp_path):
    """What an earlier program exported, by the number of its format."""
    with tarfile.open(STORED / f"export-{request.param}.tar.xz") as box:
        box.extractall(tmp_path / "xuất", filter="data")
    return tmp_path / "xuất"


def test_an_export_of_an_earlier_program_comes_in_as_its_data_file_would(
    request, old_export, tmp_path, clock
):
    stored = FILES[request.node.callspec.params["old_export"]]
    old_file = gzip.decompress((STORED / stored).read_bytes())
    (tmp_path / "tệp").mkdir()
    (tmp_path / "tệp" / "data.db").write_bytes(old_file)
    upgraded = opening.open_desk(tmp_path / "tệp", actor=ACTOR, clock=clock)
    made = openformat.import_data(old_export, tmp_path / "lại", actor=ACTOR, clock=clock)
    opening.close(made.desk)
    again = opening.open_desk(tmp_path / "lại", actor=ACTOR, clock=clock)
    try:
        assert again.store.fact("format") == migrations.format_text()
        assert contents(again.store) == contents(upgraded.store)
        assert len(again_forms := forms_of(again)) == 17
        assert again_forms == forms_of(upgraded)
        assert checking.problems(again) == ()
        assert not history_list.verify(again).problems
        topics.add_topic(again, "Chuyên đề", 2027)
    finally:
        again.store.close()
        upgraded.store.close()


def forms_of(desk):
    """The bytes of every form that was issued."""
    with desk.read() as reader:
        return {form.id: reader.blob(form.blob_id) for form in reader.find(IssuedForm)}


def test_columns_that_came_later_are_filled_as_an_upgrade_fills_them(
    old_export, tmp_path, clock, monkeypatch
):
    scripts = tmp_path / "scripts"
    shutil.copytree(migrations.SCRIPTS, scripts)
    after = f"{int(migrations.HEAD) + 1:04}"
    (scripts / "versions" / f"{after}_next.py").write_text(
        LATER.format(after=after, head=migrations.HEAD), "utf-8"
    )
    monkeypatch.setattr(migrations, "SCRIPTS", scripts)
    monkeypatch.setattr(migrations, "HEAD", after)
    made = openformat.import_data(old_export, tmp_path / "lại", actor=ACTOR, clock=clock)
    with made.desk.store.engine.connect() as connection:
        query = "SELECT count(*), count(shouted), min(shouted) FROM topic"
        count, filled, shouted = connection.exec_driver_sql(query).one()
    made.desk.store.close()
    assert count == filled == 3
    assert shouted.startswith("!")


LATER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{after}", "{head}", None, None


def upgrade() -> None:
    op.add_column("topic", sa.Column("shouted", sa.Text()))
    op.execute("UPDATE topic SET shouted = '!' || title")
"""


def test_work_goes_on_in_the_imported_file_and_a_password_protects_it(desk, tmp_path, clock):
    enrol(desk, "Lê An")
    again = round_trip(desk, tmp_path, password="một")
    topics.add_topic(again, "Chuyên đề", 2026)
    assert opening.setup_of(again) == SETUP
    opening.close(again)
    assert opening.state(tmp_path / "lại") is opening.FileState.LOCKED


def test_an_export_is_readable_without_the_program(desk, tmp_path):
    enrol(desk, "Lê Ân")
    written = openformat.export_data(desk, tmp_path / "x")
    assert written.rows["member"] == 1
    line = (tmp_path / "x" / "tables" / "member.jsonl").read_text("utf-8")
    assert json.loads(line)["full_name"] == "Lê Ân"
    assert "Lê Ân" in line


HARMS = {
    "other rows": lambda x: (x / "tables" / "member.jsonl").write_text("{}\n"),
    "a table missing": lambda x: (x / "tables" / "member.jsonl").unlink(),
    "no manifest": lambda x: (x / "manifest.json").unlink(),
    "a manifest that is none": lambda x: (x / "manifest.json").write_text("[]"),
    "a manifest without hashes": lambda x: (x / "manifest.json").write_text('{"format": 1}'),
    "a schema that never was": lambda x: with_manifest(x, schema="0"),
    "a path that leads out": lambda x: with_manifest(x, sha256={"../d/data.db": "0" * 64}),
}


def with_manifest(folder, **values):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_an_export_that_is_not_whole_brings_nothing_in(desk, tmp_path, clock, harm):
    enrol(desk, "Lê An")
    openformat.export_data(desk, tmp_path / "x")
    harm(tmp_path / "x")
    with pytest.raises(UserError, match="import_not_whole"):
        openformat.import_data(tmp_path / "x", tmp_path / "mới", actor=ACTOR, clock=clock)
    assert not (tmp_path / "mới" / "data.db").exists()


@pytest.mark.parametrize("values", [{"format": 2}, {"schema": "9999"}, {"schema": "new"}])
def test_an_export_of_a_newer_program_is_refused(desk, tmp_path, clock, values):
    openformat.export_data(desk, tmp_path / "x")
    with_manifest(tmp_path / "x", **values)
    with pytest.raises(UserError, match="import_newer"):
        openformat.import_data(tmp_path / "x", tmp_path / "mới", actor=ACTOR, clock=clock)


def test_data_that_is_there_is_never_overwritten(desk, tmp_path, clock):
    openformat.export_data(desk, tmp_path / "x")
    opening.close(desk)
    with pytest.raises(UserError, match="data_exists"):
        openformat.import_data(tmp_path / "x", desk.folder, actor=ACTOR, clock=clock)


def test_an_export_goes_into_an_empty_folder_only(desk, tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "ảnh.jpg").write_text("x")
    with pytest.raises(UserError, match="export_folder_used"):
        openformat.export_data(desk, tmp_path / "x")


def test_the_schema_of_an_export_is_that_of_the_tables(desk, tmp_path):
    openformat.export_data(desk, tmp_path / "x")
    assert json.loads((tmp_path / "x" / "manifest.json").read_text())["schema"] == migrations.HEAD
