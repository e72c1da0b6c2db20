"""``python -m tests.bench [NAME …] [--json]``: measure, and print one line or table a bench."""

import argparse
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence

import tests.bench

_PREFIX = "bench_"


def names() -> list[str]:
    """The benches there are, in alphabetical order."""
    found = (module.name for module in pkgutil.iter_modules(tests.bench.__path__))
    return sorted(name.removeprefix(_PREFIX) for name in found if name.startswith(_PREFIX))


def measure(name: str) -> dict[str, float]:
    """The figures of one bench; keys end in their unit, ``ratio`` has none."""
    bench = importlib.import_module(f"{tests.bench.__name__}.{_PREFIX}{name}")
    return dict(bench.figures())


def as_json(name: str, figures: Mapping[str, float]) -> str:
    """One JSON value on one line."""
    return json.dumps({"bench": name, "figures": dict(figures)})


def as_table(name: str, figures: Mapping[str, float]) -> str:
    """The bench's name, and a line for each figure."""
    lines = [f"  {key:<40}{value:>14,.2f}" for key, value in figures.items()]
    return "\n".join([name, *lines])


def main(words: Sequence[str] | None = None) -> int:
    """Run the named benches, or all, one after the other."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    parser.add_argument("--json", action="store_true", help="one JSON value a bench, a line each")
    chosen = parser.parse_args(words)
    unknown = sorted(set(chosen.names) - set(names()))
    if unknown:
        parser.error(f"no such bench: {', '.join(unknown)}; there are {', '.join(names())}")
    show = as_json if chosen.json else as_table
    for name in chosen.names or names():
        print(show(name, measure(name)), flush=True)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
