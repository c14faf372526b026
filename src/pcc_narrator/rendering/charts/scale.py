"""Scales: where an axis ends, its ticks and what they are called, and the places of labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil, floor, log10

from pcc_narrator.figures import write
from pcc_narrator.models.fact import Fact, Unit
from pcc_narrator.rendering.charts.frame import Tick
from pcc_narrator.rendering.figure_text import value_text

_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_PARTS = 5  # at most, between the ticks of an axis
_NEAR = 1e-10  # of a step: what computing leaves


def limits(levels: Sequence[float]) -> tuple[float, float]:
    """The ends of a vertical axis: from zero where that does not flatten the data, else with room around them.

    A line may start above zero when its lowest value is more than half its highest; bars never may.
    """
    low, high = min(levels), max(levels)
    if low >= 0 and low <= high / 2:
        return 0.0, (high or 1.0) * 1.12
    room = (high - low) * 0.25 or abs(high) * 0.1 or 1.0
    bottom = low - room
    return (max(0.0, bottom) if low >= 0 else bottom), high + room


def spread(levels: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Places for labels of the given heights, as near to their levels as they can be without touching."""
    order = sorted(range(len(levels)), key=lambda index: (levels[index], index))
    places = [0.0] * len(levels)
    edge = low - (high - low)
    for index in order:
        places[index] = max(levels[index], edge + heights[index] / 2)
        edge = places[index] + heights[index] / 2
    edge = high + (high - low) * 0.06
    for index in reversed(order):
        places[index] = min(places[index], edge - heights[index] / 2)
        edge = places[index] - heights[index] / 2
    return places


def figures_on_axis(ends: tuple[float, float], fact: Fact) -> tuple[Tick, ...]:
    """The ticks between the ends of an axis, written in house style, in the unit of the fact: "40,000", "1m 20s"."""
    low, high = ends
    if fact.unit == "seconds":
        step: float = next((step for step in _SECONDS if (high - low) / step <= _PARTS), _SECONDS[-1])
        values = multiples(low, high, step)
    else:
        values = round_values(low, high, whole=fact.unit in ("count", "rank", "days", "months", "gbp"))
    return tuple((value, _label(value, fact)) for value in values)


def round_values(low: float, high: float, *, whole: bool) -> list[float]:
    """At least two round numbers from `low` to `high`, no more than six: multiples of 1, 2, 2.5 or 5 tens.

    `whole`: of 1 at least, where the axis has two whole numbers.
    """
    size = 10.0 ** floor(log10((high - low) / _PARTS))
    steps = [step * size for step in _STEPS]
    if whole:
        steps = [step for step in steps if step < 1 or abs(step - round(step)) < 0.001]
    fitting = next(place for place, step in enumerate(steps) if step >= (high - low) / _PARTS * (1 - _NEAR))
    smaller = [step / 10 for step in reversed(steps[:-1])]  # where the ends lie so that a step of that size meets few
    for step in (*reversed(steps[: fitting + 1]), *smaller):
        if whole and floor(high) - ceil(low) >= 1:
            step = max(1.0, step)
        found = multiples(low, high, step)
        if len(found) >= 2:
            break
    return found


def multiples(low: float, high: float, step: float) -> list[float]:
    """The multiples of a step from `low` to `high`."""
    first, last = ceil(low / step - _NEAR), floor(high / step + _NEAR)
    return [number * step for number in range(first, last + 1)]


def _label(value: float, fact: Fact) -> str:
    number = Decimal(repr(round(value, 6))).normalize()
    exponent = number.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    if fact.unit in ("seconds", "minutes", "hours"):
        return value_text(number, fact)
    unit: Unit = "none" if fact.unit == "per_1000" else fact.unit
    return write(number, unit, decimals=min(places, 3), style="table")
