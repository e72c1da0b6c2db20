"""Schema versions and how a data file is brought to the newest one.

``HEAD`` and ``FORMAT`` are read without Alembic, so that an up-to-date file opens without loading
it; a test holds ``HEAD`` against the scripts.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from studycompanion.errors import EnvironmentProblem, UserError

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

SCRIPTS = Path(__file__).parent
HEAD = "0003"
FORMAT = (1, 2)
"""Major.minor of the data format; a file of a higher one belongs to a newer program."""


def format_text() -> str:
    """The format as the meta table keeps it."""
    return ".".join(map(str, FORMAT))


def needs_upgrade(connection: sa.Connection) -> bool:
    """Whether the schema is older than this program's.

    Raises ``UserError("newer_file")`` if it is newer, ``EnvironmentProblem("damaged")`` if it
    cannot be told.
    """
    text = connection.exec_driver_sql("SELECT value FROM meta WHERE key='format'").scalar()
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    try:
        major, minor = map(int, str(text).split("."))
        number = int(str(found))
    except ValueError as error:
        raise EnvironmentProblem("damaged") from error
    if (major, minor) > FORMAT or number > int(HEAD):
        raise UserError("newer_file")
    return number < int(HEAD)


def upgrade(connection: sa.Connection, *, to: str = "head") -> None:
    """Run the missing migrations inside the caller's transaction, foreign keys being off."""
    from alembic.runtime.environment import EnvironmentContext

    config, script = _scripts()

    def steps(revision: Any, _context: object) -> Any:
        return script._upgrade_revs(to, revision)

    with EnvironmentContext(config, script, fn=steps) as context:
        context.configure(connection=connection, transactional_ddl=False, render_as_batch=True)
        context.run_migrations()
    note = sa.text("UPDATE meta SET value = :format WHERE key = 'format'")
    connection.execute(note, {"format": format_text()})


def _scripts() -> "tuple[Config, ScriptDirectory]":
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config, ScriptDirectory.from_config(config)
