"""Counts of events: two compared, their ratio, and whether they are more dispersed than chance makes them.

Przyborowski, J. & Wilenski, H. (1940), Biometrika 31, 313-323: given the sum of two Poisson counts, one of them
is binomial (the exact conditional test). Clopper, C. J. & Pearson, E. S. (1934), Biometrika 26, 404-413, for the
exact interval. McCullagh, P. & Nelder, J. A. (1989), Generalized Linear Models, ch. 6, for quasi-Poisson.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, pi, sqrt


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance over mean, and the degrees of freedom behind the estimate."""

    value: float
    freedom: int


def exact_conditional(first: int, second: int, exposure: float = 1.0) -> float:
    """Two-sided p value that two counts have one rate. `exposure`: of the second, the first's being one.

    Two-sided as R's binom.test and scipy's binomtest: all outcomes no more likely than the one seen.
    """
    if first < 0 or second < 0 or exposure <= 0:
        raise ValueError("counts cannot be negative, and an exposure must be positive")
    total, p = first + second, exposure / (1 + exposure)
    return 1.0 if total == 0 else _binomial_two_sided(second, total, p)


def _binomial_two_sided(seen: int, n: int, p: float) -> float:
    from scipy.special import bdtr, bdtrc, gammaln, xlog1py, xlogy

    def log_mass(k: int) -> float:
        return float(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) + xlogy(k, p) + xlog1py(n - k, -p))

    limit = log_mass(seen) + 1e-7
    mode = min(n, int((n + 1) * p))
    if log_mass(mode) <= limit:
        return 1.0
    if seen < mode:  # the lower tail is seen's own; find where the upper tail gets as unlikely
        low, high = mode, n + 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if middle > n or log_mass(middle) <= limit else (middle + 1, high)
        upper = 0.0 if low > n else float(bdtrc(low - 1, n, p))
        return min(1.0, float(bdtr(seen, n, p)) + upper)
    low, high = -1, mode
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle < 0 or log_mass(middle) <= limit else (low, middle - 1)
    lower = 0.0 if low < 0 else float(bdtr(low, n, p))
    return min(1.0, float(bdtrc(seen - 1, n, p)) + lower)


def rate_ratio(first: int, second: int, exposure: float = 1.0, confidence: float = 0.95) -> tuple[float, float, float]:
    """(ratio, low, high) of the second count's rate to the first's, by the exact interval of the binomial share."""
    from scipy.special import betaincinv

    total, tail = first + second, (1 - confidence) / 2
    if total == 0:
        raise ValueError("no events, no ratio")
    low = 0.0 if second == 0 else float(betaincinv(second, total - second + 1, tail))
    high = 1.0 if second == total else float(betaincinv(second + 1, total - second, 1 - tail))
    ratio = inf if first == 0 else second / first / exposure
    return ratio, low / (1 - low) / exposure, inf if high == 1 else high / (1 - high) / exposure


def dispersion(counts: Sequence[float], season: int) -> Dispersion | None:
    """Variance over mean of a series of counts of equal periods, left over from its level, season and trend.

    Up to six years: Pearson's residuals from a fit of a straight line and the seasons, by least squares, with as many
    degrees of freedom as the fit leaves. Longer series are seldom straight. Theirs is taken from the difference of
    successive year-on-year changes, (x[t] − x[t−1]) − (x[t−s] − x[t−s−1]), which is free of level, of local trend
    and of a stable season, and has four times the variance of one count: its mean absolute value, each over the root
    of the four counts' sum, is √(2φ/π) for normal values; as on a control chart, values of 3.267 means or more
    (one-off events) are left out. The differences share counts: half as many degrees of freedom are claimed.

    None with fewer than three years and one period.
    """
    if len(counts) <= 3 * season:
        return None
    if len(counts) <= 6 * season:
        return _around_a_line(counts, season)
    sizes: list[float] = []
    for place in range(season + 1, len(counts)):
        four = (counts[place], counts[place - 1], counts[place - season], counts[place - season - 1])
        if sum(four) > 0:
            sizes.append(abs((four[0] - four[1]) - (four[2] - four[3])) / sqrt(sum(four)))
    return spread_of(sizes)


def _around_a_line(counts: Sequence[float], season: int) -> Dispersion | None:
    """Pearson's estimate from the residuals of a straight line and seasons."""
    import numpy as np

    n = len(counts)
    places = np.arange(n)
    design = np.zeros((n, season + 1))
    design[places, places % season] = 1
    design[:, season] = places - places.mean()
    values = np.array(counts, dtype=float)
    fitted = design @ np.linalg.lstsq(design, values, rcond=None)[0]
    mean = float(values.mean())
    if mean <= 0:
        return None
    level = np.maximum(fitted, mean / 10)  # a fit near nought must not make one residual count for all
    freedom = n - season - 1
    return Dispersion(float((((values - fitted) ** 2) / level).sum()) / freedom, freedom)


def spread_of(sizes: Sequence[float]) -> Dispersion | None:
    """The dispersion that absolute z scores show: their mean squared, times π/2. None with fewer than eight."""
    if len(sizes) < 8:
        return None
    mean = sum(sizes) / len(sizes)
    kept = [size for size in sizes if size < 3.267 * mean]
    mean = sum(kept) / len(kept) if kept else mean
    return Dispersion(mean * mean * pi / 2, len(sizes) // 2)


def quasi_poisson(first: float, second: float, spread: Dispersion, exposure: float = 1.0) -> float:
    """Two-sided p value that two counts have one rate, their variance being `spread.value` times their mean."""
    from scipy.special import stdtr

    if first + second <= 0:
        return 1.0
    share = exposure / (1 + exposure)
    total = first + second
    t = (second - total * share) / sqrt(spread.value * total * share * (1 - share))
    return float(2 * stdtr(spread.freedom, -abs(t)))


def quasi_rate_ratio(
    first: float, second: float, spread: Dispersion, exposure: float = 1.0, confidence: float = 0.95
) -> tuple[float, float, float]:
    """(ratio, low, high) of the second count's rate to the first's, their variance being `spread.value` times their
    mean: Wald's interval of the logarithm of the ratio, by Student's t. Both counts must be positive."""
    from scipy.special import stdtrit

    if first <= 0 or second <= 0:
        raise ValueError("no ratio without events on both sides")
    ratio = second / first / exposure
    half = float(stdtrit(spread.freedom, (1 + confidence) / 2)) * sqrt(spread.value * (1 / first + 1 / second))
    return ratio, ratio * exp(-half), ratio * exp(half)
