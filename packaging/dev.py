"""The developer's one tool: makes the environment, then runs, tests, measures or proves.

Standard library only, so that `python3 packaging/dev.py run` and `… test` work in a fresh clone.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OLDEST, TOO_NEW = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent.parent
_JOBS = """\
run       the program; where there is no display the demo, into the folder demo
test      every check and every test; with words: only pytest, with those words
check     the checks that run no test: style, format, types, room contracts
prove     the long fault and fuzz runs in full; words go to pytest
bench     the benchmarks: [NAME] [--json]
pictures  every page, dialog and menu as a PNG: --out DIR [--only PATTERN] and more (--help)
lock      resolve packaging/constraints.txt anew
"""


def main(words: Sequence[str]) -> int:
    """Do the job that ``words`` name and return its exit code."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        return _with_another_python(words)
    from devtools import environment, jobs

    chosen = _parser().parse_args(words)
    os.chdir(ROOT)
    try:
        return jobs.JOBS[chosen.job](ROOT, chosen.words)
    except environment.SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1


def _names() -> list[str]:
    return [line.split()[0] for line in _JOBS.splitlines()]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=_JOBS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("job", choices=_names())
    parser.add_argument("words", nargs=argparse.REMAINDER, help="go to what the job runs")
    return parser


def _with_another_python(words: Sequence[str]) -> int:
    """Hand over to a fitting interpreter on the path; without one, say what is needed."""
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.run([found, "-V"], capture_output=True).returncode == 0:
            return subprocess.run([found, __file__, *words]).returncode
    print("Python 3.11, 3.12 or 3.13 is needed; this is " + sys.version.split()[0], file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
