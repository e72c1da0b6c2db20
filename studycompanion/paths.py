"""Where the program finds its own resources and the user's data folder."""

import os
import sys
from contextlib import suppress
from pathlib import Path

APP_NAME = "StudyCompanion"
DATA_VARIABLE = "STUDYCOMPANION_DATA"

READ_ROSTER = "--read-roster"
"""The word by which the program, started once more, only reads a roster file."""
READ_WORD = "--read-word"
"""The word by which it only reads a Word form."""
CHECK_PDF = "--check-pdf"
"""The word by which it only checks the signatures of PDF files."""

_HERE = Path(__file__).parent


def resource(*parts: str) -> Path:
    """A shipped resource: inside the installed package, or beside it in a checkout."""
    shipped = _HERE / "_resources"
    base = shipped if shipped.is_dir() else _HERE.parent / "resources"
    return base.joinpath(*parts)


def data_folder(chosen: str | None = None) -> Path:
    """The folder of the data file: the one named, else the environment's, else the platform's."""
    named = chosen or os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    known = _remembered()
    return known or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def remember_folder(folder: Path) -> None:
    """Keep the data folder that the user chose for later starts, where that is possible."""
    with suppress(OSError):
        _note().parent.mkdir(parents=True, exist_ok=True)
        _note().write_text(str(folder.absolute()), "utf-8")


def _remembered() -> Path | None:
    """The folder that was chosen once; None where there is none."""
    try:
        return Path(_note().read_text("utf-8"))
    except (OSError, ValueError):
        return None


def is_lost(folder: Path) -> bool:
    """Whether a folder is the chosen one and out of reach now, as on a USB stick that is away."""
    return folder == _remembered() and not folder.is_dir()


def forget_folder() -> None:
    """Go back to the usual place at later starts."""
    with suppress(OSError):
        _note().unlink(missing_ok=True)


def _note() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "data-folder.txt"


def own_command(*words: str) -> list[str]:
    """What starts this program once more, installed, from a checkout or packed into one folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "studycompanion", *words]


def own_environment() -> dict[str, str]:
    """The environment for ``own_command``, in which this very package is found first."""
    known = os.environ.get("PYTHONPATH", "")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(_HERE.parent), known]))}


def begin_anew(*words: str) -> None:
    """Put a fresh process of this program in the place of this one, with nothing in its memory.

    Where the system cannot do that (Windows), one is started, and this one is to end at once.
    """
    command = own_command(*words)
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(command, env=own_environment())
        return
    os.execve(command[0], command, own_environment())
