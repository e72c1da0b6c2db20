"""Reading a file that the user names, whole and of a bounded size."""

from pathlib import Path

from studycompanion.errors import EnvironmentProblem, UserError


def read_file(path: Path, *, largest: int, code: str) -> bytes:
    """The bytes of a file.

    Raises ``UserError(code)`` where it is larger than any such file is, and
    ``EnvironmentProblem("file_unreadable")`` where the system does not give it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as trouble:
        raise EnvironmentProblem("file_unreadable", name=path.name) from trouble
    if len(data) > largest:
        raise UserError(code)
    return data
