"""Reading a member list as offices keep it: Excel, OpenDocument or text with separators."""

from studycompanion.exchange.roster_in.reader import read_roster

__all__ = ["read_roster"]
