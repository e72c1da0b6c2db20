"""The number in the QR code of a member's card: digits only, the same for ever.

It is drawn from the record's random key, so nobody can tell a card number or another person's
number from it. Sixteen digits are no party card number, which has eight or twelve.
"""

import hashlib

LENGTH = 16
_DIGITS = LENGTH - 1


def card_code(member_id: str) -> str:
    """The number of a member: fifteen digits and their check digit."""
    drawn = int.from_bytes(hashlib.sha256(b"card:" + member_id.encode()).digest()[:16])
    digits = f"{drawn % 10**_DIGITS:0{_DIGITS}}"
    return digits + _check_digit(digits)


def is_card_code(text: str) -> bool:
    """Whether a scanned text is such a number; a misread digit is noticed."""
    is_number = len(text) == LENGTH and text.isascii() and text.isdigit()
    return is_number and _check_digit(text[:-1]) == text[-1]


def _check_digit(digits: str) -> str:
    """ISO/IEC 7064, MOD 11,10: notices every single wrong digit."""
    product = 10
    for digit in digits:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
