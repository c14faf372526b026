"""How often chance alone gives a control chart's signal at the last point, for independent normal values.

The rules themselves have no p value. These are the probabilities of the pattern itself under no change, so that a
chart can stand beside other tests when many are read at once: outside, two tails of the normal distribution; a
shift of k, 2 × 0.5^k; a trend of k points, 2 / k!; two in three, from the probability of the zone.
"""

from __future__ import annotations

from math import erfc, factorial, sqrt

from pcc_narrator.statistics.control_chart import Signal

_ZONE = 0.5 * (erfc(2 / sqrt(2)) - erfc(3 / sqrt(2)))  # between two and three standard deviations, one side


def normal_p(z: float) -> float:
    """Two-sided p value of a standard normal z."""
    return erfc(abs(z) / sqrt(2))


def signal_p(signal: Signal, *, z: float = 0.0, length: int = 7) -> float:
    """The chance of a signal: `z` the last point's distance from the mean in standard deviations (outside),
    `length` the points of the shift or trend."""
    if signal == "outside":
        return normal_p(z)
    if signal == "shift":
        return 2 * 0.5**length
    if signal == "trend":
        return 2 / factorial(length)
    other = 0.5 - _ZONE
    return 2 * (_ZONE**3 + 3 * _ZONE**2 * other)
