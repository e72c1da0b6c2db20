"""The virtual environment ``.venv``: made once, brought up to date when what it holds changes."""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from devtools import system

CONSTRAINTS = Path("packaging", "constraints.txt")
_STAMP = "study-companion.stamp"
_VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
_WORKS = "import ensurepip, venv; ensurepip.version()"
_ALIVE = "import pip, sys; print('%d.%d' % sys.version_info[:2])"


class SetupFailed(Exception):
    """The environment cannot be made; the message is a sentence for the person."""


def ensure(root: Path) -> Path:
    """The interpreter of an up-to-date environment in ``root``; raises SetupFailed."""
    folder = root / ".venv"
    python, stamp = interpreter(folder), folder / _STAMP
    wanted = fingerprint(root)
    if stamp.is_file() and stamp.read_text("ascii") == wanted and _alive(python):
        return python
    if not _alive(python):
        _make(folder)
    stamp.unlink(missing_ok=True)
    _install(python, root)
    stamp.write_text(wanted, "ascii")
    return python


def interpreter(folder: Path) -> Path:
    """Where the environment ``folder`` has its Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint(root: Path) -> str:
    """A digest over all that decides what the environment holds, its place included."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    parts = [
        _VERSION,
        str(root),
        json.dumps([project["build-system"], project["project"]], sort_keys=True),
        (root / CONSTRAINTS).read_text("utf-8"),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _alive(python: Path) -> bool:
    """Whether the environment has pip and runs the Python that runs this."""
    if not python.exists():
        return False
    answer = subprocess.run([python, "-c", _ALIVE], capture_output=True, text=True)
    return answer.stdout.strip() == _VERSION


def _make(folder: Path) -> None:
    if not _venv_works() and not (system.install([f"python{_VERSION}-venv"]) and _venv_works()):
        raise SetupFailed(
            "This Python cannot make virtual environments: its module ensurepip is missing. "
            f"On Debian and Ubuntu: apt-get install python{_VERSION}-venv"
        )
    _run([sys.executable, "-m", "venv", "--clear", str(folder)])


def _venv_works() -> bool:
    """Debian's bare python3 has ``venv`` but not the ``ensurepip`` that it calls."""
    return subprocess.run([sys.executable, "-c", _WORKS], capture_output=True).returncode == 0


def _install(python: Path, root: Path) -> None:
    print("Installing the pinned packages into .venv …", file=sys.stderr, flush=True)
    pinned = ["-c", str(root / CONSTRAINTS)]
    words = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    _run([*words, *pinned, "-e", f"{root}[dev]"])


def _run(words: list[str]) -> None:
    if subprocess.run(words, stdout=sys.stderr).returncode != 0:
        raise SetupFailed("Setting up .venv failed; the lines above say why: " + " ".join(words))
