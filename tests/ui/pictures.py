"""``python -m tests.ui.pictures --out DIR``: every scene as a PNG of the smallest screen.

A picture is called after its look, such as ``vi/light-100/rollcall.png``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from itertools import product
from pathlib import Path

LANGUAGES = ("vi", "en")
SCALES = (100, 150)
_MADE = "made"
_APART = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_LOGGING_RULES": "qt.qpa.plugin=false",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
}
"""The environment in which a picture comes out the same on any machine."""


def main(words: Sequence[str]) -> int:
    """Draw what was asked for: a process for each language and scheme, on every core."""
    from studycompanion.ui.theme import Scheme

    asked = _parser(_drawn_schemes(Scheme)).parse_args(words)
    if asked.worlds is not None:
        return draw(asked)
    began = time.monotonic()
    parts = list(product(asked.lang or LANGUAGES, asked.scheme or _drawn_schemes(Scheme)))
    with tempfile.TemporaryDirectory(prefix="study-companion-pictures-") as folder:
        _make_worlds(Path(folder), asked.only)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            codes = list(pool.map(lambda part: _draw_apart(asked, Path(folder), *part), parts))
    count = len(list(asked.out.rglob("*.png")))
    print(f"{count} pictures in {asked.out} after {time.monotonic() - began:.0f} s")
    return max(codes)


def _drawn_schemes(schemes: Iterable[str]) -> list[str]:
    """All but the one that follows the system's, which looks like one of the others."""
    return [scheme.value for scheme in schemes if scheme.value != "system"]


def _parser(schemes: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--only", action="append", metavar="PATTERN", help="scenes, as in 'topic*'")
    parser.add_argument("--lang", action="append", choices=LANGUAGES)
    parser.add_argument("--scheme", action="append", choices=schemes)
    parser.add_argument("--scale", action="append", type=int, choices=(100, 125, 150, 175, 200))
    parser.add_argument("--small", action="store_true", help="smaller files, for the README")
    parser.add_argument("--worlds", type=Path, help=argparse.SUPPRESS)
    return parser


def _chosen(only: list[str] | None) -> list:
    from tests.ui.scenes import all_scenes

    return [s for s in all_scenes() if not only or any(fnmatch(s.name, one) for one in only)]


def _make_worlds(folder: Path, only: list[str] | None) -> None:
    """Make the files that the scenes need; each process copies them from there."""
    from tests.ui.scenes import worlds
    from tests.ui.scenes.scene import World

    for world in {scene.world for scene in _chosen(only)} - {World.NOWHERE}:
        worlds.make(world, folder / _MADE)


def _draw_apart(asked: argparse.Namespace, folder: Path, lang: str, scheme: str) -> int:
    words = [sys.executable, "-m", "tests.ui.pictures", "--out", str(asked.out)]
    words += ["--lang", lang, "--scheme", scheme, "--worlds", str(folder)]
    words += ["--small"] if asked.small else []
    words += [word for one in asked.only or () for word in ("--only", one)]
    words += [word for one in asked.scale or () for word in ("--scale", str(one))]
    return subprocess.run(words, env={**os.environ, **_APART}).returncode


def draw(asked: argparse.Namespace) -> int:
    """Draw the scenes of one language and scheme."""
    from studycompanion.ui.application import dressed
    from studycompanion.ui.preferences import Comforts
    from studycompanion.ui.theme import Scheme
    from tests.ui.scenes.screen import picture, save
    from tests.ui.scenes.stage import Stage, smallest_screen

    lang, scheme = asked.lang[0], asked.scheme[0]
    app = dressed([], Comforts(scheme=scheme))
    app.setCursorFlashTime(0)
    with smallest_screen():
        stage = Stage(asked.worlds / f"{lang}-{scheme}", asked.worlds / _MADE)
        for scale in asked.scale or SCALES:
            stage.dress(lang, Scheme(scheme), scale)
            folder = asked.out / lang / f"{scheme}-{scale}"
            for scene in _chosen(asked.only):
                save(picture(stage.play(scene)), folder / f"{scene.name}.png", is_small=asked.small)
        stage.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
