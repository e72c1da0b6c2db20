"""Upgrading like surgery: a verified backup first, one transaction, and all back on failure."""

import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from studycompanion.domain.people import Member, MemberRole
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.storage import backup, lock, migrations
from studycompanion.storage.engine import bare_connect, file_engine
from studycompanion.storage.store import DATA, Entry
from studycompanion.storage.tables import metadata
from tests.factories import given
from tests.storage.conftest import ACTOR

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{after}", "{head}", None, None


def upgrade() -> None:
    {steps}
"""
HEAD, FORMAT = migrations.HEAD, migrations.FORMAT
AFTER = f"{int(HEAD) + 1:04}"
AFTER_FORMAT = (FORMAT[0], FORMAT[1] + 1)
ADD_COLUMN = 'op.add_column("member", sa.Column("nickname", sa.Text()))'
REBUILD = (
    'with op.batch_alter_table("member", recreate="always") as batch: '
    'batch.alter_column("note", new_column_name="remark")'
)


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """A later program with one more migration, which does ``steps``."""

    def install(*steps: str) -> None:
        scripts = tmp_path / "100 % scripts"
        shutil.copytree(migrations.SCRIPTS, scripts)
        text = NEXT.format(steps="\n    ".join(steps), head=HEAD, after=AFTER)
        (scripts / "versions" / f"{AFTER}_next.py").write_text(text, "utf-8")
        monkeypatch.setattr(migrations, "SCRIPTS", scripts)
        monkeypatch.setattr(migrations, "HEAD", AFTER)
        monkeypatch.setattr(migrations, "FORMAT", AFTER_FORMAT)

    return install


@pytest.fixture
def filled(new_store, data_folder, clock) -> Path:
    """A closed data file with a member who has a post."""

    def fill(store):
        with store.write(Entry("setup"), actor=ACTOR, clock=clock) as uow:
            given(uow, MemberRole, member_id=given(uow, Member, note="tổ trưởng").id)

    new_store(fill=fill).close()
    return data_folder


def dump(folder: Path) -> list[tuple]:
    """The schema and every row."""
    with closing(bare_connect(folder / DATA, None)) as connection:
        schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_list")]
        return schema + [r for n in names for r in connection.execute(f'SELECT * FROM "{n}"')]


def facts(folder: Path) -> dict[str, str]:
    with closing(bare_connect(folder / DATA, None)) as connection:
        return dict(connection.execute("SELECT key, value FROM meta").fetchall())


def test_the_migrations_make_the_very_tables_that_the_program_uses(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)
    assert differences == []


def test_the_head_that_is_checked_without_alembic_is_that_of_the_scripts(file):
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]
    with file.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        assert found == migrations.HEAD
        assert not migrations.needs_upgrade(connection)
    assert file.fact("format") == migrations.format_text()


def test_an_older_file_is_brought_up_to_date(filled, reopen, next_version):
    next_version(ADD_COLUMN)
    store = reopen()
    with store.engine.connect() as connection:
        columns = sa.inspect(connection).get_columns("member")
        assert "nickname" in {column["name"] for column in columns}
        assert not migrations.needs_upgrade(connection)
    assert store.fact("format") == migrations.format_text()
    store.close()
    reopen()


def test_a_rebuilt_table_keeps_its_children_and_its_keys(filled, reopen, next_version):
    next_version(REBUILD)
    store = reopen()
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM member_role").scalar() == 1
        assert connection.exec_driver_sql("SELECT remark FROM member").scalar() == "tổ trưởng"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_foreign_keys_are_off_while_the_migrations_run(filled, reopen, next_version):
    next_version(
        'assert op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar() == 0',
        'op.execute("DELETE FROM member")',
        'op.execute("DELETE FROM member_role")',
    )
    reopen()


def test_a_migration_that_orphans_a_record_is_taken_back(filled, reopen, next_version):
    before = dump(filled)
    next_version('op.execute("DELETE FROM member")')
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen()
    assert dump(filled) == before


@pytest.mark.parametrize(
    "steps",
    [
        (ADD_COLUMN, 'op.execute("SELECT * FROM nowhere")'),
        (REBUILD, 'op.drop_table("member_role")', 'op.execute("nonsense")'),
        ('op.execute("DELETE FROM member_role")', ADD_COLUMN, ADD_COLUMN),
    ],
)
def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(
    filled, reopen, next_version, monkeypatch, steps
):
    before = dump(filled)
    with monkeypatch.context():
        next_version(*steps)
        with pytest.raises(EnvironmentProblem, match="upgrade_failed") as failed:
            reopen()
    assert dump(filled) == before
    assert (filled / backup.FOLDER / failed.value.params["backup"]).exists()
    monkeypatch.undo()
    reopen()


def test_a_mistake_in_a_migration_leaves_the_file_as_it_was(filled, reopen, next_version):
    before = dump(filled)
    next_version(ADD_COLUMN, 'raise KeyError("a bug")')
    with pytest.raises(KeyError):
        reopen()
    assert dump(filled) == before


def test_nothing_is_written_before_the_backup_is_there(filled, reopen, next_version, monkeypatch):
    next_version(ADD_COLUMN)
    data, seen = (filled / DATA).read_bytes(), []

    def no_room(*_, **__):
        seen.append((filled / DATA).read_bytes())
        raise EnvironmentProblem("disk_full")

    monkeypatch.setattr(backup, "make", no_room)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        reopen()
    assert seen == [data]
    assert (filled / DATA).read_bytes() == data


def test_the_backup_before_an_upgrade_holds_the_older_file(filled, reopen, next_version, tmp_path):
    before = dump(filled)
    next_version(ADD_COLUMN)
    reopen()
    (made,) = backup.every(filled)
    with zipfile.ZipFile(made.path) as box:
        box.extract(DATA, tmp_path / "old")
    assert dump(tmp_path / "old") == before


def test_an_upgrade_that_is_tried_again_and_again_makes_one_backup(filled, reopen, next_version):
    next_version('op.execute("nonsense")')
    for _ in range(3):
        with pytest.raises(EnvironmentProblem, match="upgrade_failed"):
            reopen()
    assert len(backup.every(filled)) == 1


def test_a_migration_that_spoils_pages_is_taken_back(filled, reopen, next_version):
    before = dump(filled)
    root = "(SELECT rootpage FROM sqlite_master WHERE name = 'member')"
    next_version(
        'op.execute("PRAGMA writable_schema = ON")',
        f"op.execute(\"UPDATE sqlite_master SET rootpage = {root} WHERE name = 'unit'\")",
        'op.execute("PRAGMA writable_schema = RESET")',
    )
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen()
    assert dump(filled) == before


def test_a_file_up_to_date_needs_no_backup(filled, reopen):
    reopen()
    assert backup.every(filled) == []


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE meta SET value = '{FORMAT[0]}.{FORMAT[1] + 1}' WHERE key = 'format'",
        "UPDATE meta SET value = '2.0' WHERE key = 'format'",
        "UPDATE meta SET value = '1.10' WHERE key = 'format'",
        f"UPDATE alembic_version SET version_num = '{AFTER}'",
    ],
)
def test_a_file_of_a_newer_program_is_refused_and_left_alone(filled, reopen, sql):
    connection = bare_connect(filled / DATA, None)
    connection.execute(sql)
    connection.close()
    data = (filled / DATA).read_bytes()
    with pytest.raises(UserError, match="newer_file"):
        reopen()
    assert (filled / DATA).read_bytes() == data


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meta WHERE key = 'format'",
        "UPDATE meta SET value = 'one' WHERE key = 'format'",
        "UPDATE meta SET value = '1.0.0' WHERE key = 'format'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
        "DROP TABLE meta",
    ],
)
def test_a_file_that_does_not_say_its_version_is_damaged(filled, reopen, sql):
    connection = bare_connect(filled / DATA, None)
    connection.execute(sql)
    connection.close()
    with pytest.raises(EnvironmentProblem, match="damaged"):
        reopen()


def test_versions_are_numbers_not_words(filled, reopen, next_version, monkeypatch):
    next_version(ADD_COLUMN)
    monkeypatch.setattr(migrations, "FORMAT", (1, 10))
    reopen().close()
    assert facts(filled)["format"] == "1.10"
    monkeypatch.setattr(migrations, "FORMAT", (1, 9))
    with pytest.raises(UserError, match="newer_file"):
        reopen()


def test_an_upgrade_can_stop_at_a_version(filled, next_version):
    next_version(ADD_COLUMN)
    engine = file_engine(filled / DATA, None)
    with engine.begin() as connection:
        migrations.upgrade(connection, to=HEAD)
        assert migrations.needs_upgrade(connection)
    engine.dispose()


def test_the_lock_is_free_again_after_a_failed_upgrade(filled, reopen, next_version, clock):
    next_version('op.execute("nonsense")')
    with pytest.raises(EnvironmentProblem, match="upgrade_failed"):
        reopen()
    lock.take(filled, ACTOR.pc_user, clock()).release()
