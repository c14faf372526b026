"""Proportions: their intervals, and the difference of two.

Wilson, E. B. (1927), Journal of the American Statistical Association 22, 209-212.
Newcombe, R. G. (1998), Statistics in Medicine 17, 873-890, method 10 (two Wilson intervals squared and added).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import erfc, exp, lgamma, sqrt
from typing import NamedTuple

from pcc_narrator.statistics.counts import Dispersion, spread_of

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


def two_proportions(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, str]:
    """Two-sided p value that two (successes, of) have one proportion, and the name of the test.

    The pooled z test where all four expected numbers are five or more, else Fisher's exact test (Cochran 1954).
    """
    (a, n), (b, m) = first, second
    if not (0 <= a <= n and 0 <= b <= m and n > 0 and m > 0):
        raise ValueError(f"{a} of {n} and {b} of {m} are no two proportions")
    pooled = (a + b) / (n + m)
    if min(n, m) * min(pooled, 1 - pooled) >= 5:
        z = (b / m - a / n) / sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
        return erfc(abs(z) / sqrt(2)), "two-proportion z test"
    return fisher(a, n, b, m), "Fisher's exact test"


def dispersion(successes: Sequence[float], totals: Sequence[float], season: int) -> Dispersion | None:
    """Variance of a series of proportions over what chance alone gives, as `counts.dispersion` does for counts."""
    sizes: list[float] = []
    for place in range(season + 1, len(totals)):
        at = (place, place - 1, place - season, place - season - 1)
        of = [totals[one] for one in at]
        if min(of) <= 0:
            continue
        pooled = sum(successes[one] for one in at) / sum(of)
        error = sqrt(pooled * (1 - pooled) * sum(1 / one for one in of))
        if error > 0:
            a, b, c, d = (successes[one] / totals[one] for one in at)
            sizes.append(abs((a - b) - (c - d)) / error)
    return spread_of(sizes)


def quasi_binomial(first: tuple[int, int], second: tuple[int, int], spread: Dispersion) -> float:
    """Two-sided p value that two (successes, of) have one proportion, their variance being `spread.value` times
    the binomial one (McCullagh & Nelder 1989, ch. 4)."""
    from scipy.special import stdtr

    (a, n), (b, m) = first, second
    pooled = (a + b) / (n + m)
    error = sqrt(spread.value * pooled * (1 - pooled) * (1 / n + 1 / m))
    return 1.0 if error == 0 else float(2 * stdtr(spread.freedom, -abs(b / m - a / n) / error))


def fisher(a: int, n: int, b: int, m: int) -> float:
    """Fisher's exact two-sided p value of a of n against b of m: all tables no more likely than the one seen."""
    total = a + b
    log_masses = {
        k: lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
        + lgamma(m + 1) - lgamma(total - k + 1) - lgamma(m - total + k + 1)
        for k in range(max(0, total - m), min(n, total) + 1)
    }  # fmt: skip
    top = max(log_masses.values())
    masses = {k: exp(log_mass - top) for k, log_mass in log_masses.items()}
    limit = masses[a] * (1 + 1e-7)
    return min(1.0, sum(mass for mass in masses.values() if mass <= limit) / sum(masses.values()))


def difference_p(difference: Decimal, half_width_first: Decimal, half_width_second: Decimal) -> float:
    """Two-sided p value of a difference of two estimates with 95 per cent half widths, both taken as normal."""
    error = (half_width_first**2 + half_width_second**2).sqrt() / Z95
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    return erfc(float(abs(difference) / error) / sqrt(2))
