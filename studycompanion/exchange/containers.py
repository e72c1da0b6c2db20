"""Office files as they lie on a disk: their bytes, how they begin, and what makes one damaged."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream by which Office keeps a file under a password."""
DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged container raises."""


class Damaged(Exception):
    """The file is none that can be read: damaged or of another kind."""


class Locked(Exception):
    """The file opens only with its password."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The codes of the sentences for a file that is not there, too large, or held by another."""

    missing: str
    large: str
    held: str


def load(path: Path, largest: int, refusal: Refusal) -> bytes:
    """The bytes of a file of at most ``largest``.

    Raises ``UserError`` and, where the system refuses (open in Office, for one),
    ``EnvironmentProblem`` with the codes of ``refusal`` and the file's ``name``.
    """
    if not path.is_file():
        raise UserError(refusal.missing, name=path.name)
    try:
        if path.stat().st_size > largest:
            raise UserError(refusal.large, name=path.name)
        return path.read_bytes()
    except OSError as trouble:
        raise EnvironmentProblem(refusal.held, name=path.name) from trouble
