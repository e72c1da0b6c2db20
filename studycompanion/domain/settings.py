"""A setting of the data file: kept with the data, journaled like any record."""

from dataclasses import dataclass

from studycompanion.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """One setting; ``id`` is its name, ``value`` a JSON text."""

    value: str
