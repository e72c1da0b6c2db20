"""The jobs of ``dev.py``: each takes the checkout and further words and returns an exit code."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from devtools import environment, floors, steps, system
from devtools.steps import Step

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"

_MOST_WORKERS = 5

Job = Callable[[Path, Sequence[str]], int]


def run(root: Path, words: Sequence[str]) -> int:
    """The program; without words and without a display, the demo into ``demo/``."""
    if has_display():
        system.need([system.QT, system.WINDOW])
        return _program(root, words)
    return _program(root, words) if words else _demo(root)


def test(root: Path, words: Sequence[str]) -> int:
    """Every check and every test with the coverage floors; with words, only pytest with them."""
    system.need([system.QT, system.WINDOW], system.JUDGES)
    python = str(environment.ensure(root))
    if words:
        return subprocess.run([python, "-m", "pytest", *words]).returncode
    floors.MEASURED.unlink(missing_ok=True)
    everything = [python, "-m", "pytest", "-n", str(_workers()), "--durations=10"]
    rooms = [*everything, "--dist=worksteal", "-m", "not walk", "--cov", "--cov-report="]
    rooms += [f"--cov-report=json:{floors.MEASURED}"]
    # Measuring what a walk through every scene covers takes as long again, and tells nothing new.
    walks = [*everything, "--dist=loadfile", "-m", "walk"]
    measured = Step("coverage floors", [python, "packaging/devtools/floors.py"])
    return steps.run([*_checks(python), Step("pytest", rooms), measured, Step("walks", walks)])


def _workers() -> int:
    """One more than there are cores: many tests wait for processes and threads of their own."""
    return min(_MOST_WORKERS, (os.cpu_count() or 1) + 1)


def check(root: Path, words: Sequence[str]) -> int:
    """The checks that run no test; takes no further words."""
    return _refuse(words) or steps.run(_checks(str(environment.ensure(root))))


def prove(root: Path, words: Sequence[str]) -> int:
    """The long runs, those marked ``prove``, in full."""
    system.need([system.QT, system.WINDOW], system.JUDGES)
    python = str(environment.ensure(root))
    pytest = [python, "-m", "pytest", "-m", "prove", "--timeout=3600", *words]
    return steps.run([Step("prove", pytest, {"STUDYCOMPANION_PROVE": "1"})])


def bench(root: Path, words: Sequence[str]) -> int:
    """The benchmarks; standard output holds nothing but their figures."""
    system.need([system.QT])
    return subprocess.run([environment.ensure(root), "-m", "tests.bench", *words]).returncode


def pictures(root: Path, words: Sequence[str]) -> int:
    """Every page, dialog and menu as a PNG; ``--help`` has the words."""
    system.need([system.QT])
    return subprocess.run([environment.ensure(root), "-m", "tests.ui.pictures", *words]).returncode


def lock(root: Path, words: Sequence[str]) -> int:
    """Resolve the newest fitting versions for every supported Python into the constraints."""
    python = str(environment.ensure(root))
    resolver = [python, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "dev"]
    how = ["--universal", "--python-version", "3.11", "--upgrade", "--no-annotate", "--no-header"]
    target = ["--quiet", "--output-file", str(environment.CONSTRAINTS)]
    return _refuse(words) or int(
        subprocess.run([python, "-m", "pip", "install", "-q", "uv"]).returncode
        or subprocess.run([*resolver, *how, *target], stdout=subprocess.DEVNULL).returncode
    )


def has_display() -> bool:
    """Whether a window can be shown."""
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(shown) or not sys.platform.startswith("linux")


def _program(root: Path, words: Sequence[str]) -> int:
    python = environment.ensure(root)
    return subprocess.run([python, "-m", "studycompanion", *words]).returncode


def _demo(root: Path) -> int:
    print("No display here: making the demo without a window.", file=sys.stderr, flush=True)
    folder = root / "demo"
    code = _program(root, ["demo", "--out", str(folder)])
    if code == 0:
        count = sum(path.is_file() for path in folder.rglob("*"))
        print(f"The demo's {count} files are in {folder}")
    return code


def _checks(python: str) -> list[Step]:
    return [
        Step("ruff check", [python, "-m", "ruff", "check"]),
        Step("ruff format", [python, "-m", "ruff", "format", "--check"]),
        Step("mypy", [python, "-m", "mypy"]),
        Step("room contracts", [python, "-c", _LINT_IMPORTS]),
    ]


def _refuse(words: Sequence[str]) -> int:
    if words:
        print("This job takes no further words: " + " ".join(words), file=sys.stderr)
    return 2 if words else 0


JOBS: Mapping[str, Job] = {
    "run": run,
    "test": test,
    "check": check,
    "prove": prove,
    "bench": bench,
    "pictures": pictures,
    "lock": lock,
}
