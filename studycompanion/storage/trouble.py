"""What the database and the disk say when they cannot go on, told as the program's own errors.

The system's numbers are read, never its words, for which a window's toolkit may set a language.
SQLite has one language; where the driver forgets the number (in a backup), its words are looked up.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from studycompanion.errors import EnvironmentProblem

_OF_SQLITE = {
    3: "folder_unwritable",  # PERM
    5: "busy",
    6: "busy",  # LOCKED
    8: "folder_unwritable",  # READONLY
    10: "disk_trouble",  # IOERR
    11: "damaged",  # CORRUPT
    13: "disk_full",
    14: "folder_unwritable",  # CANTOPEN
    26: "damaged",  # NOTADB
}
_WORDS = {
    "database or disk is full": 13,
    "database disk image is malformed": 11,
    "file is not a database": 26,
    "disk I/O error": 10,
    "database is locked": 5,
    "unable to open database file": 14,
    "attempt to write a readonly database": 8,
}
_OF_SYSTEM = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "disk_full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR), "folder_unwritable"),
    **dict.fromkeys((errno.EIO, errno.ENXIO, errno.ENODEV), "disk_trouble"),
}

_HELD_BY_OTHERS = (32, 33)
"""What Windows says of a file that another program, often a virus scanner, has open."""


def code_of(error: BaseException) -> str | None:
    """The error code for trouble of the database or the disk; None where it is another's."""
    told = getattr(error, "orig", None) or error
    if isinstance(told, OSError):
        if getattr(told, "winerror", None) in _HELD_BY_OTHERS:
            return "file_locked"
        return _OF_SYSTEM.get(told.errno or 0)
    number = getattr(told, "sqlite_errorcode", None) or _WORDS.get(str(told), 0)
    return _OF_SQLITE.get(number & 0xFF)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's and the disk's trouble into ``EnvironmentProblem``; the rest is a bug."""
    import sqlalchemy.exc
    from sqlcipher3 import dbapi2

    try:
        yield
    except (sqlalchemy.exc.DatabaseError, dbapi2.DatabaseError, OSError) as error:
        code = code_of(error)
        if code is None:
            raise
        raise EnvironmentProblem(code) from error
