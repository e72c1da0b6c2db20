"""A clock that can be told the right moment, where the PC's own is wrong."""

from datetime import datetime, timedelta

from studycompanion.domain.record import Clock


class ToldClock:
    """Goes by the PC's clock until it is told another moment; whoever holds it goes along."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._off = clock, timedelta(0)

    def __call__(self) -> datetime:
        """The present moment, as the user told it or as the PC has it."""
        return self._clock() + self._off

    def tell(self, now: datetime) -> None:
        """It is ``now`` (with a zone) at this moment."""
        self._off = now - self._clock()
