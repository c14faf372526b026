"""Proportions: their intervals, and the difference of two.

Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10 (two Wilson intervals squared and added).
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

Z95 = Decimal("1.959963984540054")  # 97.5 per cent of a standard normal distribution lie below this
Z998 = Decimal("3.090232306167813")  # 99.9 per cent


class Interval(NamedTuple):
    """Two ends."""

    low: Decimal
    high: Decimal


def wilson(successes: Decimal, n: Decimal, z: Decimal = Z95) -> Interval:
    """The score interval of a proportion (0 to 1): (2x + z² ∓ z√(z² + 4x(1 − x/n))) / (2(n + z²)).

    Raises ValueError unless 0 ≤ successes ≤ n and n > 0.
    """
    if n <= 0 or not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is no proportion")
    root = z * (z * z + 4 * successes * (1 - successes / n)).sqrt()
    middle, whole = 2 * successes + z * z, 2 * (n + z * z)
    return Interval(max(Decimal(0), (middle - root) / whole), min(Decimal(1), (middle + root) / whole))


def newcombe(first: tuple[Decimal, Interval], second: tuple[Decimal, Interval]) -> Interval:
    """The interval of the difference second − first of two independent proportions with their own intervals.

    Each is (estimate, interval); the intervals may be Wilson's or those that a survey publishes with its
    figure (which then carry its design effect). All in the same unit.
    """
    (p1, (low1, high1)), (p2, (low2, high2)) = first, second
    difference = p2 - p1
    below = ((p2 - low2) ** 2 + (high1 - p1) ** 2).sqrt()
    above = ((high2 - p2) ** 2 + (p1 - low1) ** 2).sqrt()
    return Interval(difference - below, difference + above)
