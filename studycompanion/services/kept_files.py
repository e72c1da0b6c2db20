"""Files that people keep in the data file: read whole, within bounds, and written out again."""

from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError
from studycompanion.services.desk import Desk
from studycompanion.storage import blobs
from studycompanion.storage.files import replace_file

LARGEST = 20 * 1024 * 1024
"""How many bytes a kept file may have."""


def read_to_keep(path: Path) -> bytes:
    """The bytes of a file.

    Raises ``UserError("kept_size")`` for an empty or too large one, and
    ``EnvironmentProblem("file_refused")`` for one that cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UserError("kept_size", name=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem("file_refused", name=path.name) from error
    if not data:
        raise UserError("kept_size", name=path.name)
    return data


def save_kept(desk: Desk, blob_id: str, path: Path) -> Path:
    """Write a kept file to ``path``, proved by its hash; raises what writing a file raises."""
    with desk.read() as reader:
        data = blobs.read(reader.connection, blob_id)
    replace_file(path, data)
    return path
