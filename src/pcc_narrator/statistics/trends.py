"""Long series: slope, trend, change point, season, and the range to expect next.

Theil, H. (1950); Sen, P. K. (1968), Journal of the American Statistical Association 63, 1379-1389.
Mann, H. B. (1945), Econometrica 13, 245-259; Kendall, M. G. (1975), Rank Correlation Methods; the variance for
autocorrelated series: Hamed, K. H. & Rao, A. R. (1998), Journal of Hydrology 204, 182-196.
Pettitt, A. N. (1979), Applied Statistics 28, 126-135 (one change point).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import erfc, exp, sqrt
from statistics import median


@dataclass(frozen=True, slots=True)
class Slope:
    """A slope for each step of the series, with its 95 per cent interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Kendall's S, its z and two-sided p, and by how much autocorrelation stretched the variance (1: not)."""

    s: int
    z: float
    p: float
    stretch: float


@dataclass(frozen=True, slots=True)
class Change:
    """A change point: the place of the first value of the new level, the p value, the medians before and after."""

    place: int
    p: float
    before: float
    after: float


def theil_sen(values: Sequence[float], z: float = 1.959963984540054) -> Slope:
    """The median of the slopes between all pairs, with Sen's interval by ranks. Needs two values."""
    slopes = sorted((values[j] - values[i]) / (j - i) for i, j in combinations(range(len(values)), 2))
    if not slopes:
        raise ValueError("a slope needs two values or more")
    half = z * sqrt(_variance_of_s(values))
    low = (len(slopes) - half) / 2 - 1
    high = (len(slopes) + half) / 2
    return Slope(median(slopes), slopes[max(0, round(low))], slopes[min(len(slopes) - 1, round(high))])


def mann_kendall(values: Sequence[float]) -> Trend:
    """Whether a series rises or falls, whatever its shape. Needs four values.

    The variance is stretched by positive autocorrelation of the detrended series (Hamed & Rao), and never shrunk: a
    report would rather miss a trend than claim one.
    """
    n = len(values)
    if n < 4:
        raise ValueError("a trend test needs four values or more")
    s = sum((b > a) - (b < a) for a, b in combinations(values, 2))
    stretch = max(1.0, _hamed_rao(values))
    error = sqrt(_variance_of_s(values) * stretch)
    z = 0.0 if error == 0 or s == 0 else (s - (1 if s > 0 else -1)) / error
    return Trend(s, z, erfc(abs(z) / sqrt(2)), stretch)


def pettitt(values: Sequence[float]) -> Change:
    """The most likely single change of level. p is Pettitt's approximation, good below 0.5. Needs four values."""
    n = len(values)
    if n < 4:
        raise ValueError("a change point needs four values or more")
    ordered = sorted(values)
    sums, total = [], 0
    for value in values[:-1]:  # each value moves from the later part to the earlier one
        total += bisect_left(ordered, value) + bisect_right(ordered, value) - n  # how many are below, less those above
        sums.append(total)
    k = max(abs(one) for one in sums)
    place = next(place for place, one in enumerate(sums, start=1) if abs(one) == k)
    p = min(1.0, 2 * exp(-6 * k * k / (n**3 + n**2)))
    return Change(place, p, median(values[:place]), median(values[place:]))


def present_level(values: Sequence[float], fewest: int, sure: float = 0.01) -> int:
    """Where the present level starts: at the last change point, so far as enough values follow it.

    The stretch up to the last value is lengthened backwards from the last `fewest` values until Pettitt's test of
    it is below `sure`; the level then starts at the change that the test found, or, where fewer than `fewest` values
    follow that, with the last `fewest`.
    """
    latest = max(0, len(values) - max(fewest, 4))
    for start in range(latest - 1, -1, -1):
        change = pettitt(values[start:])
        if change.p < sure:
            return min(latest, start + change.place)
    return 0


def seasonal_factors(values: Sequence[float], season: int) -> tuple[float, ...] | None:
    """What each place of the year is to the year's level: the median ratio to a centred moving year, mean one.

    The factor at index 0 belongs to the first value. None with fewer than three full years, or where a level
    is not positive.
    """
    ratios = _ratios_to_moving_year(values, season)
    if ratios is None:
        return None
    middles = [median(one) for one in ratios]
    mean = sum(middles) / season
    return tuple(one / mean for one in middles) if mean > 0 and min(middles) > 0 else None


