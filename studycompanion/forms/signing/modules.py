"""The programs (PKCS#11 modules) through which USB tokens are spoken to, by vendor, as data."""

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from studycompanion.paths import resource


@dataclass(frozen=True, slots=True)
class Module:
    """A module that lies on this PC."""

    vendor: str
    path: Path


@cache
def _table() -> dict[str, Any]:
    import tomllib

    return tomllib.loads(resource("signing", "modules.toml").read_text("utf-8"))


def installed_modules(platform: str = sys.platform) -> tuple[Module, ...]:
    """The known modules that lie on this PC, in the order of the table; one for each vendor."""
    system = "windows" if platform == "win32" else "linux"
    folders = [
        Path(folder.format(system=os.environ.get("SYSTEMROOT", "C:/Windows")))
        for folder in _table()[f"{system}_folders"]
    ]
    found = []
    for one in _table()["modules"]:
        places = (place for name in one[system] for place in _places(name, folders))
        path = next((place for place in places if place.is_file()), None)
        if path is not None:
            found.append(Module(one["vendor"], path))
    return tuple(found)


def _places(name: str, folders: list[Path]) -> list[Path]:
    return [Path(name)] if "/" in name else [folder / name for folder in folders]
