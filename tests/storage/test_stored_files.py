"""Data files written by earlier programs open in this one, with all that was in them."""

import gzip
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from studycompanion.storage import backup, migrations
from studycompanion.storage.engine import file_engine
from studycompanion.storage.store import DATA
from studycompanion.storage.tables import metadata

STORED = sorted(Path(__file__).parent.parent.joinpath("data").glob("data-*.db.gz"))
FACTS = {"meta", "alembic_version"}


@pytest.fixture(params=STORED, ids=lambda path: path.name)
def stored(request, data_folder) -> Path:
    """The data folder as an earlier program left it."""
    (data_folder / DATA).write_bytes(gzip.decompress(request.param.read_bytes()))
    return data_folder


def rows(engine: sa.Engine) -> dict[str, list[tuple]]:
    """Every row in the columns that the table has now, by table."""
    found, seen = {}, sa.MetaData()
    with engine.connect() as connection:
        seen.reflect(connection)
        for table in seen.sorted_tables:
            found[table.name] = {
                column.name: sorted(map(repr, connection.execute(sa.select(column)).scalars()))
                for column in table.columns
            }
    return found


def test_every_format_before_this_one_is_kept():
    before = {f"{migrations.FORMAT[0]}.{n}" for n in range(migrations.FORMAT[1])}
    assert before == {path.name.removesuffix(".db.gz").split("-")[1] for path in STORED}


def test_every_table_of_an_earlier_format_has_rows_in_some_stored_file(tmp_path):
    filled, empty = set(), set()
    for number, path in enumerate(STORED):
        (tmp_path / f"{number}.db").write_bytes(gzip.decompress(path.read_bytes()))
        engine = file_engine(tmp_path / f"{number}.db", None)
        for table, columns in rows(engine).items():
            (filled if any(columns.values()) else empty).add(table)
        engine.dispose()
    assert empty - filled == set()


def test_a_file_of_an_earlier_program_opens_with_all_that_was_in_it(stored, reopen):
    engine = file_engine(stored / DATA, None)
    before = rows(engine)
    engine.dispose()
    store = reopen()
    after = rows(store.engine)
    for table in before.keys() - FACTS:
        kept = before[table].keys() & after[table].keys()
        assert {c: after[table][c] for c in kept} == {c: before[table][c] for c in kept}
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert [made.cause for made in backup.every(stored)] == ["upgrade"]
