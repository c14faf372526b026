"""XmR control charts by the rules of NHS England's "Making Data Count", as coded in NHSRplotthedots 0.2.2.

Limits lie 2.66 mean moving ranges from the mean (Shewhart; 2.66 = 3 / 1.128). Four signals, in this order of
precedence where a point is part of several:

1. outside   a point strictly outside a limit
2. trend     seven points that all rise or all fall (six changes of one sign); all seven are marked
3. two_in_three   three points in a row on one side of the mean, of which two or more lie between the near
             limit (two thirds of the way) and the limit; only those are marked
4. shift     seven points in a row strictly on one side of the mean; all are marked

Everything is exact decimal arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

Signal = Literal["outside", "trend", "two_in_three", "shift"]
SIGNALS: tuple[Signal, ...] = ("outside", "trend", "two_in_three", "shift")
Variation = Literal[
    "common_cause", "concern_high", "concern_low", "improvement_high", "improvement_low", "neutral_high", "neutral_low"
]
Assurance = Literal["pass", "fail", "inconsistent", "empty"]
LIMIT = Decimal("2.66")
NEAR = LIMIT * 2 / 3
SCREEN = Decimal("3.267")
SIGMA = Decimal("1.128")  # the mean moving range of normal values in standard deviations (d2 for pairs)


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart. `signals` and `sides` have one entry a point; a side is 1 above the mean, -1 below."""

    values: tuple[Decimal, ...]
    mean: Decimal
    mean_range: Decimal
    lower: Decimal
    upper: Decimal
    signals: tuple[Signal | None, ...]
    sides: tuple[int, ...]

    @property
    def sigma(self) -> Decimal:
        """The standard deviation that the moving ranges stand for."""
        return self.mean_range / SIGMA


def xmr(
    values: Sequence[Decimal], *, shift: int = 7, trend: int = 7, screen: bool = True, baseline: int | None = None
) -> Chart:
    """The chart of separate, equally spaced values in order.

    `shift` and `trend` are the lengths of these signals in points. With `screen`, moving ranges of 3.267 mean
    ranges or more are left out of the mean range. With `baseline`, mean and limits come from the first so many
    values. Raises ValueError for fewer than two values.
    """
    base = list(values if baseline is None else values[:baseline])
    if len(base) < 2:
        raise ValueError("a control chart needs two values or more")
    mean = sum(base, Decimal(0)) / len(base)
    ranges = [abs(after - before) for before, after in pairwise(base)]
    average = sum(ranges, Decimal(0)) / len(ranges)
    if screen:
        kept = [one for one in ranges if one < SCREEN * average] or [Decimal(0)]
        average = sum(kept, Decimal(0)) / len(kept)
    lower, upper = mean - LIMIT * average, mean + LIMIT * average
    near_lower, near_upper = mean - NEAR * average, mean + NEAR * average
    sides = tuple((value > mean) - (value < mean) for value in values)
    outside = [not lower <= value <= upper for value in values]
    near = [not out and not near_lower <= value <= near_upper for value, out in zip(values, outside, strict=True)]
    marked: dict[Signal, set[int]] = {
        "outside": {place for place, out in enumerate(outside) if out},
        "trend": _trends(values, trend),
        "two_in_three": _two_in_three(sides, near),
        "shift": _shifts(sides, shift),
    }
    signals = tuple(next((one for one in SIGNALS if place in marked[one]), None) for place in range(len(values)))
    return Chart(tuple(values), mean, average, lower, upper, signals, sides)


def variation(chart: Chart, better: Literal["high", "low", "neither"]) -> Variation:
    """The variation icon: what the last point is, high or low by its side of the mean."""
    if chart.signals[-1] is None:
        return "common_cause"
    high = chart.sides[-1] > 0
    where: Literal["high", "low"] = "high" if high else "low"
    if better == "neither":
        return "neutral_high" if high else "neutral_low"
    if where == better:
        return "improvement_high" if high else "improvement_low"
    return "concern_high" if high else "concern_low"


def assurance(chart: Chart, target: Decimal | None, better: Literal["high", "low", "neither"]) -> Assurance:
    """The assurance icon: whether the process, as it is, will meet the target always, never or now and then."""
    if target is None or better == "neither":
        return "empty"
    if chart.lower > target:
        return "pass" if better == "high" else "fail"
    if chart.upper < target:
        return "fail" if better == "high" else "pass"
    return "inconsistent"


def run_length(chart: Chart) -> int:
    """How many points up to the last lie in a row on its side of the mean (0 on the mean)."""
    last, length = chart.sides[-1], 0
    for side in reversed(chart.sides):
        if side != last or side == 0:
            break
        length += 1
    return length


def _trends(values: Sequence[Decimal], points: int) -> set[int]:
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    found: set[int] = set()
    for start in range(len(steps) - points + 2):
        window = steps[start : start + points - 1]
        if window[0] != 0 and len(set(window)) == 1:
            found.update(range(start, start + points))
    return found


def _shifts(sides: Sequence[int], points: int) -> set[int]:
    return {
        place
        for start, window in _windows(sides, points)
        if window[0] != 0 and len(set(window)) == 1
        for place in range(start, start + points)
    }


def _two_in_three(sides: Sequence[int], near: Sequence[bool]) -> set[int]:
    return {
        place
        for start, window in _windows(sides, 3)
        if window[0] != 0 and len(set(window)) == 1 and sum(near[start : start + 3]) >= 2
        for place in range(start, start + 3)
        if near[place]
    }


def _windows(items: Sequence[int], length: int) -> Iterable[tuple[int, Sequence[int]]]:
    for start in range(len(items) - length + 1):
        yield start, items[start : start + length]
