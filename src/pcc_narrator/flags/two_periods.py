"""Tests of a change between two periods: which one, on which figures, and its p value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pcc_narrator.flags.found import Trial, exact
from pcc_narrator.flags.index import Index
from pcc_narrator.flags.spreads import Spreads, period_before
from pcc_narrator.models.fact import Fact
from pcc_narrator.models.period import Period
from pcc_narrator.statistics.counts import Dispersion, exact_conditional, quasi_poisson, quasi_rate_ratio, rate_ratio
from pcc_narrator.statistics.proportions import Interval as Bounds
from pcc_narrator.statistics.proportions import difference_p, newcombe, quasi_binomial, two_proportions
from pcc_narrator.statistics.proportions import dispersion as proportion_dispersion
from pcc_narrator.workspace.plan import MeasurePlan

EXACT = "exact conditional test of two counts"


def trials(index: Index, measure: MeasurePlan, spreads: Spreads) -> Iterator[Trial]:
    """The tests of one measure and its categories.

    Changes on a year earlier are tested; a change on another period only where there is none on a year earlier.
    `spreads` knows how much counts vary beyond chance.
    """
    if measure.test in ("none", "control_chart"):
        return
    for category in index.categories(measure.id):
        changes = [change for change in index.changes(measure.id, category) if index.recent(change.period)]
        yearly = [change for change in changes if change.base == change.period.shifted(-12)]
        for change in yearly or changes:
            trial = _trial(index, measure, category, change, spreads)
            if trial is not None:
                yield trial if change in yearly else replace(trial, method=f"{trial.method}; season not allowed for")


def _trial(index: Index, measure: MeasurePlan, category: str | None, change: Fact, spreads: Spreads) -> Trial | None:
    if change.base is None:
        return None
    after = index.level(measure.id, category, change.period)
    before = index.level(measure.id, category, change.base)
    if after is None or before is None:
        return None
    result: tuple[str, str, float, tuple[tuple[str, str], ...]] | None = None
    counts = measure.unit == "count" and measure.adds == "sum"
    if counts and measure.test in ("auto", "counts"):
        result = _counts(measure, category, before, after, spreads)
    elif measure.unit == "percent" and measure.test in ("auto", "proportions", "interval"):
        if measure.test != "interval":
            result = _proportions(index, before, after)
        result = result or _intervals(before, after)
    if result is None:
        return None
    rule, method, p, numbers = result
    sign = (change.number > 0) - (change.number < 0)
    return Trial(measure, category, after, change, rule, method, p, sign, numbers=numbers)


def _counts(
    measure: MeasurePlan, category: str | None, before: Fact, after: Fact, spreads: Spreads
) -> tuple[str, str, float, tuple[tuple[str, str], ...]] | None:
    first, second = before.number, after.number
    if first < 0 or second < 0 or first != int(first) or second != int(second) or first + second == 0:
        return None
    exposure = _days(after.period) / _days(before.period)
    ratio, low, high = rate_ratio(int(first), int(second), exposure)
    numbers: tuple[tuple[str, str], ...] = (
        ("counts", f"{first:,} and {second:,}"),
        ("rate ratio", f"{ratio:.3f} ({low:.3f} to {high:.3f})" if first else "not defined"),
    )
    months = after.period.months or 3
    found = spreads.of(measure, category, after.period, float(first + second) / 2 * 3 / months)
    p = exact_conditional(int(first), int(second), exposure)
    if found is None:
        return "counts.exact", f"{EXACT}; too few periods to measure over-dispersion", p, numbers
    spread, whose = found.dispersion, found.whose
    if spread.value <= 1:
        # The series shows no over-dispersion, but from few periods: the estimate's own uncertainty still counts.
        careful = quasi_poisson(float(first), float(second), replace(spread, value=1.0), exposure)
        return "counts.exact", f"{EXACT}; no over-dispersion measured{whose}", max(p, careful), numbers
    numbers = (*numbers[:1], ("variance over mean", f"{spread.value:.1f}"), ("rate ratio", "not defined"))
    if first and second:
        ratio, low, high = quasi_rate_ratio(float(first), float(second), spread, exposure)
        numbers = (*numbers[:-1], ("rate ratio", f"{ratio:.3f} ({low:.3f} to {high:.3f})"))
    method = f"quasi-Poisson test of two counts, variance {spread.value:.1f} times the mean{whose}"
    careful = quasi_poisson(float(first), float(second), spread, exposure)
    return "counts.quasi_poisson", method, max(p, careful), numbers


def _days(period: Period) -> float:
    if period.start is None or period.end is None:
        return 1.0
    return (period.end - period.start).days + 1.0


def _proportions(index: Index, before: Fact, after: Fact) -> tuple[str, str, float, tuple[tuple[str, str], ...]] | None:
    parts = [_parts(index, level) for level in (before, after)]
    first, second = parts
    if first is None or second is None:
        return None
    numbers = (("proportions", f"{first[0]:,} of {first[1]:,} and {second[0]:,} of {second[1]:,}"),)
    spread = _proportion_spread(index, after)
    if spread is not None and spread.value > 1:
        method = f"quasi-binomial test of two proportions, variance {spread.value:.1f} times the binomial"
        return "proportions.quasi_binomial", method, quasi_binomial(first, second, spread), numbers
    p, method = two_proportions(first, second)
    if spread is None:
        method += "; too few periods to measure over-dispersion"
    rule = "proportions.fisher" if method.startswith("Fisher") else "proportions.z"
    return rule, method, p, numbers


def _proportion_spread(index: Index, after: Fact) -> Dispersion | None:
    for months, season in ((3, 4), (1, 12)):
        series = index.series(after.measure, after.category, period_before(after.period, months))
        parts = [_parts(index, level) for level in series]
        known = [part for part in parts if part is not None]
        if known and len(known) == len(parts):
            found = proportion_dispersion([float(a) for a, _ in known], [float(n) for _, n in known], season)
            if found is not None:
                return found
    return None


def _parts(index: Index, level: Fact) -> tuple[int, int] | None:
    """The successes and the number they are of; None where either is not known or not whole."""
    found: dict[str, Decimal] = {}
    for which in ("numerator", "denominator"):
        fact = index.beside(level, which)
        if fact is None or fact.number != int(fact.number):
            return None
        found[which] = fact.number
    successes, n = int(found["numerator"]), int(found["denominator"])
    return (successes, n) if 0 <= successes <= n and n > 0 else None


def _intervals(before: Fact, after: Fact) -> tuple[str, str, float, tuple[tuple[str, str], ...]] | None:
    """The difference of two sampled figures. Where one has no interval, the other's width is taken for it."""
    known = [_bounds(level) for level in (before, after)]
    taken = [bounds for bounds in known if bounds is not None]
    if not taken:
        return None
    half = (taken[0].high - taken[0].low) / 2
    first, second = (
        bounds if bounds is not None else Bounds(level.number - half, level.number + half)
        for bounds, level in zip(known, (before, after), strict=True)
    )
    difference = newcombe((before.number, first), (after.number, second))
    p = difference_p(after.number - before.number, (first.high - first.low) / 2, (second.high - second.low) / 2)
    method = "difference of two sampled figures by their intervals (Newcombe)"
    if len(taken) == 1:
        method += "; one interval was not supplied and is taken to be as wide as the other"
    shown = f"{exact(float(difference.low), 3)} to {exact(float(difference.high), 3)}"
    return "intervals.newcombe", method, p, (("interval of the difference", shown),)


def _bounds(level: Fact) -> Bounds | None:
    return None if level.low is None or level.high is None else Bounds(level.low, level.high)
