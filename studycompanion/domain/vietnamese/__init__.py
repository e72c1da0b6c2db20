"""Vietnamese text, names, dates and figures as papers, lists and searches need them."""

from studycompanion.domain.vietnamese.figures import group_thousands, percent, round_half_up
from studycompanion.domain.vietnamese.partial_date import PartialDate
from studycompanion.domain.vietnamese.sorting import sort_key
from studycompanion.domain.vietnamese.text import fold, nfc, pasted, tidy, title_name
from studycompanion.domain.vietnamese.units import unit_key
from studycompanion.domain.vietnamese.words import date_in_words, display_date, natural

__all__ = [
    "PartialDate",
    "date_in_words",
    "display_date",
    "fold",
    "group_thousands",
    "natural",
    "nfc",
    "pasted",
    "percent",
    "round_half_up",
    "sort_key",
    "tidy",
    "title_name",
    "unit_key",
]
