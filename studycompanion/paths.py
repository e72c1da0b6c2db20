"""Where the program finds its own resources and the user's data folder."""

import os
from pathlib import Path

APP_NAME = "StudyCompanion"
DATA_VARIABLE = "STUDYCOMPANION_DATA"

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