def seasonality_p(values: Sequence[float], season: int) -> float:
    """Kruskal and Wallis' p value (1952) that the places of the year do not differ, level and trend taken out.

    Ranked are the ratios to a centred moving year. 1 with fewer than three full years.
    """
    ratios = _ratios_to_moving_year(values, season)
    if ratios is None:
        return 1.0
    flat = [one for group in ratios for one in group]
    n, ranks = len(flat), _ranks(flat)
    sums, start = 0.0, 0
    for group in ratios:
        sums += sum(ranks[start : start + len(group)]) ** 2 / len(group)
        start += len(group)
    ties = sum(t * (t**2 - 1) for t in Counter(flat).values())
    correction = 1 - ties / (n**3 - n)
    if correction <= 0:
        return 1.0
    from scipy.special import chdtrc

    return float(chdtrc(season - 1, (12 / (n * (n + 1)) * sums - 3 * (n + 1)) / correction))


def expected_range(values: Sequence[float], season: int) -> tuple[float, float, float] | None:
    """(middle, low, high): where the next value lies in 95 of 100 cases if the process does not change.

    The last value of the same season, carried by the median recent year-on-year change, give or take the spread of
    the errors that the same rule made before. It is a description of the past, not a promise. None with fewer
    than two years of errors.
    """
    errors = [values[place] - _carried(values[:place], season) for place in range(season + season, len(values))]
    if len(errors) < 2 * season:
        return None
    middle = _carried(values, season)
    deviation = sqrt(sum(error * error for error in errors) / len(errors))
    return middle, middle - 1.959963984540054 * deviation, middle + 1.959963984540054 * deviation


def _carried(values: Sequence[float], season: int) -> float:
    changes = [values[-1 - back] - values[-1 - back - season] for back in range(min(season, len(values) - season))]
    return values[-season] + (median(changes) if changes else 0.0)


def _ratios_to_moving_year(values: Sequence[float], season: int) -> list[list[float]] | None:
    """Ratios of values to the mean of the year around them, by place of the year; None with too few years."""
    n = len(values)
    if n < 3 * season or season < 2:
        return None
    half = season // 2
    ratios: list[list[float]] = [[] for _ in range(season)]
    for place in range(half, n - half):
        window = values[place - half : place + half + 1]
        level = (sum(window) - (0 if season % 2 else (window[0] + window[-1]) / 2)) / season
        if level <= 0:
            return None
        ratios[place % season].append(values[place] / level)
    return ratios


def _variance_of_s(values: Sequence[float]) -> float:
    n = len(values)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    return (n * (n - 1) * (2 * n + 5) - ties) / 18


def _hamed_rao(values: Sequence[float]) -> float:
    """Hamed & Rao's factor, with the autocorrelations of a first-order process.

    Estimated singly, the autocorrelations of 20 to 50 points are mostly noise. The first is estimated from the ranks
    of the series less its slope, and freed of its bias (Marriott, F. H. C. & Pope, J. A. (1954), Biometrika 41,
    390-402); the others are its powers.
    """
    n = len(values)
    slope = theil_sen(values).value
    ranks = _ranks([value - slope * place for place, value in enumerate(values)])
    mean = sum(ranks) / n
    total = sum((rank - mean) ** 2 for rank in ranks)
    if total == 0:
        return 1.0
    r = sum((ranks[i] - mean) * (ranks[i + 1] - mean) for i in range(n - 1)) / total
    if r <= 0:
        return 1.0
    r = min(0.98, r + (1 + 4 * r) / n)
    stretch = sum((n - lag) * (n - lag - 1) * (n - lag - 2) * r**lag for lag in range(1, n - 2))
    return 1 + 2 * stretch / (n * (n - 1) * (n - 2))


def _ranks(values: Sequence[float]) -> list[float]:
    """The place of each value in the order of all, from 1; equal values share the middle of their places."""
    ordered = sorted(values)
    places = {value: (bisect_left(ordered, value), bisect_right(ordered, value)) for value in set(values)}
    return [below + (upto - below + 1) / 2 for below, upto in map(places.__getitem__, values)]
