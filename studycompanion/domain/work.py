"""How long work speaks to whoever waits for it."""

from typing import Protocol


class Job(Protocol):
    """Long work reports to it after each finished item."""

    def report(self, done: int, total: int, label: str) -> None:
        """Tell ``done`` of ``total``; raises ``errors.Cancelled`` when the user stopped."""


class Silent:
    """A job that nobody watches and nobody cancels."""

    def report(self, done: int, total: int, label: str) -> None:
        """Take no notice."""
