"""Data files and PostgreSQL databases for the tests of the storage room."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from studycompanion.domain.history import Mode
from studycompanion.domain.ids import new_id
from studycompanion.domain.record import Actor
from studycompanion.services.desk import Desk
from studycompanion.storage import keys, lock, migrations, vault
from studycompanion.storage.engine import server_engine
from studycompanion.storage.store import DATA, Store
from studycompanion.storage.tables import TABLES, metadata
from studycompanion.storage.unit_of_work import UnitOfWork
from tests.conftest import EVENING

ACTOR = Actor("may-tinh", "Trần Văn Mẫu")
PASSWORD = "mật khẩu"
ROOT = Path(__file__).parent.parent.parent
"""Where child processes start, so that they find the program and the tests."""
NewStore = Callable[..., Store]


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested is not how long a guess of the password takes."""
    monkeypatch.setattr(keys, "ARGON2", {"time_cost": 1, "memory_kib": 64, "lanes": 1})


@pytest.fixture
def opened(clock) -> Iterator[list[Store]]:
    """The stores of a test, closed at its end."""
    stores: list[Store] = []
    yield stores
    for store in stores:
        store.close()


@pytest.fixture
def new_store(data_folder: Path, clock, opened) -> NewStore:
    """Make a data file: ``new_store(password=None, folder=…, fill=…)``; it stays open."""

    def create(password: str | None = None, folder: Path = data_folder, fill=lambda _: None):
        held = lock.take(folder, ACTOR.pc_user, clock())
        made = keys.make(password) if password else None
        try:
            store = vault.create(folder, held, made=made, now=clock(), fill=fill)
        except BaseException:
            held.release()
            raise
        opened.append(store)
        return store

    return create


@pytest.fixture
def reopen(data_folder: Path, clock, opened) -> NewStore:
    """Open the data file as a start of the program does: ``reopen(password=None)``."""

    def open_file(password: str | None = None, folder: Path = data_folder):
        key = vault.data_key(folder, password)
        held = lock.take(folder, ACTOR.pc_user, clock())
        try:
            store = vault.open_file(folder, held, key=key, now=clock())
        except BaseException:
            held.release()
            raise
        opened.append(store)
        return store

    return open_file


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data file in which the migrations ran, to be copied: they take longer than most tests."""
    folder = tmp_path_factory.mktemp("pattern")
    held = lock.take(folder, ACTOR.pc_user, EVENING)
    vault.create(folder, held, made=None, now=EVENING, fill=lambda _: None).close()
    return folder / DATA


@pytest.fixture
def file(pattern: Path, data_folder: Path, reopen: NewStore) -> Store:
    """An open data file without a password, nothing in it."""
    shutil.copyfile(pattern, data_folder / DATA)
    return reopen()


_databases = itertools.count(1)


@pytest.fixture(scope="session")
def server_address(postgres_url: str) -> sa.URL:
    """A PostgreSQL server with the database ``pattern``, in which the migrations ran."""
    address = sa.make_url(postgres_url).set(drivername="postgresql+psycopg")
    _command(address, "CREATE DATABASE pattern")
    engine = server_engine(address.set(database="pattern"))
    with engine.begin() as connection:
        migrations.upgrade(connection)
    engine.dispose()
    return address


def _command(address: sa.URL, text: str) -> None:
    engine = server_engine(address).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(text)
    engine.dispose()


@pytest.fixture
def server(server_address: sa.URL, tmp_path: Path) -> Iterator[Store]:
    """The same tables in a PostgreSQL database of this test's own."""
    name = f"test_{next(_databases)}"
    _command(server_address, f"CREATE DATABASE {name} TEMPLATE pattern")
    store = Store(server_engine(server_address.set(database=name)), tmp_path)
    store.note("origin", new_id())
    yield store
    store.close()


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """An open store, once over a data file and once over PostgreSQL."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def desk(store: Store, clock) -> Desk:
    """A desk over the store, at which steps are made and taken back."""
    return Desk(store, clock, ACTOR)


@pytest.fixture
def step(desk: Desk):
    """Make one step of the journal: ``with step() as uow``."""

    @contextmanager
    def write(mode: Mode = Mode.DO) -> Iterator[UnitOfWork]:
        with desk.write("setup", mode=mode) as transaction:
            yield transaction.uow

    return write


def empty(store: Store) -> None:
    """Take every row out, those of the journal too; facts about the file stay."""
    with store.unlogged() as connection:
        for table in reversed([t for t in metadata.sorted_tables if t.name != "meta"]):
            connection.execute(table.delete())


def contents(store: Store) -> dict[str, list[tuple]]:
    """Every row of every record table, in a fixed order, revisions left out."""
    found = {}
    with store.read() as reader:
        for table in TABLES.values():
            columns = [c for c in table.columns if c.name != "revision"]
            rows = reader.connection.execute(sa.select(*columns).order_by(table.c.id))
            found[table.name] = [tuple(row) for row in rows]
    return found
