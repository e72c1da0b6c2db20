"""Benchmarks: each ``bench_NAME.py`` has ``figures() -> dict[str, float]``; see ``__main__``."""
