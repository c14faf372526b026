"""How often chance alone gives a control chart's signal at the last point, for independent normal values.

The rules themselves have no p value. These are the probabilities of the pattern itself under no change, so that a
chart can stand beside other tests when many are read at once: a shift of k, 2 × 0.5^k; a trend of k points, 2 / k!;
two in three, from the probability of the zone; a point outside, by Student's distribution, because limits from a
few points are themselves uncertain (see `outside_p`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import erfc, factorial, sqrt

from pcc_narrator.statistics.control_chart import Signal

_ZONE = 0.5 * (erfc(2 / sqrt(2)) - erfc(3 / sqrt(2)))  # between two and three standard deviations, one side


def normal_p(z: float) -> float:
    """Two-sided p value of a standard normal z."""
    return erfc(abs(z) / sqrt(2))


def outside_p(values: Sequence[float]) -> float:
    """The chance that a last value lies as far from the mean of those before it as this one, or further.

    The mean moving range of the n values before it, over 1.128, estimates the standard deviation with about
    0.62 (n − 1) degrees of freedom (Wheeler, D. J. (1995), Advanced Topics in Statistical Process Control, table
    8.1); the mean of n values adds 1/n to the variance. No range is screened out here. Needs four values.
    """
    from scipy.special import stdtr

    before, last = values[:-1], values[-1]
    n = len(before)
    if n < 3:
        raise ValueError("a last point needs three before it")
    mean = sum(before) / n
    sigma = sum(abs(b - a) for a, b in pairwise(before)) / (n - 1) / 1.128
    if sigma == 0:
        return 1.0 if last == mean else 0.0
    return float(2 * stdtr(0.62 * (n - 1), -abs(last - mean) / (sigma * sqrt(1 + 1 / n))))


def signal_p(signal: Signal, *, length: int = 7) -> float:
    """The chance of a shift or trend of `length` points, or of two points in three near a limit."""
    if signal == "shift":
        return 2 * 0.5**length
    if signal == "outside":
        raise ValueError("a point outside has its own p value: outside_p")
    if signal == "trend":
        return 2 / factorial(length)
    other = 0.5 - _ZONE
    return 2 * (_ZONE**3 + 3 * _ZONE**2 * other)
