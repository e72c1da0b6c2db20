"""Where the program finds its own resources and the user's data folder."""

import os
import sys
from pathlib import Path

APP_NAME = "StudyCompanion"
DATA_VARIABLE = "STUDYCOMPANION_DATA"

READ_ROSTER = "--read-roster"
"""The word by which the program, started once more, only reads a roster file."""

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

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def own_command(*words: str) -> list[str]:
    """What starts this program once more, installed, from a checkout or packed into one folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "studycompanion", *words]


def own_environment() -> dict[str, str]:
    """The environment for ``own_command``, in which this very package is found first."""
    known = os.environ.get("PYTHONPATH", "")
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(_HERE.parent), known]))}
