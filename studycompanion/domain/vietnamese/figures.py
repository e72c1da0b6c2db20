"""Figures as Vietnamese papers write them: decimal comma, dots for thousands, half rounds up.

Exact fractions are loaded when something is rounded: the window starts without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction


def round_half_up(value: Fraction | Decimal | int, places: int) -> Decimal:
    """``value`` exactly rounded to ``places`` decimals; a half goes away from zero."""
    from decimal import Decimal
    from fractions import Fraction

    scaled = abs(Fraction(value)) * 10**places
    digits = int(scaled + Fraction(1, 2))
    return Decimal((int(value < 0), tuple(map(int, str(digits))), -places))


def percent(rate: Fraction | None) -> str:
    """A rate with two places ("99,16%"); a dash where its base is empty."""
    if rate is None:
        return "—"
    return f"{round_half_up(rate * 100, 2):f}%".replace(".", ",")


def group_thousands(count: int) -> str:
    """A count with dots between thousands ("35.599")."""
    return f"{count:,}".replace(",", ".")
