"""Whole numbers in words, as papers write them after the figures: 48 is "bốn mươi tám"."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")


def number_in_words(number: int) -> str:
    """A whole number from 0 to 999,999,999; raises ValueError for others."""
    if not 0 <= number < 1000 ** len(_GROUPS):
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    parts: list[str] = []
    for power in reversed(range(len(_GROUPS))):
        group = number // 1000**power % 1000
        if group:
            parts.append(f"{_group(group, is_first=not parts)} {_GROUPS[power]}".rstrip())
    return " ".join(parts)


def _group(group: int, *, is_first: bool) -> str:
    """Up to 999; behind a higher group no place is left out."""
    hundreds, rest = divmod(group, 100)
    words = [] if is_first and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    if rest:
        words.append(_below_hundred(rest, follows=bool(words)))
    return " ".join(words)


def _below_hundred(number: int, *, follows: bool) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return f"linh {_DIGITS[ones]}" if follows else _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{head} {_ones(ones, tens)}" if ones else head


def _ones(ones: int, tens: int) -> str:
    """One is "mốt" from 21 on, five is "lăm" after any ten."""
    if ones == 1 and tens > 1:
        return "mốt"
    return "lăm" if ones == 5 else _DIGITS[ones]
