"""System libraries and tools: which are missing, and installing them where that is allowed."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

QT: Mapping[str, str] = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libx11-6": "libX11.so.6",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libbrotli1": "libbrotlidec.so.1",
}
"""Debian package to library: what Qt needs even without a screen."""

WINDOW: Mapping[str, str] = {
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libcups2": "libcups.so.2",
}
"""What Qt needs besides for a real window and a printer."""

JUDGES: Mapping[str, str] = {
    "qpdf": "qpdf",
    "poppler-utils": "pdffonts",
    "softhsm2": "softhsm2-util",
    "postgresql": "initdb",
    "xvfb": "Xvfb",
    "xauth": "xauth",
    "build-essential": "cc",
}
"""Debian package to command: the independent judges that the tests ask, and what builds one."""


def need(libraries: Iterable[Mapping[str, str]], tools: Mapping[str, str] | None = None) -> bool:
    """Install what is missing of ``libraries`` and ``tools``; False where it still is."""
    if not sys.platform.startswith("linux"):
        return True
    missing = [name for group in libraries for name, file in group.items() if not _loads(file)]
    missing += [name for name, command in (tools or {}).items() if not _found(command)]
    return not missing or install(missing)


def install(packages: list[str]) -> bool:
    """Install Debian packages as root or through sudo; else print the line that would."""
    words = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = _privilege()
    if shutil.which("apt-get") is None or prefix is None:
        _say("Missing on this system. As an administrator run (Debian's names):")
        _say("    apt-get update && " + " ".join(words))
        return False
    _say("Installing system packages: " + " ".join(packages))
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    manner = ["-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=300"]
    subprocess.run([*quiet, "apt-get", "update", "-qq"], stdout=sys.stderr)
    done = subprocess.run([*quiet, *words, *manner], stdout=sys.stderr).returncode == 0
    if not done:
        _say("That did not work. Going on; install by hand: " + " ".join(words))
    return done


def _privilege() -> list[str] | None:
    """The words before a command that needs root; None where root is out of reach."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = ["sudo"] if sys.stdin is not None and sys.stdin.isatty() else ["sudo", "-n"]
    allowed = subprocess.run([*asked, "true"], capture_output=asked != ["sudo"]).returncode == 0
    return asked if allowed else None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _found(command: str) -> bool:
    servers = Path("/usr/lib/postgresql").glob(f"*/bin/{command}")  # Debian keeps them off the path
    return shutil.which(command) is not None or any(servers)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
