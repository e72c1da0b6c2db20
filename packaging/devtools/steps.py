"""Commands one after the other: all are run, each is timed, failures are named at the end."""

import os
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A named command with variables added to the environment."""

    name: str
    words: list[str]
    variables: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step went: its exit code and how many seconds it took."""

    name: str
    code: int
    seconds: float


def run(steps: Iterable[Step]) -> int:
    """Run all steps, report, and return 0 where every one succeeded, else 1."""
    outcomes = [_run_one(step) for step in steps]
    print("\n" + report(outcomes), flush=True)
    return int(any(outcome.code for outcome in outcomes))


def report(outcomes: Iterable[Outcome]) -> str:
    """One line a step: its name, seconds, and ``ok`` or ``FAILED``."""
    return "\n".join(
        f"{'FAILED' if outcome.code else 'ok':<7}{outcome.seconds:7.1f} s  {outcome.name}"
        for outcome in outcomes
    )


def _run_one(step: Step) -> Outcome:
    print(f"\n--- {step.name}", flush=True)
    began = time.monotonic()
    environment = {**os.environ, **(step.variables or {})}
    code = subprocess.run(step.words, env=environment).returncode
    return Outcome(step.name, code, time.monotonic() - began)
