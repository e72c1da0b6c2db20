"""All of the data in an open format, and back into a new file that is equal."""

from pathlib import Path

from studycompanion.domain.access import Means
from studycompanion.domain.record import Actor, Clock
from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.exchange.openformat import MANIFEST, Reader, Writer
from studycompanion.exchange.openformat import Written as Written
from studycompanion.services import erasing, opening, review_tracing
from studycompanion.services.desk import Desk
from studycompanion.storage import epochs, lock, migrations, openrows, vault
from studycompanion.storage import keys as key_file
from studycompanion.storage.files import make_folder
from studycompanion.storage.store import Store
from studycompanion.storage.trouble import told_plainly


def export_data(desk: Desk, folder: Path) -> Written:
    """Write everything into the empty ``folder``: rows, kept files and a manifest of hashes.

    The files are not encrypted. Raises ``UserError("export_folder_used")``, ``EnvironmentProblem``
    of the disk.
    """
    with told_plainly():
        writer = Writer(folder)
        # Before anything is out: so the export holds the line of its own leaving as well.
        review_tracing.note_all_left(desk, Means.OPEN_FORMAT, file_name=folder.name)
        # One transaction: all of it is of the same moment.
        with desk.read() as reader:
            for table in openrows.tables():
                writer.table(table, openrows.rows_of(reader, table))
            for blob_id in openrows.blob_ids(reader):
                writer.file(reader.blob(blob_id))
        return writer.finish(migrations.HEAD)


def import_data(
    source: Path, folder: Path, *, actor: Actor, clock: Clock, password: str | None = None
) -> opening.Created:
    """Make a data file in ``folder`` out of an export; it is equal but for its own epoch.

    An export of an earlier program is brought up to date as that program's data file would be.

    Raises ``UserError`` ``data_exists``, ``import_not_whole`` or ``import_newer``; there is then no
    file, as after ``EnvironmentProblem``.
    """
    given = Reader(source)
    schema = _schema(given)
    make_folder(folder)
    held = lock.take(folder, actor.pc_user, clock())
    try:
        if opening.state(folder) is not opening.FileState.MISSING:
            raise UserError("data_exists")
        made = key_file.make(password) if password else None

        def fill(growing: Store) -> None:
            try:
                openrows.fill(growing, given.table, given.files())
            except (KeyError, ValueError) as error:
                raise EnvironmentProblem("damaged") from error
            epochs.begin(growing, epochs.unknown(clock()))

        store = vault.create(folder, held, made=made, now=clock(), fill=fill, schema=schema)
    except BaseException:
        held.release()
        raise
    desk = Desk(store, clock, actor, is_changed=True)
    desk.actor = Actor(actor.pc_user, actor.name or opening.setup_of(desk).secretary)
    erasing.settle(desk)
    return opening.Created(desk, made.recovery_key if made else None)


def _schema(given: Reader) -> str:
    """The version of the tables that were exported, as migrations call it."""
    if not given.schema.isdecimal() or int(given.schema) > int(migrations.HEAD):
        raise UserError("import_newer")
    if not int(given.schema):
        raise UserError("import_not_whole", name=MANIFEST)
    return f"{int(given.schema):04}"
