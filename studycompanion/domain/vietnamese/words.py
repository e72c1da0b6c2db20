"""Dates as papers and lists write them."""

from datetime import date


def date_in_words(place: str, day: date) -> str:
    """Place and date of a paper: "Vĩnh Tuy, ngày 05 tháng 02 năm 2026".

    Guidance HD 05-HD/VPTW (2026) pads days under 10 and the months 1 and 2, no other month.
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def display_date(day: date) -> str:
    """A day in lists and fields: "05/02/2026"."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def natural(key: str) -> list[tuple[int, str]]:
    """A folded name cut into words, so that number 2 comes before number 10."""
    return [(int(w), "") if w.isdigit() else (-1, w) for w in key.split()]
