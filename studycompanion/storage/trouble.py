"""What the database says when it cannot go on, told as the program's own errors."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from studycompanion.errors import EnvironmentProblem

_CODES = (
    (re.compile("disk is full|No space left"), "disk_full"),
    (re.compile("readonly database|unable to open|Permission denied"), "folder_unwritable"),
    (re.compile("malformed|not a database|file is encrypted|disk I/O error"), "damaged"),
    (re.compile("database is locked|database table is locked"), "busy"),
)


def code_for(text: str) -> str | None:
    """The error code for a database's own words; None where they are not of the disk."""
    return next((code for pattern, code in _CODES if pattern.search(text)), None)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's and the disk's trouble into ``EnvironmentProblem``; the rest is a bug."""
    import sqlalchemy.exc
    from sqlcipher3 import dbapi2

    try:
        yield
    except (sqlalchemy.exc.DatabaseError, dbapi2.DatabaseError, OSError) as error:
        code = code_for(str(error))
        if code is None:
            raise
        raise EnvironmentProblem(code) from error
