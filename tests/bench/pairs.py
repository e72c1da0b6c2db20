"""Paired measurements: ours and the bare thing in turn, so that a busy machine hits both."""

import statistics
import time
from collections.abc import Callable

Timed = Callable[[], float]
"""Does the work once and returns its cost; the unit is the caller's."""


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long ``work`` takes by ``clock`` (wall time, or ``time.process_time`` for CPU)."""
    began = clock()
    work()
    return clock() - began


def compare(ours: Timed, bare: Timed, *, rounds: int) -> tuple[float, float, float]:
    """Medians over ``rounds`` pairs after one warm-up: our cost, the bare cost, ours / bare."""
    ours(), bare()
    pairs = [(ours(), bare()) for _ in range(rounds)]
    mine, theirs = zip(*pairs, strict=True)
    ratios = [one / other for one, other in pairs]
    return statistics.median(mine), statistics.median(theirs), statistics.median(ratios)
