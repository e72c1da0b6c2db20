"""Schema versions and how a data file is brought to the newest one.

``HEAD`` and ``FORMAT`` are read without Alembic, so that an up-to-date file opens without loading
it; a test holds ``HEAD`` against the scripts.
"""

from pathlib import Path

import sqlalchemy as sa

from studycompanion.errors import EnvironmentProblem, UserError

HEAD = "0001"
FORMAT = (1, 0)
"""Major.minor of the data format; a file of a higher one belongs to a newer program."""


def format_text() -> str:
    """The format as the meta table keeps it."""
    return ".".join(map(str, FORMAT))


def needs_upgrade(connection: sa.Connection) -> bool:
    """Whether the schema is older than this program's; ``UserError("newer_file")`` if newer."""
    text = connection.exec_driver_sql("SELECT value FROM meta WHERE key='format'").scalar()
    if text is None:
        raise EnvironmentProblem("damaged")
    major, minor = map(int, str(text).split("."))
    if (major, minor) > FORMAT:
        raise UserError("newer_file")
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return bool(found != HEAD)


def upgrade(connection: sa.Connection, *, to: str = "head") -> None:
    """Run the missing migrations inside the caller's transaction, foreign keys being off."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    script = ScriptDirectory.from_config(config)

    def steps(revision: object, _context: object) -> object:
        return script._upgrade_revs(to, revision)  # type: ignore[arg-type]

    with EnvironmentContext(config, script, fn=steps) as context:
        context.configure(connection=connection, transactional_ddl=False, render_as_batch=True)
        context.run_migrations()
