"""A real PostgreSQL for a test run: started on first use, thrown away at the end.

Its server refuses to run as root, so that as root it is started as the user ``postgres``.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

_ROOM = 4 << 30
"""Bytes; each test has a database of its own, of some seven megabytes."""


def _binaries() -> Path | None:
    """The newest installed server's folder of programs, or None."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _memory() -> str | None:
    """A folder kept in memory that holds the databases of all tests, None where there is none."""
    folder = Path("/dev/shm")
    has_room = folder.is_dir() and shutil.disk_usage(folder).free > _ROOM
    return str(folder) if has_room else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(*command: object) -> None:
    """Run a server program as a user that it accepts; its output is shown when it fails."""
    prefix = ["runuser", "-u", "postgres", "--"] if _is_root() else []
    # The server inherits the output: a file, because a pipe would stay open as long as it runs.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            [*prefix, *map(str, command)], stdout=output, stderr=subprocess.STDOUT, cwd="/"
        )
        output.seek(0)
        assert done.returncode == 0, output.read().decode(errors="replace")


@pytest.fixture(scope="session")
def postgres_url():
    """``postgresql://`` URI of an empty server with ICU, reached over a local socket only."""
    binaries = _binaries()
    if binaries is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("PostgreSQL is not installed, and a CI run may not do without it")
        pytest.skip("PostgreSQL is not installed")
    home = Path(tempfile.mkdtemp(prefix="studycompanion-pg-", dir=_memory()))
    if _is_root():
        shutil.chown(home, "postgres")
    data = home / "data"
    try:
        _run(
            binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C", "--no-sync",
        )  # fmt: skip
        options = f"-F -k {home} -c listen_addresses="
        _run(binaries / "pg_ctl", "-D", data, "-o", options, "-l", home / "log", "-w", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
