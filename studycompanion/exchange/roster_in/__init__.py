"""Reading a member list as offices keep it: Excel, OpenDocument or text with separators."""

from studycompanion.exchange.roster_in.apart import sheets_apart
from studycompanion.exchange.roster_in.reader import read_roster, read_sheets

__all__ = ["read_roster", "read_sheets", "sheets_apart"]
