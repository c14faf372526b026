"""Many tests at once: the false discovery rate.

Benjamini, Y. & Hochberg, Y. (1995), Journal of the Royal Statistical Society B 57, 289-300. It holds for
independent tests and for positively dependent ones (Benjamini & Yekutieli 2001), as parts and their total are.
"""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """The adjusted p value of each test, in the order given: flag where it is at most the rate allowed."""
    n = len(p_values)
    order = sorted(range(n), key=lambda place: (p_values[place], place), reverse=True)
    adjusted = [1.0] * n
    smallest = 1.0
    for back, place in enumerate(order):
        smallest = min(smallest, p_values[place] * n / (n - back))
        adjusted[place] = smallest
    return tuple(adjusted)
