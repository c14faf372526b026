"""An area among its peers: limits by chance alone, and by chance and the spread that peers always have.

Byar's approximation as in Breslow, N. E. & Day, N. E. (1987), Statistical Methods in Cancer Research II, 69.
Spiegelhalter, D. J. (2005), Statistics in Medicine 24, 1185-1202 (funnel plots), and Spiegelhalter, D. J. (2005),
Quality and Safety in Health Care 14, 347-351 (over-dispersion, additive random effects, winsorised).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean

Z95 = 1.959963984540054
Z998 = 3.090232306167813


def byar(count: float, z: float = Z95) -> tuple[float, float]:
    """The interval of a Poisson count."""
    if count < 0:
        raise ValueError("a count cannot be negative")
    low = 0.0 if count == 0 else count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3
    above = count + 1
    return low, above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where one area lies among its peers: its z score by chance alone, and with the peers' own spread."""

    z: float
    z_adjusted: float


def spread(counts: Sequence[float], populations: Sequence[float], tail: float = 0.1) -> tuple[Place, ...]:
    """The z scores of areas' rates around the pooled rate, without and with over-dispersion, in the order given.

    Square roots of counts are used, whose variance does not depend on the rate (1/4). φ is the mean of the
    squared z scores, the lowest and highest `tail` shares of z being pulled in (winsorised); where it is above
    (n − 1)/n, the between-area variance is τ² = (nφ − (n − 1)) / (Σw − Σw²/Σw), and z is over √(s² + τ²).
    """
    target, tau2 = _centre(counts, populations, tail)
    estimates = [sqrt(count / people) for count, people in zip(counts, populations, strict=True)]
    errors = [0.5 / sqrt(people) for people in populations]
    scores = [(one - target) / error for one, error in zip(estimates, errors, strict=True)]
    return tuple(
        Place(score, (one - target) / sqrt(error * error + tau2))
        for score, one, error in zip(scores, estimates, errors, strict=True)
    )


def funnel_limits(
    counts: Sequence[float], populations: Sequence[float], at: Sequence[float], z: float = Z998, tail: float = 0.1
) -> tuple[tuple[float, float], ...]:
    """The lower and upper limit of a rate (count over population) for each population of `at`, over-dispersion
    allowed for: the curves of the funnel in which `spread` places the areas."""
    target, tau2 = _centre(counts, populations, tail)
    widths = [z * sqrt(0.25 / people + tau2) for people in at]
    return tuple((max(0.0, target - width) ** 2, (target + width) ** 2) for width in widths)


def _centre(counts: Sequence[float], populations: Sequence[float], tail: float) -> tuple[float, float]:
    """The square root of the pooled rate, and the variance between areas on that scale."""
    n = len(counts)
    if n < 3:
        raise ValueError("a funnel needs three areas or more")
    target = sqrt(sum(counts) / sum(populations))
    estimates = [sqrt(count / people) for count, people in zip(counts, populations, strict=True)]
    errors = [0.5 / sqrt(people) for people in populations]
    scores = [(one - target) / error for one, error in zip(estimates, errors, strict=True)]
    phi = mean(score * score for score in winsorised(scores, tail))
    weights = [1 / (error * error) for error in errors]
    return target, max(0.0, (n * phi - (n - 1)) / (sum(weights) - sum(w * w for w in weights) / sum(weights)))


def winsorised(values: Sequence[float], tail: float) -> tuple[float, ...]:
    """The values with the lowest and highest `tail` shares pulled in to the next ones."""
    ordered = sorted(values)
    cut = int(tail * len(ordered))
    low, high = ordered[cut], ordered[-1 - cut]
    return tuple(min(max(value, low), high) for value in values)


def rate_limits(target: float, population: float, z: float = Z95) -> tuple[float, float]:
    """Funnel limits of a rate (events per person) at one population: where chance alone leaves an area."""
    expected = target * population
    low = max(0.0, sqrt(expected) - z / 2) ** 2
    high = (sqrt(expected) + z / 2) ** 2
    return low / population, high / population


def rank_interval(rates: Sequence[float], errors: Sequence[float], place: int, z: float = Z95) -> tuple[int, int]:
    """The ranks (1 is the lowest rate) that one area may hold once chance is allowed for.

    Of each other area it is asked whether its rate is below, or above, beyond the error of the difference: those
    surely below set the best rank, those not surely above the worst. Deterministic; about 95 per cent for each pair.
    """
    below = above = 0
    for other, (rate, error) in enumerate(zip(rates, errors, strict=True)):
        if other == place:
            continue
        score = (rate - rates[place]) / sqrt(error * error + errors[place] ** 2 or 1e-300)
        below += score < -z
        above += score > z
    return below + 1, len(rates) - above


def rank_holds(rates: Sequence[float], errors: Sequence[float], place: int) -> float:
    """How often one area would hold its rank if the period came again and every rate fell anew, by its own error.

    Marshall, E. C. & Spiegelhalter, D. J. (1998), BMJ 316, 1701, draw such ranks at random; here their probability is
    worked out: given the area's own rate, how many others lie below it is a Poisson-binomial number, and the own rate
    runs over a normal distribution (41 points by Gauss and Hermite). Errors must be positive.
    """
    import numpy as np
    from scipy.special import ndtr

    points, weights = np.polynomial.hermite_e.hermegauss(41)
    others = [other for other in range(len(rates)) if other != place]
    below_now = sum(rates[other] < rates[place] for other in others)
    total = 0.0
    for point, weight in zip(points, weights, strict=True):
        own = rates[place] + point * errors[place]
        chances = [float(ndtr((own - rates[other]) / errors[other])) for other in others]
        below = np.array([1.0])
        for chance in chances:
            below = np.append(below, 0.0) * (1 - chance) + np.append(0.0, below) * chance
        total += float(weight) * float(below[below_now])
    return total / float(weights.sum())
