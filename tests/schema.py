"""New data files of the tests: the migrations run once, later files get the tables they made.

Running them takes longer than most tests. Whoever tests the migrations themselves, with scripts of
its own, another target or a file that has tables already, gets the real ones.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from studycompanion.storage import migrations

_SCHEMA = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
_VERSION = "SELECT version_num FROM alembic_version"


@pytest.fixture(autouse=True, scope="session")
def _migrated_once() -> Iterator[None]:
    real, scripts = migrations.upgrade, migrations.SCRIPTS
    made: list[str] = []

    def upgrade(connection: Any, *, to: str = "head") -> None:
        is_usual = migrations.SCRIPTS is scripts and to == "head"
        if not is_usual or connection.dialect.name != "sqlite" or _statements(connection):
            real(connection, to=to)
        elif made:
            for statement in made:
                connection.exec_driver_sql(statement)
        else:
            real(connection)
            version = connection.exec_driver_sql(_VERSION).scalar()
            noted = f"INSERT INTO alembic_version VALUES ('{version}')"
            made.extend([*_statements(connection), noted])

    migrations.upgrade = upgrade
    yield
    migrations.upgrade = real


def _statements(connection: Any) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql(_SCHEMA)]
